package sessions

import (
	"testing"

	"unroll/core/history"
	"unroll/core/train"
)

// A run that is saved before its first update and before any validation opens again, and resumes as if it had just begun.
func TestASessionOfNoUpdateOpens(t *testing.T) {
	s, r, c := Store{Dir: t.TempDir()}, tiny("lstm", "adam", false), corpus(t, false)
	keep := &memory{}
	l := start(t, r, c, train.Options{Recorder: keep})
	l.do(train.Save())
	l.stop()
	first := *keep.saved[0]
	if first.Step != 0 {
		t.Fatalf("saved at step %d", first.Step)
	}
	first.History = history.View{}
	saved(t, s, "empty", &first)
	got, err := openAll(t, s, "empty")
	must(t, err)
	if got.Step != 0 || got.History.Len() != 0 || got.History.ValidLen() != 0 {
		t.Fatalf("step %d, %d updates, %d validations", got.Step, got.History.Len(), got.History.ValidLen())
	}
	w, from, err := s.Resume("empty")
	must(t, err)
	l = start(t, from.Recipe, c, train.Options{Recorder: w, From: from})
	l.until(5)
	l.stop()
	through := start(t, r, c, train.Options{Recorder: create(t, s, "through")})
	through.until(5)
	through.stop()
	sameFiles(t, s.path("through"), s.path("empty"))
}
