package cli

import (
	"fmt"
	"strings"
	"testing"

	"unroll/core/history"
)

// The law: what is shown of a setting is what it changed from and to: successive changes together, at one step the net change, and no change
// that leads from a value to itself.
func TestChangesOfSettings(t *testing.T) {
	at := func(step int, knob string, from, to float64) history.Event {
		return history.Event{Step: step, Knob: knob, From: from, To: to}
	}
	for _, c := range []struct {
		events []history.Event
		want   string
	}{
		{[]history.Event{at(3, "lr", 1, 2), at(3, "lr", 2, 1)}, ""},
		{[]history.Event{at(3, "lr", 1, 2), at(3, "clip", 1, 2), at(3, "lr", 2, 1)}, "clip 1 2 3 3"},
		{[]history.Event{at(3, "lr", 1, 2), at(3, "clip", 1, 2), at(3, "lr", 2, 4)}, "lr 1 4 3 3; clip 1 2 3 3"},
		{[]history.Event{at(3, "lr", 1, 2), at(4, "lr", 2, 4), at(50, "lr", 4, 8)}, "lr 1 8 3 50"},
		{[]history.Event{at(3, "lr", 1, 2), at(40, "lr", 2, 1)}, "lr 1 2 3 3; lr 2 1 40 40"},
		{[]history.Event{at(3, "lr", 1, 2), at(40, "lr", 2, 1), at(41, "lr", 1, 0.5)}, "lr 1 2 3 3; lr 2 0.5 40 41"},
		{[]history.Event{at(3, "lr", 1, 2), at(300, "lr", 2, 4)}, "lr 1 2 3 3; lr 2 4 300 300"},
	} {
		var got []string
		for _, e := range changesOf(c.events) {
			got = append(got, fmt.Sprintf("%s %g %g %d %d", e.Knob, e.From, e.To, e.Step, e.last))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%v: %s, want %s", c.events, s, c.want)
		}
	}
}
