package picker

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"unroll/core/forecast"
	"unroll/core/preset"
	"unroll/core/recipe"
	"unroll/core/series"
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
	add := func(name, title, about, shows string) {
		say := func(what, english string) string { return w.Say("series."+name+"."+what, english) }
		list = append(list, item{group: sources, name: name, of: task.Series, detail: say("title", title), about: say("about", about), shows: say("shows", shows),
			begin: func(_ context.Context, id int) any { return beginSeries(s, id, name, s.options()) }})
	}
	for _, x := range series.Sources {
		add(x.Name, x.Title, x.About, x.Shows)
	}
	for _, x := range series.AnsweredSources {
		add(x.Name, x.Title, x.About, x.Shows)
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
		it := item{group: published, name: p.Name, of: task.Series, detail: say("title", p.Title), about: say("source", p.Source) + ": " + say("text", p.Text.About),
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

// recipe is how a series is learned.
func (s Source) recipe(n datasets.Numbers) recipe.Recipe {
	if s.Series == nil {
		return sessions.RecipeForSeries(n, "")
	}
	return s.Series(n)
}

// options are what is read of a table unless a person answers otherwise.
func (s Source) options() forecast.Options { return s.recipe(datasets.Numbers{}).Series }

// beginFile reads a person's table and starts a small model on it. Until it is answered it asks which column is to be predicted,
// unless there is one or the command line names it.
func beginFile(s Source, id int, path string, so answer) begunMsg {
	if so.as != nil {
		return beginTable(s, id, path, so)
	}
	_, sure := looksLikeTable(path)
	o := s.options()
	list, err := datasets.Opener{}.Columns(path)
	list = slices.DeleteFunc(list, func(c series.Column) bool { return c.Kind != series.Numbers })
	chosen := o.Column != "" || o.Target != "" || o.Columns != ""
	switch {
	case sure && (err != nil || chosen || len(list) == 1):
		return beginTable(s, id, path, answer{})
	case err != nil:
		return begin(s, id, path)
	}
	q := ask(list, sure)
	if len(list) == 0 { // it says why it cannot be read as a table
		_, q.why = datasets.Opener{}.OpenSeries(path, o)
	}
	return begunMsg{id: id, asks: q}
}

// beginTable reads a person's table as was answered so far, and starts a small model on it. If only values are missing in it, it asks
// whether to fill them.
func beginTable(s Source, id int, path string, so answer) begunMsg {
	m := beginSeries(s, id, path, so.of(s.options()))
	line, column, ok := series.MissingIn(m.err)
	if !ok {
		return m
	}
	filled := so
	filled.fill = true
	n, err := datasets.Opener{}.OpenSeries(path, filled.of(s.options()))
	if err != nil {
		return begunMsg{id: id, err: err}
	}
	return begunMsg{id: id, asks: &question{sure: true, also: asText, missing: &missing{n.Table.Filled, line, column, so}}}
}

// beginSeries reads a series and starts a small model on it.
func beginSeries(s Source, id int, arg string, o forecast.Options) begunMsg {
	n, err := datasets.Opener{}.OpenSeries(arg, o)
	if err != nil {
		return begunMsg{id: id, err: err}
	}
	r := s.recipe(n)
	r.Series.Column, r.Series.Columns, r.Series.Target, r.Series.Gaps = o.Column, o.Columns, o.Target, o.Gaps
	return learn(s, id, n, r, s.preset(task.Series))
}

// beginPreset starts a run of a preset on its series.
func beginPreset(s Source, id int, p preset.Preset) begunMsg {
	n, err := datasets.Opener{}.OpenSeries(p.Series, p.Recipe.Series)
	if err != nil {
		return begunMsg{id: id, err: err}
	}
	return learn(s, id, n, p.Recipe, p.Name)
}

func learn(s Source, id int, n datasets.Numbers, r recipe.Recipe, from string) begunMsg {
	m := begunMsg{id: id, name: n.Name, shown: pageOf(n)}
	m.run, m.err = sessions.BeginOn(sessions.OfSeries(n), r, train.Options{Nice: true, Threads: s.Threads, Autosave: sessions.Autosave})
	if m.err == nil {
		m.run.Preset = from
	}
	return m
}
