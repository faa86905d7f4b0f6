package sessions

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
)

// made yields all rows of a synthetic run.
type made struct{}

func (made) Rows(from int) iter.Seq2[history.Row, error] {
	return func(yield func(history.Row, error) bool) {
		for step := from; yield(historytest.Row(step), nil); step++ {
		}
	}
}

// long is a synthetic run of many steps with a small model.
func long(t testing.TB, steps int) *train.Checkpoint {
	t.Helper()
	c, err := text.NewCorpus(fmt.Sprintf("%0400d abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ\n", 0), nil, text.Options{Tokens: "char"})
	if err != nil {
		t.Fatal(err)
	}
	r := tiny("rnn", "sgd", false)
	r.Text.Valid = 0
	p, err := train.Replay(r, task.Text{Corpus: c}, nil, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	p.Step, p.History, p.Older = steps, historytest.Made(steps).View(), made{}
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

// BenchmarkSave measures a save of a long run that has made one update since the last save.
func BenchmarkSave(b *testing.B) {
	s := Store{Dir: b.TempDir()}
	c := long(b, 100_000)
	h := c.History.Continue()
	w, err := s.Create("run", Meta{})
	if err != nil {
		b.Fatal(err)
	}
	if err := w.Save(c); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		next := *c
		next.Step++
		h.Append(historytest.Row(next.Step).Point)
		next.History = h.View()
		c = &next
		if err := w.Save(c); err != nil {
			b.Fatal(err)
		}
	}
	w.Close()
}

// BenchmarkOpen measures opening a session of five million updates, and the memory that the process uses.
func BenchmarkOpen(b *testing.B) {
	const steps = 5_000_000
	s := Store{Dir: b.TempDir()}
	w, err := s.Create("run", Meta{})
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(w.Save(long(b, steps)), w.Close()); err != nil {
		b.Fatal(err)
	}
	for _, with := range []bool{true, false} {
		b.Run(fmt.Sprintf("%s=%v", bucketsFile, with), func(b *testing.B) {
			if !with {
				if err := os.Remove(filepath.Join(s.path("run"), bucketsFile)); err != nil && !os.IsNotExist(err) {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				runtime.GC()
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				_, c, err := s.Open("run")
				if err != nil || c.History.Len() != steps {
					b.Fatal(err)
				}
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(after.Sys)/1e6, "MB-of-the-process")
				runtime.GC()
				runtime.ReadMemStats(&after)
				runtime.KeepAlive(c)
				b.ReportMetric(float64(after.HeapAlloc)/1e6, "MB-live")
			}
		})
	}
}
