package stop

import (
	"testing"
	"time"
)

// The law: a second request counts only if it comes at least a second after the first, or if a third follows; leaving without
// saving takes one more, a second after that.
func TestWhatARequestAsksFor(t *testing.T) {
	began := time.Now()
	for _, c := range []struct {
		name string
		at   []time.Duration
		want []Degree
	}{
		{"timeout signals the child and the group", []time.Duration{0, 40 * time.Microsecond}, []Degree{Save, Again}},
		{"a person asks twice", []time.Duration{0, time.Second}, []Degree{Save, Hurry}},
		{"just too early", []time.Duration{0, time.Second - 1}, []Degree{Save, Again}},
		{"three at once", []time.Duration{0, 1, 2}, []Degree{Save, Again, Hurry}},
		{"any number at once do not leave", []time.Duration{0, 1, 2, 3, 4, 5, 6}, []Degree{Save, Again, Hurry, Again, Again, Again, Again}},
		{"with patience", []time.Duration{0, time.Second, 2 * time.Second}, []Degree{Save, Hurry, Leave}},
		{"nothing is beyond leaving", []time.Duration{0, time.Second, 2 * time.Second, 9 * time.Second}, []Degree{Save, Hurry, Leave, Again}},
	} {
		var a Asks
		for i, at := range c.at {
			if got := a.Ask(began.Add(at)); got != c.want[i] {
				t.Errorf("%s: request %d asks for %d, not %d", c.name, i+1, got, c.want[i])
			}
		}
	}
}
