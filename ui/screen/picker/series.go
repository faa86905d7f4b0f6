package picker

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"unroll/core/forecast"
	"unroll/core/preset"
	"unroll/core/series"
	"unroll/core/series/ladder"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/i18n"
	"unroll/ui/panel"
)

// builtInSeries lists the series that come with the program.
func builtInSeries(w *i18n.Catalogue, s Source) []item {
	var list []item
	for _, x := range series.Sources {
		say := func(what, english string) string { return w.Say("series."+x.Name+"."+what, english) }
		list = append(list, item{group: sources, name: x.Name, series: true, detail: say("title", x.Title), about: say("about", x.About), shows: say("shows", x.Shows),
			begin: func(_ context.Context, id int) any { return beginSeries(s, id, x.Name, s.options()) }})
	}
	return list
}

// builtInPresets lists the presets whose data come with the program.
func builtInPresets(w *i18n.Catalogue, s Source) []item {
	var list []item
	for _, p := range preset.Presets {
		if !p.OfSeries() {
			continue
		}
		say := func(what, english string) string { return w.Say("preset."+p.Name+"."+what, english) }
		it := item{group: published, name: p.Name, series: true, detail: say("title", p.Title), about: say("source", p.Source) + ". " + say("text", p.Text.About),
			shows: figures(p, w), begin: func(_ context.Context, id int) any { return beginPreset(s, id, p) }}
		list = append(list, it)
	}
	return list
}

// figures says what was published for a preset of a series.
func figures(p preset.Preset, w *i18n.Catalogue) string {
	if len(p.Figures) == 0 {
		return fmt.Sprintf(w.Picking.NoFigure, w.Say("preset."+p.Name+".unpublished", p.Unpublished))
	}
	var list []string
	for _, f := range p.Figures {
		said := fmt.Sprintf(w.Picking.Figure, cmp.Or(w.CLI.Presets.Parts[f.On], f.On), panel.ValueText(f.Value))
		if f.High > 0 {
			said = fmt.Sprintf(w.Picking.FigureRange, said, panel.ValueText(f.Low), panel.ValueText(f.High))
		}
		list = append(list, said)
	}
	return fmt.Sprintf(w.Picking.WasPublished, strings.Join(list, "; "))
}

// lookInto is how many files of a folder without the name of a table are looked into.
const lookInto = 200

// isTable says whether a file, the i-th of its folder, is surely a table of numbers.
func isTable(f datasets.Candidate, i int) bool {
	switch strings.ToLower(filepath.Ext(f.Name)) {
	case ".csv", ".tsv":
		return true
	}
	if i >= lookInto {
		return false
	}
	is, sure, _ := datasets.Opener{}.LooksLikeSeries(f.Path)
	return is && sure
}

// recipe is how a series is learned.
func (s Source) recipe(n datasets.Numbers) train.Recipe {
	if s.Series == nil {
		return sessions.RecipeForSeries(n, "")
	}
	return s.Series(n)
}

// options are what is read of a table unless a person answers otherwise.
func (s Source) options() forecast.Options { return s.recipe(datasets.Numbers{}).Series }

// start reads a file and starts a small model on it. If it is not clear what the file is, or which column is to be predicted, it
// asks instead.
func start(s Source, id int, path string, said answer) any {
	switch {
	case said.text:
		return begin(s, id, path)
	case said.decided:
		return beginSeries(s, id, path, said.of(s.options()))
	}
	is, sure, _ := datasets.Opener{}.LooksLikeSeries(path)
	if !is {
		return begin(s, id, path)
	}
	o := s.options()
	list, err := datasets.Opener{}.Columns(path)
	list = slices.DeleteFunc(list, func(c series.Column) bool { return c.Kind != series.Numbers })
	chosen := o.Column != "" || o.Target != "" || o.Columns != ""
	switch {
	case sure && (err != nil || chosen || len(list) == 1):
		return beginSeries(s, id, path, o)
	case err != nil:
		return begin(s, id, path)
	}
	q := ask(list, sure)
	if len(list) == 0 { // it says why it cannot be read as a table
		_, q.why = datasets.Opener{}.OpenSeries(path, o)
	}
	return begunMsg{id: id, asks: q}
}

// beginSeries reads a series and starts a small model on it.
func beginSeries(s Source, id int, arg string, o forecast.Options) any {
	n, err := datasets.Opener{}.OpenSeries(arg, o)
	if err != nil {
		return begunMsg{id: id, err: err}
	}
	r := s.recipe(n)
	r.Series.Column, r.Series.Columns, r.Series.Target = o.Column, o.Columns, o.Target
	return learn(s, id, n, r, s.preset(task.Series))
}

// beginPreset starts a run of a preset on its series.
func beginPreset(s Source, id int, p preset.Preset) any {
	n, err := datasets.Opener{}.OpenSeries(p.Series, p.Recipe.Series)
	if err != nil {
		return begunMsg{id: id, err: err}
	}
	return learn(s, id, n, p.Recipe, p.Name)
}

func learn(s Source, id int, n datasets.Numbers, r train.Recipe, from string) any {
	m := begunMsg{id: id, name: n.Name, numbers: &n, glimpse: glimpseOf(n.Series)}
	m.run, m.err = sessions.BeginOn(sessions.OfSeries(n), r, train.Options{Nice: true, Threads: s.Threads, Autosave: sessions.Autosave})
	if m.err == nil {
		m.run.Preset = from
	}
	return m
}

// A glimpse is the beginning of a series: as many rows as show its shape.
type glimpse struct {
	values []float64
	rows   int // of all the series
}

const (
	fewRows  = 300
	manyRows = 1000
	periods  = 20
)

// glimpseOf is a series' beginning: 20 periods where it has one, else a thousand rows.
func glimpseOf(s *series.Series) glimpse {
	n := min(s.Rows(), manyRows)
	x := s.Column(s.Target)
	if period := ladder.Period(x[:min(len(x), 4*manyRows)]); period > 0 {
		n = min(s.Rows(), max(fewRows, min(manyRows, periods*period)))
	}
	return glimpse{x[:n], s.Rows()}
}

// describe is what can be counted in a series.
func (p *Picker) describe(n *datasets.Numbers, d *panel.Data) string {
	w := p.Look.Words.Picking
	parts := []string{fmt.Sprintf(w.Rows, thousands(n.Series.Rows()))}
	if x := d.Numbers; x != nil {
		f := x.Describe()
		parts = append(parts, fmt.Sprintf(w.Split, thousands(x.Split()), thousands(n.Series.Rows()-x.Split())),
			fmt.Sprintf(w.Spread, panel.ValueText(f.Mean), panel.ValueText(f.SD)))
		if floor := x.Floor(); !math.IsNaN(floor) {
			parts = append(parts, fmt.Sprintf("%s %s %s", p.Look.Words.EntropyFloor, p.Look.Words.Metric(x.Task().Score.ID), panel.Number(x.Task().Score.Of(floor))))
		}
	}
	return strings.Join(parts, " · ")
}

// columnsOf says which columns a table has, and what is read and predicted.
func (p *Picker) columnsOf(n *datasets.Numbers) string {
	w, t := p.Look.Words.Picking, n.Table
	if t == nil || len(t.Columns) < 2 && t.Filled == 0 {
		return ""
	}
	var all, read []string
	for _, c := range t.Columns[:min(len(t.Columns), manyColumns)] {
		name := c.Label.String()
		switch c.Kind {
		case series.Dates:
			name += " " + w.Dates
		case series.Index:
			name += " " + w.Counts
		case series.Words:
			name += " " + w.Words
		}
		all = append(all, name)
	}
	if len(t.Columns) > manyColumns {
		all = append(all, p.Look.Pick("…", "..."))
	}
	for _, c := range n.Series.Inputs {
		read = append(read, n.Series.Labels[c].String())
	}
	said := fmt.Sprintf(w.Columns, thousands(len(t.Columns)), strings.Join(all, ", "), n.Series.Labels[n.Series.Target].String(), strings.Join(read, ", "))
	if t.Filled > 0 {
		said += " · " + fmt.Sprintf(w.Filled, thousands(t.Filled))
	}
	return said
}

// manyColumns is how many columns are named.
const manyColumns = 8
