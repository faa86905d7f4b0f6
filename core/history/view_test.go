package history

import (
	"bytes"
	"hash/fnv"
	"math"
	"sync"
	"testing"
)

// fingerprint is a hash of everything that can be seen in a view.
func fingerprint(v View) uint64 {
	f := fnv.New64a()
	put := func(list ...float64) {
		for _, x := range list {
			for s := 0; s < 64; s += 8 {
				f.Write([]byte{byte(math.Float64bits(x) >> s)})
			}
		}
	}
	for _, s := range []Series{v.Losses(), v.Norms(), v.Valids(), v.Clips()} {
		for i := range s.N {
			put(s.At(i))
			if i < s.Old {
				first, last, r := s.Span(i)
				put(float64(first), float64(last), r.Min, r.Max, r.Sum, float64(r.N))
			}
		}
	}
	for p := range v.From(0) {
		put(float64(p.Step), p.Loss, p.LR)
	}
	for _, e := range v.Events() {
		put(float64(e.Step), e.To)
	}
	for _, s := range append(v.Saves(), v.Passes()...) {
		put(float64(s))
	}
	put(float64(v.Step()), float64(v.Tokens()), float64(v.Revision()))
	return f.Sum64()
}

// The law: a view never changes while the history continues, is cut back and takes another course.
func TestViewsNeverChange(t *testing.T) {
	type seen struct {
		v     View
		print uint64
	}
	views, checked := make(chan seen, 64), make(chan int)
	go func() { // reads while the owner writes
		n := 0
		for s := range views {
			if got := fingerprint(s.v); got != s.print {
				t.Errorf("a view of %d updates has changed", s.v.Len())
			}
			n++
		}
		checked <- n
	}()
	var h History
	var kept []seen
	for i := range 60 {
		m := made{seed: uint64(i), valids: 3}
		m.goOn(&h, h.Step()+700+i)
		h.AddEvent(Event{Step: h.Step(), To: float64(i)})
		h.AddSave(h.Step())
		v := h.View()
		s := seen{v, fingerprint(v)}
		views <- s
		kept = append(kept, s)
		m.goOn(&h, h.Step()+300)
		if i%5 == 4 {
			step := h.Step() - 200*i
			m.restore(&h, h.CutBack(step), step)
		}
	}
	close(views)
	if n := <-checked; n != len(kept) {
		t.Errorf("%d views were checked", n)
	}
	for _, s := range kept {
		if fingerprint(s.v) != s.print {
			t.Errorf("a view of %d updates has changed by the end", s.v.Len())
		}
	}
}

// The law: as long as nothing changes, the view is the same one.
func TestViewIsTakenOnce(t *testing.T) {
	var h History
	changes := []func(){
		func() { h.Append(Point{Step: h.Step() + 1}) },
		func() { h.AddValid(Valid{Step: h.Step()}) },
		func() { h.AddEvent(Event{}) },
		func() { h.AddSave(h.Step()) },
		func() { h.CutBack(0) },
	}
	for i, change := range changes {
		old := h.View()
		if h.View() != old {
			t.Errorf("%d: a different view of the same history", i)
		}
		if change(); h.View() == old {
			t.Errorf("%d: the same view of a changed history", i)
		}
	}
}

// grown is a history of ten million updates.
var grown = sync.OnceValue(func() View {
	h := &History{}
	for step := 1; step <= 10_000_000; step++ {
		h.Append(Point{Step: step, Tokens: 1024, Loss: 1.5, GradNorm: 1, Factor: 1, LR: 0.002})
		if step%100 == 0 {
			h.AddValid(Valid{Step: step, NLL: 1, Tokens: 1})
		}
	}
	return h.View()
})

func BenchmarkAppend(b *testing.B) {
	h := grown().Continue()
	for step := h.Step() + 1; b.Loop(); step++ {
		h.Append(Point{Step: step, Tokens: 1024, Loss: 1.5, GradNorm: 1, Factor: 1, LR: 0.002})
	}
}

func BenchmarkView(b *testing.B) {
	h := grown().Continue()
	for b.Loop() {
		h.taken = nil
		h.View()
	}
}

func BenchmarkWalk(b *testing.B) {
	v := grown()
	for b.Loop() {
		s, sum := v.Losses(), 0.0
		for i := range s.Old {
			first, last, r := s.Span(i)
			sum += float64(first+last) + r.Sum + r.Min + r.Max
		}
		for i := s.Old; i < s.N; i++ {
			x, y := s.At(i)
			sum += x + y
		}
		if math.IsNaN(sum) {
			b.Fatal(sum)
		}
	}
}

func BenchmarkClips(b *testing.B) {
	v := grown()
	for b.Loop() {
		v.Clips()
	}
}

func BenchmarkEncode(b *testing.B) {
	v := grown()
	var to bytes.Buffer
	for b.Loop() {
		to.Reset()
		if err := v.Encode(&to); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(to.Len()))
}

func BenchmarkDecode(b *testing.B) {
	from := encoded(b, grown())
	b.SetBytes(int64(len(from)))
	for b.Loop() {
		if _, err := Decode(bytes.NewReader(from)); err != nil {
			b.Fatal(err)
		}
	}
}

// The law: Past summarizes the old items of a series as adding them one by one does, whatever was cut back.
func TestPastIsAllOfTheOldItems(t *testing.T) {
	m := made{seed: 11, valids: 3, odd: true}
	var h History
	check := func() {
		t.Helper()
		for _, s := range []Series{h.View().Losses(), h.View().Norms(), h.View().Valids(), h.View().Clips()} {
			var all Range
			for i := range s.Old {
				_, _, r := s.Span(i)
				all.join(*r)
			}
			if math.Abs(all.Sum-s.Past.Sum) > 1e-9*math.Abs(all.Sum) {
				t.Errorf("Σ is %v instead of %v", s.Past.Sum, all.Sum)
			}
			if s.Past.Sum = all.Sum; s.Past != all {
				t.Errorf("%+v instead of %+v", s.Past, all)
			}
		}
	}
	for _, to := range []int{100, Recent + 3000, 3*Recent + 7} {
		m.goOn(&h, to)
		check()
	}
	m.restore(&h, h.CutBack(Recent+500), Recent+500)
	check()
	again, err := Decode(bytes.NewReader(encoded(t, h.View())))
	if err != nil {
		t.Fatal(err)
	}
	h = *again
	check()
}
