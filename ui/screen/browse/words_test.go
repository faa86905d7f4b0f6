package browse

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"unroll/datasets"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n/i18ntest"
)

// The law: all words of the page come from the catalogue, and so does the reason why a folder cannot be read: in
// a language with another alphabet no English is left except names of files.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	_, unreadable := datasets.Folder(filepath.FromSlash("/111/222"))
	if unreadable == nil {
		t.Fatal("/111/222 can be read")
	}
	for name, change := range map[string]func(*Browser){
		"as it is":   func(*Browser) {},
		"typed":      func(b *Browser) { b.Type("zzz") },
		"being read": func(b *Browser) { b.reading, b.entries = true, nil },
		"empty":      func(b *Browser) { b.entries = nil },
		"too large":  func(b *Browser) { b.entries = many(datasets.MostEntries) },
		"unreadable": func(b *Browser) { b.entries, b.err = nil, unreadable },
	} {
		for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 60}} {
			b := at(t, t.TempDir())
			b.Look.Words = i18ntest.Foreign(nil)
			b.folder = filepath.FromSlash("/111")
			b.entries = []datasets.Entry{{Name: "10", Dir: true}, {Name: "11", Dir: true, Link: true}, {Name: ".12", Hidden: true}, {Name: "13", Bytes: 14}, {Name: "15", Odd: true}}
			change(b)
			all := picture(b, s[0], s[1])
			if left := i18ntest.Left(strings.ReplaceAll(all, "zzz", ""), i18ntest.Keys); len(left) > 0 {
				t.Errorf("%s at %d×%d: %q are not of the catalogue:\n%s", name, s[0], s[1], left, all)
			}
		}
	}
}

// The law: in a language of wide letters every row is still as wide as the screen.
func TestWideWords(t *testing.T) {
	b := listed(t)
	b.Look.Words = i18ntest.Wide()
	for w := 10; w <= 130; w += 7 {
		for y, row := range strings.Split(picture(b, w, 14), "\n") {
			if got := grid.Width(row); got != w {
				t.Errorf("%d columns: row %d is %d wide", w, y, got)
			}
		}
	}
}

// many are n entries of a folder.
func many(n int) []datasets.Entry {
	list := make([]datasets.Entry, n)
	for i := range list {
		list[i].Name = strconv.Itoa(i)
	}
	return list
}

// The law: a list that may not be the whole folder says so, and no other does.
func TestALargeFolderSaysThatItIsCut(t *testing.T) {
	b := at(t, t.TempDir())
	want := fmt.Sprintf(b.Look.Words.Browse.First, datasets.MostEntries)
	for n, cut := range map[int]bool{0: false, datasets.MostEntries - 1: false, datasets.MostEntries: true} {
		b.entries = many(n)
		if got := strings.Contains(picture(b, 80, 24), want); got != cut {
			t.Errorf("with %d entries it says so: %v", n, got)
		}
	}
}
