package keys

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// recorder is a screen that remembers what was done.
type recorder struct{ done []string }

func notes(name string) func(*recorder) {
	return func(r *recorder) { r.done = append(r.done, name) }
}

// anyTable is a table of a few bindings to a few keys: a key may stand in several, as in a table whose author has not looked.
func anyTable(t *rapid.T) Table[*recorder] {
	var table Table[*recorder]
	for i := range rapid.IntRange(0, 8).Draw(t, "bindings") {
		name := fmt.Sprintf("do.%d", i)
		table = append(table, Binding[*recorder]{Name: name, Do: notes(name), Does: "does " + name,
			Keys: rapid.SliceOfN(rapid.SampledFrom([]string{"a", "A", "ctrl+a", "up", "enter", " ", "", "é"}), 0, 3).Draw(t, "keys"),
			Show: rapid.SampledFrom([]string{"", "↑ k"}).Draw(t, "show"), Short: rapid.SampledFrom([]string{"", "↑↓"}).Draw(t, "short"),
			Brief: rapid.SampledFrom([]string{"", "move"}).Draw(t, "brief"), Group: "group"})
	}
	return table
}

// TestTheFirstBindingOfAKeyIsDone: a key does what the first line that has it says, and nothing where no line has it; case and modifiers count.
func TestTheFirstBindingOfAKeyIsDone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := anyTable(t)
		key := rapid.SampledFrom([]string{"a", "A", "ctrl+a", "alt+a", "up", "enter", " ", "", "é", "e"}).Draw(t, "key")
		at := slices.IndexFunc(table, func(b Binding[*recorder]) bool { return slices.Contains(b.Keys, key) })
		b, ok := table.Find(key)
		if ok != (at >= 0) {
			t.Fatalf("%q is found: %v, in line %d", key, ok, at)
		}
		if !ok {
			if b.Do != nil || b.Name != "" {
				t.Fatalf("%q, which is not there, is %q", key, b.Name)
			}
			return
		}
		var r recorder
		if b.Do(&r); b.Name != table[at].Name || !slices.Equal(r.done, []string{table[at].Name}) {
			t.Fatalf("%q did %v instead of %s", key, r.done, table[at].Name)
		}
	})
}

// TestTheBudgetIsOneKeyOnePromise: no key is both one of every screen and kept for later, none is promised twice or to nothing, and all are names that a
// terminal gives: a single character, or a modifier and one.
func TestTheBudgetIsOneKeyOnePromise(t *testing.T) {
	seen := map[string]bool{}
	for _, key := range Everywhere {
		if seen[key] {
			t.Errorf("%q is twice a key of every screen", key)
		}
		seen[key] = true
		if what, is := Reserved[key]; is {
			t.Errorf("%q is a key of every screen and kept for: %s", key, what)
		}
	}
	says := map[string]string{}
	for key, what := range Reserved {
		if says[what] != "" || what == "" {
			t.Errorf("%q and %q are both kept for: %q", key, says[what], what)
		}
		says[what] = key
		seen[key] = true
	}
	for key := range seen {
		if single := strings.TrimPrefix(key, "ctrl+"); len([]rune(single)) != 1 {
			t.Errorf("%q is no key's name", key)
		}
	}
}
