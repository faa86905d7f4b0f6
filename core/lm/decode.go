package lm

import (
	"math/rand/v2"
	"slices"

	"unroll/core/text"
)

// A Path is a continuation of a prompt. Where lines are sequences of their own it ends with its line.
type Path struct {
	IDs  []int32
	LogP float64 // log P(IDs | prompt) by the language itself, nothing cut off
}

// Greedy goes on by the likeliest token each time, for n tokens.
func Greedy(l Language, from Prompt, n int) Path {
	return walk(l, from, n, func(p []float64) int32 { return Top(p, 1)[0] })
}

// Draw goes on by tokens drawn from what c leaves of each distribution, for n tokens.
func Draw(l Language, from Prompt, n int, c Truncation, rng *rand.Rand) Path {
	return walk(l, from, n, func(p []float64) int32 {
		q, _ := c.Of(p, Order(p))
		return draw(q, rng)
	})
}

func walk(l Language, from Prompt, n int, choose func(p []float64) int32) Path {
	var path Path
	r, p := from.begin(l), make([]float64, l.Len())
	for range n {
		r.Next(p)
		id := choose(p)
		path.IDs = append(path.IDs, id)
		path.LogP += log(p[id])
		if from.over(id) {
			break
		}
		from.read(r, id)
	}
	return path
}

// over says whether a continuation ends with id.
func (p Prompt) over(id int32) bool { return p.Lines && id == p.EndOfLine && id != text.Unknown }

// Beam goes on in many ways at once: of all ways to lengthen the width likeliest continuations by a
// token the width likeliest stay, n times over. They come likeliest first; of equals the one whose
// parent ranked higher, then the one with the lower id. Width 1 is Greedy; a width of Vⁿ leaves
// nothing out.
func Beam(l Language, from Prompt, n, width int) []Path {
	beam := []hypothesis{{reading: from.begin(l)}}
	for range n {
		grown := false
		var next []hypothesis
		for i := range beam {
			children := from.lengthen(l, &beam[i], width)
			grown = grown || len(children) > 0
			if len(children) == 0 { // it has ended
				children = []hypothesis{beam[i]}
			}
			next = append(next, children...)
		}
		if !grown {
			break
		}
		slices.SortStableFunc(next, func(a, b hypothesis) int {
			switch {
			case a.path.LogP > b.path.LogP:
				return -1
			case a.path.LogP < b.path.LogP:
				return 1
			}
			return 0
		})
		beam = next[:min(width, len(next))]
		for i := range beam {
			beam[i].settle(from, l)
		}
	}
	paths := make([]Path, len(beam))
	for i, h := range beam {
		paths[i] = h.path
	}
	return paths
}

// A hypothesis is a continuation that a beam holds. reading has read all of it, or all but the last
// token while that is unread.
type hypothesis struct {
	path    Path
	reading Reading
	unread  bool
	over    bool
}

// lengthen is the hypothesis with each of the width likeliest tokens; none where it has ended.
func (p Prompt) lengthen(l Language, h *hypothesis, width int) []hypothesis {
	if h.over {
		return nil
	}
	next := make([]float64, l.Len())
	h.reading.Next(next)
	var list []hypothesis
	for _, id := range Top(next, width) {
		path := Path{append(slices.Clip(h.path.IDs), id), h.path.LogP + log(next[id])}
		list = append(list, hypothesis{path: path, reading: h.reading, unread: true, over: p.over(id)})
	}
	return list
}

// settle gives a hypothesis that has stayed a reading of its own, its last token read.
func (h *hypothesis) settle(from Prompt, l Language) {
	if !h.unread || h.over {
		return
	}
	last := h.path.IDs[len(h.path.IDs)-1]
	h.unread = false
	if f, ok := h.reading.(Forker); ok {
		h.reading = f.Fork()
		from.read(h.reading, last)
		return
	}
	h.reading = from.begin(l)
	for _, id := range h.path.IDs {
		from.read(h.reading, id)
	}
}

// A Forker is a Reading that can be gone on with in two ways. Others have their history read again.
type Forker interface {
	// Fork is a reading with the same history; Read comes before its first Next.
	Fork() Reading
}

// Fork copies the net's state.
func (r netReading) Fork() Reading {
	w := r.w.model.Sampler()
	w.begun = r.w.begun
	from := r.w.tape.State()
	for i, s := range w.tape.State() {
		copy(s, from[i])
	}
	return netReading{w}
}
