package history

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// places are steps, many of them where updates are in buckets.
var places = rapid.Custom(func(r *rapid.T) int {
	return rapid.SampledFrom([]int{0, 0, 300, 1000, Recent, Recent + leastWhole, 30_000, 60_000}).Draw(r, "about") + rapid.IntRange(0, 5000).Draw(r, "and")
})

// The law: cutting back, adding the rows asked for and continuing gives, once the run is as far as it was,
// the history of a run without the detour; and before that, one with the same past.
func TestCutBackIsAsIfItHadNotBeen(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		valids := rapid.SampledFrom([]int{1, 2, 5, 100}).Draw(r, "valids")
		main, other := made{seed: 1, valids: valids, odd: true, rights: true}, made{seed: 2, valids: valids}
		var h History
		far := 0
		for range rapid.IntRange(1, 3).Draw(r, "detours") {
			stay := max(h.Step(), places.Draw(r, "stay"))
			main.goOn(&h, stay)
			other.goOn(&h, stay+places.Draw(r, "detour")/2)
			far = max(far, h.Step())
			step := stay - places.Draw(r, "back")/2
			step = max(0, step)
			from := h.CutBack(step)
			if h.Step() >= from && from <= step && h.valids.last(-1) >= from {
				r.Fatalf("has update %d and validation %d, but asks for %d", h.Step(), h.valids.last(-1), from)
			}
			if most := Recent + 2*blockSize + step/1024 + valids*(leastValids+blockSize) + step/256; step-from > most {
				r.Fatalf("asks for %d rows", step-from)
			}
			main.restore(&h, from, step)
			if h.Step() != step || (step > 0 && h.points.old > 0 && h.points.whole() < min(leastWhole, step)) {
				r.Fatalf("%d whole of %d updates", h.points.whole(), h.Step())
			}
			if v := h.View(); valids <= 100 && step > 0 {
				if _, whole := v.NearestValid(step); !whole {
					r.Fatalf("the last validation is in a bucket")
				}
			}
			var plain History
			main.goOn(&plain, step)
			a, b := h.View().Latest(math.MaxInt), plain.View().Latest(math.MaxInt)
			if a.Tokens != b.Tokens || a.Loss.Max != b.Loss.Max || a.Norm.Min != b.Norm.Min || a.Clipped != b.Clipped || a.Count != b.Count {
				r.Fatalf("after cutting back to %d:\n%+v\n%+v", step, a, b)
			}
		}
		var plain History
		main.goOn(&h, far)
		main.goOn(&plain, far)
		if d := differ(t, h.View(), plain.View()); d != "" {
			r.Fatalf("the histories differ: %s", d)
		}
	})
}

// The law also holds if a bucket has more updates than a block.
func TestCutBackAmongWideBuckets(t *testing.T) {
	const n = 1_600_000
	m := made{seed: 1, valids: 2}
	var plain History
	m.goOn(&plain, n)
	for _, step := range []int{n - 500, n - Recent, 1_048_576 + Recent, 800_001, 3000} {
		h := plain.View().Continue()
		from := h.CutBack(step)
		if step-from > Recent+2*blockSize+step/1024+step/256+1000 {
			t.Errorf("cut back to %d it asks for %d rows", step, step-from)
		}
		m.restore(h, from, step)
		if h.Step() != step || h.Len() != step {
			t.Errorf("cut back to %d: %d updates up to %d", step, h.Len(), h.Step())
		}
		m.goOn(h, n)
		if d := differ(t, h.View(), plain.View()); d != "" {
			t.Errorf("cut back to %d: the histories differ: %s", step, d)
		}
	}
}

// The law: what came before the cut stays, what came after it is gone, and the revision shows it.
func TestCutBackAndRevision(t *testing.T) {
	var h History
	m := made{seed: 1, valids: 10}
	m.goOn(&h, 500)
	for _, step := range []int{0, 100, 100, 250, 500} {
		h.AddEvent(Event{Step: step, Knob: "lr"})
		h.AddSave(step)
	}
	before := h.View()
	if from := h.CutBack(500); from != 501 || h.View().Revision() != 0 || h.View() != before {
		t.Errorf("nothing to cut: fed from %d, revision %d", from, h.View().Revision())
	}
	h.AddEvent(Event{Step: 500, Knob: "clip"})
	if from := h.CutBack(100); from != 101 {
		t.Errorf("feed from %d", from)
	}
	v := h.View()
	if v.Step() != 100 || v.Len() != 100 || v.Revision() != 1 || len(v.Events()) != 3 || !slices.Equal(v.Saves(), []int{0, 100}) || v.ValidLen() != 11 {
		t.Errorf("step %d, revision %d, events %v, saves %v, %d validations", v.Step(), v.Revision(), v.Events(), v.Saves(), v.ValidLen())
	}
	made{seed: 2, valids: 10}.goOn(&h, 300)
	h.CutBack(200)
	made{seed: 3, valids: 10}.goOn(&h, 300)
	h.CutBack(250)
	for revision, want := range []int{100, 200, 250, math.MaxInt} {
		if got := h.View().CommonWith(revision); got != want {
			t.Errorf("with revision %d up to %d, want %d", revision, got, want)
		}
	}
	h.CutBack(150)
	for revision, want := range []int{100, 150, 150, 150, math.MaxInt} {
		if got := h.View().CommonWith(revision); got != want {
			t.Errorf("with revision %d up to %d, want %d", revision, got, want)
		}
	}
	if before.Step() != 500 || len(before.Events()) != 5 || before.ValidLen() != 51 {
		t.Errorf("the view from before has changed")
	}
}

// The law: the best validation is the best of those that are left.
func TestBestValidIsCutToo(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := made{rights: rapid.Bool().Draw(r, "rights"), seed: rapid.Uint64().Draw(r, "seed"), valids: 1, odd: true}
		n := places.Draw(r, "n")
		step := min(n, places.Draw(r, "step"))
		var h History
		m.goOn(&h, n)
		m.restore(&h, h.CutBack(step), step)
		best := Valid{}
		for s := range step + 1 {
			if v := m.valid(s); v.Loss() < best.Loss() || (v.Loss() == v.Loss() && best.Tokens == 0) {
				best = v
			}
		}
		if got, ok := h.View().BestValid(); ok != (best.Tokens > 0) || got != best {
			r.Errorf("%+v %v, want %+v", got, ok, best)
		}
	})
}

// The law: rows that are held are whole; once they are released, the history is as if they had never been held.
func TestHold(t *testing.T) {
	m := made{seed: 1, valids: 3}
	var h, plain History
	m.goOn(&h, 1000)
	h.Hold(1000)
	m.goOn(&h, 70_000)
	m.goOn(&plain, 70_000)
	if got := len(slices.Collect(h.View().From(1001))); got != 69_000 {
		t.Errorf("%d whole of 69000 held", got)
	}
	h.Hold(60_000)
	if v := h.View(); v.WholeFrom() != plain.View().WholeFrom() {
		t.Errorf("whole from %d, want %d", v.WholeFrom(), plain.View().WholeFrom())
	}
	h.Hold(math.MaxInt)
	if d := differ(t, h.View(), plain.View()); d != "" {
		t.Errorf("the histories differ: %s", d)
	}
}

// The law: histories that continue from one view do not affect each other.
func TestContinueIsAFork(t *testing.T) {
	for _, n := range []int{0, 1, 255, 256, 1000, 17_000, 40_001} {
		main := made{seed: 1, valids: 3}
		var h, plain History
		main.goOn(&h, n)
		v := h.View()
		a, b := v.Continue(), v.Continue()
		made{seed: 2, valids: 3}.goOn(a, n+1000)
		made{seed: 3, valids: 3}.goOn(b, n+1000)
		b.AddEvent(Event{Step: n + 1000})
		main.goOn(&h, n+1000)
		main.goOn(&plain, n+1000)
		if d := differ(t, h.View(), plain.View()); d != "" {
			t.Errorf("%d: %s", n, d)
		}
		if v.Step() != n || len(v.Events()) != 0 || len(a.View().Events()) != 0 {
			t.Errorf("%d: the view has changed", n)
		}
	}
}

// The law: steps that do not increase are refused.
func TestStepsAscend(t *testing.T) {
	refuses := func(what string, f func()) {
		defer func() {
			if recover() == nil {
				t.Errorf("%s is accepted", what)
			}
		}()
		f()
	}
	var h History
	refuses("update 0", func() { h.Append(Point{}) })
	h.Append(Point{Step: 7})
	refuses("an update again", func() { h.Append(Point{Step: 7}) })
	h.AddValid(Valid{Step: 7})
	refuses("a validation again", func() { h.AddValid(Valid{Step: 7}) })
	refuses("a validation before", func() { h.AddValid(Valid{Step: 0}) })
}
