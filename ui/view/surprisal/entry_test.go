package surprisal

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The law: an entry that could not be read is corrected and taken again, as often as a person tries, also if what was typed is the same
// and only the disk has changed.
func TestAnEntryIsTakenAgain(t *testing.T) {
	for _, c := range []struct{ key, wrong, right, title string }{{"o", "/no/such/file.txt", "other.txt", "other.txt"}, {"p", "x", "xa lamp", "your text"}} {
		v := opened(t, prose, char)
		right := c.right
		if c.key == "o" {
			right = filepath.Join(t.TempDir(), c.right)
			if err := os.WriteFile(right, []byte("what lamps"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		press(t, v, c.key)
		typeOver(v, c.wrong)
		press(t, v, "enter", "enter")
		if v.notice == "" || v.entry == nil {
			t.Fatalf("%s %q was taken, or the second try closed the entry: %q", c.key, c.wrong, v.notice)
		}
		typeOver(v, right)
		press(t, v, "enter")
		if v.page.title != c.title || v.Typing() {
			t.Errorf("%s: the corrected %q is not read: %q, typing %v, said %q", c.key, right, v.page.title, v.Typing(), v.notice)
		}
	}
}

// typeOver replaces what the open entry holds.
func typeOver(v *View, s string) {
	if v.entry.files != nil {
		v.entry.files.Type(s)
		return
	}
	v.entry.line.Set(s)
}

// The law: while a text is typed the bottom row has the keys that end it and none that would be typed; the page of files shows its own.
func TestKeysWhileTyping(t *testing.T) {
	v := opened(t, prose, char)
	for key, want := range map[string][]string{"p": {"enter", "esc"}, "o": nil} {
		press(t, v, key)
		var got []string
		for _, e := range v.Entries() {
			got = append(got, e.Names...)
			if strings.TrimSpace(e.Brief) == "" || e.Does == "" {
				t.Errorf("%s: %+v says nothing", key, e)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: while typing, the keys are %q", key, got)
		}
		press(t, v, "esc")
		if v.Typing() {
			t.Fatalf("esc does not close %s", key)
		}
	}
}
