package keys

import (
	"reflect"
	"testing"

	"github.com/charmbracelet/bubbles/key"
)

// doing is a screen that records what it was told to do.
type doing struct{ did string }

func does(what string) func(*doing) { return func(d *doing) { d.did = what } }

var table = Table[*doing]{
	{Name: "list.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: "down", Brief: "move", Group: "move", Do: does("down")},
	{Name: "list.last", Keys: []string{"end", "G"}, Does: "to the bottom", Group: "move", Do: does("last")},
	{Name: "play", Keys: []string{" "}, Show: "space", Does: "pause or resume", Brief: "pause", Do: does("play")},
	{Name: "hidden", Does: "has no key", Do: does("hidden")},
}

// The law: a key does what its binding says, by its exact name; a key of no binding does nothing.
func TestFind(t *testing.T) {
	for name, want := range map[string]string{"down": "down", "j": "down", "G": "last", "end": "last", " ": "play"} {
		var d doing
		b, ok := table.Find(name)
		if !ok {
			t.Errorf("%q is not bound", name)
			continue
		}
		if b.Do(&d); d.did != want {
			t.Errorf("%q did %q, not %q", name, d.did, want)
		}
	}
	for _, name := range []string{"", "g", "J", "space", "down j", "ctrl+j"} {
		if b, ok := table.Find(name); ok {
			t.Errorf("%q is bound to %s", name, b.Name)
		}
	}
}

// The law: an action is found by its name, as the : line needs, even if it has no key.
func TestNamed(t *testing.T) {
	for _, b := range table {
		if got, ok := table.Named(b.Name); !ok || got.Does != b.Does {
			t.Errorf("%s: %v, %v", b.Name, got.Does, ok)
		}
	}
	if _, ok := table.Named("down"); ok {
		t.Error("a key is not a name")
	}
}

// The law: help writes the keys as given in Show and Short, or else by their names.
func TestEntries(t *testing.T) {
	want := []Entry{
		{Name: "list.down", Keys: "↓ j", Short: "↑↓", Does: "down", Brief: "move", Group: "move", Names: []string{"down", "j"}},
		{Name: "list.last", Keys: "end G", Short: "end G", Does: "to the bottom", Group: "move", Names: []string{"end", "G"}},
		{Name: "play", Keys: "space", Short: "space", Does: "pause or resume", Brief: "pause", Names: []string{" "}},
		{Name: "hidden", Does: "has no key"},
	}
	if got := table.Entries(); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nnot\n%+v", got, want)
	}
}

// The law: a binding in Bubbles' terms matches the same keys and has the same help.
func TestKey(t *testing.T) {
	for _, b := range table {
		k := b.Key()
		if len(b.Keys) > 0 != k.Enabled() {
			t.Errorf("%s: enabled %v", b.Name, k.Enabled())
		}
		for _, name := range b.Keys {
			if !key.Matches(pressed(name), k) {
				t.Errorf("%s does not match %q", b.Name, name)
			}
		}
		if k.Help().Desc != b.Does {
			t.Errorf("%s: help says %q", b.Name, k.Help().Desc)
		}
	}
}

// The law: no key of every screen is reserved for something else.
func TestReservedKeysAreFree(t *testing.T) {
	for _, k := range Everywhere {
		if what, reserved := Reserved[k]; reserved {
			t.Errorf("%s is everywhere and reserved: %s", k, what)
		}
	}
}
