package ladder

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/lm"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// still is a view on invented rungs, the same every time.
func still(t testing.TB) *Ladder {
	t.Helper()
	plain, _ := theme.Find("plain")
	v := New(context.Background(), &sessions.Subject{}, &look.Look{Theme: plain, Words: i18n.English}).(*Ladder)
	v.See(data([]float64{math.Log(65), 3.347, 2.484, 2.038, 1.719, 1.561, 1.523}, math.NaN()), true)
	return v
}

// data is a run at a loss of 1.8 on these rungs.
func data(nats []float64, floor float64) *panel.Data {
	d := &panel.Data{Facts: text.Facts{Vocab: 65, Train: 1_003_854, Valid: 111_540}, Floor: floor}
	d.Ladder = panel.Ladder{State: panel.Counted, Train: 1_003_854, Valid: 111_540, Packed: baseline.Compressed{Bits: 345_000, Chars: 111_540}}
	for n, x := range nats {
		r := baseline.Rung{Order: n, TrainNats: x - 0.01*float64(n*n), ValidNats: x, ValidTokens: 111_539, ValidChars: 111_539}
		if n > 0 {
			r.Contexts, r.Possible = int(math.Min(math.Pow(65, float64(n-1)), 20_000*float64(n))), math.Pow(65, float64(n-1))
		}
		d.Ladder.Rungs = append(d.Ladder.Rungs, r)
	}
	d.Snap = train.Snapshot{Step: 900, Model: &lm.Model{}}
	d.Snap.History = historytest.Of(points, history.Valid{Step: 900, NLL: 1.8 * 111_539, Tokens: 111_539})
	judge(d)
	return d
}

var points = []history.Point{{Step: 899, Tokens: 1024, Loss: 1.74}, {Step: 900, Tokens: 1024, Loss: 1.76}}

func judge(d *panel.Data) {
	e := baseline.Evidence{Valids: d.Snap.History, Floor: d.Floor}
	if d.Ladder.State == panel.Counted {
		e.Rungs = d.Ladder.Rungs
	}
	d.Verdict = baseline.Judge(e)
}

// counting is a view while its rungs are computed.
func counting(v *Ladder) {
	d := data([]float64{math.Log(65), 3.347, 2.484}, math.NaN())
	d.Ladder.State, d.Ladder.Packed = panel.Counting, baseline.Compressed{}
	judge(d)
	v.See(d, true)
}

// floor is a view on a source of order two.
func floor(v *Ladder) {
	d := data([]float64{2.079, 2.056, 1.926, 1.438, 1.444, 1.466, 1.506}, 1.442)
	d.Published = panel.Published{Label: "d2l-rnn", Loss: 1.988}
	v.See(d, true)
}

// unjudged is a view on a run with nothing held out.
func unjudged(v *Ladder) {
	d := data([]float64{math.Log(65), 3.347, 2.484, 2.038}, math.NaN())
	for i := range d.Ladder.Rungs {
		d.Ladder.Rungs[i].ValidNats, d.Ladder.Rungs[i].ValidTokens, d.Ladder.Rungs[i].ValidChars = math.NaN(), 0, 0
	}
	d.Facts.Valid, d.Ladder.Valid, d.Ladder.Packed, d.Snap.History = 0, 0, baseline.Compressed{}, historytest.Of(points)
	judge(d)
	v.See(d, true)
}

// empty is a view before anything has happened.
func empty(v *Ladder) {
	v.See(&panel.Data{Floor: math.NaN(), Facts: text.Facts{Vocab: 65, Train: 100, Valid: 10}}, true)
}

func picture(v *Ladder, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = v.look.Glyphs == chart.ASCII
	v.Draw(g.View())
	return g.Render(grid.Plain)
}

var states = []struct {
	name string
	do   func(v *Ladder)
}{{"counted", func(*Ladder) {}}, {"counting", counting}, {"floor", floor}, {"unjudged", unjudged}, {"empty", empty}}

// TestLadderPictures compares the view as a person sees it, without colours.
func TestLadderPictures(t *testing.T) {
	for _, c := range states {
		for _, s := range [][2]int{{40, 10}, {80, 22}, {120, 34}} {
			t.Run(fmt.Sprintf("%s-%dx%d", c.name, s[0], s[1]), func(t *testing.T) {
				v := still(t)
				c.do(v)
				golden.RequireEqual(t, []byte(picture(v, s[0], s[1])))
			})
		}
	}
	t.Run("counted-200x58", func(t *testing.T) { golden.RequireEqual(t, []byte(picture(still(t), 200, 58))) })
	t.Run("ascii", func(t *testing.T) {
		v := still(t)
		v.look.Glyphs = chart.ASCII
		golden.RequireEqual(t, []byte(picture(v, 80, 30)))
	})
}

// The law: whatever the size and the state, every row is exactly as wide as the screen and the frame is closed.
func TestEverySizeIsWhole(t *testing.T) {
	for _, c := range states {
		v := still(t)
		c.do(v)
		for w := 1; w <= 130; w += 2 {
			for h := 1; h <= 45; h += 2 {
				rows := strings.Split(picture(v, w, h), "\n")
				if len(rows) != h {
					t.Fatalf("%s %d×%d: %d rows", c.name, w, h, len(rows))
				}
				for y, row := range rows {
					if grid.Width(row) != w {
						t.Fatalf("%s %d×%d: row %d is %q", c.name, w, h, y, row)
					}
				}
				if all := strings.Join(rows, ""); w > 1 && h > 1 && (strings.Count(all, "╭") != 1 || strings.Count(all, "╯") != 1) {
					t.Fatalf("%s %d×%d: the frame is open", c.name, w, h)
				}
			}
		}
	}
}

// The law: the network is before the first rung that is better than it, and moves down as it learns.
func TestTheNetworkMovesDown(t *testing.T) {
	v := still(t)
	for nats, next := range map[float64]string{5: "uniform", 4: "unigram", 3.347: "bigram", 2.2: "deflate", 1.9: "4-gram", 1.53: "6-gram", 1.4: ""} {
		v.seen.Snap.History = historytest.Of(points, history.Valid{Step: 900, NLL: nats * 111_539, Tokens: 111_539})
		var names []string
		for _, l := range v.lines() {
			names = append(names, l.name)
		}
		names = append(names, "")
		for i, name := range names {
			if name == "network" && names[i+1] != next {
				t.Errorf("at %v nats it is in %v", nats, names)
			}
		}
	}
}

// The law: nats per character, nats per token and perplexity of a line are the same quantity in three units.
func TestUnitsAgree(t *testing.T) {
	v := still(t)
	for i := range v.seen.Ladder.Rungs { // tokens of four characters
		v.seen.Ladder.Rungs[i].ValidChars *= 4
	}
	for _, l := range v.lines() {
		if got := l.chars * 4; math.Abs(got-l.nats) > 1e-12 {
			t.Errorf("%s: %v nats/character and %v nats/token", l.name, l.chars, l.nats)
		}
	}
	if got := v.deflate().chars / math.Ln2; math.Abs(got-345_000/111_540.) > 1e-12 {
		t.Errorf("deflate: %v bits/character", got)
	}
}

// The law: if not all lines fit, the network's is among those shown, and keys reach every other; if they do fit,
// the lab gets the keys.
func TestEveryLineCanBeSeen(t *testing.T) {
	v := still(t)
	picture(v, 80, 24)
	if _, taken := v.Key(event.Key{Name: "down"}); taken || len(v.Entries()) > 0 {
		t.Error("a key that moves nothing is taken")
	}
	if got := picture(v, 40, 8); !strings.Contains(got, "network") {
		t.Errorf("the network is not in\n%s", got)
	}
	for _, c := range [][2]string{{"up", "uniform"}, {"down", "6-gram"}} {
		key, name := c[0], c[1]
		for range 20 {
			if _, taken := v.Key(event.Key{Name: key}); !taken {
				t.Fatalf("%s is not taken", key)
			}
		}
		if got := picture(v, 40, 8); !strings.Contains(got, name) {
			t.Errorf("after %s there is no %s in\n%s", key, name, got)
		}
	}
	v.Key(event.Key{Name: "up"})
	if v.first != v.top(len(v.lines())) {
		t.Error("keys moved beyond the last line")
	}
	v.Key(event.Key{Name: "home"})
	if got := picture(v, 40, 8); v.first != follow || !strings.Contains(got, "network") {
		t.Errorf("the network is not in\n%s", got)
	}
}

// The law: counts have separators, and large ones are all in powers of ten, never in letters.
func TestCountsHaveOneFormat(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 65: "65", 4225: "4,225", 25671: "25,671", 999999: "999,999", 1e6: "1.0e6", 1.68e9: "1.7e9", 17e12: "1.7e13", 4.3e17: "4.3e17", 3e101: "3.0e101"} {
		if got := whole(v); got != want {
			t.Errorf("%v is %q, want %q", v, got, want)
		}
	}
}
