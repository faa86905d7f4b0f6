package sessions

import (
	"fmt"
	"testing"

	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
)

// long is a run of many steps with the default model.
func long(b *testing.B, steps int) *train.Checkpoint {
	b.Helper()
	c, err := text.NewCorpus(fmt.Sprintf("%0400d abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ\n", 0), nil, text.Options{Tokens: "char"})
	if err != nil {
		b.Fatal(err)
	}
	r := train.DefaultRecipe()
	r.Text.Valid = 0
	p, err := train.Replay(r, task.Text{Corpus: c}, nil, 1, 1)
	if err != nil {
		b.Fatal(err)
	}
	for len(p.History.Points) < steps {
		next := p.History.Points[len(p.History.Points)-1]
		next.Step++
		next.Loss *= 0.9999
		p.History.Points = append(p.History.Points, next)
		if next.Step%100 == 0 {
			p.History.Valids = append(p.History.Valids, history.Valid{Step: next.Step, NLL: next.Loss * 1000, Tokens: 1000})
		}
	}
	p.Step = steps
	return p
}

func BenchmarkList200(b *testing.B) {
	s := Store{Dir: b.TempDir()}
	c := long(b, 2000)
	for i := range 200 {
		w, err := s.Create(fmt.Sprint("run-", i), Meta{Data: Data{Name: "x"}})
		if err != nil {
			b.Fatal(err)
		}
		if err := w.Save(c); err != nil {
			b.Fatal(err)
		}
		w.Close()
	}
	for b.Loop() {
		list, err := s.List()
		if err != nil || len(list) != 200 || list[7].Err != nil {
			b.Fatal(err, list[7])
		}
	}
}

func BenchmarkSave(b *testing.B) {
	s := Store{Dir: b.TempDir()}
	c := long(b, 100_000)
	w, err := s.Create("run", Meta{})
	if err != nil {
		b.Fatal(err)
	}
	before := *c
	before.Step--
	before.History.Points = c.History.Points[:before.Step]
	before.History.Valids = c.History.Valids[:len(c.History.Valids)-1]
	if err := w.Save(&before); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		next := *c
		next.Step++
		last := c.History.Points[c.Step-1]
		last.Step++
		next.History.Points = append(c.History.Points, last)
		c = &next
		if err := w.Save(c); err != nil {
			b.Fatal(err)
		}
	}
	w.Close()
}

func BenchmarkOpen100kSteps(b *testing.B) {
	s := Store{Dir: b.TempDir()}
	w, err := s.Create("run", Meta{})
	if err != nil {
		b.Fatal(err)
	}
	if err := w.Save(long(b, 100_000)); err != nil {
		b.Fatal(err)
	}
	w.Close()
	for b.Loop() {
		if _, _, err := s.Open("run"); err != nil {
			b.Fatal(err)
		}
	}
}
