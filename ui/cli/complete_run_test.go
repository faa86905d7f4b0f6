package cli

import (
	"os/exec"
	"slices"
	"testing"

	"unroll/core/history/historytest"
	"unroll/sessions"
)

// The law: a run that was interrupted in its last validation gets that validation when it is resumed, and no update.
func TestResumingMakesTheLastValidation(t *testing.T) {
	store := sessions.Default(t.TempDir())
	run := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("unroll", append([]string{"train", "--sessions", store.Dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	run("periodic", "--steps", "7", "--hidden", "4", "--save", "whole")
	m, c, err := store.Open("whole")
	if err != nil {
		t.Fatal(err)
	}
	valids := historytest.Valids(c.History)
	n := len(valids)
	if n < 2 || valids[n-1].Step != 7 {
		t.Fatalf("%d validations", n)
	}
	h := historytest.History(historytest.Points(c.History), valids[:n-1]...)
	cut := *c
	cut.History, cut.Older = h.View(), nil
	s, err := store.Create("cut", m)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Save(&cut); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	run("--resume", "cut")
	_, got, err := store.Open("cut")
	if err != nil {
		t.Fatal(err)
	}
	if got.Step != 7 || !slices.Equal(historytest.Valids(got.History), valids) {
		t.Errorf("step %d, validations %v", got.Step, historytest.Valids(got.History))
	}
}
