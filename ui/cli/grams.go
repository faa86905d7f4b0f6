package cli

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/text"
	"unroll/datasets"
	"unroll/sessions"
)

// mostOrder is how long an n-gram may be: beyond, nothing falls any more and memory does.
const mostOrder = 16

// gramFlags say what is counted, and how.
type gramFlags struct {
	text      textFlags
	edits     edits
	smoothing string
}

func (f *gramFlags) add(cmd *cobra.Command, fs *pflag.FlagSet) {
	all := smoothings()
	f.text.add(fs)
	var cut []recipeFlag
	for _, r := range recipeFlags {
		if slices.Contains([]string{"tokens", "lines", "valid"}, r.name) {
			cut = append(cut, r)
		}
	}
	addFlags(fs, &f.edits, cut)
	fs.StringVar(&f.smoothing, "smoothing", all[0].Name, "smooth a k-gram's counts by `HOW`: "+listed(all))
	completeRecipe(cmd)
	complete(cmd, "dataset", datasetChoices)
	complete(cmd, "smoothing", smoothings)
}

func listed(choices []choice) string { return strings.Join(names(choices), ", ") }

// check looks at what was said before anything is read.
func (f *gramFlags) check(cmd *cobra.Command, args []string, example string) error {
	if err := f.text.check(cmd, args); err != nil {
		return err
	}
	if len(args) == 0 && f.text.dataset == "" {
		return &usage{reason: "no text was named", hint: "name a file or a dataset, as in: " + example}
	}
	if all := smoothings(); !slices.ContainsFunc(all, func(c choice) bool { return c.Name == f.smoothing }) {
		return usagef("no smoothing %q: there are %s", f.smoothing, listed(all))
	}
	return f.edits.check()
}

// A counted is a text to count, cut as a run would cut it.
type counted struct {
	name string
	*text.Corpus
	floor float64 // the source's entropy rate, nats/token; NaN: not known
}

// open reads and cuts the text. Errors: *datasets.BadData.
func (f *gramFlags) open(c *call, args []string) (counted, error) {
	t, err := f.text.open(c, args, f.edits)
	if err != nil {
		return counted{}, err
	}
	r := f.edits.apply(sessions.RecipeFor(t))
	corpus, err := datasets.Corpus(t, r.Text)
	if err != nil {
		return counted{}, err
	}
	if len(corpus.Train) < 2 {
		return counted{}, &datasets.BadData{Name: t.Name, Reason: fmt.Errorf("too short: %s to count", plural(len(corpus.Train), "token")),
			Hint: errors.New("use a longer text or a smaller --valid")}
	}
	x := counted{name: t.Title, Corpus: corpus, floor: math.NaN()}
	if law := datasets.LawFor(t, corpus.Vocab); law != nil && !r.Text.Lines {
		x.floor = law.Rate()
	}
	return x, nil
}
