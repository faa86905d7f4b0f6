package surprisal

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// TestAnotherSizeKeepsTheCursorInSight: without a key, when the view gets narrower, wider, lower, or numbers come under the text.
func TestAnotherSizeKeepsTheCursorInSight(t *testing.T) {
	v := opened(t, strings.Repeat(prose, 6), char)
	rapid.Check(t, func(t *rapid.T) {
		v.cursor = rapid.IntRange(0, len(v.page.Labels)-1).Draw(t, "cursor")
		for range 4 {
			w, h := rapid.IntRange(1, 130).Draw(t, "w"), rapid.IntRange(1, 40).Draw(t, "h")
			v.digits = rapid.SampledFrom([]toggle{on, off}).Draw(t, "digits")
			was := v.place
			picture(v, w, h)
			if v.place.rows == was.rows && v.place.per == was.per && v.page.folded.W == was.text.W {
				v.reveal() // the cursor was put there by hand
			}
			if row := int(v.page.folded.At[v.cursor].Row); row < v.place.top || row >= v.place.top+v.place.rows {
				t.Fatalf("%d×%d: the cursor is in row %d, %d are shown from %d on", w, h, row, v.place.rows, v.place.top)
			}
		}
	})
}

// TestPlacesAreCountedFromTheViewsCorner: wherever on the screen the view is, a click in cells from its corner finds the token, or the one listed, that is drawn there.
func TestPlacesAreCountedFromTheViewsCorner(t *testing.T) {
	for _, size := range [][2]int{{120, 34}, {80, 22}} {
		v := opened(t, prose, char)
		g := grid.New(size[0]+5, size[1]+3)
		in := g.View().Sub(5, 3, size[0], size[1])
		v.Draw(in)
		for _, i := range []int{1, 30, 80} {
			at := v.page.folded.At[i]
			x, y := v.place.text.X+int(at.X), v.place.text.Y+int(at.Row)*v.place.per
			if got := g.At(5+x, 3+y).Rune; string(got) != v.page.Labels[i] {
				t.Errorf("%v: at %d,%d stands %q, want %q", size, x, y, got, v.page.Labels[i])
			}
			if v.Mouse(event.Mouse{Kind: event.Press, X: x, Y: y}); v.cursor != i {
				t.Errorf("%v: a click on token %d went to %d", size, i, v.cursor)
			}
		}
		l := v.place.list
		if row := rowOf(g, 5, 3+l.Y, size[0]); !strings.Contains(row, " 1 ") {
			t.Errorf("%v: the first row of the list is %q", size, row)
		}
	}
}

// rowOf is w cells of a row.
func rowOf(g *grid.Grid, x, y, w int) string {
	var b strings.Builder
	for i := range w {
		b.WriteRune(g.At(x+i, y).Rune)
	}
	return b.String()
}

// TestWhatIsForeignIsCounted above the text, and only where something is.
func TestWhatIsForeignIsCounted(t *testing.T) {
	v := opened(t, prose, char)
	says := func(n int) string { return fmt.Sprintf(v.look.Words.Surprisal.Foreigns, fmt.Sprint(n)) }
	if got := picture(v, 120, 34); strings.Contains(got, says(0)) {
		t.Errorf("nothing is foreign:\n%s", got)
	}
	settle(t, v, v.take(&entry{}, "aЖtЖЖo"))
	if got := picture(v, 120, 34); !strings.Contains(got, says(3)) {
		t.Errorf("three are foreign:\n%s", got)
	}
}

// TestWhoIsBetter: the difference of the means says by how much a token, and who: the network where it saves, the rival where it pays, in the unit that is shown.
func TestWhoIsBetter(t *testing.T) {
	v := opened(t, prose, char)
	d := measure{rival: 0, difference: true}
	for saved, want := range map[float64]string{0.5: "network is better by 0.500 nats/token", -0.25: "5-gram is better by 0.250 nats/token", 0: "network is better by 0.000 nats/token",
		math.Inf(1): "network is better by ∞ nats/token", math.Inf(-1): "5-gram is better by ∞ nats/token", math.NaN(): ""} {
		if got := v.saves(d, saved); got != want {
			t.Errorf("saving %v: %q, want %q", saved, got, want)
		}
	}
	five, net := v.sheet(0), v.sheet(-1)
	n := len(v.page.Labels) - 1
	if got, want := v.foot(d, true), v.saves(d, five.sums[n]/float64(five.counts[n])-net.sums[n]/float64(net.counts[n])); !strings.Contains(got, want) {
		t.Errorf("under the text stands %q, want %q", got, want)
	}
}

// TestTheScaleHasNumbersWhereTheTextHas: its shades have the digits of their amounts where there are no colours or digits are shown, and none else.
func TestTheScaleHasNumbersWhereTheTextHas(t *testing.T) {
	v := opened(t, prose, char)
	dark, _ := theme.Find("dark")
	for _, c := range []struct {
		th     theme.Theme
		digits toggle
		want   bool
	}{{v.look.Theme, off, true}, {v.look.Theme, on, true}, {dark, off, false}, {dark, on, true}} {
		v.look.Theme, v.digits = c.th, c.digits
		g := grid.New(60, 1)
		n := v.legend(g.View(), 0, 0, network)
		if got := strings.Contains(rowOf(g, 3, 0, 14), "1"); got != c.want || n < 14 || n > 30 {
			t.Errorf("%s, %v: digits %v in %q", c.th.Name, c.digits, got, g.Render(grid.Plain))
		}
		if v.legend(grid.New(20, 1).View(), 0, 0, network) != 0 {
			t.Error("a scale is drawn where it has no room")
		}
	}
}

// TestKeysMoveByOne: a token, or a row in whose column the cursor stays as far as the row goes.
func TestKeysMoveByOne(t *testing.T) {
	v := opened(t, strings.Repeat(prose, 4), char)
	picture(v, 80, 24)
	for _, c := range []struct {
		keys      []string
		row, back int
	}{{[]string{"down", "up"}, 1, -1}, {[]string{"j", "k"}, 1, -1}, {[]string{"pgdown", "pgup"}, v.place.rows - 1, 1 - v.place.rows}} {
		v.goTo(20)
		at := v.page.folded.At[20]
		for i, by := range []int{c.row, c.back} {
			row := int(v.page.folded.At[v.cursor].Row)
			if press(t, v, c.keys[i]); int(v.page.folded.At[v.cursor].Row) != row+by {
				t.Errorf("%s goes from row %d to %d, want %+d", c.keys[i], row, v.page.folded.At[v.cursor].Row, by)
			}
		}
		if got := v.page.folded.At[v.cursor]; got != at {
			t.Errorf("%v come back to %+v, not to %+v", c.keys, got, at)
		}
	}
	for key, by := range map[string]int{"right": 1, "left": -1, "l": 1, "h": -1} {
		v.goTo(30)
		if press(t, v, key); v.cursor != 30+by {
			t.Errorf("%s goes from token 30 to %d", key, v.cursor)
		}
	}
}

// TestNoRowIsLeftBlank: where the text has more rows than there is room for, all rows are of the text, also when the view has become larger at its end.
func TestNoRowIsLeftBlank(t *testing.T) {
	v := opened(t, strings.Repeat(prose, 6), char)
	for _, size := range [][2]int{{40, 8}, {40, 12}, {90, 14}, {60, 20}, {40, 10}, {120, 34}, {40, 9}} {
		picture(v, size[0], size[1])
		press(t, v, "end")
		picture(v, size[0], size[1])
		for _, larger := range [][2]int{{size[0], size[1] + 5}, {size[0] + 20, size[1]}} {
			picture(v, larger[0], larger[1])
			if rows := len(v.page.folded.Rows); v.place.top > max(0, rows-v.place.rows) {
				t.Errorf("%v after %v: %d of %d rows are shown from %d on", larger, size, v.place.rows, rows, v.place.top)
			}
		}
	}
}

// TestTheNetworkRests: after it has read the text a newer one waits its turn, however many rivals have read it since.
func TestTheNetworkRests(t *testing.T) {
	plain, _ := theme.Find("plain")
	v := New(material(t, prose, char), &look.Look{Theme: plain, Words: i18n.English})
	n, at := v.corpus.Vocab.Len(), time.Unix(1000, 0)
	v.asker.Now = func() time.Time { return at }
	v.net, v.step = die{n, 7}, 600
	settle(t, v, v.See(&panel.Data{Beside: []panel.Named{{Name: "5-gram", Is: die{n, 5}}, {Name: "4-gram", Is: die{n, 4}}}}, true))
	v.net, v.step = die{n, 9}, 700
	if jobs := v.next(); len(jobs) != 1 || v.asker.Busy() {
		t.Errorf("%d jobs, busy %v: it reads at once", len(jobs), v.asker.Busy())
	}
	at = at.Add(time.Hour)
	if jobs := v.next(); len(jobs) != 1 || !v.asker.Busy() {
		t.Errorf("%d jobs, busy %v: its turn has come", len(jobs), v.asker.Busy())
	}
}
