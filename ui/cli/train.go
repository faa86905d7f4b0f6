package cli

import (
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/command"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
)

// defaultSteps is the length of a run without an end of its own, as the help says.
const defaultSteps = 2000

type trainFlags struct {
	text         textFlags
	edits        edits
	preset       string
	resume, save string
	initFrom     string
	jsonl, csv   string
	threads      int
	autosave     time.Duration
	quiet        bool
	keepGoing    bool
	weights      sessions.Weights
}

func trainCommand(c *call) *cobra.Command {
	var f trainFlags
	w := c.words.CLI
	cmd := described(&cobra.Command{
		Use:  "train [FILE…|-]",
		Args: cobra.ArbitraryArgs,
		RunE: c.do(func(cmd *cobra.Command, args []string) error { return c.train(cmd, f, args) }),
	}, w.Train.Command)
	fs := cmd.Flags()
	fs.SortFlags = false
	f.text.addAll(c, cmd)
	c.addPreset(cmd, &f.preset)
	c.addRecipe(fs, &f.edits)
	fs.StringVar(&f.initFrom, "init-from", "", w.Train.InitFrom)
	fs.StringVar(&f.save, "save", "", w.Train.Save)
	fs.StringVar(&f.resume, "resume", "", w.Flags.Resume)
	fs.StringVar(&f.jsonl, "jsonl", "", w.Train.JSONL)
	fs.StringVar(&f.csv, "csv", "", w.Train.CSV)
	c.addThreads(fs, &f.threads)
	fs.DurationVar(&f.autosave, "autosave", sessions.Autosave, w.Train.Autosave)
	fs.BoolVar(&f.keepGoing, "keep-going", false, c.words.Ruin.KeepGoing)
	c.addStart(cmd, &f.weights)
	fs.BoolVar(&f.quiet, "quiet", false, w.Train.Quiet)
	c.completeRecipe(cmd)
	complete(cmd, "resume", c.sessionChoices)
	complete(cmd, "init-from", c.sessionChoices)
	return cmd
}

func (c *call) addThreads(fs *pflag.FlagSet, n *int) {
	fs.IntVar(n, "threads", sessions.Threads(), c.words.CLI.Flags.Threads)
}

func checkThreads(n int) error {
	if n < 1 || n > 64*runtime.NumCPU() {
		return misuse(errBetween, "threads", n, 1, 64*runtime.NumCPU())
	}
	return nil
}

// train does a run from beginning to end.
func (c *call) train(cmd *cobra.Command, f trainFlags, args []string) error {
	var err error
	if f.edits, err = f.edits.onto(cmd.Flags(), f.preset); err != nil {
		return err
	}
	store := sessions.Default(c.folder)
	var start *train.Start
	if cmd.Flags().Changed("init-from") {
		if start, err = c.startFrom(cmd.Flags(), &f, store); err != nil {
			return err
		}
	}
	if err := f.check(cmd, args); err != nil {
		return err
	}
	c.hushed, c.mute = f.quiet, f.quiet
	var p plan
	if f.resume != "" {
		p, err = c.planOn(cmd, f, store, args)
	} else {
		p, err = c.planNew(cmd, f, store, args)
	}
	if err == nil {
		if err = startSuits(start, p); err != nil {
			p.close()
		}
	}
	if err != nil {
		return err
	}
	if cmd.Flags().Changed("clip") && f.edits.apply(p.recipe).Settings.Clip == 0 {
		c.note(errClipZero.Of())
	}
	p.start = start
	return c.follow(p, f, store)
}

// check checks everything that can be checked before anything is read.
func (f trainFlags) check(cmd *cobra.Command, args []string) error {
	fs := cmd.Flags()
	if err := f.checkRun(fs); err != nil {
		return err
	}
	switch {
	case f.weights == sessions.Best && f.resume != "":
		return misuse(errNoResumeBest)
	case f.weights != "" && f.resume == "" && f.initFrom == "":
		return misuse(errWeightsAlone)
	}
	if f.resume != "" {
		live := []string{"resume", "jsonl", "csv", "threads", "autosave", "quiet", "sessions", "bits", "keep-going", "weights"}
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
	asked := f.text.asked(fs, f.edits)
	if err := f.edits.check(asked); err != nil || f.resume != "" {
		return err
	}
	return readsMomentum(fs, f.edits.first(asked).Optimizer)
}

// checkRun checks the flags that say how a run is done.
func (f trainFlags) checkRun(fs *pflag.FlagSet) error {
	switch {
	case f.jsonl == "-" && f.csv == "-":
		return misuse(errStdoutTwice)
	case f.jsonl != "" && f.jsonl == f.csv:
		return misuse(errSameLog, f.jsonl)
	case fs.Changed("steps") && fs.Changed("epochs"):
		return misuse(errEither, "--steps", "--epochs")
	case f.autosave < 0:
		return misuse(errAtLeast, "autosave", f.autosave, 0)
	}
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	return f.checkLength(fs)
}

// readsMomentum refuses --momentum where the optimizer has none.
func readsMomentum(fs *pflag.FlagSet, optimizer string) error {
	if fs.Changed("momentum") && optimizer != "momentum" {
		return misuse(errOnlyMomentum, optimizer)
	}
	return nil
}

// checkLength requires an end: 0, which means none in a recipe, would run forever.
func (f trainFlags) checkLength(fs *pflag.FlagSet) error {
	r := f.edits.first(f.text.asked(fs, f.edits))
	if fs.Changed("steps") && r.Steps < 1 {
		return misuse(errAtLeast, "steps", r.Steps, 1)
	}
	if fs.Changed("epochs") && !(r.Epochs > 0) {
		return misuse(errMoreThan, "epochs", r.Epochs, 0)
	}
	return nil
}

// onlyFlags refuses every flag except these with --resume.
func onlyFlags(cmd *cobra.Command, allowed ...string) (err error) {
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		for _, name := range allowed {
			if flag.Name == name {
				return
			}
		}
		if err == nil {
			err = &usage{errFixed.Of(flag.Name), hintNewRun.Of()}
		}
	})
	return err
}

// A plan is a run about to begin, with everything determined.
type plan struct {
	origin   sessions.Origin
	recipe   recipe.Recipe
	from     *train.Checkpoint // nil: a new run
	start    *train.Start      // weights that a new run begins with; nil: drawn
	settings []command.Command // changes to make before the first update
	recorder *sessions.Session // nil: nothing is saved
	preset   string            // that it starts from; "": none
	parent   *sessions.Meta    // of the session that it leaves; nil: it is no fork
}

// planNew reads the data of a new run.
func (c *call) planNew(cmd *cobra.Command, f trainFlags, store sessions.Store, args []string) (plan, error) {
	ended := edit{nil, func(r *recipe.Recipe) {
		if !cmd.Flags().Changed("valid-every") {
			r.Settings.ValidEvery = 0 // chosen later
		}
		switch {
		case cmd.Flags().Changed("steps"):
			r.Steps, r.Epochs = 0, 0 // the flag says it
		case cmd.Flags().Changed("epochs") || r.Epochs > 0:
			r.Steps = 0
		default:
			r.Steps = defaultSteps
		}
	}}
	x, err := f.text.read(c, cmd.Flags(), args, f.edits, edits{ended})
	if err != nil {
		return plan{}, err
	}
	p := plan{origin: x.origin, recipe: x.recipe, preset: f.preset}
	if f.save != "" {
		if p.recorder, err = sessions.CreateOn(store, f.save, x.origin, f.preset); err == nil {
			p.recorder.Keep(c.pipe.Input())
		}
	}
	return p, err
}
