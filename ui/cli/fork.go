package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/fault"
	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
)

var (
	errNameSessions = fault.New("cli.name_sessions", "name a session and those to compare it with: %s")
	errForkShape    = fault.New("cli.fork_shape", "--%s cannot change at a later step: the network and how it learns are those of session %s")
	hintForkAt0     = fault.New("cli.hint.fork_at_start", "to begin again with it: --at 0")
	errForkEnd      = fault.New("cli.fork_at_end", "session %s ends at step %s, so there is nothing to train")
	hintForkEnd     = fault.New("cli.hint.fork_longer", "to go further, say to where: --steps %d; or fork it earlier: --at STEP")
	errForkTwice    = fault.New("cli.fork_same_name", "--save %s is the session to fork: choose another name")
)

// anewFlags are those of a fork that take effect only from the beginning of a run: its data stay, and so does what is learned of them.
var anewFlags = []string{"cell", "hidden", "layers", "embed", "dropout", "dropout-between", "reset", "biases", "init", "optimizer", "schedule", "seed"}

// forkFlags are those that a fork has of recipeFlags: of settings and of the end, and anewFlags.
func forkFlags() (list []recipeFlag) {
	for _, f := range recipeFlags {
		if _, err := recipe.FindKnob(knobOf(f.name)); err == nil || f.live || slices.Contains(anewFlags, f.name) {
			list = append(list, f)
		}
	}
	return list
}

func forkSession(c *call) *cobra.Command {
	f, at := trainFlags{}, -1
	w := c.words.CLI
	cmd := described(&cobra.Command{
		Use:               "fork SESSION [FILE…]",
		Args:              want(1, -1, sessionMissing),
		ValidArgsFunction: completeArg(c.sessionChoices, true),
		RunE:              c.do(func(cmd *cobra.Command, args []string) error { return c.fork(cmd, f, at, args) }),
	}, w.Forks.Fork)
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.IntVar(&at, "at", -1, w.Forks.At)
	fs.StringVar(&f.save, "save", "", w.Forks.Save)
	c.addFlags(fs, &f.edits, forkFlags())
	fs.VisitAll(func(flag *pflag.Flag) { flag.DefValue = "" }) // they are as the session has them
	fs.StringVar(&f.jsonl, "jsonl", "", w.Train.JSONL)
	fs.StringVar(&f.csv, "csv", "", w.Train.CSV)
	c.addThreads(fs, &f.threads)
	fs.DurationVar(&f.autosave, "autosave", sessions.Autosave, w.Train.Autosave)
	fs.BoolVar(&f.keepGoing, "keep-going", false, c.words.Ruin.KeepGoing)
	fs.BoolVar(&f.quiet, "quiet", false, w.Train.Quiet)
	c.completeRecipe(cmd)
	return cmd
}

// fork makes a session that leaves another, and trains it to its end.
func (c *call) fork(cmd *cobra.Command, f trainFlags, at int, args []string) error {
	fs, store := cmd.Flags(), sessions.Default(c.folder)
	if fs.Changed("at") && at < 0 {
		return misuse(errAtLeast, "at", at, 0)
	}
	if err := f.checkRun(fs); err != nil {
		return err
	}
	m, err := store.Meta(args[0])
	if err != nil {
		return err
	}
	if strings.EqualFold(f.save, m.Name) {
		return &usage{errForkTwice.Of(f.save), nil}
	}
	how, err := c.forking(fs, f, at, m)
	if err != nil {
		return err
	}
	c.hushed, c.mute = f.quiet, f.quiet
	remake, end := c.remaking(args[1:], f.threads, f.quiet, sessions.Remaking{Opener: c.ownOpener(recipe.Default())})
	how.Remaking = remake
	k, err := store.Fork(args[0], how)
	end()
	if err != nil {
		return err
	}
	p := plan{origin: k.Origin, recipe: k.Recipe, from: k.From, start: k.Start, recorder: k.Recorder, preset: m.Preset, parent: &m}
	if err := c.forkEnd(fs, f.edits, &p, k); err != nil {
		p.close()
		return err
	}
	c.sayFork(k, how, f.quiet)
	return c.follow(p, f, store)
}

// forking is what the flags say of a fork of the session of m.
func (c *call) forking(fs *pflag.FlagSet, f trainFlags, at int, m sessions.Meta) (how sessions.Forking, err error) {
	how = sessions.Forking{At: at, Save: f.save}
	said, of := f.edits.apply(m.Recipe), kindOf(m.TaskName())
	if err := readsMomentum(fs, said.Optimizer); err != nil {
		return how, err
	}
	for _, flag := range forkFlags() {
		k, none := recipe.FindKnob(knobOf(flag.name))
		switch {
		case !fs.Changed(flag.name):
		case !flag.of.has(of.name):
			its := flag.of.nouns(func(k kind) error { return k.models })
			return how, &usage{errSessionFlag.Of(flag.name, its, m.Name, of.has), hintLeaveOut.Of(flag.name)}
		case none == nil:
			if err := k.Check(k.Get(&said.Settings)); err != nil {
				return how, wrong(err)
			}
			how.Changes = append(how.Changes, history.Event{Knob: k.Name, To: k.Get(&said.Settings)})
		case !flag.live && at != 0:
			return how, &usage{errForkShape.Of(flag.name, m.Name), hintForkAt0.Of()}
		}
	}
	if at == 0 {
		how.Anew = func(r *recipe.Recipe) error {
			*r = f.edits.apply(*r)
			return wrong(r.Check())
		}
	}
	return how, nil
}

// forkEnd gives the run of a fork its end. It must be after the step at which it begins.
func (c *call) forkEnd(fs *pflag.FlagSet, e edits, p *plan, k sessions.Forked) error {
	if p.from == nil { // the flags have said it
		if p.recipe.Steps == 0 && p.recipe.Epochs == 0 {
			p.recipe.Steps = defaultSteps
		}
		return nil
	}
	if err := c.setEnd(fs, e.apply(p.recipe), &p.recipe, k.Step); err != nil {
		return err
	}
	if r := &p.recipe; r.Epochs == 0 && r.Steps == 0 {
		r.Steps = k.Step + defaultSteps
	}
	return nil
}

// atEnd is the error of a fork that has nothing to train.
func (p plan) atEnd(step int) error {
	if needsEnd(p.recipe) {
		return &usage{errForkEnd.Of(p.parent.Name, count(step)), nil}
	}
	return &usage{errForkEnd.Of(p.parent.Name, count(step)), hintForkEnd.Of(step + defaultSteps)}
}

// sayFork says what leaves what, where and with what.
func (c *call) sayFork(k sessions.Forked, how sessions.Forking, quiet bool) {
	if quiet {
		return
	}
	w := c.words.CLI.Forks
	say := func(s string) { fmt.Fprintln(c.errw, tame(s)) }
	if k.Went != train.Paused {
		say(fmt.Sprintf(w.LeavesGood, k.Parent.Name, count(k.Step)))
	}
	if k.From == nil {
		say(fmt.Sprintf(w.LeavesAnew, k.Recorder.Name(), k.Parent.Name))
		return
	}
	var changes []string
	for _, e := range how.Changes {
		changes = append(changes, e.Knob+" "+valueOf(e.To))
	}
	if changes == nil {
		changes = []string{w.NoChanges}
	}
	say(fmt.Sprintf(w.Leaves, k.Recorder.Name(), k.Parent.Name, count(k.Step), listed(changes)))
	if !sessions.SameArithmetic(k.Parent) {
		say(fmt.Sprintf(w.ForkOtherMachine, k.Parent.Name, k.Parent.Arch, k.Parent.Kernel))
	}
}
