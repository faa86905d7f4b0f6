package sessions

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A Discarded is a session that was put aside in the store's folder, to be restored or purged.
type Discarded struct {
	Name string // that it had
	dir  string
}

// Discard takes a session out of the store without deleting it: its folder gets a name that no session has. Whoever discards it purges
// it too; what a process that ended has left is deleted with the first new session an hour later. Errors: those of Remove.
func (s Store) Discard(name string) (d Discarded, err error) {
	f, err := s.mine(name)
	if err != nil {
		return d, err
	}
	l, err := acquire(f.name, f.dir)
	if err != nil {
		return d, err
	}
	defer l.Unlock()
	d = Discarded{Name: f.name, dir: s.aside(removedPrefix, f.name)}
	now := time.Now()
	_ = os.Chtimes(f.dir, now, now) // the hour begins now; if it cannot be set, the session can be restored for less long
	err = s.alone(func() error {
		s.retire(f.name)
		return move(s.writes(), l, f.dir, d.dir)
	})
	if err == nil {
		err = s.writes().SyncDir(s.Dir)
	}
	if err != nil {
		return d, errRemove.Of(f.name, err)
	}
	return d, nil
}

// Restore gives a discarded session its name back. Errors: *Exists, if the name was taken meanwhile; *NotFound, if the session was purged.
func (s Store) Restore(d Discarded) error {
	w := s.writes()
	return s.alone(func() error {
		if held := s.holder(d.Name); held != "" {
			return &Exists{Name: held}
		}
		if _, err := os.Lstat(filepath.Join(d.dir, metaFile)); errors.Is(err, fs.ErrNotExist) {
			return &NotFound{Name: d.Name}
		}
		if err := w.Rename(d.dir, s.path(d.Name)); err != nil {
			return errRename.Of(d.Name, err)
		}
		return w.SyncDir(s.Dir)
	})
}

// Purge deletes a discarded session for good.
func (s Store) Purge(d Discarded) error {
	if d.dir == "" || filepath.Dir(d.dir) != filepath.Clean(s.Dir) {
		return nil
	}
	if err := s.writes().Remove(d.dir); err != nil {
		return errRemove.Of(d.Name, err)
	}
	return nil
}
