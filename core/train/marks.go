package train

import (
	"math"
	"slices"
	"time"

	"unroll/core/history"
	"unroll/core/nn"
)

// How many bytes of states to go back to a run keeps.
const (
	MarkRoom     = 16 << 20  // in memory
	MarkDiskRoom = 256 << 20 // in the session that it is saved in
)

// markEvery is how much work lies between two states to go back to, at least: that long takes making the updates between them again. Storing
// one takes no more than 1/markShare of it.
const (
	markEvery = time.Second
	markShare = 50
)

// A Marker is a Recorder that also stores states to go back to. They are of use, not of need: what it fails to store is not there.
type Marker interface {
	// Mark stores g, whose History is the run's up to there, and the work that led to it. Error: it is not stored.
	Mark(g *Good, work time.Duration) error
	// Marked is the state stored for a step, without a history. Error: it is not there, or damaged.
	Marked(step int) (*Good, error)
	// Unmark removes it.
	Unmark(step int)
	// Marks lists the states stored of the run of c, in order of steps; what belongs to another course of it is removed.
	Marks(c *Checkpoint) []Stored
}

// A Stored is what a Marker says of a state.
type Stored struct {
	Step, Events int // see Good
	Bytes        int
	Work         time.Duration // that led to it
}

// A mark is a state to go back to: a Good without a history, which is worked out from the run's.
type mark struct {
	Stored
	good   *Good // nil: it is only stored
	stored bool  // by the Marker
}

// marks are the states that a run can go back to, in order of steps. They thin out so that the work between them, which is what
// going back to any step costs, stays about equal.
type marks struct {
	list  []mark
	room  int    // bytes in memory; 0: none are kept
	disk  int    // bytes that may be stored
	store Marker // nil: none
	work  time.Duration
	last  time.Duration // work that led to the last one
	size  int           // of the last one; 0: there was none
	least time.Duration // of work between two
	every time.Duration // the same, for what storing takes
}

// due reports whether there is enough work since the last mark; must: any, if it can be kept in memory.
func (m *marks) due(step int, must bool) bool {
	if n := len(m.list); m.room == 0 || n > 0 && m.list[n-1].Step >= step {
		return false
	}
	if must {
		return m.size <= m.room
	}
	return m.size == 0 || m.work >= m.last+max(m.every, m.least) || m.work < m.last
}

// add adds a state after those there are. Store: it is stored too, once there has been enough work
// at all.
func (m *marks) add(g *Good, store bool) {
	k := mark{good: g, Stored: Stored{g.Step, g.Events, sizeOf(&g.Checkpoint), m.work}}
	if store && m.store != nil && k.Bytes <= m.disk && m.work >= m.least {
		start := time.Now()
		k.stored = m.store.Mark(g, m.work) == nil
		m.every = markShare * time.Since(start)
	}
	g.History, g.Older = history.View{}, nil
	m.list = append(m.list, k)
	m.last, m.size = m.work, k.Bytes
	m.fit()
}

// fit removes states until the others have room: from memory first those that are stored, the oldest first.
func (m *marks) fit() {
	inMemory := func(k *mark) bool { return k.good != nil }
	for m.bytes(inMemory) > m.room {
		if i := slices.IndexFunc(m.list, func(k mark) bool { return k.good != nil && k.stored }); i >= 0 {
			m.list[i].good = nil
		} else {
			m.thin(inMemory)
		}
	}
	isStored := func(k *mark) bool { return k.stored }
	for m.bytes(isStored) > m.disk {
		m.thin(isStored)
	}
}

func (m *marks) bytes(of func(k *mark) bool) (n int) {
	for i := range m.list {
		if of(&m.list[i]) {
			n += m.list[i].Bytes
		}
	}
	return n
}

// thin removes, of some marks, the one whose neighbours are closest to each other, but the first and the last only if there are no others.
func (m *marks) thin(of func(k *mark) bool) {
	var some []int
	for i := range m.list {
		if of(&m.list[i]) {
			some = append(some, i)
		}
	}
	least, at := time.Duration(math.MaxInt64), some[0]
	for j := 1; j < len(some)-1; j++ {
		if gap := m.list[some[j+1]].Work - m.list[some[j-1]].Work; gap < least {
			least, at = gap, some[j]
		}
	}
	m.remove(at)
}

func (m *marks) remove(i int) {
	if m.list[i].stored {
		m.store.Unmark(m.list[i].Step)
	}
	m.list = slices.Delete(m.list, i, i+1)
}

// cut removes the marks after a step, and those after more than the first changes of settings. It returns those that were in memory.
func (m *marks) cut(step, events int) (left []mark) {
	for n := len(m.list) - 1; n >= 0 && (m.list[n].Step > step || m.list[n].Events > events); n-- {
		k := m.list[n]
		m.remove(n)
		if k.stored = false; k.good != nil {
			left = append(left, k)
		}
	}
	slices.Reverse(left)
	return left
}

// putBack adds marks that were cut, after those there are.
func (m *marks) putBack(list []mark) {
	m.list = append(m.list, list...)
	m.fit()
}

// before is the last mark up to a step with no more than the first changes of settings, and the work that led to it; nil: there is none.
func (m *marks) before(step, events int) (*Good, time.Duration) {
	for i := len(m.list) - 1; i >= 0; i-- {
		k := &m.list[i]
		if k.Step > step || k.Events > events {
			continue
		}
		if k.good != nil {
			return k.good, k.Work
		}
		if g, err := m.store.Marked(k.Step); err == nil && g.Step == k.Step && g.Events == k.Events {
			return g, k.Work
		}
		m.remove(i)
	}
	return nil, 0
}

// storeIn makes r, in which the run of c was just saved, store the marks from now on; those that it has are added.
func (m *marks) storeIn(r Recorder, c *Checkpoint) {
	for i := range m.list {
		m.list[i].stored = false
	}
	m.list = slices.DeleteFunc(m.list, func(k mark) bool { return k.good == nil })
	m.store, _ = r.(Marker)
	if m.store == nil {
		return
	}
	for _, s := range m.store.Marks(c) {
		i, found := slices.BinarySearchFunc(m.list, s.Step, func(k mark, step int) int { return k.Step - step })
		switch {
		case found && m.list[i].Events == s.Events:
			m.list[i].stored = true
		case found:
			m.store.Unmark(s.Step)
		default:
			m.list = slices.Insert(m.list, i, mark{Stored: s, stored: true})
		}
		m.work = max(m.work, s.Work)
	}
	m.fit()
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

// keepMark keeps the current state to go back to, if it is due; must: even if there is little work since the last. That of a run that goes wrong
// is not worth it.
func (l *learner) keepMark(must bool) {
	due := l.marks.due(l.step, false)
	if !due && !(must && l.marks.due(l.step, true)) || l.watch.Ruined(l.done()) || l.watch.Doubtful() {
		return
	}
	c := l.checkpoint()
	l.marks.add(&Good{Checkpoint: *c, Events: l.hist.EventLen()}, due)
}
