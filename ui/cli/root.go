package cli

import (
	"cmp"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/app/term"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
)

// LabOptions are what the command line passes to the lab.
type LabOptions struct {
	// Origin is what is to be learned, already read; nil: the person has yet to choose.
	Origin sessions.Origin
	// Begins is how Origin is learned. Whether it is valid for the data is known when it is begun (sessions.BeginOn).
	Begins recipe.Recipe
	// Recipe is how a text is learned: with its default recipe, modified by the flags that are not of series.
	Recipe func(t datasets.Text) recipe.Recipe
	// Series is how a series is learned: with its default recipe, modified by the flags that are not of texts.
	Series func(n datasets.Numbers) recipe.Recipe
	// Tagged is how tagged sentences are learned, in the same way.
	Tagged func(t datasets.Tagged) recipe.Recipe
	// Pairs is how pairs of sentences are learned, in the same way.
	Pairs func(p datasets.Pairs) recipe.Recipe
	// Piped is what Origin was read from, if that was standard input and is not too long for a session to keep.
	Piped []byte
	// Preset is the name of the published configuration that the recipes come from; "": none.
	Preset string
	// Session is the name of the session to resume; "": none. Then Origin is nil, and Moved, if not empty, names
	// where the session's data are now (see sessions.Resume).
	Session string
	Moved   []string
	// End gives the recipe of that session, which has made so many updates, the end that was asked for, if one was.
	End func(r *recipe.Recipe, made int) error
	// Sessions is where sessions are saved.
	Sessions sessions.Store
	Threads  int          // for computing; at least 1
	Unit     look.Unit    // initial unit of losses
	Theme    string       // a name in theme.Themes; "": by the terminal's background
	Glyphs   chart.Glyphs // that curves are made of
	Keys     *os.File     // the terminal that keys come from: not standard input if that provides the text
	Screen   *os.File     // the terminal to draw on
}

// glyphs is the table of --glyphs; the first is the default.
var glyphs = []struct {
	name string
	set  chart.Glyphs
}{
	{"braille", chart.Braille},
	{"blocks", chart.Blocks},
	{"ascii", chart.ASCII},
}

type labFlags struct {
	text          textFlags
	edits         edits
	preset        string
	resume        string
	theme, glyphs string
	threads       int
	version       bool
}

func rootCommand(c *call) *cobra.Command {
	var f labFlags
	w := c.words.CLI
	cmd := described(&cobra.Command{
		Use:                        "unroll [FILE…|-]",
		Args:                       cobra.ArbitraryArgs,
		SilenceErrors:              true,
		SuggestionsMinimumDistance: 2,
		SilenceUsage:               true,
		RunE:                       c.do(func(cmd *cobra.Command, args []string) error { return c.openLab(cmd, f, args) }),
	}, w.Root.Command)
	cmd.SetFlagErrorFunc(func(at *cobra.Command, err error) error {
		if at == cmd { // the flags may be those of a command whose name is misspelt
			return cmp.Or(noSuchCommand(cmd, c.args), flagError(err))
		}
		return flagError(err)
	})
	cmd.PersistentFlags().StringVar(&c.folder, "sessions", "", w.Flags.Sessions)
	cmd.PersistentFlags().BoolVar(&c.bits, "bits", false, w.Flags.Bits)
	fs := cmd.Flags()
	fs.SortFlags = false
	f.text.addAll(c, cmd)
	c.addPreset(cmd, &f.preset)
	c.addRecipe(fs, &f.edits)
	fs.StringVar(&f.resume, "resume", "", w.Flags.Resume)
	c.addThreads(fs, &f.threads)
	fs.StringVar(&f.theme, "theme", "", fmt.Sprintf(w.Root.Theme, listed(themeNames())))
	fs.StringVar(&f.glyphs, "glyphs", glyphs[0].name, fmt.Sprintf(w.Root.Glyphs, listed(glyphNames())))
	fs.BoolVar(&f.version, "version", false, w.Kept.VersionFlag)
	c.completeRecipe(cmd)
	complete(cmd, "resume", c.sessionChoices)
	complete(cmd, "theme", plainChoices(themeNames()))
	complete(cmd, "glyphs", plainChoices(glyphNames()))
	return cmd
}

// openLab checks the command line, reads the data and starts the lab.
func (c *call) openLab(cmd *cobra.Command, f labFlags, args []string) error {
	if f.version {
		return c.printVersion()
	}
	err := noSuchCommand(cmd.Root(), args)
	if err != nil {
		return err
	}
	if f.edits, err = f.edits.onto(cmd.Flags(), f.preset); err != nil {
		return err
	}
	o := LabOptions{Session: f.resume, Preset: f.preset, Threads: f.threads, Unit: c.shownIn(), Theme: f.theme, Keys: c.in, Screen: c.out, Sessions: sessions.Default(c.folder)}
	if err := f.check(cmd, args, &o); err != nil {
		return err
	}
	c.hushed = true
	piped := f.text.valid == "-" || times(args, "-") > 0
	if !isTerminal(c.out) || (!piped && !isTerminal(c.in)) {
		if err := f.readable(c, cmd, args, piped); err != nil { // more to the point than the terminal
			return err
		}
		return &usage{errNoTerminal.Of(), withoutLab(piped)}
	}
	if name := os.Getenv("TERM"); plainPaper(name) {
		if err := f.readable(c, cmd, args, piped); err != nil {
			return err
		}
		return &usage{errPlainPaper.Of(cmp.Or(name, `""`)), withoutLab(piped)}
	}
	if piped {
		keys, err := os.OpenFile(keyboard, os.O_RDWR, 0)
		if err != nil {
			return &usage{errNoKeyboard.Of(cause(err)), hintTrainPipe.Of()}
		}
		defer keys.Close()
		o.Keys = keys
	}
	switch {
	case f.resume != "":
		o.Moved, o.End = args, func(r *recipe.Recipe, made int) error { return c.setEnd(cmd.Flags(), f.edits.apply(*r), r, made) }
	case len(args) > 0 || f.text.dataset != "":
		x, err := f.text.read(c, cmd.Flags(), args, f.edits, nil)
		if err != nil {
			return err
		}
		o.Origin, o.Begins, o.Piped = x.origin, x.recipe, c.pipe.Input()
	}
	o.Recipe = func(t datasets.Text) recipe.Recipe { return f.text.oneWay(f.edits.apply(sessions.RecipeFor(t))) }
	o.Series = func(n datasets.Numbers) recipe.Recipe {
		return f.edits.apply(sessions.RecipeForSeries(n, f.edits.first(numeric).Model.Cell))
	}
	o.Tagged = func(t datasets.Tagged) recipe.Recipe { return f.edits.apply(sessions.RecipeForTagged(t)) }
	o.Pairs = func(p datasets.Pairs) recipe.Recipe { return f.edits.apply(sessions.RecipeForPairs(p)) }
	c.stopBusy()
	return c.lab(o)
}

// withoutLab says what does without a terminal what the lab would have done.
func withoutLab(piped bool) error {
	if piped {
		return hintTrainPipe.Of()
	}
	return hintTrain.Of()
}

// noSuchCommand is the error of a command whose name is misspelt; nil: the first argument may be data.
func noSuchCommand(root *cobra.Command, args []string) error {
	if near := misspelt(root, args); near != "" {
		return &usage{errNoCommandFile.Of(args[0]), hintDidYouMean.Of(near)}
	}
	return nil
}

// readable returns why the session or the data on the command line cannot be opened; standard input is not tried.
func (f *labFlags) readable(c *call, cmd *cobra.Command, args []string, piped bool) error {
	switch {
	case f.resume != "":
		store := sessions.Default(c.folder)
		if _, err := store.Meta(f.resume); err != nil {
			return err
		}
		if piped {
			return store.Look(f.resume).Err
		}
		run, err := sessions.Open(store, f.resume, datasets.Opener{}, train.Options{Threads: f.threads}, args...)
		if err != nil {
			return err
		}
		return run.End()
	case piped || len(args) == 0 && f.text.dataset == "":
		return nil
	}
	_, err := f.text.read(c, cmd.Flags(), args, f.edits, nil)
	return err
}

func (f *labFlags) check(cmd *cobra.Command, args []string, o *LabOptions) error {
	if err := f.text.check(cmd, args); err != nil {
		return err
	}
	if f.text.valid != "" && len(args) == 0 && f.text.dataset == "" {
		return misuse(errValidAlone)
	}
	if f.resume != "" {
		if err := onlyFlags(cmd, "resume", "threads", "theme", "glyphs", "sessions", "bits", "steps", "epochs"); err != nil {
			return err
		}
	}
	if _, ok := theme.Find(f.theme); f.theme != "" && !ok {
		return misuse(errNoTheme, f.theme, listed(themeNames()))
	}
	found := false
	for _, g := range glyphs {
		if g.name == f.glyphs {
			o.Glyphs, found = g.set, true
		}
	}
	if !cmd.Flags().Changed("glyphs") && term.ASCII(os.Getenv) {
		o.Glyphs = chart.ASCII
	}
	if !found {
		return misuse(errNoGlyphs, f.glyphs, listed(glyphNames()))
	}
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	asked := f.text.asked(cmd.Flags(), f.edits)
	if err := f.edits.check(asked); err != nil || f.resume != "" {
		return err
	}
	return readsMomentum(cmd.Flags(), f.edits.first(asked).Optimizer)
}

func themeNames() []string {
	var list []string
	for _, t := range theme.Themes {
		list = append(list, t.Name)
	}
	return list
}

func glyphNames() []string {
	var list []string
	for _, g := range glyphs {
		list = append(list, g.name)
	}
	return list
}
