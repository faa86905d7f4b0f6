package cli

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"unroll/core/fault"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

// diverged says where it diverged, and what may help.
func (w *follower) diverged() error {
	s := w.last.Settings
	hint := hintLowerRate.Of(s.LR)
	if s.Clip == recipe.Off || s.Clip > 1 {
		hint = hintLowerClip.Of(s.LR)
	}
	if s, good := w.goodStep(); good {
		hint = hintGoesBack.Of(hint, w.kept, count(w.last.Step), count(s))
	} else if w.kept != "" {
		hint = hintHoldsStep.Of(hint, w.kept, count(w.last.Step))
	}
	return &hinted{errDivergedAt.Of(count(w.last.Step+1), train.ErrDiverged), hint}
}

// ruined says where the run was ruined, and what may help.
func (w *follower) ruined() error {
	s, task := w.last, w.last.Task
	hint := hintLowerRate.Of(s.Settings.LR)
	if s.Settings.Clip == recipe.Off || s.Settings.Clip > 1 {
		hint = hintLowerClip.Of(s.Settings.LR)
	}
	switch at, good := w.goodStep(); {
	case good:
		hint = hintGoesBack.Of(hint, w.kept, count(s.Step), count(at))
	case w.kept != "":
		hint = hintHoldsStep.Of(hint, w.kept, count(s.Step))
	}
	if s.Phase == train.Ruined {
		hint = hintKeepGoing.Of(hint)
	}
	loss, said := s.RecentLoss(), w.words.Ruin.Stopped
	if v, ok := s.History.LastValid(); ok && v.Step == s.Step && v.Loss() > loss {
		loss, said = v.Loss(), w.words.Ruin.Judged
	}
	shown := func(loss float64) string { return chart.Short(loss) }
	unit := task.Loss.Unit
	if task.Loss.InNats() {
		shown = func(loss float64) string { return chart.Short(w.inUnit(loss)) }
		_, per, _ := strings.Cut(unit, "/")
		unit = w.unit().Name + "/" + per
	}
	untrained := w.words.CLI.Units.NotKnown
	if levels := w.run.Data.Levels(); len(levels) > 0 {
		untrained = shown(levels[0].Loss)
	}
	return &hinted{errRuinedAt.Of(count(s.Step), train.ErrRuined, fmt.Sprintf(said, shown(loss), unit, untrained)), hint}
}

// goodStep is the step of the last good state that the session keeps.
func (w *follower) goodStep() (step int, some bool) {
	if w.kept == "" {
		return 0, false
	}
	return w.store.GoodStep(w.kept)
}

var (
	errWentWrong  = fault.New("cli.went_wrong", "session %s, at step %s: %v")
	errUseInstead = fault.New("cli.use_instead", "%v (%v)")
	hintUseGood   = fault.New("cli.hint.use_good", "use --weights good: those of step %s, before it went wrong")
	hintUseBest   = fault.New("cli.hint.use_best", "use --weights best: those with the lowest validation loss")
)

// wentWrong is the error of a network that is ruined or has diverged, after what it gives has been printed; nil: it is neither.
func (c *call) wentWrong(name string, which sessions.Weights) error {
	store := sessions.Default(c.folder)
	s := store.Look(name)
	if which != sessions.Last || s.Err != nil || s.Trouble == train.Paused {
		return nil
	}
	cause := train.ErrRuined
	if s.Trouble == train.Diverged {
		cause = train.ErrDiverged
	}
	var hint error
	if step, some := store.GoodStep(name); some {
		hint = hintUseGood.Of(count(step))
	} else if !math.IsNaN(s.BestLoss) {
		hint = hintUseBest.Of()
	}
	return &hinted{errWentWrong.Of(name, count(s.Step), cause), hint}
}

// warnOfWrong says on standard error, in a line, that a network is ruined or has diverged, before what it gives is printed.
func (c *call) warnOfWrong(name string, which sessions.Weights) {
	var wrong *hinted
	switch err := c.wentWrong(name, which); {
	case !errors.As(err, &wrong):
	case wrong.hint == nil:
		c.note(wrong.err)
	default:
		c.note(errUseInstead.Of(wrong.err, wrong.hint))
	}
}
