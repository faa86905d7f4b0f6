package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/nn"
	"unroll/core/preset"
	"unroll/ui/draw/chart"
)

func presetsCommand(c *call) *cobra.Command {
	asJSON := false
	cmd := described(&cobra.Command{
		Use:               "presets [NAME]",
		Args:              want(0, 1, nil),
		ValidArgsFunction: completeArg(c.presetChoices, false),
		RunE: c.do(func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return c.showPreset(args[0], asJSON)
			}
			if asJSON {
				return c.printJSON(presetsJSON())
			}
			_, err := fmt.Fprint(c.stdout, c.presetsTable())
			return err
		}),
	}, c.words.CLI.Presets.Command)
	cmd.Flags().BoolVar(&asJSON, "json", false, c.words.CLI.Presets.JSON)
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
	_, err = fmt.Fprint(c.stdout, c.presetTable(p))
	return err
}

func (c *call) presetsTable() string {
	w := c.words.CLI.Presets
	t := table{ink: c.ink, right: []bool{false, false, true}, head: []string{w.Name, w.Model, w.Parameters, w.Published, w.Source}}
	for _, p := range preset.Presets {
		m := p.Model()
		t.add(p.Name, encoderOf(m).String(), shortCount(m.Size()), c.firstFigure(p), c.words.Say("preset."+p.Name+".source", p.Source))
	}
	return t.String() + w.Legend + "\n"
}

// encoderOf is the encoder of an encoder–decoder, whose decoder has the same size: the table has no room for both. Other models are
// returned unchanged.
func encoderOf(m nn.Spec) nn.Spec {
	m.Source, m.Attention, m.Context = 0, "", false
	return m
}

// shortCount is a number of things in a few characters.
func shortCount(n int) string {
	if n < 1000 {
		return count(n)
	}
	return chart.Short(float64(n))
}

// firstFigure is the figure that the table has room for.
func (c *call) firstFigure(p preset.Preset) string {
	if len(p.Figures) == 0 {
		return c.words.CLI.Units.NotKnown
	}
	f := p.Figures[0]
	s := c.partOf(f) + " " + asPrinted(f.Value)
	if f.Metric != preset.Perplexity {
		s = c.partOf(f) + " " + c.metricOf(f) + " " + asPrinted(f.Value)
	}
	if f.FromMemory {
		s += " ~"
	}
	return s
}

// partOf is the part of the text that a figure refers to.
func (c *call) partOf(f preset.Figure) string {
	if s, ok := c.words.CLI.Presets.Parts[f.On]; ok {
		return s
	}
	return f.On
}

func (c *call) presetTable(p preset.Preset) string {
	w := c.words.CLI.Presets
	say := func(what, english string) string { return c.words.Say("preset."+p.Name+"."+what, english) }
	t := table{ink: c.ink, labels: true}
	t.add(w.Name, p.Name)
	t.add(w.Title, say("title", p.Title))
	t.add(w.Source, say("source", p.Source))
	t.add(w.Text, say("text", p.Text.About))
	if p.Text.Prepare != "" {
		t.keep(w.Prepare, p.Text.Prepare)
	}
	t.add(w.Split, c.splitOf(p))
	t.keep(w.SameAs, "unroll train "+dataOf(p)+" "+strings.Join(recipeAsFlags(p.Recipe), " "))
	for _, f := range p.Figures {
		t.add(w.Published, c.figureText(f))
	}
	if len(p.Figures) == 0 {
		t.add(w.Published, fmt.Sprintf(w.NoOne, say("unpublished", p.Unpublished)))
	}
	for i, d := range p.Differences {
		t.add(w.Differs, say("differs."+strconv.Itoa(i), d))
	}
	return t.String()
}

// dataOf is how the data of a preset are named on the command line.
func dataOf(p preset.Preset) string {
	if p.Series != "" {
		return "--dataset " + p.Series
	}
	return p.Text.File
}

func (c *call) splitOf(p preset.Preset) string {
	w := c.words.CLI.Presets
	if p.OfSeries() {
		return fmt.Sprintf(w.SplitSeries, p.Recipe.Series.Lags, count(p.Text.Train), count(p.Text.Valid))
	}
	if p.OfPairs() {
		return c.splitOfPairs(p)
	}
	kinds := c.kinds(p.Recipe.Text.Tokens)
	if p.Text.Valid > 0 {
		return fmt.Sprintf(w.SplitIs, kinds, count(p.Text.Vocab), count(p.Text.Train), count(p.Text.Valid))
	}
	return fmt.Sprintf(w.SplitWhole, kinds, count(p.Text.Vocab), count(p.Text.Train))
}

func (c *call) figureText(f preset.Figure) string {
	w := c.words.CLI.Presets
	s := fmt.Sprintf(w.FigureIs, c.partOf(f), c.metricOf(f), c.valueOf(f), f.Source)
	if f.Metric == preset.Perplexity {
		s = fmt.Sprintf(w.Figure, c.partOf(f), asPrinted(f.Value), c.inUnit(f.Loss(nil)), c.unit().PerToken, f.Source)
	}
	if f.FromMemory {
		s = fmt.Sprintf(w.FromMemory, s)
	}
	return s
}

type figureJSON struct {
	On         string   `json:"on"`
	Perplexity *float64 `json:"perplexity,omitempty"`
	Loss       *number  `json:"nats,omitempty"`
	MSE        *float64 `json:"mse,omitempty"`     // in the data's unit
	Printed    *float64 `json:"printed,omitempty"` // a loss as it was printed, if not in nats/token
	Unit       string   `json:"unit,omitempty"`    // of that
	Low        float64  `json:"low,omitempty"`     // of several published runs, as the figure was printed
	High       float64  `json:"high,omitempty"`
	Source     string   `json:"source"`
	FromMemory bool     `json:"from_memory"`
}

type presetObject struct {
	Name        string       `json:"name"`
	Title       string       `json:"title"`
	Source      string       `json:"source"`
	Text        string       `json:"text"`
	Series      string       `json:"series,omitempty"`
	Prepare     string       `json:"prepare"`
	Vocab       int          `json:"vocab"` // of pairs that of the targets
	SourceVocab int          `json:"source_vocab,omitempty"`
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
	o := presetObject{Name: p.Name, Title: p.Title, Source: p.Source, Text: p.Text.About, Series: p.Series, Prepare: p.Text.Prepare,
		Vocab: p.Text.Vocab, SourceVocab: p.Text.Source, Train: p.Text.Train, Valid: p.Text.Valid, Flags: strings.Join(recipeAsFlags(p.Recipe), " "),
		Figures: []figureJSON{}, Unpublished: p.Unpublished, Differences: p.Differences}
	for _, f := range p.Figures {
		j := figureJSON{On: f.On, Low: f.Low, High: f.High, Source: f.Source, FromMemory: f.FromMemory}
		nats := number(f.Loss(nil))
		switch f.Metric {
		case preset.MSE:
			j.MSE = &f.Value
		case preset.Nats:
			if j.Loss = &nats; f.Per != 0 {
				j.Printed, j.Unit = &f.Value, f.Unit
			}
		default:
			j.Perplexity, j.Loss = &f.Value, &nats
		}
		o.Figures = append(o.Figures, j)
	}
	return o
}
