package sessions

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"unroll/core/train"
)

// Prefixes of folders that are not yet, or no longer, sessions.
const (
	newPrefix     = ".new-"
	removedPrefix = ".removed-"
)

// create makes the session's folder under another name and renames it when it is complete.
func (s *Session) create(c *train.Checkpoint) error {
	d := s.store.writes()
	if s.store.Dir == "" {
		return ErrNowhere
	}
	if held := s.store.holder(s.name); held != "" {
		return &Exists{Name: held}
	}
	made, err := makeDirs(d, s.store.Dir)
	temporary := s.store.aside(newPrefix, s.name)
	var b built
	if err == nil {
		s.store.sweep(time.Now())
		b, err = s.build(c, temporary)
	}
	if err == nil {
		err = s.store.alone(func() error { return s.place(d, b, temporary) })
	}
	if err != nil {
		d.Remove(temporary)
		for _, dir := range slices.Backward(made) {
			d.RemoveDir(dir)
		}
		return err
	}
	s.stands(b.meta, c)
	s.last, s.lock, s.unsure = &b.mark, b.lock, true
	if err := d.SyncDir(s.store.Dir); err != nil {
		return err
	}
	s.unsure = false
	if err := s.relock(); err != nil {
		return err
	}
	s.measure()
	return s.proof(c)
}

// built is a session that is complete except for its name.
type built struct {
	meta Meta
	mark mark
	lock *flock.Flock
}

func (s *Session) build(c *train.Checkpoint, dir string) (b built, err error) {
	b.meta = s.complete(c)
	files, err := identity(b.meta, c)
	if err != nil {
		return b, err
	}
	history, k, err := s.historyOf(c)
	if err != nil {
		return b, err
	}
	state, err := stateOf(c)
	if err != nil {
		return b, err
	}
	state = append(state, bestOf(c))
	if c.Good != nil {
		f, err := goodOf(c.Good)
		if err != nil {
			return b, err
		}
		state = append(state, f)
	}
	if err := writeAll(s.store.writes(), dir, slices.Concat(files, history, state)); err != nil {
		return b, err
	}
	b.mark = *k
	b.lock, err = acquire(s.name, dir)
	return b, err
}

// complete is session.json for a run at c.
func (s *Session) complete(c *train.Checkpoint) Meta {
	m := s.meta
	m.ID = "" // a new one, even if everything else is copied from another session
	m = m.at(c)
	m.Name = s.name
	if m.Created.IsZero() {
		m.Created = time.Now().UTC().Truncate(time.Second)
	}
	if m.Arch == "" {
		m.Arch = runtime.GOOS + "/" + runtime.GOARCH
	}
	return m
}

// place gives the folder its name. A name that was taken meanwhile is left alone: no system renames
// a folder onto one that has files in it.
func (s *Session) place(d disk, b built, from string) error {
	if held := s.store.holder(s.name); held != "" {
		b.lock.Unlock()
		return &Exists{Name: held}
	}
	err := move(d, b.lock, from, s.dir)
	if err == nil || holds(b.lock, s.dir) { // over a network, a successful rename may be reported as failed
		return nil
	}
	b.lock.Unlock()
	if held := s.store.holder(s.name); held != "" {
		return &Exists{Name: held}
	}
	return err
}

// relock takes back the lock that move had to release. Another unroll may have been faster in the
// meantime; the session then belongs to it.
func (s *Session) relock() error {
	if s.lock.Locked() {
		return nil
	}
	l, err := acquire(s.name, s.dir)
	if err == nil {
		s.lock = l
	}
	return err
}

// aside is a path in the store with a name that no session can have.
func (s Store) aside(prefix, name string) string {
	return s.path(fmt.Sprintf("%s%s-%08x", prefix, name, rand.Uint32()))
}

// sweep removes folders that killed processes left half made or half removed.
func (s Store) sweep(now time.Time) {
	entries, _ := os.ReadDir(s.Dir)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), newPrefix) && !strings.HasPrefix(e.Name(), removedPrefix) {
			continue
		}
		if info, err := e.Info(); err == nil && now.Sub(info.ModTime()) > time.Hour {
			s.writes().Remove(s.path(e.Name()))
		}
	}
}

// makeDirs makes a folder and its missing parents, and returns those that it made.
func makeDirs(d disk, dir string) (made []string, err error) {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		return nil, errStoreFile.Of(dir)
	}
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	above := filepath.Dir(dir)
	if made, err = makeDirs(d, above); err != nil {
		return made, err
	}
	if err := d.Mkdir(dir); err != nil {
		if info, e := os.Stat(dir); e == nil && info.IsDir() {
			return made, nil // another process was faster
		}
		return made, err
	}
	return append(made, dir), d.SyncDir(above)
}
