package train

import (
	"context"
	"testing"

	"unroll/core/command"
	"unroll/core/recipe"
	"unroll/core/text/texttest"
)

var _ Source = (*Trainer)(nil)

// The law: each reader sees every state that it waits for, whatever others read; one that joins late or after the
// end finds the newest state; one that leaves has its channel closed.
func TestReadersTakeNothingFromEachOther(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps = 30 })
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	readers := []<-chan Snapshot{l.Snapshots(context.Background()), l.Snapshots(context.Background()), l.Snapshots(ctx)}
	for step := 1; step <= 3; step++ {
		l.ask(StepOnce())
		for i, c := range readers {
			s := <-c
			for s.Step < step {
				s = <-c
			}
			if s.Step != step {
				t.Errorf("reader %d sees step %d instead of %d", i, s.Step, step)
			}
		}
	}
	leave()
	for range readers[2] {
	}
	l.ask(Resume())
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	l.rest()
	late := l.Snapshots(context.Background())
	if s := <-late; s.Step != 30 {
		t.Errorf("a late reader sees step %d", s.Step)
	}
	l.send(Stop())
	if err := l.end(); err != nil {
		t.Fatal(err)
	}
	for i, c := range append(readers[:2:2], late, l.Snapshots(context.Background())) {
		last, n := Snapshot{}, 0
		for last = range c {
			n++
		}
		if i != 2 && (n == 0 || last.Step != 30) {
			t.Errorf("reader %d: %d snapshots at the end, the last of step %d", i, n, last.Step)
		}
	}
}

// Commands are data: every verb reads back from its text, and one that does not exist, or lacks an argument,
// is refused with a reason.
func TestVerbsAreData(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	for text, refused := range map[string]bool{
		"run.step": false, "run.pause": false, "run.save": false, "knob.up lr": false, "knob.down lr 3": false, "knob.set clip off": false,
		"knob.reset lr": false, "knob.up": true, "knob.up lr 0": true, "knob.set lr": true, "knob.set lr much": true, "knob.reset lr 1": true,
		"run.fly": true, "view.show lab": true,
	} {
		c, err := command.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if why := l.ask(c); (why != "") != refused {
			t.Errorf("%s: refused %q", text, why)
		}
	}
	seen := map[string]bool{}
	for _, v := range Verbs() {
		if seen[v.Name] || v.do == nil {
			t.Errorf("verb %s", v.Name)
		}
		seen[v.Name] = true
	}
}
