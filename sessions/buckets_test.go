package sessions

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/train"
)

// bucketed returns the last step in a session's history.bin, and whether the file is valid for its metrics.csv.
func bucketed(t *testing.T, s Store, name string) (last int, good bool) {
	t.Helper()
	f, err := s.find(name)
	must(t, err)
	must(t, f.readAt(metricsFile, func(r io.ReaderAt, size int64) error {
		h, err := f.decodeBuckets(r, size, plainForm, 1<<40)
		if good = err == nil; good {
			last = h.Step()
		}
		return nil
	}))
	return last, good
}

// sameHistory says in what two histories differ; "" if a reader can see no difference.
func sameHistory(a, b history.View) string {
	var x, y bytes.Buffer
	switch err := errors.Join(a.Encode(&x), b.Encode(&y)); {
	case err != nil:
		return err.Error()
	case a.WholeFrom() != b.WholeFrom() || !slices.Equal(historytest.Points(a), historytest.Points(b)):
		return "the whole updates"
	case !slices.Equal(historytest.Valids(a), historytest.Valids(b)):
		return "the whole validations"
	case x.String() != y.String():
		return "the buckets"
	}
	return ""
}

// The law: history.bin changes only how much is read. Without it, or with one that is damaged, truncated, of an
// earlier save or of another run, a session opens in the same way.
func TestBucketsChangeNothing(t *testing.T) {
	s := Store{Dir: t.TempDir(), disk: quick{}}
	saved(t, s, "run", long(t, tall+5000))
	saved(t, s, "early", long(t, tall+5000-4096))
	path := filepath.Join(s.path("run"), bucketsFile)
	whole, err := os.ReadFile(path)
	must(t, err)
	early, err := os.ReadFile(filepath.Join(s.path("early"), bucketsFile))
	must(t, err)
	last, good := bucketed(t, s, "run")
	_, c, err := s.Open("run")
	must(t, err)
	if !good || last != c.History.WholeFrom()-1 || last < 5000 {
		t.Fatalf("history.bin holds %d steps, good: %v", last, good)
	}
	line, rest, _ := bytes.Cut(whole, []byte("\n"))
	other := append(append(bytes.Clone(line[:len(line)-1]), "9\n"...), rest...) // a different row at that step
	for how, b := range map[string][]byte{"missing": nil, "empty": {}, "cut": whole[:len(whole)/2], "flipped": append(bytes.Clone(whole[:len(whole)-9]), 'x'),
		"of none": append([]byte("\n"), rest...), "of another row": other, "of an earlier save": early, "text": []byte("hello\n")} {
		must(t, os.RemoveAll(path))
		if how != "missing" {
			must(t, os.WriteFile(path, b, 0o644))
		}
		if _, good := bucketed(t, s, "run"); good != (how == "of an earlier save") {
			t.Errorf("%s: good is %v", how, good)
		}
		_, got, err := s.Open("run")
		must(t, err)
		if d := sameHistory(got.History, c.History); d != "" {
			t.Errorf("%s: %s differ", how, d)
		}
	}
}

// The law: a session opened with its history.bin does not depend on what follows the last save in metrics.csv,
// which a crash may have torn, nor on the rows before those that are read.
func TestBucketsSpareTheBeginning(t *testing.T) {
	s := Store{Dir: t.TempDir(), disk: quick{}}
	saved(t, s, "run", long(t, tall+9000))
	path := filepath.Join(s.path("run"), metricsFile)
	b, err := os.ReadFile(path)
	must(t, err)
	at := bytes.Index(b, []byte("\n3000,"))
	copy(b[at+6:], "x")
	must(t, os.WriteFile(path, append(b, bytes.Repeat([]byte("7,\x00\n"), 1<<16)...), 0o644))
	_, c, err := s.Open("run")
	must(t, err)
	if c.Step != tall+9000 || c.History.Len() != c.Step {
		t.Errorf("step %d, %d updates", c.Step, c.History.Len())
	}
	must(t, os.Remove(filepath.Join(s.path("run"), bucketsFile)))
	var d *Damaged
	if _, _, err := s.Open("run"); !errors.As(err, &d) || !strings.Contains(err.Error(), "line 3002: tokens is") {
		t.Error(err)
	}
}

// The law: history.bin is written each time a certain number of updates have gone into buckets, and stays valid in
// between; a save that rewrites metrics.csv also rewrites it.
func TestBucketsAreWrittenNowAndThen(t *testing.T) {
	const every = 1000
	s := Store{Dir: t.TempDir(), disk: quick{}, every: every}
	w := create(t, s, "run")
	h := historytest.Made(0)
	c := long(t, 1)
	at, written := 0, 0
	for c.Step = 500; c.Step < tall+8000; c.Step += 500 {
		for step := h.Step() + 1; step <= c.Step; step++ {
			r := historytest.Row(step)
			h.Append(r.Point)
			if r.Validated {
				h.AddValid(r.Valid)
			}
		}
		next := *c
		next.History = h.View()
		must(t, w.Save(&next))
		last, good := bucketed(t, s, "run")
		if behind := h.View().WholeFrom() - 1 - last; good && behind >= every {
			t.Errorf("step %d: history.bin is %d updates behind", c.Step, behind)
		}
		if last != at {
			at, written = last, written+1
		}
	}
	if want := (h.View().WholeFrom() - 1) / every; written < want/2 || written > want {
		t.Errorf("written %d times in %d updates", written, h.View().WholeFrom())
	}
	short := long(t, tall)
	must(t, w.Save(short)) // rewound
	if last, good := bucketed(t, s, "run"); !good || last != short.History.WholeFrom()-1 {
		t.Errorf("rewound to %d: history.bin holds %d, good: %v", tall, last, good)
	}
	must(t, w.Save(long(t, 100)))
	if last, good := bucketed(t, s, "run"); good {
		t.Errorf("rewound to 100: history.bin holds %d", last)
	}
	must(t, w.Close())
}

// The law: any row of a session is found, and those after it follow; there is none before the first or after the
// last.
func TestRowsAreFound(t *testing.T) {
	s := Store{Dir: t.TempDir(), disk: quick{}}
	saved(t, s, "run", long(t, 5000))
	f, err := s.find("run")
	must(t, err)
	for _, from := range []int{-3, 0, 1, 2, 17, 999, 2500, 4998, 5000, 5001, 9000} {
		next := max(from, 0)
		for r, err := range f.Rows(from) {
			must(t, err)
			if want := historytest.Row(next); r != want {
				t.Fatalf("from %d: %+v instead of %+v", from, r, want)
			}
			next++
		}
		if next != max(from, 5001) {
			t.Errorf("from %d: up to %d", from, next)
		}
	}
}

// The law: the reader of a long session without history.bin is told the progress, and can stop it.
func TestReadingIsToldAndCanBeEnded(t *testing.T) {
	s := Store{Dir: t.TempDir(), disk: quick{}}
	saved(t, s, "run", long(t, 3*tellEvery+100))
	told := func() (parts []float64) {
		s.Reading = func(part float64) error { parts = append(parts, part); return nil }
		_, _, err := s.Open("run")
		must(t, err)
		return parts
	}
	if parts := told(); len(parts) != 0 {
		t.Errorf("with it: %v", parts)
	}
	must(t, os.Remove(filepath.Join(s.path("run"), bucketsFile)))
	if parts := told(); len(parts) != 3 || !slices.IsSorted(parts) || parts[0] <= 0 || parts[2] >= 1 {
		t.Errorf("without it: %v", parts)
	}
	s.Reading = func(float64) error { return context.Canceled }
	if _, _, err := s.Open("run"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// rowWithRight is a synthetic row whose validation counts right rows, and sometimes does not know them.
func rowWithRight(step int) history.Row {
	r := historytest.Row(step)
	if r.Validated {
		r.Valid.Right = step/100%8 - 1
	}
	return r
}

// The law: an unrecorded run can be recorded completely later, although its beginning has left memory: a spool
// returns what was written to it.
func TestSpoolGivesBackWhatItWasGiven(t *testing.T) {
	sp, err := newSpool()
	must(t, err)
	rows := func(from, to int) func(func(history.Row) bool) {
		return func(yield func(history.Row) bool) {
			for step := from; step <= to && yield(rowWithRight(step)); step++ {
			}
		}
	}
	must(t, sp.Append(rows(0, 700)))
	must(t, sp.Append(rows(701, 1500)))
	if err := sp.Append(rows(1502, 1510)); err == nil {
		t.Error("it accepts rows with a gap")
	}
	for _, from := range []int{-1, 0, 1, 250, 1500, 1501} {
		next := max(from, 0)
		for r, err := range sp.Rows(from) {
			must(t, err)
			if r != rowWithRight(next) {
				t.Fatalf("%+v instead of %+v", r, rowWithRight(next))
			}
			next++
		}
		if next != 1501 {
			t.Errorf("from %d: up to %d", from, next)
		}
	}
	must(t, sp.Close())
}

var _ train.Spool = (*spool)(nil)
