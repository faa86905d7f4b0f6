package panel

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// weather is a run over the source whose law is known, or without the law, validated at the steps of rights, which say how many of
// a thousand scored words were right.
func weather(t testing.TB, law bool, rights map[int]int) *Data {
	t.Helper()
	list := tagging.Weather.Make(1, 400)
	c, err := tagging.NewCorpus(list[:330], list[330:], tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if law {
		c.Law = &tagging.Weather
	}
	return accuracyOf(task.NewTagged(c, true), rights)
}

func accuracyOf(of *task.Tagged, rights map[int]int) *Data {
	r := recipe.Tagging()
	d := &Data{Tags: Tags{Of: of}, Levels: of.Levels(), Floor: of.Floor()}
	h, steps := &history.History{}, 1000
	for step := range steps + 1 {
		if step > 0 {
			h.Append(history.Point{Step: step, Tokens: 100, Loss: 0.6 + 1/float64(step), GradNorm: 0.5, Factor: 1, LR: 2e-3, Epoch: float64(step) / 400})
		}
		if n, ok := rights[step]; ok {
			h.AddValid(history.Valid{Step: step, NLL: 700, Tokens: 1000, Right: n})
		}
	}
	d.Snap = train.Snapshot{Recipe: r, Settings: r.Settings, Task: task.Tagging, Step: steps, Epoch: 2.5, History: h.View()}
	return d
}

// learns is a run that learns.
var learns = map[int]int{0: 176, 10: 520, 20: 610, 50: 655, 100: 690, 200: 715, 300: 728, 400: 735, 500: 733, 600: 741, 700: 745, 800: 744, 900: 748, 1000: 748}

// TestAccuracyGallery compares the panel with the pictures in testdata, which are meant to be looked at.
func TestAccuracyGallery(t *testing.T) {
	l := plainLook()
	cursor := 437.0
	unheld, err := tagging.NewCorpus(tagging.Weather.Make(1, 20), nil, tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := weather(t, true, learns)
	at.Cursor = &cursor
	for name, c := range map[string]struct {
		d    *Data
		w, h int
		set  chart.Glyphs
	}{
		"80x24":      {weather(t, true, learns), 39, 8, chart.Braille},
		"120x36":     {weather(t, true, learns), 58, 11, chart.Braille},
		"200x60":     {weather(t, true, learns), 96, 18, chart.Braille},
		"whole":      {weather(t, true, learns), 120, 33, chart.Braille},
		"ascii":      {weather(t, true, learns), 58, 11, chart.ASCII},
		"blocks":     {weather(t, true, learns), 58, 11, chart.Blocks},
		"no law":     {weather(t, false, learns), 58, 11, chart.Braille},
		"crosshair":  {at, 58, 11, chart.Braille},
		"begun":      {weather(t, true, map[int]int{0: 176}), 58, 11, chart.Braille},
		"before":     {weather(t, true, nil), 58, 11, chart.Braille},
		"lost":       {weather(t, true, map[int]int{0: history.NotCounted}), 39, 8, chart.Braille},
		"lost first": {weather(t, true, map[int]int{0: history.NotCounted, 100: history.NotCounted, 300: 728, 500: 733}), 58, 11, chart.Braille},
		"unheld":     {accuracyOf(task.NewTagged(unheld, true), nil), 39, 8, chart.Braille},
	} {
		t.Run(name, func(t *testing.T) {
			l := l
			l.Glyphs = c.set
			golden.RequireEqual(t, []byte(painted(c.d, Accuracy, c.w, c.h, l).Render(grid.Plain)))
		})
	}
}

// The law: the present accuracy and that of the exact law are within the axis, which ends at 100 or, where the law is known, above it;
// a range of all values shows every one.
func TestTheAxisOfAccuracies(t *testing.T) {
	known, unknown := weather(t, true, nil).Tags.Of, weather(t, false, nil).Tags.Of
	rapid.Check(t, func(rt *rapid.T) {
		of := rapid.SampledFrom([]*task.Tagged{known, unknown}).Draw(rt, "law")
		rights := map[int]int{}
		for i := range rapid.IntRange(1, 8).Draw(rt, "validations") {
			rights[100*i] = rapid.IntRange(0, 1000).Draw(rt, "right")
		}
		d := accuracyOf(of, rights)
		d.Scale = Scale(rapid.IntRange(0, int(Scales)-1).Draw(rt, "scale"))
		s := d.accuracies(plainLook())
		a := accuracyAxis(d, s)
		v, _ := d.Snap.History.LastValid()
		inside := []float64{d.Accuracy(v)}
		if of == known {
			inside = append(inside, 100*of.Best().Right)
		} else if a.Max != 100 {
			rt.Errorf("it ends at %v", a.Max)
		}
		if d.Scale.all() {
			for _, n := range rights {
				inside = append(inside, float64(n)/10)
			}
			for _, level := range d.rightLevels() {
				inside = append(inside, 100*level.Right)
			}
		}
		for _, y := range inside {
			if y < a.Min-1e-9 || y > a.Max+1e-9 || a.Min < 0 || a.Max > 100 || a.Max <= a.Min {
				rt.Errorf("%v is not within %v", y, a)
			}
		}
		g := grid.New(rapid.IntRange(0, 90).Draw(rt, "w"), rapid.IntRange(0, 14).Draw(rt, "h"))
		drawAccuracy(g.View(), d, plainLook(), false) // at any size
	})
}

// The law: an accuracy is of all held-out words, also of those with a tag that training lacks.
func TestWordsOfUnknownTagsAreWrong(t *testing.T) {
	say := func(words, tags string) tagging.Sentence {
		return tagging.Sentence{Words: strings.Fields(words), Tags: strings.Fields(tags)}
	}
	c, err := tagging.NewCorpus([]tagging.Sentence{say("a b a", "X Y X")}, []tagging.Sentence{say("a b c a a", "X Y Z X X")}, tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := accuracyOf(task.NewTagged(c, true), nil)
	h := d.Snap.History.Continue()
	h.AddValid(history.Valid{Step: 1000, NLL: 1, Tokens: 4, Right: 4})
	d.Snap.History = h.View()
	if v, _ := h.LastValid(); math.Abs(d.Accuracy(v)-80) > 1e-9 || math.Abs(d.Tags.Of.Accuracy(v)-0.8) > 1e-12 {
		t.Errorf("4 of 5 are %v %%", d.Accuracy(v))
	}
	if s := d.accuracies(plainLook()); s.N != 1 {
		t.Errorf("%d points", s.N)
	} else if _, y := s.At(0); math.Abs(y-80) > 1e-9 {
		t.Errorf("drawn at %v", y)
	}
	for _, want := range []string{"80.0 % are right: 4 of 5 words", "1 of these words have a tag that the training part lacks"} {
		if page := said(Explain(Accuracy, d, plainLook())); !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
	if got := Percent(99.96, plainLook()); got != "99.9 %" {
		t.Errorf("not all are right, but %s", got)
	}
}

// The law: on a chart large enough, with the law known, both lines of the law have their names, and what lies between them is on the
// page; the page has the present accuracy.
func TestWhatReadingTheFutureIsWorth(t *testing.T) {
	d, l := weather(t, true, learns), plainLook()
	drawn := painted(d, Accuracy, 120, 33, l).Render(grid.Plain)
	levels := map[string]float64{d.Tags.Of.Best().ID: d.Tags.Of.Best().Right}
	for _, v := range d.Levels {
		levels[v.ID] = v.Right
	}
	past, whole := 100*levels[tagging.PastFloor], 100*levels[tagging.WholeFloor]
	for _, want := range []string{fmt.Sprintf("best from the past %.1f %%", past), fmt.Sprintf("best from all words %.1f %%", whole), "valid 74.8 %"} {
		if !strings.Contains(drawn, want) {
			t.Errorf("no %q in\n%s", want, drawn)
		}
	}
	page := said(Explain(Accuracy, d, l))
	for _, want := range []string{fmt.Sprintf("worth %.1f percentage points", whole-past), "After 1,000 updates 74.8 % are right", fmt.Sprintf("HMM %.1f %%", 100*levels[tagging.BigramHMM])} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
	if got := painted(d, Curves, 90, 18, l).Render(grid.Plain); !strings.Contains(got, "valid 74.8 % right") || !strings.Contains(got, "whole ") || !strings.Contains(got, "past ") {
		t.Errorf("the loss chart does not say it:\n%s", got)
	}
	if got := painted(d, Curves, 54, 12, l).Render(grid.Plain); !strings.Contains(got, "valid 74.8 % right") {
		t.Errorf("a small loss chart does not say it:\n%s", got)
	}
}

// The law: no other task's charts say anything of right rows.
func TestOtherTasksHaveNoAccuracy(t *testing.T) {
	dark := look.Look{Theme: theme.Default(true), Words: i18n.English}
	d := told(historytest.Stories[0], 300)
	if drawn := painted(d, Curves, 170, 32, dark).Render(grid.Plain); strings.Contains(drawn, "right") {
		t.Error(drawn)
	}
	for _, x := range task.Tasks {
		if (x.Accuracy != nil) != (x == task.Tagging || x == task.Translation) {
			t.Errorf("%s counts right rows: %v", x.Name, x.Accuracy != nil)
		}
	}
}

// The law: the page on the loss of tags has both of the exact law's losses where it is known, and calls neither an entropy rate.
func TestTheLossOfTagsHasItsOwnLines(t *testing.T) {
	for _, law := range []bool{true, false} {
		d := weather(t, law, nil)
		page := said(Explain(Curves, d, plainLook()))
		if strings.Contains(page, "entropy rate") || !strings.Contains(page, "the tags that each word had") {
			t.Errorf("law %v:\n%s", law, page)
		}
		for _, want := range []string{"expected from what came before each word", "expected from the whole sentence"} {
			if strings.Contains(page, want) != law {
				t.Errorf("law %v: %q in\n%s", law, want, page)
			}
		}
	}
}
