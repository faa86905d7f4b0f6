package cli

import (
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/command"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
)

// defaultSteps is how long a run without an end of its own is.
const defaultSteps = 2000

const trainLong = `Train a network without a terminal, on FILE or a dataset; without either on the first
dataset. The run ends after --steps or --epochs, else after 2,000 updates. Without --save
nothing is kept, unless the run is interrupted: what there is by then becomes a session, and
its name is said.

With --resume a session goes on, on its own text (or on FILE, if that is the same text in
another place), to its own end or that of --steps or --epochs, counted from its beginning; an
open run goes on for 2,000 updates. --lr and --clip change from there on.

--jsonl and --csv write a row for every update and every validation. Progress goes to
standard error.

Exit code: 0 done, 1 failed, 2 usage, 3 diverged, 4 bad data, 130 interrupted (saved first).`

const trainExample = `  unroll train book.txt --save book
  unroll train --dataset tide --cell gru --hidden 64 --steps 500 --jsonl -
  cat *.txt | unroll train - --tokens word --epochs 3 --csv run.csv
  unroll train --preset char-rnn book.txt --epochs 10
  unroll train --resume book --steps 5000 --lr 5e-4`

type trainFlags struct {
	text         textFlags
	edits        edits
	preset       string
	resume, save string
	jsonl, csv   string
	threads      int
	autosave     time.Duration
	quiet        bool
}

func trainCommand(c *call) *cobra.Command {
	var f trainFlags
	cmd := &cobra.Command{
		Use:     "train [FILE…|-]",
		Short:   "Train without a terminal",
		Long:    trainLong,
		Example: trainExample,
		Args:    cobra.ArbitraryArgs,
		RunE:    c.do(func(cmd *cobra.Command, args []string) error { return c.train(cmd, f, args) }),
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	f.text.add(fs)
	addPreset(cmd, &f.preset)
	addRecipe(fs, &f.edits)
	fs.StringVar(&f.save, "save", "", "save the run as session `NAME`")
	fs.StringVar(&f.resume, "resume", "", "resume session `NAME`")
	fs.StringVar(&f.jsonl, "jsonl", "", "write one JSON object per row to `FILE`, or - for standard output")
	fs.StringVar(&f.csv, "csv", "", "write the rows as CSV to `FILE`, or -")
	addThreads(fs, &f.threads)
	fs.DurationVar(&f.autosave, "autosave", sessions.Autosave, "`TIME` between saves; 0: only at the end")
	fs.BoolVar(&f.quiet, "quiet", false, "print nothing but errors")
	completeRecipe(cmd)
	complete(cmd, "dataset", datasetChoices)
	complete(cmd, "resume", c.sessionChoices)
	return cmd
}

func addThreads(fs *pflag.FlagSet, n *int) {
	fs.IntVar(n, "threads", sessions.Threads(), "number of threads `N`; the result does not depend on it")
}

func checkThreads(n int) error {
	if n < 1 || n > 64*runtime.NumCPU() {
		return usagef("threads is %d: it must lie between 1 and %d", n, 64*runtime.NumCPU())
	}
	return nil
}

// train makes a run from beginning to end.
func (c *call) train(cmd *cobra.Command, f trainFlags, args []string) error {
	var err error
	if f.edits, err = f.edits.onto(cmd.Flags(), f.preset); err != nil {
		return err
	}
	if err := f.check(cmd, args); err != nil {
		return err
	}
	store := sessions.Default(c.folder)
	var p plan
	if f.resume != "" {
		p, err = c.planOn(cmd, f, store, args)
	} else {
		p, err = c.planNew(cmd, f, store, args)
	}
	if err != nil {
		return err
	}
	return c.follow(p, f, store)
}

// check looks at all that can be judged before anything is read.
func (f trainFlags) check(cmd *cobra.Command, args []string) error {
	fs := cmd.Flags()
	switch {
	case f.jsonl == "-" && f.csv == "-":
		return usagef("--jsonl - and --csv -: only one of them can use standard output")
	case f.jsonl != "" && f.jsonl == f.csv:
		return usagef("--jsonl and --csv name the same file, %s", f.jsonl)
	case fs.Changed("steps") && fs.Changed("epochs"):
		return usagef("--steps and --epochs: give one or the other")
	case f.autosave < 0:
		return usagef("autosave is %v: it must not be negative", f.autosave)
	case fs.Changed("save") && f.save == "":
		return usagef("--save needs a name")
	case fs.Changed("resume") && f.resume == "":
		return usagef("--resume needs the name of a session")
	}
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	if err := f.checkLength(fs); err != nil {
		return err
	}
	if f.resume != "" {
		live := []string{"resume", "jsonl", "csv", "threads", "autosave", "quiet", "sessions"}
		for _, r := range recipeFlags {
			if r.live {
				live = append(live, r.name)
			}
		}
		if err := onlyFlags(cmd, live...); err != nil {
			return err
		}
	}
	if err := f.text.check(cmd, args); err != nil {
		return err
	}
	return f.edits.check()
}

// checkLength wants an end: 0, which is none to a recipe, would run for ever.
func (f trainFlags) checkLength(fs *pflag.FlagSet) error {
	r := f.edits.apply(train.DefaultRecipe())
	if fs.Changed("steps") && r.Steps < 1 {
		return usagef("steps is %d: it must be at least 1", r.Steps)
	}
	if fs.Changed("epochs") && !(r.Epochs > 0) {
		return usagef("epochs is %g: it must be more than 0", r.Epochs)
	}
	return nil
}

// onlyFlags refuses every flag but these beside --resume.
func onlyFlags(cmd *cobra.Command, allowed ...string) (err error) {
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		for _, name := range allowed {
			if flag.Name == name {
				return
			}
		}
		if err == nil {
			err = &usage{reason: "--" + flag.Name + " cannot change in a resumed run",
				hint: "leave it out, or start a new run without --resume"}
		}
	})
	return err
}

// A plan is a run about to begin, all that was said being settled.
type plan struct {
	text     datasets.Text
	recipe   train.Recipe
	from     *train.Checkpoint // nil: anew
	settings []command.Command // changes to make before the first update
	recorder *sessions.Session // nil: nothing is kept
	preset   string            // it began from; "": none
}

// planNew reads the text of a new run.
func (c *call) planNew(cmd *cobra.Command, f trainFlags, store sessions.Store, args []string) (plan, error) {
	t, err := f.text.open(c, args, f.edits)
	if err != nil {
		return plan{}, err
	}
	r := sessions.RecipeFor(t)
	r.Settings.ValidEvery = 0 // a suitable one
	r.Steps = defaultSteps
	if cmd.Flags().Changed("epochs") {
		r.Steps = 0
	}
	p := plan{text: t, recipe: f.edits.apply(r), preset: f.preset}
	if f.save != "" {
		p.recorder, err = sessions.Create(store, f.save, t, f.preset)
	}
	return p, err
}
