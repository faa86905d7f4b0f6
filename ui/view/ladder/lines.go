package ladder

import (
	"math"
	"slices"

	"unroll/ui/draw/grid"
	"unroll/ui/panel"
)

// A line of the table. What it does not have is NaN.
type line struct {
	name     string
	nats     float64 // nats/token on the held-out text
	train    float64 // on the training text
	chars    float64 // nats/character of the held-out text
	gain     float64 // nats less than the previous k-gram
	contexts int     // stored; -1: not applicable
	possible float64
	network  bool
	style    grid.Style
}

// lines are the k-grams from order 0 on, with each other line before the first k-gram that is better.
func (v *Ladder) lines() []line {
	list := v.rungs()
	for _, l := range []line{v.published(), v.deflate(), v.network(), v.floor()} {
		if !math.IsNaN(l.nats) || (l.network && !math.IsNaN(l.train)) {
			list = place(list, l)
		}
	}
	return list
}

func place(list []line, l line) []line {
	at := slices.IndexFunc(list, func(r line) bool { return r.nats < l.nats })
	if at < 0 {
		at = len(list)
	}
	return slices.Insert(list, at, l)
}

func (v *Ladder) rungs() (list []line) {
	before := math.NaN()
	for _, r := range v.seen.Ladder.Rungs {
		l := line{name: panel.GramName(r.Order, *v.look), nats: r.ValidNats, train: r.TrainNats, chars: r.ValidBitsPerChar() * math.Ln2, gain: before - r.ValidNats,
			contexts: r.Contexts, possible: r.Possible, style: v.look.Text}
		if r.ValidTokens == 0 {
			l.chars = math.NaN()
		}
		if r.Order == 0 {
			l.contexts, l.possible = -1, math.NaN()
		}
		list, before = append(list, l), r.ValidNats
	}
	return list
}

func (v *Ladder) other(name string, nats float64, st grid.Style) line {
	return line{name: name, nats: nats, train: math.NaN(), chars: nats * v.tokensPerChar(), gain: math.NaN(), contexts: -1, possible: math.NaN(), style: st}
}

// network is the run itself, at its last validation.
func (v *Ladder) network() line {
	h := v.seen.Snap.History
	l := v.other(v.look.Words.Ladder.Network, math.NaN(), v.look.Focus)
	if last, ok := h.LastValid(); ok {
		l = v.other(l.name, last.Loss(), l.style)
	}
	l.network, l.train = true, h.Latest(lately).PerToken()
	return l
}

// lately is how many of the last updates the training loss is averaged over.
const lately = 100

func (v *Ladder) floor() line {
	return v.other(v.look.Words.Ladder.Floor, v.seen.Floor, v.look.Floor)
}

func (v *Ladder) published() line {
	nats := math.NaN()
	if v.seen.Published.Label != "" {
		nats = v.seen.Published.Loss
	}
	return v.other(v.look.Words.Ladder.Published, nats, v.look.Reference)
}

// deflate is the compressor's result: bits per character, converted to nats/token.
func (v *Ladder) deflate() line {
	nats := v.seen.Ladder.Packed.BitsPerChar() * math.Ln2 / v.tokensPerChar()
	return v.other(v.look.Words.Ladder.Deflate, nats, v.look.Dim)
}

// tokensPerChar is the ratio in the held-out text; NaN if there is none.
func (v *Ladder) tokensPerChar() float64 {
	for _, r := range v.seen.Ladder.Rungs {
		return float64(r.ValidTokens) / float64(r.ValidChars)
	}
	return math.NaN()
}
