package panel

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"unroll/core/lm"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// predicted is a prediction of the token after a prefix, the likeliest first; some tokens are wide or hostile.
func predicted() *Data {
	d := &Data{}
	d.Prefix = Prefix{Known: true, Is: lm.Prediction{V: 9, Entropy: 0.92}}
	for _, c := range "岛上 a" {
		d.Prefix.Is.Prefix = append(d.Prefix.Is.Prefix, lm.Token{Text: string(c), Known: true})
	}
	for i, c := range []string{"潮", "\x1b", "\n", " ", "a word that is longer than its column", "z"} {
		d.Prefix.Is.Top = append(d.Prefix.Is.Top, lm.Candidate{ID: int32(i), Text: c, P: math.Pow(0.5, float64(i+1))})
	}
	return d
}

// The law: at any size the panel is whole and shows the prefix and as many candidates as fit, with a bar if there
// is room for one, and no token reaches the terminal as a command.
func TestNextTokenAtEverySize(t *testing.T) {
	l, d := plainLook(), predicted()
	for w := 14; w <= 120; w++ {
		for h := 3; h <= 12; h++ {
			g := grid.New(w, h)
			drawNext(g.View(), d, l, false)
			all := g.Render(grid.Plain)
			for y, row := range strings.Split(all, "\n") {
				if grid.Width(row) != w {
					t.Fatalf("%d×%d: row %d is %q", w, h, y, row)
				}
			}
			if strings.Contains(all, "\x1b") || !strings.Contains(all, "a▁") {
				t.Fatalf("%d×%d:\n%s", w, h, all)
			}
			if w < 30 {
				continue
			}
			for i, c := range d.Prefix.Is.Top {
				if has := strings.Contains(all, fmt.Sprintf("%.3f", c.P)); has != (i < h-3) {
					t.Errorf("%d×%d: candidate %d is shown: %v\n%s", w, h, i, has, all)
				}
			}
		}
	}
}

// The law: bars are proportional to p: on a panel with enough room, a candidate with half the probability has a
// bar half as long.
func TestBarsAreInProportion(t *testing.T) {
	g := grid.New(80, 10)
	drawNext(g.View(), predicted(), plainLook(), false)
	rows := strings.Split(g.Render(grid.Plain), "\n")
	first, second := strings.Count(rows[2], "█"), strings.Count(rows[3], "█")
	if first < 10 || first-2*second > 1 || first-2*second < -1 {
		t.Errorf("%d and %d cells in\n%s", first, second, strings.Join(rows, "\n"))
	}
}

// Without a prediction there is an invitation to type a prefix, and no bar.
func TestNoPrefixYet(t *testing.T) {
	g := grid.New(60, 6)
	drawNext(g.View(), &Data{}, plainLook(), false)
	if all := g.Render(grid.Plain); !strings.Contains(all, "press i to type a prefix") || strings.Contains(all, "█") {
		t.Errorf("\n%s", all)
	}
}

// The law: a candidate's surprisal is given in the unit that is shown.
func TestCandidatesInEitherUnit(t *testing.T) {
	for unit, want := range map[look.Unit][2]string{look.Nats: {"0.7 nats", "1.4 nats"}, look.Bits: {"1.0 bits", "2.0 bits"}} {
		l := plainLook()
		l.Unit = unit
		g := grid.New(80, 10)
		drawNext(g.View(), predicted(), l, false)
		rows := strings.Split(g.Render(grid.Plain), "\n")
		if !strings.Contains(rows[2], want[0]) || !strings.Contains(rows[3], want[1]) {
			t.Errorf("want %q in\n%s", want, strings.Join(rows, "\n"))
		}
	}
}
