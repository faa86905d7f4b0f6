package lm

import (
	"math/rand/v2"
	"slices"
)

// A Path is a continuation of a prompt. If lines are separate sequences, it ends with its line.
type Path struct {
	IDs  []int32
	LogP float64 // log P(IDs | prompt) by the language itself, without truncation
}

// Greedy continues with the most likely token each time, for n tokens.
func (a *After) Greedy(n int) Path {
	return a.walk(n, func(p []float64) int32 { return Top(p, 1)[0] })
}

// Draw continues with tokens sampled from each distribution truncated by c, for n tokens.
func (a *After) Draw(n int, c Truncation, rng *rand.Rand) Path {
	return a.walk(n, func(p []float64) int32 {
		q, _ := c.Of(p, Order(p))
		return draw(q, rng)
	})
}

func (a *After) walk(n int, choose func(p []float64) int32) Path {
	var path Path
	r, p := a.fork(), slices.Clone(a.Next)
	for i := range n {
		if i > 0 {
			r.Next(p)
		}
		id := choose(p)
		path.IDs = append(path.IDs, id)
		path.LogP += log(p[id])
		if a.from.over(id) {
			break
		}
		a.from.read(r, id)
	}
	return path
}

// over reports whether a continuation ends with id.
func (p Prompt) over(id int32) bool { return p.Starts(id) }

// Beam keeps the width most likely continuations: n times, each is lengthened by every token, and the width
// most likely of the results stay. They are returned most likely first; among equals, the one whose parent
// ranked higher, then the one with the lower id. Width 1 is Greedy; a width of Vⁿ leaves nothing out.
func (a *After) Beam(n, width int) []Path {
	beam := []hypothesis{{}}
	for range n {
		grown := false
		var next []hypothesis
		for i := range beam {
			children := a.lengthen(&beam[i], width)
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
			a.settle(&beam[i])
		}
	}
	paths := make([]Path, len(beam))
	for i, h := range beam {
		paths[i] = h.path
	}
	return paths
}

// A hypothesis is a continuation that a beam holds. reading has read all of it, or all but the last
// token while unread is set; nil: it has read the prompt only.
type hypothesis struct {
	path    Path
	reading Reading
	unread  bool
	over    bool
}

// lengthen is the hypothesis followed by each of the width most likely tokens; none if it has ended.
func (a *After) lengthen(h *hypothesis, width int) []hypothesis {
	if h.over {
		return nil
	}
	next := a.Next
	if h.reading != nil {
		next = make([]float64, len(a.Next))
		h.reading.Next(next)
	}
	var list []hypothesis
	for _, id := range Top(next, width) {
		path := Path{append(slices.Clip(h.path.IDs), id), h.path.LogP + log(next[id])}
		list = append(list, hypothesis{path: path, reading: h.reading, unread: true, over: a.from.over(id)})
	}
	return list
}

// settle gives a hypothesis that was kept a reading of its own, and reads its last token.
func (a *After) settle(h *hypothesis) {
	if !h.unread || h.over {
		return
	}
	unread := h.path.IDs
	if f, ok := h.reading.(Forker); ok {
		h.reading, unread = f.Fork(), unread[len(unread)-1:]
	} else {
		h.reading = a.fork()
	}
	h.unread = false
	for _, id := range unread {
		a.from.read(h.reading, id)
	}
}

// Fork copies the net's state.
func (r netReading) Fork() Reading {
	w := r.w.model.Sampler()
	w.begun, w.past = r.w.begun, append([]int32(nil), r.w.past...)
	from := r.w.tape.State()
	for i, s := range w.tape.State() {
		copy(s, from[i])
	}
	return netReading{w}
}
