package app

import (
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/cli"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
	"unroll/ui/screen/lab"
	"unroll/ui/screen/picker"
)

// finishes saves a run of two updates that has finished, and returns what the program says when it ends.
func finishes(t *testing.T, store sessions.Store, how func(r *recipe.Recipe)) (session, said string) {
	t.Helper()
	text, err := datasets.Opener{}.Open("periodic")
	if err != nil {
		t.Fatal(err)
	}
	r := sessions.RecipeFor(text)
	r.Model.Hidden, r.Settings.Unroll, r.Settings.Batch = 4, 4, 4
	how(&r)
	run, err := sessions.Begin(text, r, train.Options{Threads: 1, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := record(store, run); err != nil {
		t.Fatal(err)
	}
	run.Send(train.Resume())
	until(t, run, func(s train.Snapshot) bool { return s.Phase == train.Finished })
	m := end(run)
	if m.err != nil {
		t.Fatal(m.err)
	}
	a := newApp(t, Options{Profile: grid.Plain})
	a.life.pending = 1
	a.Update(m)
	var b strings.Builder
	if err := a.over(nil, &b, true); err != nil {
		t.Fatal(err)
	}
	return m.kept, b.String()
}

// The law: of a run that has finished and cannot go on, nothing says that it can: not the list, not the lab that opens it, not its bottom
// row, not the last line; and space is refused whole in 80 columns. Of one that can go on they say so.
func TestAFinishedRunSaysWhetherItGoesOn(t *testing.T) {
	for name, c := range map[string]struct {
		how  func(r *recipe.Recipe)
		over bool
	}{
		"cosine in updates": {func(r *recipe.Recipe) { r.Schedule, r.Steps = "cosine", 2 }, true},
		"cosine in epochs":  {func(r *recipe.Recipe) { r.Schedule, r.Epochs = "cosine", 0.001 }, true},
		"constant":          {func(r *recipe.Recipe) { r.Steps = 2 }, false},
	} {
		store := sessions.Store{Dir: t.TempDir()}
		session, line := finishes(t, store, c.how)
		if got := strings.Contains(line, "to open again"); got != c.over || strings.Contains(line, "to resume") == c.over {
			t.Errorf("%s: the last line is %q", name, line)
		}
		p := history(store, picker.Past{Name: session}, func(float64) error { return nil })
		if !p.Ended || p.Over != c.over {
			t.Errorf("%s: the list has ended %v, over %v", name, p.Ended, p.Over)
		}
		o := open(cli.LabOptions{Sessions: store, Threads: 1}, session, nil, func(float64) error { return nil })
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		a := newApp(t, Options{Profile: grid.Plain})
		a.grid.Resize(80, 24)
		l := lab.New(o.Run, &o.Run.Subject, "periodic", &a.look)
		l.Opens(session)
		a.screen = l
		shown := func(pred func(train.Snapshot) bool) string {
			l.Message(l.Show(until(t, o.Run, pred)))
			a.Update(tickMsg{})
			return lastRow(a)
		}
		some := func(train.Snapshot) bool { return true }
		if row := shown(some); strings.Contains(row, "space continues") == c.over || strings.Contains(row, "cannot go on") != c.over {
			t.Errorf("%s: opened, it says %q", name, row)
		}
		l.Key(event.Key{Name: "x"})
		if row := shown(some); strings.Contains(row, "space") == c.over {
			t.Errorf("%s: the bottom row is %q", name, row)
		}
		if l.Key(event.Key{Name: " ", Text: " "}); c.over {
			if row := shown(func(s train.Snapshot) bool { return s.Refused != nil }); !strings.HasSuffix(strings.TrimSpace(row), "start a longer run") {
				t.Errorf("%s: space says %q", name, row)
			}
		}
		l.Close()
		_ = o.Run.End()
	}
}
