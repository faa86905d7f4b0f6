package train

import (
	"math"
	"slices"
	"time"

	"unroll/core/history"
	"unroll/core/nn"
)

// MarkRoom is how many bytes of states to go back to a run keeps in memory.
const MarkRoom = 16 << 20

// markEvery is how much work lies between two states to go back to, at least: that long takes making the updates between them again.
const markEvery = time.Second

// A mark is a state to go back to: a Good without a history, which is worked out from the run's.
type mark struct {
	*Good
	size int           // bytes
	at   time.Duration // work that led to it
}

// marks are the states that a run can go back to, in order of steps. They thin out so that the work between them, which is what
// going back to any step costs, stays about equal.
type marks struct {
	list []mark
	size int // bytes
	room int // bytes; 0: none are kept
	work time.Duration
}

// due reports whether there is enough work since the last mark; must: any.
func (m *marks) due(step int, must bool) bool {
	last := len(m.list) - 1
	return m.room > 0 && (last < 0 || step > m.list[last].Step && (must || m.work >= m.list[last].at+markEvery))
}

// add adds a state after those there are.
func (m *marks) add(g *Good) {
	k := mark{g, sizeOf(&g.Checkpoint), m.work}
	m.list, m.size = append(m.list, k), m.size+k.size
	for m.size > m.room {
		m.thin()
	}
}

// thin removes the mark whose neighbours are closest to each other, but the first and the last only if there are no others.
func (m *marks) thin() {
	least, at := time.Duration(math.MaxInt64), 0
	for i := 1; i < len(m.list)-1; i++ {
		if gap := m.list[i+1].at - m.list[i-1].at; gap < least {
			least, at = gap, i
		}
	}
	m.size -= m.list[at].size
	m.list = slices.Delete(m.list, at, at+1)
}

// cut removes the marks after a step, and those after more than the first changes of settings.
func (m *marks) cut(step, events int) {
	for n := len(m.list) - 1; n >= 0 && (m.list[n].Step > step || m.list[n].Events > events); n-- {
		m.size -= m.list[n].size
		m.list = slices.Delete(m.list, n, n+1)
	}
}

// before is the last mark up to a step with no more than the first changes of settings; false: there is none.
func (m *marks) before(step, events int) (mark, bool) {
	for _, k := range slices.Backward(m.list) {
		if k.Step <= step && k.Events <= events {
			return k, true
		}
	}
	return mark{}, false
}

// sizeOf is the size of a checkpoint's tensors in bytes.
func sizeOf(c *Checkpoint) (bytes int) {
	count := func(list []nn.Values[float32]) {
		for _, v := range list {
			bytes += 4 * len(v.Data)
		}
	}
	count(c.Weights)
	count(c.State)
	for _, list := range c.Slots {
		count(list)
	}
	if c.Best != nil {
		count(c.Best.Weights)
	}
	return bytes
}

// keepMark keeps the current state to go back to, if it is due; must: even if there is little work since the last. That of a run
// that goes wrong is not worth it.
func (l *learner) keepMark(must bool) {
	if !l.marks.due(l.step, must) || l.watch.Ruined(l.done()) || l.watch.Doubtful() {
		return
	}
	c := l.checkpoint()
	c.History, c.Older = history.View{}, nil
	l.marks.add(&Good{Checkpoint: *c, Events: l.hist.EventLen()})
}
