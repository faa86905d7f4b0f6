package cli

import (
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/train"
)

// The law: a figure that is not of the newest weights says how old it is.
func TestAnOldFigureSaysItsAge(t *testing.T) {
	w := &follower{call: talk(), last: train.Snapshot{Step: 200}}
	for step, want := range map[int]string{200: "200", 40: "40, 160 updates ago", 199: "199, 1 update ago"} {
		if got := w.at(step); got != want {
			t.Errorf("%d: %q, want %q", step, got, want)
		}
	}
	h := historytest.Of([]history.Point{{Step: 1, Tokens: 5, Loss: 1}, {Step: 2, Tokens: 5, Loss: 1}}, history.Valid{Step: 1, NLL: 5, Tokens: 5})
	w.last = train.Snapshot{Step: 2, History: h}
	if v, ok := w.last.History.LastValid(); !ok || !strings.HasSuffix(w.at(v.Step), "1 update ago") {
		t.Errorf("%q", w.at(v.Step))
	}
}
