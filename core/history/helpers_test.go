package history

import (
	"bytes"
	"math"
	"slices"
	"testing"
)

// made is a synthetic run: its updates and validations depend on its seed and the step alone.
type made struct {
	seed   uint64
	valids int // updates between validations
	odd    bool
	rights bool // the task counts right rows
}

// number is a random number in [0, 1) for a step and a purpose.
func (m made) number(step, purpose int) float64 {
	x := m.seed*0x9e3779b97f4a7c15 + uint64(step)*0xbf58476d1ce4e5b9 + uint64(purpose)*0x94d049bb133111eb
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	x ^= x >> 31
	return float64(x>>11) / (1 << 53)
}

func (m made) point(step int) Point {
	p := Point{Step: step, Tokens: 900 + int(200*m.number(step, 0)), Loss: 1 + 4*m.number(step, 1)/math.Sqrt(float64(step)), GradNorm: 2 * m.number(step, 2),
		Factor: 1, Clip: 1.5, LR: 0.002, Epoch: float64(step) / 1000.5, Millis: 3}
	if p.GradNorm > p.Clip {
		p.Factor = p.Clip / p.GradNorm
	}
	if m.odd {
		switch int(m.number(step, 3) * 200) {
		case 0:
			p.Loss = math.NaN()
		case 1:
			p.Loss = math.Inf(1)
		case 2:
			p.GradNorm, p.Factor = math.Inf(1), 0
		case 3:
			p.LR = math.Inf(-1)
		}
	}
	return p
}

func (m made) validates(step int) bool { return step%m.valids == 0 }

func (m made) valid(step int) Valid {
	v := Valid{Step: step, NLL: 1000 * (1 + m.number(step, 4)), Tokens: 1000}
	if m.rights {
		v.Right = int(1000 * m.number(step, 6))
		if m.odd && m.number(step, 7) < 0.01 {
			v.Right = NotCounted
		}
	}
	if m.odd && m.number(step, 5) < 0.1 {
		v.NLL = math.NaN()
	}
	return v
}

// goOn appends the updates and validations of m up to a step; for step 0, only the validation.
func (m made) goOn(h *History, to int) {
	if h.Len() == 0 && h.valids.n == 0 {
		h.AddValid(m.valid(0))
	}
	for step := h.Step() + 1; step <= to; step++ {
		h.Append(m.point(step))
		if m.validates(step) {
			h.AddValid(m.valid(step))
		}
	}
}

// restore adds the rows of steps from..to as if they came from disk.
func (m made) restore(h *History, from, to int) {
	for step := max(0, from); step <= to; step++ {
		if step > 0 {
			h.Restore(m.point(step))
		}
		if m.validates(step) {
			h.RestoreValid(m.valid(step))
		}
	}
}

func (m made) points(to int) []Point {
	list := make([]Point, to)
	for i := range list {
		list[i] = m.point(i + 1)
	}
	return list
}

func encoded(t testing.TB, v View) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := v.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func bitsOf(x float64) uint64 { return math.Float64bits(x) }

func samePoint(a, b Point) bool {
	return a.Step == b.Step && a.Tokens == b.Tokens && bitsOf(a.Loss) == bitsOf(b.Loss) && bitsOf(a.GradNorm) == bitsOf(b.GradNorm) &&
		bitsOf(a.Factor) == bitsOf(b.Factor) && bitsOf(a.LR) == bitsOf(b.LR) && bitsOf(a.Epoch) == bitsOf(b.Epoch)
}

func sameValid(a, b Valid) bool {
	return a.Step == b.Step && a.Tokens == b.Tokens && a.Right == b.Right && bitsOf(a.NLL) == bitsOf(b.NLL)
}

// differ says how two views differ, apart from their revision; "" if they do not.
func differ(t testing.TB, a, b View) string {
	t.Helper()
	strip := func(v View) View { h := v.Continue(); h.revision = 0; return h.View() }
	besta, oka := a.BestValid()
	bestb, okb := b.BestValid()
	switch {
	case a.Len() != b.Len() || a.Step() != b.Step() || a.Tokens() != b.Tokens():
		return "length, step or tokens"
	case a.WholeFrom() != b.WholeFrom() || !slices.EqualFunc(slices.Collect(a.From(0)), slices.Collect(b.From(0)), samePoint):
		return "the whole updates"
	case a.ValidsWholeFrom() != b.ValidsWholeFrom() || !slices.EqualFunc(slices.Collect(a.ValidsFrom(0)), slices.Collect(b.ValidsFrom(0)), sameValid):
		return "the whole validations"
	case a.ValidLen() != b.ValidLen() || oka != okb || (oka && !sameValid(besta, bestb)):
		return "the best validation"
	case !slices.Equal(a.Passes(), b.Passes()):
		return "the passes"
	case !slices.Equal(a.Events(), b.Events()):
		return "the events"
	case !bytes.Equal(encoded(t, strip(a)), encoded(t, strip(b))):
		return "the buckets"
	}
	return ""
}
