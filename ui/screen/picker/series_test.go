package picker

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/history/historytest"
	"unroll/core/preset"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// tablesOf is a folder with tables, clear and not.
func tablesOf(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, head string, n int, row func(i int) string) {
		var b strings.Builder
		b.WriteString(head)
		for i := range n {
			b.WriteString(row(i) + "\n")
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	wave := func(i, every int) float64 { return math.Round(100*math.Sin(float64(i)/float64(every))) / 10 }
	day := func(i int) string { return time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC).Format("2006-01-02") }
	write("one.csv", "day,price\n", 300, func(i int) string { return fmt.Sprintf("%s,%.1f", day(i), wave(i, 7)) })
	write("many.csv", "day,open,close,volume\n", 300, func(i int) string {
		return fmt.Sprintf("%s,%.1f,%.1f,%d", day(i), wave(i, 7), wave(i, 9), i%11)
	})
	write("气温.tsv", "日期\t气温\t湿度\n", 300, func(i int) string { return fmt.Sprintf("%s\t%.1f\t%d", day(i), wave(i, 5), 50+i%9) })
	write("counts.txt", "", 400, func(i int) string { return fmt.Sprint(50 + int(10*wave(i, 6))) })
	write("sensor.dat", "", 400, func(i int) string { return fmt.Sprintf("%.3f", wave(i, 6)) })
	write("bad.csv", "day,x\n", 20, func(i int) string {
		if i == 12 {
			return day(i) + ",oops"
		}
		return fmt.Sprintf("%s,%d.5", day(i), i)
	})
	write("words.csv", "name,colour\n", 20, func(i int) string { return fmt.Sprintf("n%d,red", i) })
	write("notes.txt", "", 90, func(int) string { return "a note on the weather, again and again" })
	return dir
}

// found is a picker that has found that folder, without what is not on every computer.
func found(t testing.TB, pasts ...Past) *Picker {
	t.Helper()
	p := listing(tablesOf(t), pasts)
	p.source.Recipe, p.source.Threads = sessions.RecipeFor, 1
	return p
}

// chosen is p with an entry highlighted, and what is known of it when it has been read.
func chosen(t testing.TB, p *Picker, name string) *Picker {
	t.Helper()
	to(t, p, name)
	it, _ := p.current()
	p.begin(it)
	begun(t, p)
	return p
}

// begun does what a picker wants to be begun, and returns the last that was. A run that has begun is ended, so that pictures
// stay what they are.
func begun(t testing.TB, p *Picker, jobs ...event.Job) (last begunMsg) {
	t.Helper()
	for _, j := range append(jobs, p.take()...) {
		m, ok := j().(begunMsg)
		if !ok {
			continue
		}
		p.Message(m)
		if last = m; m.run != nil {
			if err := m.run.End(); err != nil {
				t.Error(err)
			}
		}
	}
	return last
}

// answered is what has begun after these keys.
func answered(t testing.TB, p *Picker, names ...string) (last begunMsg) {
	t.Helper()
	for _, n := range names {
		last = begun(t, p, p.Key(event.Key{Name: n})...)
	}
	return last
}

// learned is chosen with a network beside it that has learned for a while.
func learned(t testing.TB, p *Picker, name string) *Picker {
	t.Helper()
	chosen(t, p, name)
	if p.preview.live == nil {
		t.Fatalf("%s: nothing learns it: %v", name, p.preview.err)
	}
	shows(p)
	return p
}

// shows gives the network beside the list a history that is the same every time.
func shows(p *Picker) {
	about := p.preview.run.Subject
	d := p.preview.live.Data()
	d.Snap = train.Snapshot{Task: about.Data.Task(), Recipe: about.Recipe, Settings: about.Recipe.Settings, Phase: train.Running, Step: 300, History: historytest.Stories[0].Tell(300).View()}
}

// pastOfSeries is a session of a series.
func pastOfSeries() Past {
	return Past{Name: "sine-noise-gru", Text: "sine-noise", Model: "GRU 1×32", Step: 900, When: ago(5 * time.Minute), Task: task.Series, Loss: 0.05, Valid: 0.045}
}

// numbers is all that the list shows of series.
var numbers = []struct {
	name string
	make func(t testing.TB) *Picker
}{
	{"source", func(t testing.TB) *Picker { return learned(t, found(t), "sunspots") }},
	{"preset", func(t testing.TB) *Picker { return learned(t, found(t), "d2l-ar") }},
	{"table", func(t testing.TB) *Picker { return learned(t, found(t), "one.csv") }},
	{"which column", func(t testing.TB) *Picker { return chosen(t, found(t), "many.csv") }},
	{"asking", func(t testing.TB) *Picker { return typed(chosen(t, found(t), "many.csv"), "enter", "down", " ") }},
	{"what is it", func(t testing.TB) *Picker { return chosen(t, found(t), "counts.txt") }},
	{"words only", func(t testing.TB) *Picker {
		p := chosen(t, found(t), "words.csv")
		p.preview.asks.why = badHere(t, p.source.Folder, "words.csv")
		return p
	}},
	{"bad table", func(t testing.TB) *Picker {
		p := chosen(t, found(t), "bad.csv")
		p.preview.err = badHere(t, p.source.Folder, "bad.csv")
		return p
	}},
	{"chinese", func(t testing.TB) *Picker {
		p := chosen(t, found(t), "气温.tsv")
		answered(t, p, "2")
		shows(p)
		return p
	}},
	{"asking in chinese", func(t testing.TB) *Picker { return typed(chosen(t, found(t), "气温.tsv"), "enter") }},
	{"session", func(t testing.TB) *Picker {
		p := found(t, pastOfSeries(), kept()[0])
		to(t, p, "sine-noise-gru")
		it, _ := p.current()
		past := *it.past
		past.History, past.Levels = historytest.Stories[0].Tell(900).View(), []task.Level{{ID: "mean", Loss: 0.5}}
		p.Message(begunMsg{id: p.preview.id, past: &past})
		return p
	}},
	{"loading", func(t testing.TB) *Picker { p := found(t); to(t, p, "walk"); return p }},
	{"help", func(t testing.TB) *Picker { return typed(learned(t, found(t), "sunspots"), "?") }},
	{"help on a question", func(t testing.TB) *Picker { return typed(chosen(t, found(t), "many.csv"), "enter", "?") }},
}

// badHere is what is wrong with a table of a folder, with a path that is the same every time.
func badHere(t testing.TB, folder, name string) (bad error) {
	t.Helper()
	back, err := os.Getwd()
	if err == nil {
		err = os.Chdir(folder)
	}
	if err != nil {
		t.Fatal(err)
	}
	_, bad = datasets.Opener{}.OpenSeries(name, Source{}.options())
	if err := os.Chdir(back); err != nil {
		t.Fatal(err)
	}
	return bad
}

// TestGalleryOfNumbers compares the list as a person sees it, on series and tables.
func TestGalleryOfNumbers(t *testing.T) {
	for _, c := range numbers {
		t.Run(c.name, func(t *testing.T) {
			golden.RequireEqual(t, hung(c.make(t), [2]int{40, 12}, [2]int{80, 24}, [2]int{120, 36}))
		})
	}
}

// The law: on series and tables too, at every size, each row is as wide as the screen, and no number is nonsense.
func TestTheListOfNumbersIsSound(t *testing.T) {
	for _, c := range numbers {
		p := c.make(t)
		for _, s := range [][2]int{{1, 1}, {2, 2}, {12, 3}, {40, 12}, {63, 20}, {64, 20}, {80, 24}, {120, 36}, {200, 60}} {
			if bad := wrongWith(p, s[0], s[1]); bad != "" && !(p.preview.asking && strings.Contains(bad, "way out")) {
				t.Errorf("%s at %d×%d: %s\n%s", c.name, s[0], s[1], bad, picture(p, s[0], s[1]))
			}
		}
	}
}

// The law: what a file is decides what is done with it: a clear table is learned as a series, a text as a text, and what
// could be either is asked, with the columns of numbers that it has.
func TestWhatAFileIs(t *testing.T) {
	p := found(t)
	for name, want := range map[string]string{
		"one.csv": "series", "sensor.dat": "series", "notes.txt": "text", "many.csv": "asks 3 true", "counts.txt": "asks 1 false", "words.csv": "asks 0 true", "bad.csv": "error",
	} {
		chosen(t, p, name)
		got := "error"
		switch v := p.preview; {
		case v.asks != nil:
			got = fmt.Sprintf("asks %d %v", len(v.asks.columns), v.asks.sure)
		case v.numbers != nil:
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
		x := m.numbers.Series
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
	s := Source{Preset: "d2l-ar", Recipe: sessions.RecipeFor, Series: func(n datasets.Numbers) train.Recipe {
		p, _ := preset.Find("d2l-ar")
		r := p.Recipe
		r.Series.Column = "close"
		return r
	}}
	dir := tablesOf(t)
	for path, want := range map[string]string{filepath.Join(dir, "many.csv"): "d2l-ar", filepath.Join(dir, "notes.txt"): ""} {
		m := start(s, 1, path, answer{}).(begunMsg)
		if m.asks != nil || m.err != nil {
			t.Fatalf("%s: %v, %v", path, m.asks, m.err)
		}
		if m.run.Preset != want || (m.numbers != nil) != (want != "") {
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
		if m.err != nil || m.numbers.Source != x.Name || m.run.Recipe.Text.Valid != x.Valid || m.run.Preset != "" || len(m.glimpse.values) < 2 {
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
	if m := answered(t, p, "2"); m.err != nil || m.numbers != nil || m.page == "" {
		t.Errorf("a table of whole numbers as a text: %v", m.err)
	}
}

// The law: a wide table names its answers by number unless a column is called so, and the names are those that options find.
func TestAnswersNameColumns(t *testing.T) {
	of := func(names ...string) *question {
		q := &question{}
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
	if a := q.is(0); a.inputs != "1,2" || a.target != "1" || !q.is(2).text {
		t.Errorf("%+v", a)
	}
}
