package surprisal

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A measure is what the colours show of a token.
type measure struct {
	rival      int // whose surprisal; -1: the network's
	difference bool
}

// worstShown is how many of the worst tokens are listed.
const worstShown = 50

// measures are what there is to choose from: the network's surprisal, and for each rival its own and by how much
// it exceeds the network's.
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

// nats is what colours token i: its surprisal, or for a difference how many nats the network saves. NaN: not
// known, or not scored.
func (v *View) nats(m measure, i int) float64 {
	n := v.sheet(m.rival).nats(i)
	if m.difference {
		n -= v.sheet(-1).nats(i)
	}
	return n
}

// scale is the number of nats that the colours reach to, whatever unit is shown: an untrained network's surprisal
// is at four fifths of it; differences have a scale of their own.
func (v *View) scale(m measure) float64 {
	if m.difference {
		return 3
	}
	return math.Max(math.Ln2, 1.25*math.Log(float64(v.corpus.Vocab.Len())))
}

// rank lists the worst tokens: for a difference, those where it is greatest in either direction.
func (v *View) rank() {
	m := v.now()
	read := len(v.page.Labels)
	if s := v.sheet(m.rival); s != nil {
		read = min(read, len(s.marks))
	}
	v.worst = v.worst[:0]
	size := func(i int) float64 {
		if n := v.nats(m, i); m.difference {
			return math.Abs(n)
		} else {
			return n
		}
	}
	least := math.Inf(-1)
	for i := range read {
		n := size(i)
		if math.IsNaN(n) || len(v.worst) == worstShown && n <= least {
			continue
		}
		at, _ := slices.BinarySearchFunc(v.worst, n, func(j int, n float64) int { return cmp.Compare(n, size(j)) })
		for at < len(v.worst) && size(v.worst[at]) == n {
			at++ // of equal tokens the first in the text comes first
		}
		v.worst = slices.Insert(v.worst, at, i)
		if len(v.worst) > worstShown {
			v.worst = v.worst[:worstShown]
		}
		least = size(v.worst[len(v.worst)-1])
	}
}
