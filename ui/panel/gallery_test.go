package panel

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/baseline"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

var ansi = flag.String("ansi", "", "a folder to write the gallery to, in every theme, for a terminal to show")

// gallery lists the sizes of the loss and the norm on screens of 40×12, 80×24, 120×36 and 200×60.
var gallery = []struct {
	name, panel string
	w, h        int
}{
	{"40x12", Curves, 40, 5}, {"80x24", Curves, 54, 12}, {"120x36", Curves, 90, 18}, {"200x60", Curves, 170, 32},
	{"40x24", Norm, 40, 6}, {"80x24", Norm, 41, 8}, {"120x36", Norm, 62, 11}, {"200x60", Norm, 104, 18},
}

// told is a story as panels see it.
func told(s historytest.Story, steps int) *Data {
	h := s.Tell(steps)
	v := h.View()
	d := &Data{Snap: train.Snapshot{History: v, Step: v.Step(), Epoch: v.Last().Epoch, Recipe: recipe.Default(), Task: task.Language},
		Facts: text.Facts{Valid: 9000}, Floor: math.NaN(), Clips: v.Clips(),
		Levels: []task.Level{{ID: "untrained", Loss: math.Log(74), N: 74}, {ID: "unigram", Loss: 3.1}}}
	d.Snap.Settings = d.Snap.Recipe.Settings
	d.Snap.Settings.Clip = 1
	d.Snap.Recipe.Settings.Clip = 1
	d.Ladder.State = Counted
	for order, nats := range []float64{math.Log(74), 3.06, 2.29, 1.72, 1.39, 1.25, 1.22} {
		d.Ladder.Rungs = append(d.Ladder.Rungs, baseline.Rung{Order: order, ValidNats: nats, TrainNats: nats - 0.1*float64(order), ValidTokens: 9000})
	}
	return d
}

// painted is a panel showing a story.
func painted(d *Data, id string, w, h int, l look.Look) *grid.Grid {
	g := grid.New(w, h)
	p, _ := Find(id)
	p.Draw(g.View(), d, l, false)
	return g
}

// TestGallery compares the charts of every story, at every size, with the pictures in testdata, which are meant
// to be looked at.
func TestGallery(t *testing.T) {
	plain, _ := theme.Find("plain")
	l := look.Look{Theme: plain, Words: i18n.English}
	for _, s := range historytest.Stories {
		for _, steps := range []int{0, 3, 300, 3000, 30_000, 1_000_000} {
			if s.Name != "healthy" && steps != 3000 || testing.Short() && steps > 30_000 {
				continue
			}
			d := told(s, steps)
			for _, at := range gallery {
				name := fmt.Sprintf("%s-%d/%s-%s", s.Name, steps, at.panel, at.name)
				t.Run(name, func(t *testing.T) {
					golden.RequireEqual(t, []byte(painted(d, at.panel, at.w, at.h, l).Render(grid.Plain)))
				})
				if *ansi != "" {
					hang(t, d, at.panel, name, at.w, at.h)
				}
			}
		}
	}
}

// hang writes a picture in every theme and in ASCII.
func hang(t *testing.T, d *Data, id, name string, w, h int) {
	for _, th := range theme.Themes {
		l := look.Look{Theme: th, Words: i18n.English}
		write(t, filepath.Join(*ansi, th.Name, name), painted(d, id, w, h, l).Render(grid.TrueColor))
	}
	l := look.Look{Theme: theme.Themes[0], Words: i18n.English, Glyphs: chart.ASCII}
	write(t, filepath.Join(*ansi, "ascii", name), painted(d, id, w, h, l).Render(grid.TrueColor))
}

func write(t *testing.T, file, text string) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
