// Package marks has the states that a run can go back to: which are kept in memory, which are stored, and which give way to others.
package marks

import (
	"math"
	"slices"
	"time"
)

// share: storing states takes no more than 1/share of a run's work.
const share = 50

// A Stored is what a Store says of a state.
type Stored struct {
	Step, Events int // updates, and changes of settings, made until then
	Bytes        int
	Work         time.Duration // that led to it
}

// A Store keeps states of type G outside memory. They are of use, not of need: what it fails to store is not there.
type Store[G any] interface {
	// Mark stores g, to which that much work has led. Error: it is not stored.
	Mark(g *G, work time.Duration) error
	// Marked is the state stored for a step. Error: it is not there, or damaged.
	Marked(step int) (*G, error)
	// Unmark removes it.
	Unmark(step int)
}

// A Mark is a state to go back to.
type Mark[G any] struct {
	Stored
	good   *G   // nil: it is only stored
	stored bool // by the Store
}

// A Set is the states that a run can go back to, in order of steps. They thin out so that the work between them, which is what
// going back to any step costs, stays about equal.
type Set[G any] struct {
	Room  int           // bytes in memory; 0: none are kept
	Disk  int           // bytes that may be stored
	Work  time.Duration // done by the run so far
	Least time.Duration // of work between two
	list  []Mark[G]
	store Store[G]      // nil: none
	last  time.Duration // work that led to the last one
	size  int           // of the last one; 0: there was none
	every time.Duration // of work between two, for what storing takes
}

// Due reports whether there is enough work since the last mark; must: any, if it can be kept in memory.
func (m *Set[G]) Due(step int, must bool) bool {
	if n := len(m.list); m.Room == 0 || n > 0 && m.list[n-1].Step >= step {
		return false
	}
	if must {
		return m.size <= m.Room
	}
	return m.size == 0 || m.Work >= m.last+max(m.every, m.Least) || m.Work < m.last
}

// Add adds a state after those there are, with its step, its changes of settings and its size in bytes. Store: it is stored too, once there
// has been enough work at all. Then bare takes from the state what is not to stay in memory.
func (m *Set[G]) Add(s Stored, g *G, store bool, bare func()) {
	s.Work = m.Work
	k := Mark[G]{good: g, Stored: s}
	if store && m.store != nil && k.Bytes <= m.Disk && m.Work >= m.Least {
		start := time.Now()
		k.stored = m.store.Mark(g, m.Work) == nil
		m.every = share * time.Since(start)
	}
	bare()
	m.list = append(m.list, k)
	m.last, m.size = m.Work, k.Bytes
	m.fit()
}

// fit removes states until the others have room: from memory first those that are stored, the oldest first.
func (m *Set[G]) fit() {
	inMemory := func(k *Mark[G]) bool { return k.good != nil }
	for m.bytes(inMemory) > m.Room {
		if i := slices.IndexFunc(m.list, func(k Mark[G]) bool { return k.good != nil && k.stored }); i >= 0 {
			m.list[i].good = nil
		} else {
			m.thin(inMemory)
		}
	}
	isStored := func(k *Mark[G]) bool { return k.stored }
	for m.bytes(isStored) > m.Disk {
		m.thin(isStored)
	}
}

func (m *Set[G]) bytes(of func(k *Mark[G]) bool) (n int) {
	for i := range m.list {
		if of(&m.list[i]) {
			n += m.list[i].Bytes
		}
	}
	return n
}

// thin removes, of some marks, the one whose neighbours are closest to each other, but the first and the last only if there are no others.
func (m *Set[G]) thin(of func(k *Mark[G]) bool) {
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

func (m *Set[G]) remove(i int) {
	if m.list[i].stored {
		m.store.Unmark(m.list[i].Step)
	}
	m.list = slices.Delete(m.list, i, i+1)
}

// Cut removes the marks after a step, and those after more than the first changes of settings. It returns those that were in memory.
func (m *Set[G]) Cut(step, events int) (left []Mark[G]) {
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

// PutBack adds marks that were cut, after those there are.
func (m *Set[G]) PutBack(list []Mark[G]) {
	m.list = append(m.list, list...)
	m.fit()
}

// Before is the last mark up to a step with no more than the first changes of settings, and the work that led to it; nil: there is none.
func (m *Set[G]) Before(step, events int) (*G, time.Duration) {
	for i := len(m.list) - 1; i >= 0; i-- {
		k := &m.list[i]
		if k.Step > step || k.Events > events {
			continue
		}
		if k.good != nil {
			return k.good, k.Work
		}
		if g, err := m.store.Marked(k.Step); err == nil {
			return g, k.Work
		}
		m.remove(i)
	}
	return nil, 0
}

// StoreIn makes a store keep the marks from now on, and adds those that it has; nil: none does.
func (m *Set[G]) StoreIn(store Store[G], has []Stored) {
	for i := range m.list {
		m.list[i].stored = false
	}
	m.list = slices.DeleteFunc(m.list, func(k Mark[G]) bool { return k.good == nil })
	m.store = store
	for _, s := range has {
		i, found := slices.BinarySearchFunc(m.list, s.Step, func(k Mark[G], step int) int { return k.Step - step })
		switch {
		case found && m.list[i].Events == s.Events:
			m.list[i].stored = true
		case found:
			m.store.Unmark(s.Step)
		default:
			m.list = slices.Insert(m.list, i, Mark[G]{Stored: s, stored: true})
		}
		m.Work = max(m.Work, s.Work)
	}
	m.fit()
}

// Held is how many marks there are, and their size in bytes.
func (m *Set[G]) Held() (n, bytes int) {
	return len(m.list), m.bytes(func(*Mark[G]) bool { return true })
}
