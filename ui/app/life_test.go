package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

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

// first runs the parts of a command in parallel until one returns a T.
func first[T any](t *testing.T, cmd tea.Cmd) T {
	t.Helper()
	found := make(chan T, 16)
	var do func(tea.Cmd)
	do = func(c tea.Cmd) {
		if c == nil {
			return
		}
		go func() {
			switch m := c().(type) {
			case tea.BatchMsg:
				for _, part := range m {
					do(part)
				}
			case T:
				found <- m
			}
		}()
	}
	do(cmd)
	select {
	case m := <-found:
		return m
	case <-time.After(time.Minute):
		t.Fatal("nothing came back")
		panic("unreachable")
	}
}

// kept is an app in a lab on a run that is saved in a store of its own.
func kept(t *testing.T) (*App, *sessions.Run, sessions.Store) {
	t.Helper()
	a, run := inLab(t)
	store := sessions.Store{Dir: t.TempDir()}
	a.run, a.opts.Record = run, func(r *sessions.Run) error { return record(store, r) }
	l := a.screen.(*lab.Lab)
	if m := first[recordedMsg](t, a.record(l, run)); m.err != nil || m.lab != l {
		t.Fatalf("%v", m.err)
	}
	return a, run, store
}

// step makes the run's first update.
func step(t *testing.T, run *sessions.Run) {
	t.Helper()
	if !run.Send(train.StepOnce()) {
		t.Fatal("the run does not take commands")
	}
	until(t, run, func(s train.Snapshot) bool { return s.Step == 1 })
}

// The law: quitting saves the run, and the program ends only once it is saved; a second q changes nothing.
func TestQuittingSaves(t *testing.T) {
	a, run, store := kept(t)
	step(t, run)
	_, cmd := a.Update(lab.Quit{})
	if _, again := a.Update(lab.Quit{}); again != nil {
		t.Error("a second q does something")
	}
	m := first[endedMsg](t, cmd)
	if m.err != nil || m.kept == "" {
		t.Fatalf("it ended as %+v", m)
	}
	_, cmd = a.Update(m)
	if _, ok := cmd().(tea.QuitMsg); !ok || a.Err() != nil || a.kept != m.kept {
		t.Errorf("the program does not end: %v, %q", a.Err(), a.kept)
	}
	if list := pasts(store); len(list) != 1 || list[0].Name != m.kept || list[0].Step != 1 {
		t.Errorf("the store has %+v", list)
	}
}

// The law: the list is shown at once when a run is left; the program still waits for the run to end, and the
// session that it became is in the list.
func TestLeavingSavesInTheBackground(t *testing.T) {
	a, run, _ := kept(t)
	step(t, run)
	_, cmd := a.Update(lab.Leave{})
	if _, ok := a.screen.(*picker.Picker); !ok || a.run != nil || a.life.pending != 1 {
		t.Fatalf("the screen is %T, %d runs are ending", a.screen, a.life.pending)
	}
	if _, again := a.Update(lab.Leave{}); again != nil || a.life.pending != 1 {
		t.Error("leaving the list leaves something")
	}
	_, quit := a.Update(lab.Quit{})
	ended := first[endedMsg](t, cmd)
	if run.Send(train.Pause()) {
		t.Error("the run continues")
	}
	if a.Update(ended); a.life.pending != 1 {
		t.Errorf("%d are pending while the list still closes", a.life.pending)
	}
	_, last := a.Update(first[endedMsg](t, quit))
	if _, ok := last().(tea.QuitMsg); !ok {
		t.Error("the program does not end when nothing is pending")
	}
	if a.kept == "" {
		t.Error("the name of its session is not known")
	}
}

// The law: a run that could not be saved is an error of the program, whatever follows.
func TestAnErrorAtTheEndIsTheProgramsError(t *testing.T) {
	a := newApp(t, Options{Profile: grid.Plain})
	a.life.pending = 2
	full := errors.New("the disk is full")
	a.Update(endedMsg{err: full})
	a.Update(endedMsg{kept: "other"})
	if a.Err() != full || a.kept != "other" || a.life.pending != 0 {
		t.Errorf("%v, %q, %d pending", a.Err(), a.kept, a.life.pending)
	}
}

// The law: the reason why a run cannot be saved is shown in its lab.
func TestNotSavedIsSaid(t *testing.T) {
	a, run := inLab(t)
	s := until(t, run, func(s train.Snapshot) bool { return s.Model != nil })
	a.Update(a.screen.(*lab.Lab).Show(s))
	a.opts.Record = func(*sessions.Run) error { return errEnded.Of() }
	l := a.screen.(*lab.Lab)
	a.Update(first[recordedMsg](t, a.record(l, run)))
	a.Update(tickMsg{})
	if !strings.Contains(a.View(), a.look.Words.NotSaved+": the run has ended") {
		t.Errorf("it is not shown:\n%s", a.View())
	}
	a.opts.Record = nil
	if a.record(l, run) != nil {
		t.Error("a run is saved where runs are not to be saved")
	}
}

// The law: if the text or session that the program was started with cannot be opened, the program ends with the
// reason, unless something else is already shown.
func TestWhatItWasStartedWithCannotBeOpened(t *testing.T) {
	bad := &datasets.BadData{Name: "book.txt", Reason: errors.New("not UTF-8")}
	begin := func(event.Tell) picker.Opened { return picker.Opened{Err: bad} }
	a := newApp(t, Options{Begin: begin})
	m := first[begunMsg](t, a.Init())
	_, cmd := a.Update(m)
	if _, ok := cmd().(tea.QuitMsg); !ok || !errors.Is(a.Err(), bad) {
		t.Errorf("%v", a.Err())
	}
	b := newApp(t, Options{Begin: begin})
	b.begins = false // meanwhile a person has opened another from the list
	if _, cmd := b.Update(m); cmd != nil || b.Err() != nil {
		t.Errorf("%v", b.Err())
	}
}

// The law: a run from the list becomes the lab's and is saved from then on; an opened session is not saved as a
// new one.
func TestFromTheListToTheLab(t *testing.T) {
	_, run := inLab(t)
	store := sessions.Store{Dir: t.TempDir()}
	a := newApp(t, Options{Profile: grid.Plain, Record: func(r *sessions.Run) error { return record(store, r) }})
	l := lab.New(run, &run.Subject, "periodic", &a.look)
	_, cmd := a.Update(picker.Open{Lab: l, Run: run})
	if a.screen != Screen(l) || a.run != run {
		t.Fatalf("the screen is %T", a.screen)
	}
	if m := first[recordedMsg](t, cmd); m.err != nil || m.lab != l {
		t.Errorf("it is not recorded: %v", m.err)
	}
	step(t, run)
	if err := run.End(); err != nil || run.Kept() == "" {
		t.Errorf("kept as %q, %v", run.Kept(), err)
	}
}

// The law: who leaves the lab comes back to the list as it was left, on the entry that was opened.
func TestBackToTheListAsItWasLeft(t *testing.T) {
	_, run := inLab(t)
	a := newApp(t, Options{Profile: grid.Plain})
	p := a.screen.(*picker.Picker)
	p.Key(event.Key{Name: "down"})
	highlighted := func() string {
		g := grid.New(80, 24)
		a.screen.Draw(g.View())
		for row := range strings.Lines(g.Render(grid.Plain)) {
			if _, after, ok := strings.Cut(row, "▸ "); ok {
				return strings.Fields(after)[0]
			}
		}
		return ""
	}
	before := highlighted()
	l := lab.New(run, &run.Subject, before, &a.look)
	_, cmd := a.Update(picker.Open{Lab: l, Run: run})
	finish(cmd)
	finish(a.leave())
	if before != datasets.Sources[1].Name || a.screen != Screen(p) || highlighted() != before {
		t.Errorf("back on %q, left on %q", highlighted(), before)
	}
}

// The law: once the run that was left has been saved, its session is highlighted and nothing else has begun to learn; a key
// pressed before that keeps its own place.
func TestTheCursorReturnsToTheSessionLeft(t *testing.T) {
	for _, moved := range []bool{false, true} {
		a, run, store := kept(t)
		a.opts.Picker.Sessions = func() []picker.Past { return pasts(store) }
		a.grid.Resize(100, 30)
		step(t, run)
		_, cmd := a.Update(lab.Leave{})
		if moved {
			a.screen.Key(event.Key{Name: "G"})
		}
		ended := first[endedMsg](t, cmd)
		_, cmd = a.Update(ended)
		all := finished(cmd)
		for _, m := range all {
			a.Update(m)
		}
		a.draw()
		at := strings.Contains(a.frame, "▸ "+ended.kept)
		if ended.kept == "" || at == moved {
			t.Errorf("moved %v: session %q, highlighted %v:\n%s", moved, ended.kept, at, a.frame)
		}
	}
}

// finished are the messages of a command's parts.
func finished(cmd tea.Cmd) (list []tea.Msg) {
	if cmd == nil {
		return nil
	}
	m := cmd()
	if parts, ok := m.(tea.BatchMsg); ok {
		for _, part := range parts {
			list = append(list, finished(part)...)
		}
		return list
	}
	return append(list, m)
}

// The law: a failure to open is reported to the list, which continues.
func TestAnOpeningThatFails(t *testing.T) {
	a := newApp(t, Options{Profile: grid.Plain})
	_, cmd := a.Update(picker.Opened{Err: errors.New("damaged")})
	if _, ok := a.screen.(*picker.Picker); !ok || a.run != nil || a.Err() != nil {
		t.Errorf("the screen is %T, %v", a.screen, a.Err())
	}
	finish(cmd)
}

// The law: progress of opening a session reaches the list.
func TestProgressReachesTheList(t *testing.T) {
	a := newApp(t, Options{Profile: grid.Plain})
	asked := false
	_, cmd := a.Update(event.Progress{Of: picker.Opening{Session: "long"}, Part: 0.5, More: func() any { asked = true; return nil }})
	if finish(cmd); !asked {
		t.Error("the rest is not waited for")
	}
}

// The law: the sessions of the store are as they were saved: names, steps, history, and the reason if one cannot
// be opened.
func TestTheStore(t *testing.T) {
	a, run, store := kept(t)
	step(t, run)
	m := first[endedMsg](t, func() tea.Msg { return end(a.run) })
	if m.err != nil {
		t.Fatal(m.err)
	}
	none := func(float64) error { return nil }
	p := history(store, picker.Past{Name: m.kept}, none)
	if p.Err != nil || p.Step != 1 || p.History.Len() != 1 || len(p.Levels) != 1 || p.Levels[0].ID != "untrained" {
		t.Errorf("its history is %+v", p)
	}
	if p := history(store, picker.Past{Name: "none"}, none); p.Err == nil {
		t.Error("a session that does not exist has a history")
	}
	o := cli.LabOptions{Sessions: store, Threads: 1}
	again := open(o, m.kept, nil, none)
	if again.Err != nil || again.Session != m.kept || again.Name != "periodic" {
		t.Fatalf("it opens as %+v", again)
	}
	if err := again.Run.End(); err != nil {
		t.Error(err)
	}
	if bad := open(o, "none", nil, none); bad.Err == nil || bad.Session != "none" || bad.Run != nil {
		t.Errorf("a session that does not exist opens as %+v", bad)
	}
	if err := record(store, run); err == nil {
		t.Error("a run that has ended is saved")
	}
	end := func(r *recipe.Recipe, made int) error { r.Steps = made + 2; return nil }
	longer := open(o, m.kept, end, none)
	if longer.Err != nil {
		t.Fatal(longer.Err)
	}
	longer.Run.Send(train.Resume())
	if s := until(t, longer.Run, func(s train.Snapshot) bool { return s.Phase == train.Finished }); s.Step != 3 || s.Recipe.Steps != 3 {
		t.Errorf("with another end it makes %d updates of %d", s.Step, s.Recipe.Steps)
	}
	if err := longer.Run.End(); err != nil {
		t.Error(err)
	}
	if bad := open(o, m.kept, func(*recipe.Recipe, int) error { return errEnded.Of() }, none); bad.Err == nil || bad.Run != nil {
		t.Errorf("an end that is refused opens %+v", bad)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := record(sessions.Store{Dir: file}, run); err == nil {
		t.Error("a store that is a file saves a run")
	}
	if list := pasts(sessions.Store{Dir: file}); len(list) != 0 {
		t.Errorf("it has %v", list)
	}
}

// The law: the text named on the command line is learned with the recipe requested there.
func TestBeginning(t *testing.T) {
	text, err := datasets.Opener{}.Open("periodic")
	if err != nil {
		t.Fatal(err)
	}
	small := func(x datasets.Text) recipe.Recipe {
		r := sessions.RecipeFor(x)
		r.Model.Hidden, r.Settings.Unroll, r.Settings.Batch = 4, 4, 4
		return r
	}
	got := begin(cli.LabOptions{Origin: sessions.OfText(text), Begins: small(text), Preset: "a preset", Threads: 1})
	if got.Err != nil || got.Name != "periodic" || got.Session != "" || got.Run.Preset != "a preset" {
		t.Fatalf("%+v", got)
	}
	s := until(t, got.Run, func(s train.Snapshot) bool { return s.Model != nil })
	if s.Recipe.Model.Hidden != 4 {
		t.Errorf("%d hidden units", s.Recipe.Model.Hidden)
	}
	if err := got.Run.End(); err != nil {
		t.Error(err)
	}
	bad := func(x datasets.Text) recipe.Recipe { r := small(x); r.Model.Hidden = -1; return r }
	if got := begin(cli.LabOptions{Origin: sessions.OfText(text), Begins: bad(text), Threads: 1}); got.Err == nil {
		t.Error("a run with an invalid recipe begins")
	}
}
