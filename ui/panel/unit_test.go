package panel

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"unroll/core/baseline"
	"unroll/core/lm"
	"unroll/core/task"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/i18n"
)

// The law: a loss in nats is shown in the unit that is chosen, by whatever it is counted; one in another unit as it is.
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
				t.Errorf("%s instead of %s", got, want)
			}
			if title := d.LossTitle(l); !strings.Contains(title, "("+d.LossUnit(l)+")") {
				t.Errorf("the title is %s", title)
			}
		}
	}
}

// The law: a verdict has its amounts in the unit that is chosen, in every form that names it.
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

// The law: a surprisal of nothing is no −0, and ∞ is what it is.
func TestSurprisal(t *testing.T) {
	l := look.Look{Unit: look.Bits, Words: i18n.English}
	for nats, want := range map[float64]string{math.Copysign(0, -1): "0.0", math.Inf(1): "∞", math.Ln2: "1.0"} {
		if got := Surprisal(nats, 1, l); got != want {
			t.Errorf("%v nats are %s", nats, got)
		}
	}
}
