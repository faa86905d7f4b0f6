package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/theme"
)

// LabOptions are what the command line says to the lab.
type LabOptions struct {
	// Text is what is to be learned, read already; nil: the person has yet to choose.
	Text *datasets.Text
	// Recipe is how a text is learned: in its own way but for what was said by flags. Whether a
	// recipe holds for a text shows when it is begun (sessions.Begin).
	Recipe func(t datasets.Text) train.Recipe
	// Preset is the published configuration that Recipe is of, by name; "": none.
	Preset string
	// Session is the name of one to go on with; "": none. Text is nil then, and if Moved is not
	// empty it names where the session's text is now (see sessions.Resume).
	Session string
	Moved   []string
	// Sessions is where they are kept.
	Sessions sessions.Store
	Threads  int          // that compute; at least 1
	Theme    string       // a name in theme.Themes; "": by the terminal's background
	Glyphs   chart.Glyphs // that curves are made of
	Keys     *os.File     // the terminal that keys come from: not standard input if that brought the text
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

const rootLong = `unroll shows recurrent networks learning: pick a text, watch the loss and the perplexity
fall, turn the learning rate and the clip threshold meanwhile, type a prefix and see what
the network expects next.

FILE is a text in UTF-8, a folder of texts, a dataset's name, or - for standard input.
Without one you choose from the datasets, your sessions and your texts.`

const rootExample = `  unroll                                 choose, and watch
  unroll book.txt --cell gru --lr 1e-3   learn a text of your own
  curl -s URL | unroll -                 or one from a pipe
  unroll --resume opticks-lstm           go on with a session
  unroll train book.txt --save book      without a terminal: train, eval, predict, sample`

type labFlags struct {
	text          textFlags
	edits         edits
	preset        string
	resume        string
	theme, glyphs string
	threads       int
}

func rootCommand(c *call) *cobra.Command {
	var f labFlags
	cmd := &cobra.Command{
		Use:                        "unroll [FILE…|-]",
		Short:                      "Watch a recurrent network learn, and steer it, in your terminal",
		Long:                       rootLong,
		Example:                    rootExample,
		Args:                       cobra.ArbitraryArgs,
		SilenceErrors:              true,
		SuggestionsMinimumDistance: 2,
		SilenceUsage:               true,
		RunE:                       c.do(func(cmd *cobra.Command, args []string) error { return c.openLab(cmd, f, args) }),
	}
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	cmd.PersistentFlags().StringVar(&c.folder, "sessions", "", "keep sessions in `DIR` (default: UNROLL_SESSIONS, or your data folder)")
	fs := cmd.Flags()
	fs.SortFlags = false
	f.text.add(fs)
	addPreset(cmd, &f.preset)
	addRecipe(fs, &f.edits)
	fs.StringVar(&f.resume, "resume", "", "resume session `NAME`")
	addThreads(fs, &f.threads)
	fs.StringVar(&f.theme, "theme", "", "draw in `COLOURS`: "+strings.Join(themeNames(), ", ")+" (default: by the terminal's background)")
	fs.StringVar(&f.glyphs, "glyphs", glyphs[0].name, "draw curves with `GLYPHS`: "+strings.Join(glyphNames(), ", "))
	completeRecipe(cmd)
	complete(cmd, "dataset", datasetChoices)
	complete(cmd, "resume", c.sessionChoices)
	complete(cmd, "theme", plainChoices(themeNames()))
	complete(cmd, "glyphs", plainChoices(glyphNames()))
	return cmd
}

// openLab checks what was typed, reads the text and hands over to the lab.
func (c *call) openLab(cmd *cobra.Command, f labFlags, args []string) error {
	if near := misspelt(cmd.Root(), args); near != "" {
		return &usage{reason: "no command and no file " + args[0], hint: "did you mean: unroll " + near}
	}
	var err error
	if f.edits, err = f.edits.onto(cmd.Flags(), f.preset); err != nil {
		return err
	}
	o := LabOptions{Session: f.resume, Preset: f.preset, Threads: f.threads, Theme: f.theme, Keys: c.in, Screen: c.out, Sessions: sessions.Default(c.folder)}
	if err := f.check(cmd, args, &o); err != nil {
		return err
	}
	piped := f.text.valid == "-" || times(args, "-") > 0
	if !isTerminal(c.out) || (!piped && !isTerminal(c.in)) {
		return &usage{reason: "the lab needs a terminal",
			hint: "without one: unroll train FILE (see: unroll train --help); to read a text from a pipe: unroll -"}
	}
	if piped {
		keys, err := os.OpenFile(keyboard, os.O_RDWR, 0)
		if err != nil {
			return &usage{reason: "the text is read from standard input, and there is no terminal to read keys from: " + cause(err).Error(),
				hint: "without a terminal: unroll train -"}
		}
		defer keys.Close()
		o.Keys = keys
	}
	switch {
	case f.resume != "":
		o.Moved = args
	case len(args) > 0 || f.text.dataset != "":
		t, err := f.text.open(c, args, f.edits)
		if err != nil {
			return err
		}
		o.Text = &t
	}
	o.Recipe = func(t datasets.Text) train.Recipe { return f.edits.apply(sessions.RecipeFor(t)) }
	return c.lab(o)
}

func (f *labFlags) check(cmd *cobra.Command, args []string, o *LabOptions) error {
	if err := f.text.check(cmd, args); err != nil {
		return err
	}
	if f.text.valid != "" && len(args) == 0 && f.text.dataset == "" {
		return usagef("--valid-file needs a text to go with: name a file or a --dataset")
	}
	if f.resume != "" {
		if err := onlyFlags(cmd, "resume", "threads", "theme", "glyphs", "sessions"); err != nil {
			return err
		}
	}
	if _, ok := theme.Find(f.theme); f.theme != "" && !ok {
		return usagef("no theme %q: there are %s", f.theme, strings.Join(themeNames(), ", "))
	}
	found := false
	for _, g := range glyphs {
		if g.name == f.glyphs {
			o.Glyphs, found = g.set, true
		}
	}
	if !found {
		return usagef("no glyphs %q: there are %s", f.glyphs, strings.Join(glyphNames(), ", "))
	}
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	return f.edits.check()
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
