package datasets

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// An Entry is a file or a folder in a folder, or a link to one.
type Entry struct {
	Name   string
	Dir    bool
	Link   bool
	Bytes  int64 // size of a file
	Hidden bool  // its name begins with a dot
	Odd    bool  // neither a file nor a folder, or a link to nothing
}

// MostEntries limits the entries that Folder reads, for a list that a person chooses from.
const MostEntries = 20_000

// Folder lists a folder: folders first, then the rest, sorted by name ignoring case. It opens nothing in it. If a
// folder has more than 20,000 entries, it lists the first 20,000 in the system's order. Its error is a *BadData.
func Folder(path string) ([]Entry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	names, err := f.ReadDir(MostEntries)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, unreadable(path, err)
	}
	list := make([]Entry, 0, len(names))
	for _, n := range names {
		if e, ok := entry(path, n); ok {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b Entry) int {
		switch {
		case a.Dir != b.Dir && a.Dir:
			return -1
		case a.Dir != b.Dir:
			return 1
		}
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.Name, b.Name))
	})
	return list, nil
}

// entry finds out what a name refers to; ok is false if it has been removed in the meantime.
func entry(folder string, d fs.DirEntry) (e Entry, ok bool) {
	e = Entry{Name: d.Name(), Hidden: strings.HasPrefix(d.Name(), "."), Link: d.Type()&fs.ModeSymlink != 0}
	info, err := os.Stat(filepath.Join(folder, e.Name))
	switch {
	case err != nil && e.Link:
		e.Odd = true
	case errors.Is(err, fs.ErrNotExist):
		return e, false
	case err != nil:
		e.Dir, e.Odd = d.IsDir(), !d.IsDir() && !d.Type().IsRegular()
	default:
		e.Dir, e.Odd = info.IsDir(), !info.IsDir() && !info.Mode().IsRegular()
		e.Bytes = info.Size()
	}
	return e, true
}
