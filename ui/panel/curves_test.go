package panel

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// anyHistory is the history of a run of any length that does anything, validated now and then.
func anyHistory(t *rapid.T) history.View {
	n := rapid.IntRange(1, 4000).Draw(t, "updates")
	every := rapid.SampledFrom([]int{1, 3, 10, 100, 1000}).Draw(t, "every")
	level := rapid.Float64Range(0.01, 6).Draw(t, "level")
	noise := rapid.SampledFrom([]float64{0, 0.01, 0.1, 0.5}).Draw(t, "noise")
	gap := rapid.SampledFrom([]float64{0, 0, 0.05, 1}).Draw(t, "gap")
	turns := rapid.SliceOfN(rapid.Float64Range(-1, 1), 10, 10).Draw(t, "turns")
	h := &history.History{}
	loss := level
	for step := 1; step <= n; step++ {
		loss = math.Max(0.001, loss+turns[(step-1)*10/n]*10*level/float64(n))
		wiggle := noise * (historytest.Row(step).Point.GradNorm - 0.8)
		h.Append(history.Point{Step: step, Tokens: 10, Loss: math.Max(0.001, loss+wiggle), GradNorm: 1, Factor: 1, LR: 1, Epoch: float64(step) / 50})
		if step%every == 0 {
			h.AddValid(history.Valid{Step: step, NLL: 100 * (loss + gap), Tokens: 100})
		}
	}
	return h.View()
}

// The law: whatever the history, both curves are visible in every tenth of the time in which both have values,
// distinguished by colour and by glyph.
func TestBothCurvesAreSeen(t *testing.T) {
	dark := theme.Default(true)
	rapid.Check(t, func(t *rapid.T) {
		v := anyHistory(t)
		d := &Data{Snap: train.Snapshot{History: v, Step: v.Step(), Task: task.Language}, Floor: math.NaN(),
			Levels: []task.Level{{ID: "untrained", Loss: rapid.SampledFrom([]float64{math.NaN(), 0.5, 4.3}).Draw(t, "untrained"), N: 74}},
			Scale:  Scale(rapid.IntRange(0, int(Scales)-1).Draw(t, "scale")), LogX: rapid.Bool().Draw(t, "log time")}
		at := rapid.SampledFrom(gallery[:4]).Draw(t, "size")
		l := look.Look{Theme: dark, Words: i18n.English, Glyphs: chart.Glyphs(rapid.IntRange(0, 2).Draw(t, "glyphs"))}
		g := grid.New(at.w, at.h)
		info := Curve(g.View(), d, l)
		seen := map[bool]map[int]bool{true: {}, false: {}} // keyed by whether the curve is the validations': the tenths in which it is visible
		for y := range info.H {
			for x := range info.W {
				c := g.At(info.X+x, info.Y+y)
				if own := c.Style.FG; own == dark.Train.FG || own == dark.Valid.FG {
					seen[own == dark.Valid.FG][x*10/info.W] = true
					if strings.ContainsRune("▲▼^v", c.Rune) { // it may give way to what is there
						seen[own == dark.Valid.FG][(x+1)*10/info.W] = true
						seen[own == dark.Valid.FG][max(0, x-1)*10/info.W] = true
					}
					if c.Rune == '◉' || c.Rune == '@' { // a validation over a piece of the training curve
						seen[false][x*10/info.W] = true
					}
					if glyph := c.Rune == '○' || c.Rune == 'o'; glyph && own == dark.Train.FG {
						t.Fatalf("the training curve has the validations' glyph at %d,%d", x, y)
					}
				}
			}
		}
		for valid, s := range map[bool]history.Series{false: v.Losses(), true: v.Valids()} {
			for tenth := range tenths(v, info) {
				if has(s, info, tenth) && !seen[valid][tenth] {
					t.Fatalf("validations: %v, not seen in tenth %d of\n%s", valid, tenth, g.Render(grid.Plain))
				}
			}
		}
	})
}

// tenths are the tenths of the plot in which both curves have values.
func tenths(v history.View, info chart.Info) map[int]bool {
	both := map[int]bool{}
	for tenth := range 10 {
		if has(v.Losses(), info, tenth) && has(v.Valids(), info, tenth) {
			both[tenth] = true
		}
	}
	return both
}

// has reports whether a series has a value in a tenth of the plot, at least a column from its ends, or two in a
// wide plot, as validations may be that far apart.
func has(s history.Series, info chart.Info, tenth int) bool {
	away := 1
	if info.W >= 60 {
		away = validApart - 1
	}
	for i := range s.N {
		x, _ := s.At(i)
		if c, ok := info.Column(x); ok && c >= away && (c-away)*10/info.W == tenth && (c+away)*10/info.W == tenth {
			return true
		}
	}
	return false
}

// The law: a value beyond the range of a robust chart is written beside an arrow; the range of all values
// includes it.
func TestASpikeDoesNotFlattenTheRest(t *testing.T) {
	d := told(historytest.Stories[2], 3000)
	l := look.Look{Theme: theme.Default(true), Words: i18n.English}
	for scale, c := range map[Scale]struct {
		top  float64
		said bool
	}{Robust: {10, true}, RobustLog: {10, true}, All: {1e13, false}, AllLog: {1e13, false}} {
		d.Scale = scale
		if a := lossAxis(d, l); a.Max > c.top || (scale.all() && a.Max < 2e10) || a.Log != scale.log() {
			t.Errorf("scale %d has the range %v", scale, a)
		}
		drawn := painted(d, Curves, 90, 18, l).Render(grid.Plain)
		if got := strings.Contains(drawn, "▲") && strings.Contains(drawn, "20G"); got != c.said {
			t.Errorf("scale %d: the spike is labelled 20G: %v, in\n%s", scale, got, drawn)
		}
	}
}

// The law: the current loss is in the picture, unless it is absurd.
func TestTheChartFollowsARaisedLoss(t *testing.T) {
	for _, c := range []struct{ loss, least, most float64 }{{1.2, 4.3, 6}, {8, 8, 12}, {400, 4.3, 6}, {-400, 400, 500}} {
		h := &history.History{}
		for step := 1; step <= 100; step++ {
			loss := 1.5
			if step > 60 || c.loss < 0 { // from then on, or always
				loss = math.Abs(c.loss)
			}
			h.Append(history.Point{Step: step, Loss: loss, GradNorm: 1, Factor: 1})
		}
		d := &Data{Snap: train.Snapshot{History: h.View(), Step: 100}, Floor: math.NaN(), Levels: []task.Level{{ID: "untrained", Loss: 4.3, N: 74}}}
		if a := lossAxis(d, look.Look{}); a.Max < c.least || a.Max > c.most {
			t.Errorf("loss %v: the axis ends at %v, not within %v … %v", c.loss, a.Max, c.least, c.most)
		}
	}
}

// The law: with a crosshair, at every width its values are on the chart or in its frame.
func TestTheCrosshairHasValuesAtEveryWidth(t *testing.T) {
	l := look.Look{Theme: theme.Default(true), Words: i18n.English}
	d := told(historytest.Stories[0], 3000)
	x := 1234.0
	d.Cursor = &x
	p, _ := d.At(x)
	v, _, _ := nearestValid(d.Snap.History, x)
	for _, at := range gallery {
		drawn := painted(d, at.panel, at.w, at.h, l).Render(grid.Plain)
		want := [][2]string{{chart.Short(p.GradNorm)}} // each in one of two forms
		if at.panel == Curves {
			want = [][2]string{{fmt.Sprintf("%.2f", p.Loss), Figure(p.Loss)}, {fmt.Sprintf("%.2f", v.Loss()), Figure(v.Loss())}, {"1,234"}}
		}
		for _, w := range want {
			if !strings.Contains(drawn, w[0]) && (w[1] == "" || !strings.Contains(drawn, w[1])) {
				t.Errorf("%s, %s: no %s in\n%s", at.panel, at.name, w[0], drawn)
			}
		}
	}
}

// The law: successive changes of a setting are one mark with their total; a change in the other direction is
// another mark.
func TestChangesAreMerged(t *testing.T) {
	l := look.Look{Theme: theme.Default(true), Words: i18n.English}
	h := &history.History{}
	for step := 1; step <= 1000; step++ {
		h.Append(history.Point{Step: step, Loss: 1, GradNorm: 1, Factor: 1})
	}
	lr := 0.002
	press := func(step int, knob string, by float64) {
		h.AddEvent(history.Event{Step: step, Knob: knob, From: lr, To: lr * by})
		lr *= by
	}
	for range 6 {
		press(100, "lr", 2)
	}
	press(101, "lr", 0.5)
	press(102, "lr", 0.5)
	press(600, "lr", 0.5)
	press(601, "clip", 3)
	d := &Data{Snap: train.Snapshot{History: h.View(), Step: 1000}}
	var got []string
	for _, m := range changes(d, l, func(string) bool { return true }) {
		got = append(got, fmt.Sprintf("%s@%.0f", m.Label, m.X))
	}
	if want := "[lr ×64@100 lr ×¼@101 lr ×½@600 θ=0.048@601]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// The law: epochs are marked at the step where they began, and few enough are marked to be counted.
func TestEpochsAreNoFence(t *testing.T) {
	for _, steps := range []int{50, 300, 3000, 100_000} {
		d := told(historytest.Stories[0], steps)
		for _, width := range []int{20, 40, 90, 200} {
			marked, n := epochs(d, width)
			if len(marked) > max(2, width/epochRoom) {
				t.Errorf("%d updates, %d columns: %d marks", steps, width, len(marked))
			}
			for i, step := range marked {
				want := float64(n * (i + 1))
				p, _ := d.Snap.History.At(step)
				before, exact := d.Snap.History.At(step - 1)
				if p.Epoch < want || exact && step > 1 && before.Epoch >= want {
					t.Errorf("%d updates: epoch %v is marked at step %d, which is in epoch %v", steps, want, step, p.Epoch)
				}
			}
		}
	}
}
