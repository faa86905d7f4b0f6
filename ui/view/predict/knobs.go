package predict

import (
	"fmt"
	"math"
	"slices"

	"unroll/core/lm"
)

// settings are the view's own settings and switches. They change nothing about the run.
type settings struct {
	cut    lm.Truncation
	width  int // of the beam
	seed   uint64
	beside int     // which of seen.beside is compared with the network, from 1 on; 0: none
	c      float64 // added to all logits on the second page
	knob   int     // index of the chosen one
}

var firstSettings = settings{cut: lm.Whole, width: 4, seed: 1}

// A knob is a setting of the view. turn changes its value by a step up or down.
type knob struct {
	name func(p *Predict) string
	show func(p *Predict) string
	turn func(p *Predict, dir int)
	set  func(s *settings, from settings) // takes its value from another settings
}

// knobs is the table of the first page's settings, in the order of tab.
var knobs = []knob{
	{
		name: func(p *Predict) string { return p.look.Words.KnobNames["temperature"] },
		show: func(p *Predict) string { return fmt.Sprintf("%.2f", p.set.cut.Temperature) },
		turn: func(p *Predict, dir int) { p.set.cut.Temperature = step(p.set.cut.Temperature, 0.1*float64(dir), 0, 5) },
		set:  func(s *settings, from settings) { s.cut.Temperature = from.cut.Temperature },
	}, {
		name: func(p *Predict) string { return p.look.Words.Predict.TopK },
		show: func(p *Predict) string {
			if p.set.cut.TopK == 0 {
				return p.look.Words.Off
			}
			return fmt.Sprint(p.set.cut.TopK)
		},
		turn: (*Predict).turnTopK,
		set:  func(s *settings, from settings) { s.cut.TopK = from.cut.TopK },
	}, {
		name: func(p *Predict) string { return p.look.Words.Predict.TopP },
		show: func(p *Predict) string {
			if p.set.cut.TopP >= 1 {
				return p.look.Words.Off
			}
			return fmt.Sprintf("%.2f", p.set.cut.TopP)
		},
		turn: func(p *Predict, dir int) {
			if p.set.cut.TopP >= 1 && dir > 0 {
				p.set.cut.TopP = usualP
				return
			}
			p.set.cut.TopP = rung(shares, p.set.cut.TopP, dir)
		},
		set: func(s *settings, from settings) { s.cut.TopP = from.cut.TopP },
	}, {
		name: func(p *Predict) string { return p.look.Words.Predict.Beam },
		show: func(p *Predict) string { return fmt.Sprint(p.set.width) },
		turn: func(p *Predict, dir int) { p.set.width = min(max(p.set.width+dir, 1), 8) },
		set:  func(s *settings, from settings) { s.width = from.width },
	}, {
		name: func(p *Predict) string { return p.look.Words.Predict.Seed },
		show: func(p *Predict) string { return fmt.Sprint(p.set.seed) },
		turn: func(p *Predict, dir int) { p.set.seed = uint64(max(int64(p.set.seed)+int64(dir), 0)) },
		set:  func(s *settings, from settings) { s.seed = from.seed },
	},
}

var (
	shares = []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1}
	counts = []float64{1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100, 200, 500, 1000}
)

// step adds by to v, rounded to hundredths and within bounds.
func step(v, by, lo, hi float64) float64 { return min(max(math.Round((v+by)*100)/100, lo), hi) }

// rung is the next value of ladder above or below v.
func rung(ladder []float64, v float64, dir int) float64 {
	at, found := slices.BinarySearch(ladder, v)
	if dir > 0 && found {
		at++
	} else if dir < 0 {
		at--
	}
	return ladder[min(max(at, 0), len(ladder)-1)]
}

// The usual values, which a setting that is off is switched on with when it is increased.
const (
	usualK = 40
	usualP = 0.9
)

// turnTopK: one above the greatest count below V nothing is dropped; from there up it begins again at usualK, or
// half of V if V is smaller.
func (p *Predict) turnTopK(dir int) {
	n := len(counts)
	if p.is != nil {
		n, _ = slices.BinarySearch(counts, float64(len(p.is.order)))
	}
	ladder := append(slices.Clone(counts[:max(n, 1)]), math.Inf(1))
	if p.set.cut.TopK == 0 && dir > 0 {
		if p.set.cut.TopK = usualK; p.is != nil && len(p.is.order) <= usualK {
			p.set.cut.TopK = max(1, len(p.is.order)/2)
		}
		return
	}
	k := float64(p.set.cut.TopK)
	if k == 0 {
		k = math.Inf(1)
	}
	if k = rung(ladder, k, dir); math.IsInf(k, 1) {
		k = 0
	}
	p.set.cut.TopK = int(k)
}

func nextKnob(dir int) func(*Predict) {
	return func(p *Predict) { p.set.knob = (p.set.knob + dir + len(knobs)) % len(knobs) }
}

func turn(dir int) func(*Predict) {
	return func(p *Predict) {
		knobs[p.set.knob].turn(p, dir)
		p.reshape()
		p.ask()
	}
}

func (p *Predict) resetKnob() {
	knobs[p.set.knob].set(&p.set, firstSettings)
	p.reshape()
	p.ask()
}
