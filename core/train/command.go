package train

import (
	"slices"
	"strconv"
	"strings"

	"unroll/core/command"
	"unroll/core/recipe"
)

// A Verb is something that a run can be asked for. It takes effect between two updates, in the order in which
// it was sent.
type Verb struct {
	Name string   // as in a command
	Args []string // names of its arguments; one in [] can be left out
	do   func(t *Trainer, args []string) (refused error)
}

// verbs is the table of what a run can be asked for. To add one, write its function and a line here.
var verbs = []Verb{
	{"run.pause", nil, func(t *Trainer, _ []string) error { return t.pause() }},
	{"run.resume", nil, func(t *Trainer, _ []string) error { return t.resume() }},
	{"run.toggle", nil, func(t *Trainer, _ []string) error { return t.toggle() }},
	{"run.step", nil, func(t *Trainer, _ []string) error { return t.stepOnce() }},
	{"run.save", nil, func(t *Trainer, _ []string) error { return t.saveNow() }},
	{"run.stop", nil, func(t *Trainer, _ []string) error { t.stops++; return nil }},
	{"run.undo", nil, func(t *Trainer, _ []string) error { return t.undo() }},
	{"run.redo", nil, func(t *Trainer, _ []string) error { return t.redo() }},
	{"run.rewind", []string{"STEP"}, (*Trainer).rewindTo},
	{"run.cancel", nil, func(t *Trainer, _ []string) error { t.callOff(); return nil }},
	{"knob.up", []string{"NAME", "[STEPS]"}, func(t *Trainer, args []string) error { return t.turnBy(args, +1) }},
	{"knob.down", []string{"NAME", "[STEPS]"}, func(t *Trainer, args []string) error { return t.turnBy(args, -1) }},
	{"knob.set", []string{"NAME", "VALUE"}, (*Trainer).setKnob},
	{"knob.reset", []string{"NAME"}, (*Trainer).resetKnob},
}

// goingBack are those that a run can be asked for on its way back.
var goingBack = []string{"run.undo", "run.redo", "run.rewind", "run.cancel", "run.stop"}

// Verbs lists what a run can be asked for.
func Verbs() []Verb { return verbs }

// Turn moves a knob by steps (up, or down where they are below 0). It is relative: two commands are two
// turns, even if the sender has not seen the effect of the first.
func Turn(knob string, steps int) command.Command {
	name, n := "knob.up", steps
	if n < 0 {
		name, n = "knob.down", -n
	}
	if n == 1 {
		return command.New(name, knob)
	}
	return command.New(name, knob, strconv.Itoa(n))
}

// Set gives a knob a value.
func Set(knob string, v float64) command.Command {
	return command.New("knob.set", knob, recipe.FormatValue(v))
}

// Default sets a knob to what the recipe began with.
func Default(knob string) command.Command { return command.New("knob.reset", knob) }

// Pause stops updates after the one being made.
func Pause() command.Command { return command.New("run.pause") }

// Resume continues with updates, also those that a recipe ended, and after divergence. The same window is then read again with the same weights, so
// a lower learning rate alone does not help: a shorter unroll may, or another batch, which resets the carried state.
func Resume() command.Command { return command.New("run.resume") }

// Toggle pauses a running run and resumes one that is not.
func Toggle() command.Command { return command.New("run.toggle") }

// StepOnce makes one update and pauses.
func StepOnce() command.Command { return command.New("run.step") }

// Save records the run now.
func Save() command.Command { return command.New("run.save") }

// Stop ends Run after the update, and after a validation of the last weights if Options.LastLook allows one. A second Stop cuts that validation
// short, as cancelling the context of Run does.
func Stop() command.Command { return command.New("run.stop") }

// Undo goes back to before the last change of a setting, and on from there without it; while the run is on its way back, to before the
// change before that. What it had done since is a branch that was left.
func Undo() command.Command { return command.New("run.undo") }

// Redo returns to the branch that was left last. While the run is on its way back, it is CallOff.
func Redo() command.Command { return command.New("run.redo") }

// RewindTo goes back to an earlier step, with the changes of settings made there, and on from there.
func RewindTo(step int) command.Command { return command.New("run.rewind", strconv.Itoa(step)) }

// CallOff ends the way back: the run is again where it was.
func CallOff() command.Command { return command.New("run.cancel") }

// obey carries out a command. It returns why it was refused, or nil.
func (t *Trainer) obey(c command.Command) error {
	for _, v := range verbs {
		if v.Name == c.Name {
			if why := v.fits(c.Args); why != nil {
				return why
			}
			if t.back != nil && !slices.Contains(goingBack, v.Name) {
				return errGoingBack.Of(t.back.to)
			}
			return v.do(t, c.Args)
		}
	}
	return errVerb.Of(c)
}

// fits returns why args do not suit the verb, or "".
func (v Verb) fits(args []string) error {
	least := len(v.Args)
	for least > 0 && v.Args[least-1][0] == '[' {
		least--
	}
	switch {
	case len(args) >= least && len(args) <= len(v.Args):
		return nil
	case len(v.Args) == 0:
		return errNoArgs.Of(v.Name)
	}
	return errArgs.Of(v.Name, strings.Join(v.Args, " "))
}

func (t *Trainer) pause() error {
	if t.phase == Running {
		t.phase = Paused
	}
	return nil
}

func (t *Trainer) resume() error {
	if err := t.goOn(); err != nil {
		return err
	}
	t.phase = Running
	t.alarm.GoOn()
	return nil
}

// goOn takes the end from the recipe of a run that has reached it, so that it can make more updates: those of a run that
// never had an end. It is refused where the learning rate depends on the end.
func (t *Trainer) goOn() error {
	if t.phase != Finished {
		return nil
	}
	if t.schedule.Horizon {
		return errEnded.Of(t.recipe.Schedule)
	}
	t.recipe.Steps, t.recipe.Epochs = 0, 0
	t.phase = Paused
	return nil
}

func (t *Trainer) toggle() error {
	if t.phase == Running {
		return t.pause()
	}
	return t.resume()
}

func (t *Trainer) stepOnce() error {
	if err := t.goOn(); err != nil {
		return err
	}
	t.phase = Paused
	t.alarm.GoOn()
	t.once++
	return nil
}

func (t *Trainer) saveNow() error {
	if t.recorder == nil {
		return errNoRecorder.Of()
	}
	t.save()
	return nil
}

// maxTurns is how many steps one command may turn a knob: more than any knob has.
const maxTurns = 1000

func (t *Trainer) turnBy(args []string, dir int) error {
	k, err := recipe.FindKnob(args[0])
	if err != nil {
		return err
	}
	n := 1
	if len(args) > 1 {
		if n, err = strconv.Atoi(args[1]); err != nil || n < 1 || n > maxTurns {
			return errTurns.Of(args[1], maxTurns)
		}
	}
	v := k.Get(&t.set)
	for range n {
		v = min(max(k.Turn(v, dir), k.Min), k.Max)
		if k.Whole {
			v = float64(int(v))
		}
	}
	return t.turn(k, v)
}

func (t *Trainer) setKnob(args []string) error {
	k, err := recipe.FindKnob(args[0])
	if err != nil {
		return err
	}
	v, err := recipe.ParseValue(args[1])
	if err != nil {
		return err
	}
	return t.turn(k, v)
}

func (t *Trainer) resetKnob(args []string) error {
	k, err := recipe.FindKnob(args[0])
	if err != nil {
		return err
	}
	first := t.recipe.Settings
	return t.turn(k, k.Get(&first))
}
