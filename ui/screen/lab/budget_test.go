package lab

import (
	"slices"
	"strings"
	"testing"

	"unroll/core/command"
	"unroll/core/train"
	"unroll/ui/screen/keys"
)

// scope is a table that gives keys their meanings, as help shows it.
type scope struct {
	name    string
	entries []keys.Entry
}

// scopes are the lab's tables, and those of each view in its initial state and on its other pages.
func scopes(t *testing.T) []scope {
	t.Helper()
	list := scopesOf(paused(t, "parity"))
	for _, s := range scopesOf(numbersRun(t, "gaussian", train.Running)) {
		if s.name != "lab" {
			list = append(list, s)
		}
	}
	return list
}

func scopesOf(l *Lab) []scope {
	list := []scope{{"lab", table(l.Look.Words, l.kinds()).Entries()}}
	for i, k := range l.kinds() {
		if k.Begin == nil {
			continue
		}
		v := k.Begin(l.ctx, l.about, l.Look)
		list = append(list, scope{k.ID, v.Entries()})
		l.show(i)
		for _, e := range l.entries() {
			if e.Name == "predict.softmax" || e.Name == "bet.play" || e.Name == "forecast.errors" {
				l.Do(command.New(e.Name))
				list = append(list, scope{k.ID + " after " + e.Name, l.other().Entries()})
				break
			}
		}
	}
	return list
}

// The law: in no scope does a key have two meanings, nothing has two names or none, and no view takes a key of
// every screen. Reserved keys are not used.
func TestTheKeyBudget(t *testing.T) {
	for _, s := range scopes(t) {
		taken, named := map[string]string{}, map[string]bool{}
		for _, e := range s.entries {
			if e.Name == "" || named[e.Name] {
				t.Errorf("%s: the name %q is given twice, or is empty", s.name, e.Name)
			}
			if c, err := command.Parse(e.Name); err != nil || c.String() != e.Name {
				t.Errorf("%s: %q is not a command's text (%v)", s.name, e.Name, err)
			}
			named[e.Name] = true
			for _, key := range e.Names {
				if s.name != "lab" {
					key = e.Group + " " + key // a view's page of its own, as while one plays, is a scope of its own
				}
				if other, is := taken[key]; is {
					t.Errorf("%s: %s means %s and %s", s.name, key, other, e.Name)
				}
				taken[key] = e.Name
				key = strings.TrimPrefix(key, e.Group+" ")
				if will, is := keys.Reserved[key]; is {
					t.Errorf("%s: %s is reserved, to %s", s.name, key, will)
				}
				if s.name != "lab" && slices.Contains(keys.Everywhere, key) {
					t.Errorf("%s: %s is a key of every screen", s.name, key)
				}
			}
		}
	}
}

// The law: a command has the same effect as its key, whoever gives it. Do knows every name of the lab.
func TestEveryNameIsDone(t *testing.T) {
	l := paused(t, "tide")
	for _, b := range l.useful(table(l.Look.Words, l.kinds())) {
		c, err := command.Parse(b.Name)
		if err != nil {
			t.Fatal(err)
		}
		l.show(0)
		if why := l.Do(c); why != "" {
			t.Errorf("%s: %s", b.Name, why)
		}
		l.take()
	}
	if why := l.Do(command.New("run.fly")); !strings.Contains(why, "run.fly") {
		t.Errorf("a command that does not exist: %q", why)
	}
	if why := l.Do(command.New("view.show", "nowhere")); !strings.Contains(why, "predict") {
		t.Errorf("a view that does not exist: %q", why)
	}
}

// TestTheCommandLine: the : line takes commands, short forms and settings, and completes them.
func TestTheCommandLine(t *testing.T) {
	l := paused(t, "tide")
	for text, want := range map[string]string{
		"q": "quit", "view predict": "view.show predict", "view": "view.list", "lr 0.001": "knob.set lr 0.001", "lr=0.001": "knob.set lr 0.001",
		"clip off": "knob.set clip off", "run.pause": "run.pause", "knob.up lr 2": "knob.up lr 2", "help": "help", "learning rate 0.1": "knob.set lr 0.1",
		"save": "run.save", "pause": "run.toggle", "theme": "theme.next", "quit": "quit", "bits": "unit.set bits", "nats": "unit.set nats", "unit": "unit.next",
	} {
		if c, err := l.read(text); err != nil || c.String() != want {
			t.Errorf("%s is %q (%v), want %q", text, c, err, want)
		}
	}
	for _, text := range []string{"lr", "lr much", "lr -1", "nothing 3", `view.show "a`} {
		if c, err := l.read(text); err == nil {
			t.Errorf("%s is taken for %q", text, c)
		}
	}
	for typed, want := range map[string]string{"cl": "clip ", "run.s": "run.s", "run.sa": "run.save", "view.sh": "view.show ", "zzz": "zzz", "": ""} {
		if got := l.complete(typed); got != want {
			t.Errorf("%q completes to %q, want %q", typed, got, want)
		}
	}
	l.obey("view text")
	if kinds[l.views.at].ID != "text" {
		t.Errorf("the view is %s", kinds[l.views.at].ID)
	}
}
