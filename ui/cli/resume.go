package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/train"
	"unroll/sessions"
)

// planOn opens a session to resume.
func (c *call) planOn(cmd *cobra.Command, f trainFlags, store sessions.Store, args []string) (plan, error) {
	k, err := sessions.ResumeWith(store, f.resume, f.weights, c.opener(train.DefaultRecipe()), args...)
	if err != nil {
		return plan{}, err
	}
	p := plan{origin: k.Origin, recipe: k.From.Recipe, from: k.From, recorder: k.Recorder, preset: k.Meta.Preset}
	if err := c.goOn(&p, cmd.Flags(), f.edits); err != nil {
		k.Recorder.Close()
		return plan{}, err
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
	for _, flag := range recipeFlags {
		if k, err := train.FindKnob(knobOf(flag.name)); err == nil && flag.live && fs.Changed(flag.name) {
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
	old, made := p.recipe, p.from.Step
	switch {
	case fs.Changed("steps"):
		p.recipe.Steps, p.recipe.Epochs = said.Steps, 0
	case fs.Changed("epochs"):
		p.recipe.Steps, p.recipe.Epochs = 0, said.Epochs
	case old.Epochs == 0 && old.Steps <= made:
		p.recipe.Steps = made + defaultSteps
	}
	if p.recipe.Steps > 0 && p.recipe.Steps <= made {
		return atEnd(made)
	}
	if needsEnd(old) && (p.recipe.Steps != old.Steps || p.recipe.Epochs != old.Epochs) {
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

// atEnd is the error that there is nothing to do.
func atEnd(made int) error {
	return &usage{errAtEnd.Of(count(made)), hintMoreSteps.Of(made + defaultSteps)}
}

// needsEnd reports whether the schedule depends on the length of the run, so that it is invalid without one.
func needsEnd(r train.Recipe) bool {
	open := r
	open.Steps, open.Epochs = 0, 0
	return r.Check() == nil && open.Check() != nil
}

// endOf is the length of a run.
func (c *call) endOf(r train.Recipe) string {
	if r.Steps > 0 {
		return c.updates(r.Steps)
	}
	shown := fmt.Sprintf("%g", r.Epochs)
	if r.Epochs == 1 {
		return c.words.CLI.Units.Epochs.Of(1, shown)
	}
	return c.words.CLI.Units.Epochs.Of(2, shown)
}
