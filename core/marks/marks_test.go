package marks

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A shelf is a Store that now and then fails, and loses states.
type shelf struct {
	has  map[int]int
	fail bool
}

func (s *shelf) Mark(g *int, _ time.Duration) error {
	if s.fail {
		return errors.New("full")
	}
	s.has[*g] = *g
	return nil
}

func (s *shelf) Marked(step int) (*int, error) {
	if g, ok := s.has[step]; ok {
		return &g, nil
	}
	return nil, errors.New("lost")
}

func (s *shelf) Unmark(step int) { delete(s.has, step) }

// The law: whatever happens, the marks take no more room than they may, what is stored is known or lost, and the mark before a step is
// one that was made there and still belongs to the run.
func TestMarksKeepToTheirRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kept := &shelf{has: map[int]int{}}
		m := Set[int]{Room: rapid.IntRange(1, 60).Draw(t, "room"), Disk: rapid.IntRange(0, 200).Draw(t, "disk"), Least: 1}
		if rapid.Bool().Draw(t, "stored") {
			m.StoreIn(kept, nil)
		}
		step, made := 0, map[int]bool{}
		for range rapid.IntRange(1, 80).Draw(t, "actions") {
			switch rapid.IntRange(0, 9).Draw(t, "action") {
			case 0:
				step = rapid.IntRange(0, step).Draw(t, "cut")
				m.Cut(step, 1)
				for s := range made {
					if s > step {
						delete(made, s)
					}
				}
			case 1:
				kept.fail = !kept.fail
			case 2:
				clear(kept.has)
			default:
				step += rapid.IntRange(1, 5).Draw(t, "steps")
				m.Work += time.Duration(rapid.IntRange(1, 9).Draw(t, "work"))
				if m.Due(step, true) {
					g := step
					m.Add(Stored{Step: step, Bytes: rapid.IntRange(1, 20).Draw(t, "bytes")}, &g, true, func() {})
					made[step] = true
				}
			}
			memory, disk := m.bytes(func(k *Mark[int]) bool { return k.good != nil }), m.bytes(func(k *Mark[int]) bool { return k.stored })
			if memory > m.Room || disk > m.Disk {
				t.Fatalf("%d bytes in memory and %d stored, of %d and %d", memory, disk, m.Room, m.Disk)
			}
			at := rapid.IntRange(0, step).Draw(t, "before")
			if g, _ := m.Before(at, 0); g != nil && (*g > at || !made[*g]) {
				t.Fatalf("before step %d: the mark of step %d, of %v", at, *g, made)
			}
		}
	})
}

// The law: with equal work between updates the marks that stay lie evenly: no gap is more than four times the average.
func TestMarksThinOutEvenly(t *testing.T) {
	m := Set[int]{Room: 12, Least: 1}
	for step := range 1000 {
		g := step
		if m.Due(step, false) {
			m.Add(Stored{Step: step, Bytes: 1}, &g, false, func() {})
		}
		m.Work++
	}
	if n, _ := m.Held(); n != 12 {
		t.Fatalf("%d marks", n)
	}
	last := 0
	for _, k := range m.list {
		if gap := k.Step - last; gap > 4*1000/12 {
			t.Errorf("nothing between steps %d and %d", last, k.Step)
		}
		last = k.Step
	}
}
