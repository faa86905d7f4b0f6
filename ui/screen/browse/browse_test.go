package browse

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"unroll/datasets"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
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

// settle does all jobs until none is left; it returns what they led to.
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

// press gives the page keys: names, or a text to type after a colon.
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

// The law: a folder is entered and left again with the bar where it was, and enter on a file chooses it.
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

// The law: a folder itself can be chosen, for it is a text too.
func TestAWholeFolder(t *testing.T) {
	b := at(t, disk(t, "train.txt"))
	if o := press(t, b, "up", "enter"); o.Path != b.Folder() {
		t.Errorf("%+v", o)
	}
	if b := at(t, disk(t)); slices.Contains(names(b), ".") {
		t.Error("an empty folder is offered as a text")
	}
}

// The law: what is typed leaves what has it in its name, in either case; esc takes it back, then leaves.
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

// The law: hidden files are shown on demand, the bar stays on its entry, and how many there are is said.
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

// The law: a path that is typed is gone to: a folder is entered, a file chosen, ~ and .. mean what they do elsewhere.
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
		{dir + "/b/none.txt", "b", "b/none.txt"}, // who opens it says that there is none
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

// The law: a dataset's name that no file has is the dataset.
func TestADatasetsName(t *testing.T) {
	b := at(t, disk(t, "a.txt"))
	if o := press(t, b, ":tide", "enter"); o.Path != "tide" {
		t.Errorf("%+v", o)
	}
}

// The law: a folder that cannot be read says why, never that it is empty, and one can go back from it.
func TestAFolderThatCannotBeRead(t *testing.T) {
	dir := disk(t, "locked/")
	b := at(t, dir)
	jobs, _ := b.Key(event.Key{Name: "enter"})
	m := jobs[0]().(read)
	m.entries, m.err = nil, &datasets.BadData{Name: "locked", Reason: "no permission to read it", Hint: "change its permissions"}
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

// The law: only the last folder that was asked for is shown, and messages of another page are not taken.
func TestLateAnswersAreDropped(t *testing.T) {
	dir := disk(t, "a/inside.txt", "b/other.txt")
	b, c := at(t, dir), at(t, dir)
	slow, _ := b.Key(event.Key{Name: "enter"})
	if strings.Contains(picture(b, 60, 12), "b"+string(filepath.Separator)) || !strings.Contains(picture(b, 60, 12), b.Look.Words.Browse.Reading) {
		t.Error("the folder before is shown while the next is read")
	}
	press(t, b, "left")
	late := slow[0]()
	if _, _, own := c.Message(late); own {
		t.Error("another page takes it")
	}
	if _, _, own := c.Message("anything"); own {
		t.Error("a message of no page is taken")
	}
	if settle(t, b, []event.Job{func() any { return late }}); b.Folder() != dir || slices.Contains(names(b), "inside.txt") {
		t.Errorf("in %s: %q", b.Folder(), names(b))
	}
}

// The law: the root has no parent, and a key at an end stays there.
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

// The law: a click highlights, a second opens, the wheel moves; a click beside the list does nothing.
func TestMouse(t *testing.T) {
	dir := disk(t, "a/", "b.txt", "c.txt")
	b := at(t, dir)
	g := grid.New(60, 20)
	b.Draw(g.View().Sub(5, 4, 50, 14)) // a page in a part of the screen
	click := func(x, y int) Outcome {
		jobs, o := b.Mouse(event.Mouse{Kind: event.Press, X: x, Y: y})
		settle(t, b, jobs)
		return o
	}
	if o := click(4, 5); o != (Outcome{}) || on(b) != "b.txt" {
		t.Fatalf("a click put the bar on %q", on(b))
	}
	if o := click(4, 5); o.Path != filepath.Join(dir, "b.txt") {
		t.Errorf("a second click led to %+v", o)
	}
	b.Mouse(event.Mouse{Kind: event.WheelDown})
	if on(b) != "c.txt" {
		t.Errorf("the wheel put the bar on %q", on(b))
	}
	b.Mouse(event.Mouse{Kind: event.WheelUp})
	for _, p := range [][2]int{{4, 0}, {4, 13}, {60, 5}, {4, 9}} {
		if o := click(p[0], p[1]); o != (Outcome{}) || on(b) != "b.txt" {
			t.Errorf("a click at %v led to %+v on %q", p, o, on(b))
		}
	}
}

func picture(b *Browser, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = b.Look.Glyphs == chart.ASCII
	b.Draw(g.View())
	return g.Render(grid.Plain)
}

// listed is a page on the same entries on every computer.
func listed(t testing.TB) *Browser {
	b := at(t, t.TempDir())
	b.folder = filepath.FromSlash("/home/ada/texts/a folder with a rather long name/novels")
	b.entries = []datasets.Entry{
		{Name: "letters", Dir: true}, {Name: "linked", Dir: true, Link: true}, {Name: ".hidden", Hidden: true, Bytes: 12},
		{Name: "a name that is much longer than the page is wide, so that it has to be cut somewhere.txt", Bytes: 1 << 20},
		{Name: "evil\x1b]52;c;aGk=\a.txt", Bytes: 3}, {Name: "pipe", Odd: true}, {Name: "tide.txt", Bytes: 174_592}, {Name: "茶山记：第一章，立春与雨水.txt", Bytes: 2_000_000_000},
		{Name: "ที่นี่.txt", Bytes: 900},
	}
	b.highlight("tide.txt")
	return b
}

// The page as a person sees it, without colours.
func TestPictures(t *testing.T) {
	if filepath.Separator != '/' {
		t.Skip("folders are written in another way here")
	}
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			golden.RequireEqual(t, []byte(picture(listed(t), s[0], s[1])))
		})
	}
	t.Run("ascii", func(t *testing.T) {
		b := listed(t)
		b.Look.Glyphs = chart.ASCII
		golden.RequireEqual(t, []byte(picture(b, 80, 16)))
	})
	t.Run("unreadable", func(t *testing.T) {
		b := listed(t)
		b.entries, b.err = nil, errors.New("/root: no permission to read it (change its permissions, or copy it to where you may read)")
		golden.RequireEqual(t, []byte(picture(b, 60, 12)))
	})
	t.Run("typed", func(t *testing.T) {
		b := listed(t)
		b.Type("茶")
		golden.RequireEqual(t, []byte(picture(b, 60, 12)))
	})
}

// The law: whatever the size, every row is exactly as wide as the screen, and nothing of a name reaches the terminal
// as a command.
func TestEverySizeIsWhole(t *testing.T) {
	b := listed(t)
	for w := 1; w <= 130; w += 3 {
		for h := 1; h <= 45; h += 2 {
			all := picture(b, w, h)
			if strings.ContainsAny(all, "\x1b\a") {
				t.Fatalf("%d×%d: a control character", w, h)
			}
			for y, row := range strings.Split(all, "\n") {
				if got := grid.Width(row); got != w {
					t.Fatalf("%d×%d: row %d is %d wide", w, h, y, got)
				}
			}
		}
	}
}

// The law: a size is written with two or three digits that count.
func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 1023: "1023 B", 1024: "1.0 kB", 174_592: "170 kB", 1 << 20: "1.0 MB", 5 << 30: "5.0 GB", 3 << 40: "3.0 TB", 5 << 50: "5120 TB"} {
		if got := size(n); got != want {
			t.Errorf("%d: %q, not %q", n, got, want)
		}
	}
}
