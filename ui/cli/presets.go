package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/preset"
	"unroll/ui/draw/chart"
)

const presetsLong = `A preset is a configuration out of a book, a paper or a well-known program, with the figure
that was published for it. With a NAME: the flags that it stands for, the text it needs, where
it is from and what is not as there.`

const presetsExample = `  unroll presets
  unroll presets zaremba-small
  unroll train --preset char-rnn tinyshakespeare.txt`

func presetsCommand(c *call) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:               "presets [NAME]",
		Short:             "List published configurations, or show one",
		Long:              presetsLong,
		Example:           presetsExample,
		Args:              want(0, 1, ""),
		ValidArgsFunction: completeArg(presetChoices, false),
		RunE: c.do(func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return c.showPreset(args[0], asJSON)
			}
			if asJSON {
				return c.printJSON(presetsJSON())
			}
			_, err := fmt.Fprint(c.stdout, presetsTable())
			return err
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write objects, not words")
	return cmd
}

func (c *call) showPreset(name string, asJSON bool) error {
	p, err := findPreset(name)
	switch {
	case err != nil:
		return err
	case asJSON:
		return c.printJSON(presetJSON(p))
	}
	_, err = fmt.Fprint(c.stdout, presetTable(p))
	return err
}

func presetsTable() string {
	t := table{right: []bool{false, false, true}}
	t.add("name", "model", "parameters", "published", "source")
	for _, p := range preset.Presets {
		r := p.Recipe
		r.Model.Vocab = p.Text.Vocab
		t.add(p.Name, r.Model.String(), chart.Short(float64(r.Model.Size())), briefly(p), p.Source)
	}
	return t.String() + "published: perplexity per token; ~ from memory; unroll presets NAME says more\n"
}

// briefly is the first figure.
func briefly(p preset.Preset) string {
	if len(p.Figures) == 0 {
		return "–"
	}
	f := p.Figures[0]
	s := f.On + " " + asPrinted(f.Perplexity)
	if f.FromMemory {
		s += " ~"
	}
	return s
}

func presetTable(p preset.Preset) string {
	var t table
	t.add("name", p.Name)
	t.add("title", p.Title)
	t.add("source", p.Source)
	t.add("text", p.Text.About)
	if p.Text.Prepare != "" {
		t.add("prepare", p.Text.Prepare)
	}
	t.add("cut", cutOf(p))
	t.add("same as", "unroll train "+p.Text.File+" "+strings.Join(recipeAsFlags(p.Recipe), " "))
	for _, f := range p.Figures {
		t.add("published", figureText(f))
	}
	if len(p.Figures) == 0 {
		t.add("published", "no figure: "+p.Unpublished)
	}
	for _, d := range p.Differences {
		t.add("differs", d)
	}
	return t.String()
}

func cutOf(p preset.Preset) string {
	s := fmt.Sprintf("into %ss, vocabulary %s; %s to learn from", p.Recipe.Text.Tokens, count(p.Text.Vocab), count(p.Text.Train))
	if p.Text.Valid > 0 {
		return s + ", " + count(p.Text.Valid) + " held out"
	}
	return s + ", nothing held out"
}

func figureText(f preset.Figure) string {
	s := fmt.Sprintf("%s perplexity %s (%.3f nats/token): %s", f.On, asPrinted(f.Perplexity), f.Loss(), f.Source)
	if f.FromMemory {
		s += " (from memory)"
	}
	return s
}

type figureJSON struct {
	On         string  `json:"on"`
	Perplexity float64 `json:"perplexity"`
	Loss       number  `json:"nats"`
	Source     string  `json:"source"`
	FromMemory bool    `json:"from_memory"`
}

type presetObject struct {
	Name        string       `json:"name"`
	Title       string       `json:"title"`
	Source      string       `json:"source"`
	Text        string       `json:"text"`
	Prepare     string       `json:"prepare"`
	Vocab       int          `json:"vocab"`
	Train       int          `json:"train_tokens"`
	Valid       int          `json:"valid_tokens"`
	Flags       string       `json:"flags"`
	Figures     []figureJSON `json:"published"`
	Unpublished string       `json:"unpublished,omitempty"`
	Differences []string     `json:"differences"`
}

func presetsJSON() []presetObject {
	list := []presetObject{}
	for _, p := range preset.Presets {
		list = append(list, presetJSON(p))
	}
	return list
}

func presetJSON(p preset.Preset) presetObject {
	o := presetObject{Name: p.Name, Title: p.Title, Source: p.Source, Text: p.Text.About, Prepare: p.Text.Prepare,
		Vocab: p.Text.Vocab, Train: p.Text.Train, Valid: p.Text.Valid, Flags: strings.Join(recipeAsFlags(p.Recipe), " "),
		Figures: []figureJSON{}, Unpublished: p.Unpublished, Differences: p.Differences}
	for _, f := range p.Figures {
		o.Figures = append(o.Figures, figureJSON{f.On, f.Perplexity, number(f.Loss()), f.Source, f.FromMemory})
	}
	return o
}
