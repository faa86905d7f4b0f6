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
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
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
	write("holes.csv", "day,price\n", 300, func(i int) string {
		if i == 12 || i == 13 || i == 50 {
			return day(i) + ","
		}
		return fmt.Sprintf("%s,%.1f", day(i), wave(i, 7))
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
	{"gaps", func(t testing.TB) *Picker { return chosen(t, found(t), "holes.csv") }},
	{"asking about gaps", func(t testing.TB) *Picker { return typed(chosen(t, found(t), "holes.csv"), "enter") }},
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

// seriesOf is the series that is shown beside the list; nil: it is something else.
func seriesOf(c content) *seriesPage {
	x, ok := c.(seriesPage)
	if !ok {
		return nil
	}
	return &x
}
