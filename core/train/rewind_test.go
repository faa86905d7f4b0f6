package train

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"unroll/core/history"
	"unroll/core/marks"
	"unroll/core/recipe"
	"unroll/core/text/texttest"
)

// until is the part of the changes of settings that were made up to a step.
func changesUntil(list []history.Event, step int) []history.Event {
	return slices.DeleteFunc(slices.Clone(list), func(e history.Event) bool { return e.Step > step })
}

// arrived waits until the run is not on its way back.
func (l *live) arrived() {
	l.t.Helper()
	l.until(func(t *Trainer) bool { return t.back == nil })
}

// now is the run as it is.
func (l *live) now() (c *Checkpoint) {
	l.t.Helper()
	l.do(func(t *Trainer) { c = t.checkpoint() })
	return c
}

// must sends a command that must not be refused.
func (l *live) must(why string) {
	l.t.Helper()
	if why != "" {
		l.t.Fatal(why)
	}
}

// stopped ends the run.
func (l *live) stopped() {
	l.t.Helper()
	l.send(Stop())
	l.must(said(l.end()))
}

// wander makes a paused run of about 40 updates in which settings were changed.
func wander(t *testing.T, r recipe.Recipe, rng *rand.Rand, room int) *live {
	t.Helper()
	l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{Threads: 1 + rng.IntN(2), Paused: true, KeepGoing: true})
	l.do(func(t *Trainer) { t.marks.Room = room })
	for i := range 40 {
		if i%7 == 3 {
			k := recipe.Knobs[rng.IntN(len(recipe.Knobs))]
			l.ask(Set(k.Name, wide[k.Name][rng.IntN(len(wide[k.Name]))]))
		}
		l.must(l.ask(StepOnce()))
		l.until(func(t *Trainer) bool { return t.once == 0 })
	}
	l.must(l.ask(Pause()))
	l.rest()
	return l
}

// The law: a run that goes back to any step is the run that never went beyond it, and goes on as that one would; the run that was left
// can be returned to as it was.
func TestARunThatGoesBackNeverWentOn(t *testing.T) {
	rooms := []int{0, 20_000, MarkRoom} // none: from the beginning; a few; all
	all := append(variants(), variant{"nothing held out", func(r *recipe.Recipe) { r.Text.Valid = 0 }})
	for i := range len(rooms) * len(all) {
		v, room := all[i%len(all)], rooms[i/len(all)]
		t.Run(v.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(uint64(i), 14))
			r := tiny(v.change, func(r *recipe.Recipe) { r.Settings.ValidEvery, r.Settings.Batch = 1+rng.IntN(6), 16 })
			l := wander(t, r, rng, room)
			c := corpusOf(t, r, texttest.Prose(60))
			before := l.now()
			changes := before.History.Events()
			for range 4 {
				step := rng.IntN(before.Step)
				l.must(l.ask(RewindTo(step)))
				l.arrived()
				l.rest()
				back := l.now()
				if d := differs(replay(t, r, c, changesUntil(changes, step), step, 1), back); d != "" {
					t.Fatalf("back at %d: %s", step, d)
				}
				isBest(t, r, back, texttest.Prose(60))
				l.must(l.ask(Resume()))
				l.until(func(t *Trainer) bool { return t.step >= step+9 })
				l.must(l.ask(Pause()))
				l.rest()
				on := l.now()
				if d := differs(replay(t, r, c, changesUntil(changes, step), on.Step, 2), on); d != "" {
					t.Fatalf("on from %d: %s", step, d)
				}
				l.must(l.ask(Redo()))
				again := l.now()
				if d := differs(before, again); d != "" {
					t.Fatalf("returned from %d: %s", step, d)
				}
				if !slices.Equal(again.History.Events(), changes) {
					t.Errorf("changes of settings: %v instead of %v", again.History.Events(), changes)
				}
				l.must(l.ask(Redo()))
				if d := differs(on, l.now()); d != "" {
					t.Fatalf("returned to the other branch: %s", d)
				}
				l.must(l.ask(Redo())) // to where it was first
			}
		})
	}
}

// A shelf is a Recorder that stores states to go back to.
type shelf struct {
	memory
	states map[int]*Good
	read   int // how often one was
}

func (s *shelf) Mark(g *Good, _ time.Duration) error {
	k := *g
	k.History, k.Older = history.View{}, nil
	s.states[g.Step] = &k
	return nil
}

func (s *shelf) Marked(step int) (*Good, error) {
	s.read++
	if g := s.states[step]; g != nil {
		k := *g
		return &k, nil
	}
	return nil, errNoBranch.Of()
}

func (s *shelf) Unmark(step int) { delete(s.states, step) }

func (s *shelf) Marks(c *Checkpoint) (list []marks.Stored) {
	for step, g := range s.states {
		if step <= c.Step {
			list = append(list, marks.Stored{Step: step, Events: g.Events, Bytes: sizeOf(&g.Checkpoint), Work: time.Duration(step)})
		}
	}
	slices.SortFunc(list, func(a, b marks.Stored) int { return a.Step - b.Step })
	return list
}

// The law: states that are stored with the run do as well as those in memory, also after it has been resumed; there are never more of them
// than there is room for; and one that is lost is not needed.
func TestGoingBackFromWhatIsStored(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Settings.ValidEvery = 3 })
	kept := &shelf{states: map[int]*Good{}}
	l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{Recorder: kept, Paused: true})
	size := 0
	l.do(func(t *Trainer) {
		size = sizeOf(t.checkpoint())
		t.marks.Room, t.marks.Least, t.marks.Disk = size, 1, 10*size
	})
	for range 40 {
		l.must(l.ask(StepOnce()))
	}
	l.until(func(t *Trainer) bool { return t.step == 40 })
	l.do(func(t *Trainer) {
		if n := len(kept.states); n < 5 || n > 10 {
			l.t.Errorf("%d states stored", n)
		}
	})
	l.stopped()
	from := kept.last()
	l = start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{Recorder: kept, Paused: true, From: from})
	for i, step := range []int{37, 22, 30, 9} {
		if i == 2 {
			l.do(func(*Trainer) { clear(kept.states) })
		}
		if step > l.now().Step {
			l.must(l.ask(Redo()))
		}
		l.must(l.ask(RewindTo(step)))
		l.arrived()
		if d := differs(replay(t, r, corpusOf(t, r, texttest.Prose(60)), nil, step, 1), l.now()); d != "" {
			t.Errorf("back at %d: %s", step, d)
		}
		if i == 1 && kept.read < 2 {
			t.Errorf("%d states were read", kept.read)
		}
	}
}

// The law: undo goes back to before the last change of what affects learning, again and again; redo takes it back.
func TestUndoAndRedo(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{Paused: true})
	var were []*Checkpoint
	for _, lr := range []float64{0.02, 0.04, 0.08} {
		were = append(were, l.now())
		l.must(l.ask(Set("lr", lr)))
		l.must(l.ask(StepOnce()))
		l.until(func(t *Trainer) bool { return t.once == 0 })
		l.must(l.ask(Set("temperature", lr)))
	}
	end := l.now()
	for i := len(were) - 1; i >= 0; i-- {
		l.must(l.ask(Undo()))
		l.arrived()
		if d := differs(were[i], l.now()); d != "" {
			t.Errorf("undo of change %d: %s", i+1, d)
		}
	}
	if why := l.ask(Undo()); why == "" {
		t.Error("there was something left to undo")
	}
	for range were {
		l.must(l.ask(Redo()))
	}
	if d := differs(end, l.now()); d != "" {
		t.Errorf("redo: %s", d)
	}
	if why := l.ask(Redo()); why == "" {
		t.Error("there was something left to redo")
	}
}

// The law: called off on the way back, the run is where it was; meanwhile it shows where it was, and takes no other commands.
func TestGoingBackCanBeCalledOff(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{Paused: true})
	l.must(l.ask(Set("lr", 0.02)))
	for range 50 {
		l.must(l.ask(StepOnce()))
	}
	l.until(func(t *Trainer) bool { return t.step == 50 })
	was := l.now()
	done := make(chan struct{})
	l.tell(func(t *Trainer) error { // in one turn, so that it cannot arrive in between
		defer close(done)
		if err := t.obey(RewindTo(40)); err != nil {
			l.t.Error(err)
		}
		t.goBack()
		if s := t.snapshot(); s.Rewind == nil || s.Rewind.To != 40 || s.Step != 50 || s.History.Step() != 50 {
			l.t.Errorf("shown on the way: step %d, %+v", s.Step, s.Rewind)
		}
		if why := t.obey(Set("lr", 1)); why == nil {
			l.t.Error("a setting was changed on the way")
		}
		if err := t.obey(CallOff()); err != nil || t.back != nil {
			l.t.Error(err)
		}
		return nil
	})
	<-done
	if d := differs(was, l.now()); d != "" {
		t.Error(d)
	}
	if s := l.shown(); s.Rewind != nil || len(s.Branches) != 0 || s.Phase != Paused {
		t.Errorf("%+v %v", s.Rewind, s.Branches)
	}
}
