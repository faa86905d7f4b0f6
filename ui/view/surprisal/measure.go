package surprisal

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A measure is what the colours say of a token.
type measure struct {
	rival      int // whose surprisal; -1: the network's
	difference bool
}

// worstShown is how many of the worst tokens are listed.
const worstShown = 50

// measures are what there is to choose from: the network, and for each rival its own surprisal and
// how much more of it there is than the network's.
func (v *View) measures() []measure {
	list := []measure{{rival: -1}}
	for i := range v.rivals {
		list = append(list, measure{rival: i, difference: true}, measure{rival: i})
	}
	return list
}

func (v *View) now() measure {
	list := v.measures()
	return list[min(v.measure, len(list)-1)]
}

// title says the measure in words.
func (m measure) title(v *View) string {
	w := v.look.Words.Surprisal
	switch {
	case m.rival < 0:
		return fmt.Sprintf(w.SurprisalOf, w.Network)
	case m.difference:
		return fmt.Sprintf(w.Difference, v.rivals[m.rival].Name)
	}
	return fmt.Sprintf(w.SurprisalOf, v.rivals[m.rival].Name)
}

// bits is what token i is coloured by: its surprisal, or for a difference how many bits the network
// saves. NaN: not known, or not scored.
func (v *View) bits(m measure, i int) float64 {
	b := v.sheet(m.rival).nats(i)
	if m.difference {
		b -= v.sheet(-1).nats(i)
	}
	return b / math.Ln2
}

// scale is how many bits the colours reach to: what an untrained network is surprised by is
// four fifths of it; differences have a scale of their own.
func (v *View) scale(m measure) float64 {
	if m.difference {
		return 4
	}
	return math.Max(1, 1.25*math.Log2(float64(v.corpus.Vocab.Len())))
}

// rank lists the worst tokens: of a difference, those where it is greatest, whichever way.
func (v *View) rank() {
	m := v.now()
	read := len(v.page.Labels)
	if s := v.sheet(m.rival); s != nil {
		read = min(read, len(s.marks))
	}
	v.worst = v.worst[:0]
	size := func(i int) float64 {
		if b := v.bits(m, i); m.difference {
			return math.Abs(b)
		} else {
			return b
		}
	}
	least := math.Inf(-1)
	for i := range read {
		b := size(i)
		if math.IsNaN(b) || len(v.worst) == worstShown && b <= least {
			continue
		}
		at, _ := slices.BinarySearchFunc(v.worst, b, func(j int, b float64) int { return cmp.Compare(b, size(j)) })
		for at < len(v.worst) && size(v.worst[at]) == b {
			at++ // of equals the first in the text comes first
		}
		v.worst = slices.Insert(v.worst, at, i)
		if len(v.worst) > worstShown {
			v.worst = v.worst[:worstShown]
		}
		least = size(v.worst[len(v.worst)-1])
	}
}
