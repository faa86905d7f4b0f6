package event

import (
	"context"
	"testing"
)

// The law: whoever follows a job that reports progress receives the progress and finally the result; a job whose
// context has ended is told so.
func TestTelling(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	heard := make(chan bool)
	j := Telling(ctx, "x", func(tell Tell) any {
		for i := range 3 {
			if err := tell(float64(i)); err != nil {
				t.Error(err)
			}
			<-heard
		}
		cancel()
		if tell(4) == nil {
			t.Error("it is not told that its work is no longer wanted")
		}
		return "done"
	})
	for i := range 3 {
		p, ok := j().(Progress)
		if !ok || p.Of != "x" || p.Part != float64(i) {
			t.Fatalf("%+v", p)
		}
		j = p.More
		heard <- true
	}
	m := j()
	if p, ok := m.(Progress); ok { // from the fourth report
		m = p.More()
	}
	if m != "done" {
		t.Errorf("%v at the end", m)
	}
}
