package lab

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/field"
)

// still is a lab on an invented run, the same every time.
func still(t testing.TB) *Lab {
	t.Helper()
	plain, _ := theme.Find("plain")
	l := &Lab{Name: "opticks", Look: &look.Look{Theme: plain, Words: i18n.English}}
	r := recipe.Default()
	r.Model.Vocab = 91
	s := train.Snapshot{Task: task.Language, Recipe: r, Step: 600, Epoch: 1.26, Phase: train.Running, Settings: r.Settings, LR: 1e-3, Rows: 32, Speed: 61_234, Model: &lm.Model{Step: 600}}
	s.Settings.LR, s.Settings.Clip = 1e-3, 0.5
	h := &history.History{}
	for i := 1; i <= 600; i++ {
		x := float64(i)
		p := history.Point{Step: i, Tokens: 1024, Loss: 1.6 + 2.9*math.Exp(-x/70) + 0.08*math.Sin(1.7*x), GradNorm: 0.35 + 0.9*math.Exp(-x/50) + 0.2*math.Abs(math.Sin(x/3)), Factor: 1, Clip: 1, LR: 2e-3, Epoch: x / 476}
		if i > 300 {
			p.Clip, p.LR = 0.5, 1e-3
		}
		if p.GradNorm > p.Clip {
			p.Factor = p.Clip / p.GradNorm
		}
		h.Append(p)
		if i%100 == 0 {
			h.AddValid(history.Valid{Step: i, NLL: (p.Loss + 0.1) * 1000, Tokens: 1000})
		}
	}
	h.AddEvent(history.Event{Step: 300, Knob: "clip", From: 1, To: 0.5})
	h.AddEvent(history.Event{Step: 400, Knob: "lr", From: 2e-3, To: 1e-3})
	h.AddSave(250)
	h.AddSave(500)
	s.History = h.View()
	prefix := field.NewText(&look.Look{Words: i18n.English})
	l.data = panel.Data{Facts: text.Facts{Vocab: 91, Unigram: 3.12, Tokens: "char"},
		Levels: []task.Level{{ID: "untrained", Loss: math.Log(91), N: 91}, {ID: "unigram", Loss: 3.12}}, Floor: math.NaN(), Knobs: shownKnobs("", "adam", false), Knob: 1, Snap: s,
		Sample: "the rays of light are refracted by the second Prism and the\nbeam 折射 \x1b]52;c;aGk=\a of it"}
	l.data.Prefix = panel.Prefix{Line: &prefix, Text: "the rays of li", Known: true, Is: lm.Prediction{V: 91, Entropy: 0.92}}
	for _, c := range "the rays of li" {
		l.data.Prefix.Is.Prefix = append(l.data.Prefix.Is.Prefix, lm.Token{Text: string(c), Known: c != 'y'})
	}
	for i, c := range []string{"g", "k", " ", "\n", "光", "\x1b", "t", "s", "n"} {
		l.data.Prefix.Is.Top = append(l.data.Prefix.Is.Top, lm.Candidate{ID: int32(i), Text: c, P: 0.6 * math.Pow(0.4, float64(i))})
	}
	for n, nats := range []float64{math.Log(91), 3.15, 2.55, 2.1, 1.8, 1.66, 1.62} {
		l.data.Ladder.Rungs = append(l.data.Ladder.Rungs, baseline.Rung{Order: n, TrainNats: nats - 0.02*float64(n*n), ValidNats: nats, ValidTokens: 1000, ValidChars: 1000})
	}
	l.data.Ladder.State = panel.Counted
	l.judge()
	l.view = looking{focus: panel.Knobs, charts: map[string]chart.Info{}}
	return l
}

func picture(l *Lab, w, h int) string {
	g := grid.New(w, h)
	l.Draw(g.View())
	return g.Render(grid.Plain)
}

var sizes = [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 60}}

// TestLabPictures compares the lab as a person sees it, without colours.
func TestLabPictures(t *testing.T) {
	for _, s := range sizes {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			golden.RequireEqual(t, []byte(picture(still(t), s[0], s[1])))
		})
	}
	t.Run("ascii", func(t *testing.T) {
		l := still(t)
		l.Look.Glyphs = chart.ASCII
		g := grid.New(80, 24)
		g.ASCII = true
		l.Draw(g.View())
		golden.RequireEqual(t, []byte(g.Render(grid.Plain)))
	})
	t.Run("help", func(t *testing.T) {
		l := still(t)
		l.view.help = true
		golden.RequireEqual(t, []byte(picture(l, 100, 40)))
	})
	t.Run("zoom", func(t *testing.T) {
		l := still(t)
		l.view.zoom, l.view.focus = true, panel.Norm
		at := 350.0
		l.data.Cursor = &at
		golden.RequireEqual(t, []byte(picture(l, 80, 24)))
	})
	t.Run("diverged", func(t *testing.T) {
		l := still(t)
		l.data.Snap.Phase = train.Diverged
		golden.RequireEqual(t, []byte(picture(l, 80, 24)))
	})
}

// The law: whatever the size, every row is exactly as wide as the screen, every frame is closed, and no control
// character of a text reaches the terminal.
func TestEverySizeIsWhole(t *testing.T) {
	l := still(t)
	for w := 0; w <= 130; w += 3 {
		for h := 0; h <= 45; h += 2 {
			rows := strings.Split(picture(l, w, h), "\n")
			if w == 0 || h == 0 {
				continue
			}
			if len(rows) != h {
				t.Fatalf("%d×%d: %d rows", w, h, len(rows))
			}
			for y, row := range rows {
				if got := grid.Width(row); got != w {
					t.Fatalf("%d×%d: row %d is %d wide: %q", w, h, y, got, row)
				}
			}
			all := strings.Join(rows, "")
			if strings.ContainsAny(all, "\x1b\a") {
				t.Fatalf("%d×%d: a control character", w, h)
			}
			if a, b := strings.Count(all, "╭"), strings.Count(all, "╯"); a != b {
				t.Fatalf("%d×%d: %d frames begin and %d end", w, h, a, b)
			}
		}
	}
}
