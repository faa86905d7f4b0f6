package browse

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/datasets"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// disk makes a folder with these files; a name that ends in / is a folder.
func disk(t testing.TB, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Repeat("x", len(name))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// at is a page on a folder that has been read.
func at(t testing.TB, folder string) *Browser {
	t.Helper()
	plain, _ := theme.Find("plain")
	b := New(folder, &look.Look{Theme: plain, Words: i18n.English})
	if o := settle(t, b, b.Start()); o != (Outcome{}) {
		t.Fatalf("it began with %+v", o)
	}
	return b
}

// settle does all jobs until none is left; it returns their result.
func settle(t testing.TB, b *Browser, jobs []event.Job) (o Outcome) {
	t.Helper()
	for len(jobs) > 0 {
		more, next, own := b.Message(jobs[0]())
		if !own {
			t.Fatal("the page does not take its own job's message")
		}
		if next != (Outcome{}) {
			o = next
		}
		jobs = append(jobs[1:], more...)
	}
	return o
}

var keyTypes = map[string]tea.KeyType{"backspace": tea.KeyBackspace, "left": tea.KeyLeft, "home": tea.KeyHome}

// press sends the page keys: names, or a text to type after a colon.
func press(t testing.TB, b *Browser, names ...string) (o Outcome) {
	t.Helper()
	for _, n := range names {
		k := event.Key{Name: n, Raw: tea.KeyMsg{Type: keyTypes[n]}}
		if text, ok := strings.CutPrefix(n, ":"); ok {
			k = event.Key{Name: text, Text: text, Raw: tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)}}
		}
		jobs, next := b.Key(k)
		o = next
		if later := settle(t, b, jobs); later != (Outcome{}) {
			o = later
		}
	}
	return o
}

func names(b *Browser) (list []string) {
	for _, e := range b.shown() {
		list = append(list, e.Name)
	}
	return list
}

func on(b *Browser) string { e, _ := b.highlighted(); return e.Name }

// The law: entering and leaving a folder keeps the bar where it was, and enter on a file chooses it.
func TestIntoAFolderAndOut(t *testing.T) {
	dir := disk(t, "a/", "books/deep/tale.txt", "notes.txt", "zoo/")
	b := at(t, dir)
	if got := names(b); !slices.Equal(got, []string{"..", ".", "a", "books", "zoo", "notes.txt"}) || on(b) != "a" {
		t.Fatalf("%q with the bar on %q", got, on(b))
	}
	press(t, b, "down", "enter", "tab")
	if b.Folder() != filepath.Join(dir, "books", "deep") || on(b) != "tale.txt" {
		t.Fatalf("in %s on %q", b.Folder(), on(b))
	}
	press(t, b, "left")
	if on(b) != "deep" {
		t.Errorf("after left the bar is on %q", on(b))
	}
	press(t, b, "backspace")
	if b.Folder() != dir || on(b) != "books" {
		t.Errorf("after backspace in %s on %q", b.Folder(), on(b))
	}
	press(t, b, "enter", "up", "up", "enter")
	if b.Folder() != dir || on(b) != "books" {
		t.Errorf("after .. in %s on %q", b.Folder(), on(b))
	}
	if o := press(t, b, "down", "down", "enter"); o.Path != filepath.Join(dir, "notes.txt") || o.Closed {
		t.Errorf("enter led to %+v", o)
	}
	if o := press(t, b, "tab"); o != (Outcome{}) {
		t.Errorf("tab on a file led to %+v", o)
	}
}

// The law: a folder itself can be chosen, as it is also a text.
func TestAWholeFolder(t *testing.T) {
	b := at(t, disk(t, "train.txt"))
	if o := press(t, b, "up", "enter"); o.Path != b.Folder() {
		t.Errorf("%+v", o)
	}
	if b := at(t, disk(t)); slices.Contains(names(b), ".") {
		t.Error("an empty folder is offered as a text")
	}
}

// The law: what is typed keeps the names that contain it, in either case; esc clears it, then leaves.
func TestFilter(t *testing.T) {
	b := at(t, disk(t, "Tide.txt", "tides/", "茶山记.txt", "other.txt", ".tidy"))
	press(t, b, ":ti", ":de")
	if got := names(b); !slices.Equal(got, []string{"tides", "Tide.txt"}) {
		t.Errorf("%q", got)
	}
	press(t, b, "backspace", "backspace", "backspace", "backspace", ":山")
	if got := names(b); !slices.Equal(got, []string{"茶山记.txt"}) {
		t.Errorf("%q", got)
	}
	if o := press(t, b, "esc"); o.Closed || len(names(b)) != 6 {
		t.Errorf("esc: %+v, %q", o, names(b))
	}
	if o := press(t, b, "esc"); !o.Closed {
		t.Error("esc does not leave")
	}
}

// The law: hidden files are shown on demand, the bar stays on its entry, and their number is shown.
func TestHidden(t *testing.T) {
	b := at(t, disk(t, ".git/", ".profile", "a.txt", "b.txt"))
	press(t, b, "down")
	if b.leftOut() != 2 || !strings.Contains(picture(b, 60, 12), "2 hidden") {
		t.Errorf("%d are left out", b.leftOut())
	}
	press(t, b, "alt+.")
	if got := names(b); !slices.Equal(got, []string{"..", ".", ".git", ".profile", "a.txt", "b.txt"}) || on(b) != "b.txt" || b.leftOut() != 0 {
		t.Errorf("%q with the bar on %q", got, on(b))
	}
	press(t, b, "alt+.", ":.p")
	if got := names(b); !slices.Equal(got, []string{".profile"}) {
		t.Errorf("a dot shows %q", got)
	}
}

// The law: a typed path is followed: a folder is entered, a file chosen, ~ and .. have their usual meaning.
func TestTypedPaths(t *testing.T) {
	dir := disk(t, "a/one.txt", "b/two.txt")
	t.Setenv("HOME", filepath.Join(dir, "b"))
	b := at(t, filepath.Join(dir, "a"))
	for _, c := range []struct{ typed, folder, path string }{
		{dir + "/b", "b", ""},
		{"../a", "a", ""},
		{"..", "", ""},
		{"~", "b", ""},
		{"~/two.txt", "b", "b/two.txt"},
		{"./two.txt", "b", "b/two.txt"},
		{dir + "/b/none.txt", "b", "b/none.txt"}, // opening it will report that it does not exist
		{"none.txt", "b", "b/none.txt"},
		{"~x/y", "b", "b/~x/y"},
	} {
		b.Type(c.typed)
		o := press(t, b, "enter")
		want := ""
		if c.path != "" {
			want = filepath.Join(dir, filepath.FromSlash(c.path))
		}
		if b.Folder() != filepath.Join(dir, c.folder) || o.Path != want {
			t.Errorf("%s: in %s, %+v", c.typed, b.Folder(), o)
		}
		b.Type("")
	}
	b.Type(dir + "/a")
	if o := press(t, b, "tab"); b.Folder() != filepath.Join(dir, "a") || o != (Outcome{}) {
		t.Errorf("tab: in %s, %+v", b.Folder(), o)
	}
}

// The law: the name of a dataset chooses the dataset, unless a file has that name.
func TestADatasetsName(t *testing.T) {
	b := at(t, disk(t, "a.txt"))
	if o := press(t, b, ":tide", "enter"); o.Path != "tide" {
		t.Errorf("%+v", o)
	}
}

// The law: a folder that cannot be read says why, never that it is empty, and one can go back.
func TestAFolderThatCannotBeRead(t *testing.T) {
	dir := disk(t, "locked/")
	b := at(t, dir)
	jobs, _ := b.Key(event.Key{Name: "enter"})
	m := jobs[0]().(read)
	m.entries, m.err = nil, &datasets.BadData{Name: "locked", Reason: errors.New("no permission to read it"), Hint: errors.New("change its permissions")}
	b.Message(m)
	got := strings.Join(strings.Fields(picture(b, 60, 12)), " ")
	if !strings.Contains(got, "no permission to read it") || strings.Contains(got, b.Look.Words.Browse.Empty) {
		t.Error(got)
	}
	press(t, b, ":x") // typing does not hide it
	if b.err == nil {
		t.Error("the reason is gone")
	}
	press(t, b, "esc", "left")
	if b.Folder() != dir || on(b) != "locked" {
		t.Errorf("in %s on %q", b.Folder(), on(b))
	}
	if empty := at(t, disk(t)); !strings.Contains(picture(empty, 60, 12), empty.Look.Words.Browse.Empty) {
		t.Error("an empty folder does not say so")
	}
}

// The law: only the folder requested last is shown, and messages of another page are not taken.
func TestLateAnswersAreDropped(t *testing.T) {
	dir := disk(t, "a/inside.txt", "b/other.txt")
	b, c := at(t, dir), at(t, dir)
	slow, _ := b.Key(event.Key{Name: "enter"})
	if strings.Contains(picture(b, 60, 12), "b"+string(filepath.Separator)) || !strings.Contains(picture(b, 60, 12), b.Look.Words.Browse.Reading) {
		t.Error("the previous folder is shown while the next is read")
	}
	press(t, b, "left")
	late := slow[0]()
	if _, _, own := c.Message(late); own {
		t.Error("another page takes it")
	}
	if _, _, own := c.Message("anything"); own {
		t.Error("a message that belongs to no page is taken")
	}
	if settle(t, b, []event.Job{func() any { return late }}); b.Folder() != dir || slices.Contains(names(b), "inside.txt") {
		t.Errorf("in %s: %q", b.Folder(), names(b))
	}
}

// The law: the root has no parent, and a key at either end stays there.
func TestEnds(t *testing.T) {
	b := at(t, disk(t, "a", "b", "c"))
	picture(b, 60, 12)
	if press(t, b, "pgup", "up"); b.at != 0 {
		t.Errorf("at %d", b.at)
	}
	if press(t, b, "pgdown", "pgdown", "down"); on(b) != "c" {
		t.Errorf("on %q", on(b))
	}
	root := filepath.VolumeName(b.Folder()) + string(filepath.Separator)
	r := New(root, b.Look)
	r.entries = []datasets.Entry{{Name: "etc", Dir: true}}
	if press(t, r, "left"); r.Folder() != root || slices.Contains(names(r), "..") {
		t.Errorf("above the root: %s, %q", r.Folder(), names(r))
	}
	if o := press(t, at(t, disk(t)), ":zzz", "tab"); o != (Outcome{}) {
		t.Errorf("tab on nothing: %+v", o)
	}
}
