package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
)

// planOn opens a session to resume.
func (c *call) planOn(cmd *cobra.Command, f trainFlags, store sessions.Store, args []string) (plan, error) {
	k, err := sessions.ResumeWith(store, f.resume, f.weights, c.ownOpener(recipe.Default()), args...)
	if err != nil {
		return plan{}, err
	}
	p := plan{origin: k.Origin, recipe: k.From.Recipe, from: k.From, recorder: k.Recorder, preset: k.Meta.Preset}
	if err := c.goOn(&p, cmd.Flags(), f.edits); err != nil {
		k.Recorder.Close()
		return plan{}, err
	}
	if k.LostBest { // damage is said even with --quiet
		fmt.Fprintln(c.errw, tame(c.words.Error(errBestLost.Of(f.resume))))
	}
	if said := c.wentBack(k); said != "" && !f.quiet {
		fmt.Fprintln(c.errw, said)
	}
	if !sessions.SameArithmetic(k.Meta) && !f.quiet {
		fmt.Fprintf(c.errw, c.words.CLI.Train.OtherMachine+"\n", f.resume, k.Meta.Arch, k.Meta.Kernel)
	}
	return p, nil
}

// goOn determines the length of the run, and what changes first.
func (c *call) goOn(p *plan, fs *pflag.FlagSet, e edits) error {
	said := e.apply(p.recipe)
	if err := readsMomentum(fs, p.recipe.Optimizer); err != nil {
		return err
	}
	for _, flag := range recipeFlags {
		if k, err := recipe.FindKnob(knobOf(flag.name)); err == nil && flag.live && fs.Changed(flag.name) {
			if of := kindOf(taskOf(p.recipe)); !flag.of.has(of.name) {
				its := flag.of.nouns(func(k kind) error { return k.models })
				return &usage{errSessionFlag.Of(flag.name, its, p.recorder.Name(), of.has), hintLeaveOut.Of(flag.name)}
			}
			if err := k.Check(k.Get(&said.Settings)); err != nil {
				return wrong(err)
			}
			p.settings = append(p.settings, train.Set(k.Name, k.Get(&said.Settings)))
		}
	}
	if err := c.setEnd(fs, said, &p.recipe, p.from.Step); err != nil {
		return err
	}
	if r := &p.recipe; r.Epochs == 0 && r.Steps == 0 { // a run of the lab, without an end: from now on it has one
		r.Steps = p.from.Step + defaultSteps
	}
	return nil
}

// setEnd gives r, which has made so many updates, the end that the flags say, if they say one. It is an error before those
// updates, and where the learning rate depends on the end that r has.
func (c *call) setEnd(fs *pflag.FlagSet, said recipe.Recipe, r *recipe.Recipe, made int) error {
	old := *r
	switch {
	case fs.Changed("steps"):
		r.Steps, r.Epochs = said.Steps, 0
	case fs.Changed("epochs"):
		r.Steps, r.Epochs = 0, said.Epochs
	}
	if fs.Changed("steps") && r.Steps < made {
		return &usage{errAtEnd.Of(count(made)), hintMoreSteps.Of(made + defaultSteps)}
	}
	if needsEnd(old) && (r.Steps != old.Steps || r.Epochs != old.Epochs) {
		return &usage{errSchedule.Of(old.Schedule, c.endOf(old)), hintSchedule.Of()}
	}
	return nil
}

// wentBack says where a session that went wrong goes on from; "": it did not, or is to go on from its newest weights.
func (c *call) wentBack(k sessions.Resumed) string {
	w, at := c.words.Ruin, k.From
	switch {
	case at.Left > 0:
		return fmt.Sprintf(w.WentBack, tame(k.Meta.Name), count(at.Left), count(at.Step))
	case at.Trouble != train.Paused && !k.Newest:
		return fmt.Sprintf(w.NoGood, tame(k.Meta.Name), count(at.Step))
	}
	return ""
}

// knobOf is the setting that a flag is of.
func knobOf(flag string) string { return strings.ReplaceAll(flag, "-", "_") }

// complete: a run that is resumed has made all its updates, and its last validation. So that a loop which repeats the
// command until it succeeds comes to an end, that is a success. Files of rows get the whole run.
func (w *follower) complete(name string) error {
	for _, l := range w.logs {
		if err := l.end(ending{steps: w.last.Step, session: name}); err != nil {
			return err
		}
	}
	w.logs = nil
	say := w.words.CLI.Kept
	if needsEnd(w.last.Recipe) {
		w.bar.say(fmt.Sprintf(say.CompleteFixed, name, w.updates(w.last.Step), w.last.Recipe.Schedule))
	} else {
		w.bar.say(fmt.Sprintf(say.Complete, name, w.updates(w.last.Step), w.last.Step+defaultSteps))
	}
	return nil
}

// needsEnd reports whether the schedule depends on the length of the run, so that it is invalid without one.
func needsEnd(r recipe.Recipe) bool {
	open := r
	open.Steps, open.Epochs = 0, 0
	return r.Check() == nil && open.Check() != nil
}

// endOf is the length of a run.
func (c *call) endOf(r recipe.Recipe) string {
	if r.Steps > 0 {
		return c.updates(r.Steps)
	}
	shown := fmt.Sprintf("%g", r.Epochs)
	if r.Epochs == 1 {
		return c.words.CLI.Units.Epochs.Of(1, shown)
	}
	return c.words.CLI.Units.Epochs.Of(2, shown)
}
