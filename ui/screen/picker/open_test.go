package picker

import (
	"context"
	"strings"
	"testing"

	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// The law: no snapshot is lost between the list and the lab. One that comes after enter and before the lab has
// the screen is taken by the lab, which then waits for the next: otherwise it would never update again.
func TestASnapshotBetweenTheListAndTheLabIsNotLost(t *testing.T) {
	p := New(Source{Recipe: sessions.RecipeFor}, &look.Look{Theme: theme.Default(true), Words: i18n.English})
	it, _ := p.current()
	p.preview.id = 7
	m := it.begin(context.Background(), 7)
	if b := m.(begunMsg); b.err != nil {
		t.Fatal(b.err)
	} else {
		defer b.run.End()
	}
	listen := p.Message(m) // the lab's first job: to wait for a snapshot
	snapshot := listen[len(listen)-1]()
	if p.Key(event.Key{Name: "enter"}); p.preview.live != nil || p.opened == nil {
		t.Fatal("enter did not open it")
	}
	if jobs := p.Message(snapshot); len(jobs) == 0 || p.opened.Data().Snap.Model == nil {
		t.Errorf("the snapshot is lost: %d jobs follow", len(jobs))
	}
}

// The law: the list says of a session that has finished what can still be done with it.
func TestTheListSaysWhatAFinishedSessionCanDo(t *testing.T) {
	p := still(t)
	for want, s := range map[string]Past{
		"enter opens it at step 7, paused":                                   {},
		"finished: enter opens it at step 7; space then continues":           {Ended: true},
		"finished at step 7: enter opens it, but it cannot go on":            {Ended: true, Over: true},
		"ruined: enter opens it at step 7; space then continues from step 5": {Ended: true, Over: true, Trouble: train.Ruined, Back: 5},
	} {
		s.Name, s.Step = "kept", 7
		g := grid.New(90, 20)
		p.drawPast(g.View(), s)
		if got := g.Render(grid.Plain); !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}
