package picker

import (
	"testing"

	"unroll/ui/screen/event"
)

// opens makes the third entry a session, and counts how often it is opened.
func opens(p *Picker) *int {
	n := 0
	p.items[2].open = func() any { n++; return Opened{Session: p.items[2].name} }
	return &n
}

// do does the jobs that open something, ignoring those of the highlight.
func do(jobs []event.Job) (opened []Opened) {
	for _, j := range jobs {
		if o, ok := j().(Opened); ok {
			opened = append(opened, o)
		}
	}
	return opened
}

// The law: a session is opened once, however often enter is pressed and even if its preview arrives meanwhile: a
// second one would replace the first, which would continue to learn unseen.
func TestASessionIsOpenedOnce(t *testing.T) {
	p := still(t)
	n := opens(p)
	p.highlight(2)
	p.take()
	opened := do(p.Key(event.Key{Name: "enter"}))
	do(p.Key(event.Key{Name: "enter"}))
	do(p.Message(begunMsg{id: p.preview.id, past: &Past{Name: p.items[2].name}}))
	if *n != 1 || len(opened) != 1 {
		t.Fatalf("it was opened %d times", *n)
	}
	if !p.Wants(opened[0]) || p.Wants(Opened{Session: "another"}) {
		t.Error("the list does not know what it is waiting for")
	}
	p.Message(Opened{Session: "another"})
	if !p.Wants(opened[0]) {
		t.Error("another one ended the waiting")
	}
}

// The law: moving on before the run beside the list has begun does not open the lab on another entry.
func TestMovingOnIsNotOpening(t *testing.T) {
	p := still(t)
	p.highlight(0)
	p.Key(event.Key{Name: "enter"})
	if p.busy != "tide" {
		t.Fatalf("it waits for %q", p.busy)
	}
	p.Key(event.Key{Name: "down"})
	jobs := p.Message(begunMsg{id: p.preview.id})
	if p.busy != "" || len(jobs) != 0 {
		t.Errorf("waiting for %q, %d jobs", p.busy, len(jobs))
	}
}
