package picker

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/preset"
	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// The law: what a file is decides what is done with it: a clear table is learned as a series, a text as a text, and what
// could be either is asked, with the columns of numbers that it has.
func TestWhatAFileIs(t *testing.T) {
	p := found(t)
	for name, want := range map[string]string{
		"one.csv": "series", "sensor.dat": "series", "notes.txt": "text", "many.csv": "asks 3 true", "counts.txt": "asks 1 false", "words.csv": "asks 0 true", "bad.csv": "error", "holes.csv": "asks 0 true",
	} {
		chosen(t, p, name)
		got := "error"
		switch v := p.preview; {
		case v.asks != nil:
			got = fmt.Sprintf("asks %d %v", len(v.asks.columns), v.asks.sure)
		case seriesOf(v.shown) != nil:
			got = "series"
		case v.live != nil:
			got = "text"
		}
		if got != want {
			t.Errorf("%s: %s, want %s (%v)", name, got, want, p.preview.err)
		}
		if name == "bad.csv" && (p.preview.err == nil || !strings.Contains(p.Look.Words.Error(p.preview.err), "line 14")) {
			t.Errorf("%v", p.preview.err)
		}
	}
	group := map[string]group{}
	for _, it := range p.items {
		group[it.name] = it.group
	}
	for name, want := range map[string]string{"one.csv": "tables", "sensor.dat": "tables", "气温.tsv": "tables", "counts.txt": "files", "notes.txt": "files"} {
		if got := group[name] == tables; got != (want == "tables") {
			t.Errorf("%s is in group %d", name, group[name])
		}
	}
}

// The law: an answer is what the run learns, and its recipe keeps it; it is not asked again, unless c asks for it. All columns
// can be read.
func TestAnswersAreLearned(t *testing.T) {
	for _, c := range []struct {
		keys   []string
		target string
		inputs int
		column string
	}{
		{[]string{"2"}, "close", 1, "3"},
		{[]string{"enter", "down", "enter"}, "close", 1, "3"},
		{[]string{"enter", " ", "down", "down", "enter"}, "volume", 3, ""},
		{[]string{"enter", "1"}, "open", 1, "2"},
	} {
		p := chosen(t, found(t), "many.csv")
		m := answered(t, p, c.keys...)
		if m.run == nil {
			t.Fatalf("%v: nothing has begun: %v", c.keys, m.err)
		}
		x := seriesOf(m.shown).Series
		if got := x.Labels[x.Target].Name; got != c.target || len(x.Inputs) != c.inputs || m.run.Recipe.Series.Column != c.column {
			t.Errorf("%v: it predicts %s from %d columns: %+v", c.keys, got, len(x.Inputs), m.run.Recipe.Series)
		}
		if opened := p.opened != nil; opened != (c.keys[0] == "enter") {
			t.Errorf("%v: the lab is opened: %v", c.keys, opened)
		}
		if chosen(t, p, "many.csv"); p.preview.asks != nil {
			t.Errorf("%v: it is asked again", c.keys)
		}
		if answered(t, p, "c"); p.preview.asks == nil {
			t.Errorf("%v: it cannot be asked again", c.keys)
		}
	}
}

// The law: a series is predicted from the columns that the command line names without a question, and by its recipe; a preset is
// that of the runs for whose task it is.
func TestTheCommandLineAnswers(t *testing.T) {
	s := Source{Preset: "d2l-ar", Recipe: sessions.RecipeFor, Series: func(n datasets.Numbers) recipe.Recipe {
		p, _ := preset.Find("d2l-ar")
		r := p.Recipe
		r.Series.Column = "close"
		return r
	}}
	dir := tablesOf(t)
	for path, want := range map[string]string{filepath.Join(dir, "many.csv"): "d2l-ar", filepath.Join(dir, "notes.txt"): ""} {
		m := start(s, 1, path, answer{})
		if m.asks != nil || m.err != nil {
			t.Fatalf("%s: %v, %v", path, m.asks, m.err)
		}
		if m.run.Preset != want || (seriesOf(m.shown) != nil) != (want != "") {
			t.Errorf("%s is of preset %q", path, m.run.Preset)
		}
		if err := m.run.End(); err != nil {
			t.Error(err)
		}
	}
	plain, _ := theme.Find("plain")
	p := New(s, &look.Look{Theme: plain, Words: i18n.English})
	p.Start()
	if it, _ := p.current(); it.name != "sine-noise" {
		t.Errorf("%s is highlighted first", it.name)
	}
	if p.source.Series = nil; p.source.recipe(datasets.Numbers{}).Model.Cell != "gru" {
		t.Error("without options it is not the default")
	}
}

// The law: every source and every preset of one begins, by its own recipe, and is found by its name and by what it is.
func TestSourcesBegin(t *testing.T) {
	p := found(t)
	for _, x := range series.Sources {
		m := chosenLast(t, p, x.Name)
		if m.err != nil || seriesOf(m.shown).Source != x.Name || m.run.Recipe.Text.Valid != x.Valid || m.run.Preset != "" || len(seriesOf(m.shown).begins) < 2 {
			t.Errorf("%s: %v", x.Name, m.err)
		}
	}
	for _, name := range []string{"d2l-ar", "d2l-0.17-mlp", "d2l-sine-rnn", "d2l-sine-lstm"} {
		m, want := chosenLast(t, p, name), preset.Preset{}
		want, _ = preset.Find(name)
		if m.err != nil || m.run.Preset != name || m.run.Recipe.Optimizer != want.Recipe.Optimizer || m.run.Recipe.Epochs != want.Recipe.Epochs || m.run.Recipe.Series != want.Recipe.Series {
			t.Errorf("%s: %v, %+v", name, m.err, m.run)
		}
	}
	for filter, want := range map[string]int{"noisy sine": 5, "sunspot": 1, "many": 1, "zzz": 0} {
		if p.filter.Set(filter); len(p.visible()) != want {
			t.Errorf("%s finds %d", filter, len(p.visible()))
		}
	}
}

// chosenLast is what begins with an entry.
func chosenLast(t testing.TB, p *Picker, name string) begunMsg {
	t.Helper()
	to(t, p, name)
	it, _ := p.current()
	p.begin(it)
	return begun(t, p)
}

// The law: the keys of a question are its own while it has them: the list does not move, and esc gives them back.
func TestAQuestionHasTheKeys(t *testing.T) {
	p := chosen(t, found(t), "many.csv")
	at := p.at
	typed(p, "enter", "down", "down", "down", "down")
	if p.at != at || p.preview.asks.at != 3 {
		t.Errorf("entry %d, answer %d", p.at, p.preview.asks.at)
	}
	if got := picture(p, 40, 12); !strings.Contains(got, "read it as a text") {
		t.Errorf("in 40 columns the question is not seen:\n%s", got)
	}
	typed(p, "esc", "down")
	if p.preview.asking || p.at == at {
		t.Error("esc does not give the keys back")
	}
	p = chosen(t, found(t), "counts.txt")
	if m := answered(t, p, "2"); m.err != nil || seriesOf(m.shown) != nil || m.shown == nil {
		t.Errorf("a table of whole numbers as a text: %v", m.err)
	}
}

// The law: a wide table names its answers by number unless a column is called so, and the names are those that options find.
func TestAnswersNameColumns(t *testing.T) {
	of := func(names ...string) *question {
		q := &question{also: asText}
		for i, n := range names {
			q.columns = append(q.columns, series.Column{Label: series.Label{Number: i + 1, Name: n}})
		}
		return q
	}
	if q := of("a", "b,c"); q.is(1).target != "2" {
		t.Errorf("%+v", q.is(1))
	}
	if q := of("2", "b"); q.is(1).target != "b" || q.is(0).target != "1" {
		t.Errorf("%+v, %+v", q.is(0), q.is(1))
	}
	q := of("a", "b")
	q.all = true
	if a := q.is(0); a.inputs != "1,2" || a.target != "1" || q.is(2).as != task.Language {
		t.Errorf("%+v", a)
	}
}
