package lab

import (
	"fmt"
	"strconv"

	"unroll/core/command"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// trouble is the word for what went wrong with the run, which may have reached its end even so.
func (l *Lab) trouble() (name string, some bool) {
	switch s := l.data.Snap; {
	case s.Phase == train.Diverged:
		return l.Look.Words.Diverged, true
	case s.Ruined || s.Phase == train.Ruined:
		return l.Look.Words.Ruin.Ruined, true
	}
	return "", false
}

// newsOf is what the bottom row says of a new snapshot: the run has gone back to a good state, learning has stopped or goes on after its
// end, a batch is smaller than it was asked to be; "": nothing.
func (l *Lab) newsOf(was, now train.Snapshot) string {
	w := l.Look.Words
	if back := l.wentBack(was, now); back != "" {
		return back
	}
	switch {
	case was.Task != nil && was.Phase == train.Finished && now.Phase == train.Running:
		return fmt.Sprintf(w.Lab.Continues, chart.Thousands(int64(was.Step)))
	case now.Left > 0 && was.Left == 0:
		return fmt.Sprintf(w.Ruin.GoesBack, chart.Thousands(int64(now.Left)), chart.Thousands(int64(now.Step)))
	case now.Settings.LR == 0 && was.Settings.LR > 0:
		return w.Lab.NothingLearned
	case was.Task != nil && now.Settings.Clip == 0 && was.Settings.Clip > 0:
		return w.Ruin.Frozen
	case was.Task != nil && now.Rows < now.Settings.Batch && now.Settings.Batch != was.Settings.Batch:
		return fmt.Sprintf(w.Ruin.SmallerThan, chart.Thousands(int64(now.Settings.Batch)), w.Ruin.Smaller.Of(now.Rows, chart.Thousands(int64(now.Rows))))
	}
	return ""
}

// The learning rates that are asked back about: more than boldly times what the run has or began with, or above highest.
const (
	boldly  = 100
	highest = 100
)

// unsure reports whether c sets the learning rate to what looks like a mistake, and asks.
func (l *Lab) unsure(c command.Command) bool {
	if c.Name != "knob.set" || len(c.Args) != 2 || c.Args[0] != "lr" {
		return false
	}
	to, err := strconv.ParseFloat(c.Args[1], 64)
	has := l.data.Snap.Settings.LR
	usual := max(has, l.data.Snap.Recipe.Settings.LR)
	if err != nil || usual == 0 || to <= has || to <= boldly*usual && to <= highest {
		return false
	}
	l.view.sure = &c
	l.view.notice = fmt.Sprintf(l.Look.Words.Ruin.Sure, l.Look.Words.KnobNames["lr"], panel.Value(has), panel.Value(to))
	return true
}

// confirmed takes the key after a question: enter does it.
func (l *Lab) confirmed(k event.Key) (taken bool) {
	c := l.view.sure
	l.view.sure = nil
	if c == nil || k.Name != "enter" {
		return false
	}
	l.view.notice = l.Do(*c)
	return true
}
