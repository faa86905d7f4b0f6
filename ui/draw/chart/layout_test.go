package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// rowsOf is a plot on w×h cells, by rows.
func rowsOf(p Plot, w, h int, glyphs Glyphs) ([]string, Info) {
	g := grid.New(w, h)
	info := p.Draw(g.View(), dark, glyphs)
	return strings.Split(g.Render(grid.Plain), "\n"), info
}

// TestTicksStandAtTheirHeights: the row of a tick has its label, its second reading right behind it, and a notch on the axis; no other row has any.
func TestTicksStandAtTheirHeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: rapid.Float64Range(-5, 5).Draw(t, "min"), Log: rapid.Bool().Draw(t, "log")}}
		p.Y.Max = p.Y.Min + rapid.Float64Range(0.5, 100).Draw(t, "length")
		if p.Y.Log {
			p.Y.Min, p.Y.Max = math.Exp(p.Y.Min), math.Exp(p.Y.Min)*(1+p.Y.Max-p.Y.Min)
		}
		second := rapid.Bool().Draw(t, "second")
		if second {
			p.Second = func(y float64) string { return "<" + Short(y*2) + ">" }
		}
		w, h := rapid.IntRange(secondFrom, 100).Draw(t, "w"), rapid.IntRange(3, 30).Draw(t, "h")
		rows, info := rowsOf(p, w, h, Braille)
		want := map[int]string{}
		for _, tick := range p.Y.Ticks((&drawing{Plot: p}).yTicks(info.H)) {
			if y, ok := info.Row(tick.Value); ok {
				want[y] = tick.Label // of two in one row the later
				if second {
					want[y] += " " + p.Second(tick.Value)
				}
			}
		}
		for y, row := range rows[:info.H] {
			text := strings.Join(strings.Fields(strings.TrimSuffix(strings.TrimSuffix(string([]rune(row)[:info.X]), "┤"), "│")), " ")
			if label, is := want[y]; strings.HasSuffix(string([]rune(row)[:info.X]), "┤") != is || is && text != label || !is && text != "" {
				t.Fatalf("row %d has %q, want %q, in\n%s", y, text, label, strings.Join(rows, "\n"))
			}
		}
	})
}

// TestLogarithmicAxesHaveMoreTicks: three rows to a tick, two on a logarithmic axis, and never less than two ticks, or three.
func TestLogarithmicAxesHaveMoreTicks(t *testing.T) {
	for _, c := range []struct {
		log     bool
		h, want int
	}{{false, 12, 4}, {false, 2, 2}, {true, 12, 6}, {true, 2, 3}} {
		if got := (&drawing{Plot: Plot{Y: Axis{Log: c.log}}}).yTicks(c.h); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

// TestAxesComeWithTheRoom: ticks from 30 columns on, a second reading from 44, labels below from six rows on and a line above them from eight;
// the plot has all the rest.
func TestAxesComeWithTheRoom(t *testing.T) {
	p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 9}, Second: func(float64) string { return "?" }}
	for w := 1; w < 60; w++ {
		for h := 1; h < 12; h++ {
			rows, info := rowsOf(p, w, h, Braille)
			all := strings.Join(rows, "\n")
			if strings.Contains(all, "┤") != (w >= 30) || strings.Contains(all, "?") != (w >= 44) {
				t.Fatalf("%d×%d:\n%s", w, h, all)
			}
			below := 0
			if h >= 6 {
				below = 1
			}
			if h >= 8 {
				below = 2
			}
			left := 0
			switch {
			case w >= 44:
				left = 5
			case w >= 30:
				left = 2
			}
			if info.H != h-below || info.X != left || info.W != w-left || strings.ContainsAny(rows[min(info.H, h-1)], "─┬") != (below == 2) {
				t.Fatalf("%d×%d: the plot is %+v in\n%s", w, h, info, all)
			}
		}
	}
}

// TestLabelsBelowDoNotTouch: they stand under their notches or are moved inwards at the ends; a blank is between any two, and the crosshair's
// comes first: it is always there.
func TestLabelsBelowDoNotTouch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Plot{X: Axis{Min: 0, Max: rapid.Float64Range(1, 1e6).Draw(t, "max")}, Y: Axis{Min: 0, Max: 1}, XLabel: "steps"}
		x := math.Floor(p.X.Max * rapid.Float64Range(0, 1).Draw(t, "cross"))
		if rapid.Bool().Draw(t, "crosshair") {
			p.Crosshair = &x
		}
		w := rapid.IntRange(20, 120).Draw(t, "w")
		rows, info := rowsOf(p, w, 10, Blocks)
		rule, last := []rune(rows[8]), rows[9]
		known := map[string]int{}
		for _, tick := range (&drawing{Plot: p, layout: layout{w: info.W}}).xTicks() {
			c, ok := info.Column(tick.Value)
			if !ok {
				t.Fatalf("tick %+v is outside %+v", tick, p.X)
			}
			if known[tick.Label] = info.X + c; rule[info.X+c] != '┬' {
				t.Fatalf("no notch at %v in\n%s", tick.Value, string(rule))
			}
		}
		cross := Thousands(int64(x))
		at := 0
		for _, word := range strings.Fields(last) {
			at += strings.Index(last[at:], word)
			middle, ok := known[word]
			if word == cross && p.Crosshair != nil {
				c, _ := info.Column(x)
				middle, ok = info.X+c, true
			}
			if word != "steps" && !ok {
				t.Fatalf("%q is no tick of %q", word, last)
			}
			if inside := at > 1 && at+len(word) < w-1; word != "steps" && inside && abs(at+len(word)/2-middle) > 1 {
				t.Fatalf("%q stands at %d instead of %d", word, at+len(word)/2, middle)
			}
			at += len(word)
		}
		if p.Crosshair != nil && !strings.Contains(" "+last+" ", " "+cross+" ") {
			t.Fatalf("the crosshair is at %s, and below stands %q", cross, last)
		}
	})
}

// TestTheCrosshairIsWrittenAsTheAxisIs: whole numbers with their commas, others in short, or as the axis has it, made safe.
func TestTheCrosshairIsWrittenAsTheAxisIs(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 1284: "1,284", -1284: "-1,284", 2.5: "2.50", 1e15: "1.0e15", math.Inf(1): "∞"} {
		if got := (&drawing{}).xText(x); got != want {
			t.Errorf("%v is %q instead of %q", x, got, want)
		}
	}
	d := &drawing{Plot: Plot{XFormat: func(x float64) string { return "10^" + Short(x) + "\x1b" }}}
	if got := d.xText(3); got != "10^3.00␛" {
		t.Errorf("as the axis has it: %q", got)
	}
}

// TestTheNoteStandsOverTheAxisName: in the gutter at the height of the axis' line, cut to it; where there is no gutter it is not there.
func TestTheNoteStandsOverTheAxisName(t *testing.T) {
	s := points([]float64{0, 10}, []float64{5, 5})
	s.Label = "train 1.23"
	p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}, Series: []Series{s}, XLabel: "steps", XNote: "◆ epoch 12"}
	rows, info := rowsOf(p, 80, 12, Braille)
	if at := strings.Index(rows[10], "◆ epoch 12"); at < 0 || len([]rune(rows[10][:at])) != info.X+info.W+1 {
		t.Errorf("the note is not right of the axis:\n%s", strings.Join(rows, "\n"))
	}
	if at := strings.Index(rows[11], "steps"); len([]rune(rows[11][:at])) != info.X+info.W+1 {
		t.Errorf("the name is not under the note:\n%s", strings.Join(rows, "\n"))
	}
	p.XNote = "◆ epoch 12,345,678"
	if rows, _ = rowsOf(p, 80, 12, Braille); !strings.Contains(rows[10], "◆ epoch 1…") {
		t.Errorf("a long note:\n%s", strings.Join(rows, "\n"))
	}
	if rows, _ = rowsOf(p, 80, 12, ASCII); !strings.Contains(rows[10], "epoch 1~") {
		t.Errorf("a long note in ASCII:\n%s", strings.Join(rows, "\n"))
	}
	p.Series[0].Label = ""
	p.X.Max = 11
	if rows, _ = rowsOf(p, 80, 12, Braille); strings.Contains(strings.Join(rows, ""), "epoch") || !strings.HasSuffix(rows[11], "steps") {
		t.Errorf("without a gutter:\n%s", strings.Join(rows, "\n"))
	}
	p.X.Max = 10
	if rows, _ = rowsOf(p, 80, 12, Braille); strings.Contains(rows[11], "steps") || !strings.HasSuffix(rows[11], "10") {
		t.Errorf("a tick stands where the name would:\n%s", rows[11])
	}
	p.XLabel = "a name that is longer than half of it"
	if rows, _ = rowsOf(p, 50, 12, Braille); strings.Contains(rows[11], "name") {
		t.Errorf("a name of more than half the plot:\n%s", rows[11])
	}
}

// TestFormatsOfTheAxesAreSafe: what a caller writes on ticks is drawn without control characters, and no wider than a third of the view.
func TestFormatsOfTheAxesAreSafe(t *testing.T) {
	p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}, XFormat: func(x float64) string { return "x\a" + Short(x) }, YFormat: func(y float64) string { return strings.Repeat("wide", 20) }}
	rows, info := rowsOf(p, 60, 12, Braille)
	if all := strings.Join(rows, ""); strings.Contains(all, "\a") || !strings.Contains(all, "x␇0") || info.X > 20 || info.W < 40 {
		t.Errorf("%+v:\n%s", info, strings.Join(rows, "\n"))
	}
}

// TestANameFollowsTheCrosshair: with a crosshair a curve's name stands at the height of the point that is read, a level's where it is;
// a point that is no number leaves it at the end of the curve.
func TestANameFollowsTheCrosshair(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		cross float64
		level bool
		at    float64
	}{{2, false, 8}, {0, false, 8}, {5, false, 1}, {9, false, 2}, {7, false, 2}, {2, true, 2}} {
		s := points([]float64{0, 2, 5, 7, 10}, []float64{8, 8, 1, nan, 2})
		s.Level = c.level
		p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}, Series: []Series{s}, Crosshair: &c.cross}
		g := grid.New(60, 22)
		info := p.Draw(g.View(), dark, Braille)
		y, _ := info.Row(c.at)
		if rows := strings.Split(g.Render(grid.Plain), "\n"); !strings.HasSuffix(strings.TrimRight(rows[y], " "), "curve") {
			t.Errorf("%+v: the name is not in row %d of\n%s", c, y, g.Render(grid.Plain))
		}
	}
}
