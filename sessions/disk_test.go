package sessions

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var errPlug = errors.New("no space left on device")

// A faulty disk fails at its n-th call, counted from 0: once, or from then on for good.
type faulty struct {
	disk
	n    int
	good bool // fail permanently: the process is dead
	part part
	made int // calls
}

// part is how much of the failing call is done nevertheless.
type part int

const (
	nothing part = iota
	half
	all
)

func (f *faulty) call(whole, partly func() error) error {
	i := f.made
	f.made++
	switch {
	case i < f.n || (i > f.n && !f.good):
		return whole()
	case i == f.n && f.part == half && partly != nil:
		partly()
	case i == f.n && f.part == all:
		whole()
	}
	return errPlug
}

func (f *faulty) Mkdir(path string) error {
	return f.call(func() error { return f.disk.Mkdir(path) }, nil)
}

func (f *faulty) Create(path string, write func(io.Writer) error) error {
	return f.call(func() error { return f.disk.Create(path, write) }, func() error {
		var b bytes.Buffer
		write(&b)
		return os.WriteFile(path, b.Bytes()[:b.Len()/2], 0o644)
	})
}

func (f *faulty) Overwrite(path string, at int64, data []byte) error {
	return f.call(func() error { return f.disk.Overwrite(path, at, data) }, func() error {
		return f.disk.Overwrite(path, at, data[:len(data)/2])
	})
}

func (f *faulty) Replace(path string, data []byte) error {
	return f.call(func() error { return f.disk.Replace(path, data) }, nil)
}

func (f *faulty) Rename(from, to string) error {
	return f.call(func() error { return f.disk.Rename(from, to) }, nil)
}

func (f *faulty) Remove(path string) error {
	return f.call(func() error { return f.disk.Remove(path) }, func() error {
		list, _ := os.ReadDir(path)
		for _, e := range list[:(len(list)+1)/2] {
			f.disk.Remove(filepath.Join(path, e.Name()))
		}
		return nil
	})
}

func (f *faulty) RemoveDir(path string) error {
	return f.call(func() error { return f.disk.RemoveDir(path) }, nil)
}

func (f *faulty) SyncDir(path string) error {
	return f.call(func() error { return f.disk.SyncDir(path) }, nil)
}

// A journal is a disk that knows what a power failure would leave: what was synced, and any prefix
// of the later changes of names, in order.
type journal struct {
	disk
	root    string
	kept    names   // after the last sync of a folder
	pending []alter // changes of names since
	cut     func(left names)
}

// names are the files and folders (nil) below the root.
type names map[string]*blob

type blob struct{ bytes []byte }

type alter func(n names)

// begin treats what is on the disk as synced.
func begin(t *testing.T, root string) *journal {
	t.Helper()
	j := &journal{disk: quick{}, root: root, kept: names{}}
	must(t, filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			j.kept[path] = nil
			return err
		}
		b, err := os.ReadFile(path)
		j.kept[path] = &blob{b}
		return err
	}))
	return j
}

func (j *journal) now() names {
	n := maps.Clone(j.kept)
	for _, a := range j.pending {
		a(n)
	}
	return n
}

// pull goes through every state that a power failure at this instant may leave.
func (j *journal) pull() {
	if j.cut == nil {
		return
	}
	for i := range len(j.pending) + 1 {
		n := maps.Clone(j.kept)
		for _, a := range j.pending[:i] {
			a(n)
		}
		j.cut(n)
	}
}

func (j *journal) later(a alter, do func() error) error {
	j.pull()
	j.pending = append(j.pending, a)
	return do()
}

func (j *journal) Mkdir(path string) error {
	return j.later(func(n names) { n[path] = nil }, func() error { return j.disk.Mkdir(path) })
}

func (j *journal) Create(path string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	file := &blob{} // not synced yet: empty or partly written
	err := j.later(func(n names) { n[path] = file }, func() error { return j.disk.Create(path, write) })
	j.pull()
	file.bytes = b.Bytes()[:b.Len()/2]
	j.pull()
	file.bytes = b.Bytes()
	return err
}

func (j *journal) Overwrite(path string, at int64, data []byte) error {
	j.pull()
	file := j.now()[path]
	before := file.bytes
	for _, torn := range [][]byte{data[:len(data)/2], make([]byte, len(data)), bytes.Repeat([]byte("\n"), len(data))} {
		file.bytes = slices.Concat(before[:at], torn)
		j.pull()
	}
	file.bytes = slices.Concat(before[:at], data)
	return j.disk.Overwrite(path, at, data)
}

func (j *journal) Replace(path string, data []byte) error {
	file := &blob{data}
	return j.later(func(n names) { n[path] = file }, func() error { return j.disk.Replace(path, data) })
}

func (j *journal) Rename(from, to string) error {
	return j.later(func(n names) {
		for path, file := range maps.Clone(n) {
			if path == from || strings.HasPrefix(path, from+string(filepath.Separator)) {
				delete(n, path)
				n[to+path[len(from):]] = file
			}
		}
	}, func() error { return j.disk.Rename(from, to) })
}

func (j *journal) Remove(path string) error {
	return j.later(func(n names) {
		for p := range maps.Clone(n) {
			if p == path || strings.HasPrefix(p, path+string(filepath.Separator)) {
				delete(n, p)
			}
		}
	}, func() error { return j.disk.Remove(path) })
}

func (j *journal) RemoveDir(path string) error { return j.Remove(path) }

// SyncDir syncs all names, as journaling file systems do.
func (j *journal) SyncDir(path string) error {
	j.pull()
	j.kept, j.pending = j.now(), nil
	return j.disk.SyncDir(path)
}

// key identifies a state.
func (n names) key() string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(n)) {
		fmt.Fprintf(&b, "%s\n", path)
		if n[path] != nil {
			fmt.Fprintf(&b, "%d %s\n", len(n[path].bytes), n[path].bytes)
		}
	}
	return b.String()
}

// lay writes names below a different root.
func (n names) lay(t *testing.T, from, to string) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(n)) {
		target := to + path[len(from):]
		if n[path] == nil {
			must(t, os.MkdirAll(target, 0o755))
			continue
		}
		must(t, os.WriteFile(target, n[path].bytes, 0o644))
	}
}

// A quick disk syncs nothing, for tests that save a thousand times.
type quick struct{ osDisk }

func (quick) Create(path string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

func (quick) Overwrite(path string, at int64, data []byte) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return overwrite(f, info.Size(), at, data)
}

func (quick) SyncDir(string) error { return nil }
