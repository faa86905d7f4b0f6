package panel

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/grid"
)

// turned is a run with the default settings, all of them shown.
func turned() *Data {
	d := &Data{Knobs: recipe.Knobs}
	d.Snap.Settings = recipe.DefaultSettings()
	d.Snap.LR, d.Snap.Rows, d.Snap.Task = d.Snap.Settings.LR, d.Snap.Settings.Batch, task.Language
	return d
}

// The law: whatever the size of the panel, the chosen setting is visible with its mark and its value, and no
// other is marked; no row is wider than the panel.
func TestTheChosenSettingIsAlwaysSeen(t *testing.T) {
	l := plainLook()
	rapid.Check(t, func(t *rapid.T) {
		d := turned()
		d.Knob = rapid.IntRange(0, len(d.Knobs)-1).Draw(t, "chosen")
		w, h := rapid.IntRange(26, 60).Draw(t, "w"), rapid.IntRange(3, 30).Draw(t, "h")
		focus := rapid.Bool().Draw(t, "focus")
		g := grid.New(w, h)
		drawKnobs(g.View(), d, l, focus)
		marked := 0
		for row := range strings.SplitSeq(g.Render(grid.Plain), "\n") {
			if grid.Width(row) != w {
				t.Fatalf("%q is not %d wide", row, w)
			}
			if strings.Contains(row, "▸") {
				marked++
				k := d.Knobs[d.Knob]
				if !strings.Contains(row, l.Words.KnobNames[k.Name]) || !strings.Contains(row, KnobValue(k, d.Snap, l)) {
					t.Fatalf("%s is chosen, marked is %q", k.Name, row)
				}
			}
		}
		if marked != 1 {
			t.Fatalf("%d are marked in\n%s", marked, g.Render(grid.Plain))
		}
	})
}

// The law: the row of settings begins with the chosen one, wraps round, and shows none in part.
func TestTheRowOfSettings(t *testing.T) {
	l, d := plainLook(), turned()
	for d.Knob = range d.Knobs {
		for w := 12; w <= 120; w++ {
			g := grid.New(w, 1)
			KnobLine(g.View(), 0, d, l)
			row := strings.TrimRight(g.Render(grid.Plain), " ")
			parts := strings.Split(strings.TrimSpace(row), "  ")
			for i, part := range parts {
				k := d.Knobs[(d.Knob+i)%len(d.Knobs)]
				if i == 0 && part == "" && w < 24 { // no room for even one
					continue
				}
				if !strings.HasSuffix(part, " "+KnobValue(k, d.Snap, l)) || strings.HasPrefix(part, "▸") != (i == 0) {
					t.Fatalf("%d wide, %s chosen: %q", w, d.Knobs[d.Knob].Name, row)
				}
			}
		}
	}
}

func TestValuesOfSettings(t *testing.T) {
	l := plainLook()
	for _, c := range []struct {
		knob string
		set  float64
		want string
	}{
		{"lr", 0.002, "0.002"}, {"lr", 0.128, "0.128"}, {"lr", 1, "1"}, {"lr", 0, "0"}, {"lr", 12800, "12800"}, {"lr", 0.000125, "1.25e-4"},
		{"lr", 1e-5, "1e-5"}, {"lr", 1.23456789e-5, "1.23e-5"}, {"lr", 1e9, "1e9"}, {"clip", 50, "50"}, {"temperature", 0.8, "0.8"}, {"lr", 1.5625e-5, "1.56e-5"},
		{"clip", math.Inf(1), "off"}, {"clip", 0.5, "0.5"}, {"clip", 0.015625, "0.01562"},
		{"batch", 1024, "1,024"}, {"unroll", 32, "32"}, {"momentum", 0.95, "0.95"}, {"valid_every", 10000, "10,000"},
	} {
		k, err := recipe.FindKnob(c.knob)
		if err != nil {
			t.Fatal(err)
		}
		s := train.Snapshot{}
		k.Set(&s.Settings, c.set)
		if got := KnobValue(k, s, l); got != c.want {
			t.Errorf("%s %v is %q, want %q", c.knob, c.set, got, c.want)
		}
	}
}

// The law: under the settings is the state of the run, with the schedule's rate and the number of rows if they
// differ from those requested; the legend is complete or absent.
func TestFactsUnderTheSettings(t *testing.T) {
	l := plainLook()
	for h := 3; h <= 30; h++ {
		d := turned()
		d.Snap.History = historytest.Of([]history.Point{{Step: 1, Loss: 2.5, Factor: 1}}, history.Valid{Step: 1, NLL: 300, Tokens: 100})
		d.Snap.LR, d.Snap.Rows = 5e-4, 7
		g := grid.New(32, h)
		drawKnobs(g.View(), d, l, false)
		all, shown := g.Render(grid.Plain), 0
		for _, m := range Legend(l) {
			if strings.Contains(all, m.Means) {
				shown++
			}
		}
		if shown != 0 && shown != len(Legend(l)) {
			t.Errorf("%d rows: %d of the legend in\n%s", h, shown, all)
		}
		for _, want := range []string{"2.500", "12.2", "3.000", "20.1", "η", "only 7 sequences"} {
			if has := strings.Contains(all, want); h >= 16 && !has {
				t.Errorf("%d rows: no %s in\n%s", h, want, all)
			}
		}
		if h >= 22 && shown == 0 {
			t.Errorf("%d rows: no legend in\n%s", h, all)
		}
	}
}
