package picker

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/ui/screen/browse"
	"unroll/ui/screen/event"
)

// The law: o shows the page of files, which gets all keys until esc; then the list is as it was.
func TestTheFilesOfTheDisk(t *testing.T) {
	p := still(t)
	p.Key(event.Key{Name: "o"})
	if p.files.page == nil || !p.Typing() {
		t.Fatal("o does not show the files")
	}
	p.Key(event.Key{Name: "q"})
	if picture(p, 80, 24) == picture(still(t), 80, 24) {
		t.Error("the list is still drawn")
	}
	p.Key(event.Key{Name: "esc"})
	if p.files.page != nil || p.Typing() || picture(p, 80, 24) != picture(still(t), 80, 24) {
		t.Error("esc does not show the list again")
	}
}

// The law: a chosen file is added to the list, highlighted and opened, once however often it is chosen, and stays
// when the list is rebuilt.
func TestAChosenFileIsOpened(t *testing.T) {
	name := filepath.Join(t.TempDir(), "far.txt")
	if err := os.WriteFile(name, []byte("a text"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := still(t)
	n := len(p.items)
	for range 2 {
		p.Key(event.Key{Name: "o"})
		p.files.page.Type(name)
		jobs := p.Key(event.Key{Name: "enter"})
		if len(jobs) == 0 {
			t.Fatal("the path is not checked")
		}
		p.Message(jobs[len(jobs)-1]())
		it, _ := p.current()
		if it.name != "far.txt" || it.detail != filepath.Dir(name) || len(p.items) != n+1 {
			t.Fatalf("on %q (%s) of %d entries", it.name, it.detail, len(p.items))
		}
		if p.busy != "far.txt" || !p.waits || p.files.page != nil {
			t.Errorf("it waits for %q", p.busy)
		}
	}
	p.found(foundMsg{})
	if it, _ := p.current(); it.name != "far.txt" || it.group != opened {
		t.Errorf("afterwards the bar is on %q", it.name)
	}
	p.Key(event.Key{Name: "o"})
	if got, want := p.files.page.Folder(), browse.New(".", p.Look).Folder(); got != want {
		t.Errorf("the next is chosen in %s, not %s", got, want)
	}
}

// The law: an entry of the list with the same name as an opened file is a different entry.
func TestTheSameNameTwice(t *testing.T) {
	p := still(t)
	p.items = append(p.items, item{group: opened, name: "tide"})
	p.files.chosen = p.items[len(p.items)-1:]
	p.highlight(len(p.items) - 1)
	p.found(foundMsg{})
	if it, _ := p.current(); it.group != opened {
		t.Errorf("the bar went to %q of group %d", it.name, it.group)
	}
}

// The law: if there is no room beside the list, the reason why something cannot be opened is shown below it.
func TestWhyItCannotBeOpenedIsSaidInANarrowTerminal(t *testing.T) {
	p := still(t)
	p.preview.err = os.ErrPermission
	if got := picture(p, 40, 12); !strings.Contains(got, p.Look.Words.CannotOpen) {
		t.Error(got)
	}
}
