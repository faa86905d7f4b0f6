package panel

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/lm"
	"unroll/core/task"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// The law: a loss in nats is shown in the chosen unit, whatever it is per; a loss in another unit is unchanged.
func TestLossesOfATask(t *testing.T) {
	for _, c := range []struct{ unit, nats, bits string }{
		{"nats/token", "2.079 nats/token", "3.000 bits/token"},
		{"nats/step", "2.079 nats/step", "3.000 bits/step"},
		{"nats", "2.079 nats", "3.000 bits"},
		{"½ squared error", "2.079 ½ squared error", "2.079 ½ squared error"},
	} {
		d := Data{}
		d.Snap.Task = &task.Task{Loss: task.Metric{ID: "loss", Unit: c.unit}, Score: task.Metric{ID: "score"}}
		for u, want := range map[look.Unit]string{look.Nats: c.nats, look.Bits: c.bits} {
			l := look.Look{Unit: u, Words: i18n.English}
			if got := d.LossText(l, math.Log(8)) + " " + d.LossUnit(l); got != want {
				t.Errorf("%s, want %s", got, want)
			}
			if title := d.LossTitle(l); !strings.Contains(title, "("+d.LossUnit(l)+")") {
				t.Errorf("the title is %s", title)
			}
		}
	}
}

// The law: a verdict gives its amounts in the chosen unit, in every form that names it.
func TestVerdictsInBothUnits(t *testing.T) {
	floor := baseline.Verdict{Standing: baseline.WorthGrams, Grams: 2.4, AboveBest: math.NaN(), AboveFloor: 0.16}
	best := baseline.Verdict{Standing: baseline.WorthGrams, Grams: 2.4, Best: 4, AboveBest: 0.16, AboveFloor: math.NaN()}
	below := baseline.Verdict{Standing: baseline.BelowEveryRung, Best: 4, AboveBest: -0.16, AboveFloor: math.NaN()}
	belowFloor := baseline.Verdict{Standing: baseline.BelowEveryRung, Best: 4, AboveBest: -1, AboveFloor: 0.16}
	forgets := baseline.Verdict{Forgets: baseline.ForgetsWindows, Cost: 0.16, AboveFloor: math.NaN()}
	above := baseline.Verdict{AboveFloor: 0.16}
	for i, v := range []baseline.Verdict{floor, best, below, belowFloor, forgets, above} {
		d := &Data{Verdict: v}
		d.Snap.Model, d.Facts.Valid = &lm.Model{}, 100
		for _, u := range looktest.Units {
			l, want := look.Look{Unit: u, Words: i18n.English}, "0.16 nats"
			if u == look.Bits {
				want = "0.23 bits"
			}
			forms, _ := verdict(d, l)
			if !strings.Contains(forms[0], want) {
				t.Errorf("%d: %q without %s", i, forms[0], want)
			}
			for _, s := range forms {
				if looktest.OneUnit(t, fmt.Sprint(i), s, u); strings.Contains(s, "%") {
					t.Errorf("%d: %q", i, s)
				}
			}
		}
	}
}

// The law: a surprisal of zero is not −0, and ∞ stays ∞.
func TestSurprisal(t *testing.T) {
	l := look.Look{Unit: look.Bits, Words: i18n.English}
	for nats, want := range map[float64]string{math.Copysign(0, -1): "0.0", math.Inf(1): "∞", math.Ln2: "1.0"} {
		if got := Surprisal(nats, 1, l); got != want {
			t.Errorf("%v nats are %s", nats, got)
		}
	}
}

// The law: every point of the loss chart, including those that stand for many updates, is at its loss in the
// chosen unit.
func TestCurvesInBits(t *testing.T) {
	d := &Data{Floor: math.NaN()}
	d.Snap.History = historytest.Made(20_000).View()
	s := d.Snap.History.Losses()
	nats, bits := d.losses(look.Look{}, s), d.losses(look.Look{Unit: look.Bits}, s)
	if s.Old == 0 {
		t.Fatal("no point stands for many")
	}
	same := func(what string, in, want float64) {
		t.Helper()
		if want /= math.Ln2; in != want && !(math.Abs(in-want) < 1e-12*math.Abs(want)) {
			t.Errorf("%s is at %v bits, want %v", what, in, want)
		}
	}
	for i := range nats.N {
		x, y := nats.At(i)
		bx, by := bits.At(i)
		if same("a point", by, y); bx != x {
			t.Fatalf("point %d moved from %v to %v", i, x, bx)
		}
	}
	for i := range nats.Old {
		_, _, r := nats.Span(i)
		_, _, b := bits.Span(i)
		same("a least", b.Min, r.Min)
		same("a greatest", b.Max, r.Max)
		same("a sum", b.Sum, r.Sum)
		if b.N != r.N {
			t.Fatalf("span %d has %d values, want %d", i, b.N, r.N)
		}
	}
	same("the least of all", bits.Past.Min, nats.Past.Min)
	lo, hi := lossAxis(d, look.Look{}), lossAxis(d, look.Look{Unit: look.Bits})
	if hi.Max < lo.Max || hi.Max > 2*lo.Max {
		t.Errorf("the axis in bits is %+v, in nats %+v", hi, lo)
	}
}

// The law: levels and names on the chart are in the chosen unit; the perplexity beside the axis does not depend
// on it.
func TestTheLossChartInBits(t *testing.T) {
	plain, _ := theme.Find("plain")
	d := &Data{Floor: math.Ln2, Levels: []task.Level{{ID: "untrained", Loss: math.Log(8), N: 8}, {ID: "unigram", Loss: 1.75 * math.Ln2}}}
	d.Published, d.You = Published{Label: "d2l-rnn", Loss: 2.5 * math.Ln2}, You{Nats: 2.25 * math.Ln2, Tokens: 120}
	d.Snap.History = historytest.Of([]history.Point{{Step: 1, Loss: math.Log(8), Factor: 1}, {Step: 2, Loss: math.Ln2 * 1.5, Factor: 1}}, history.Valid{Step: 2, NLL: 20 * math.Ln2, Tokens: 10})
	d.Snap.Step = 2
	g := grid.New(120, 36)
	drawCurves(g.View(), d, look.Look{Theme: plain, Words: i18n.English, Unit: look.Bits}, false)
	pic := g.Render(grid.Plain)
	for _, want := range []string{"loss (bits/token) · perplexity", "perplexity 2.83", "untrained 3.00", "unigram 1.75", "1.000", "d2l-rnn 2.50", "you 2.25", "train 1.50", "valid 2.00"} {
		if !strings.Contains(pic, want) {
			t.Errorf("no %q in\n%s", want, pic)
		}
	}
	if !regexp.MustCompile(`3(\.0)? +8\.00┤|2(\.0)? +4\.00┤`).MatchString(pic) {
		t.Errorf("perplexity is not 2 to the bits beside\n%s", pic)
	}
}
