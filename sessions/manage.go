package sessions

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Rename gives a session another name. Errors: *NotFound, *Locked, *BadName, *Exists.
func (s Store) Rename(from, to string) error {
	f, err := s.mine(from)
	if err != nil {
		return err
	}
	if err := CheckName(to); err != nil {
		return err
	}
	if from = f.name; from == to {
		return nil
	}
	if held := s.holder(to); held != "" && held != from && !s.same(from, held) {
		return &Exists{Name: held}
	}
	l, err := acquire(from, f.dir)
	if err != nil {
		return err
	}
	defer l.Unlock()
	d := s.writes()
	err = s.alone(func() error {
		if held := s.holder(to); held != "" && held != from && !s.same(from, held) {
			return &Exists{Name: held}
		}
		s.retire(from)
		if err := move(d, l, f.dir, s.path(to)); err != nil {
			return errRename.Of(from, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := d.SyncDir(s.Dir); err != nil {
		return err
	}
	return s.relabel(to)
}

// relabel updates the name in session.json to the folder's, if the session can be read.
func (s Store) relabel(name string) error {
	f := folder{name: name, dir: s.path(name)}
	m, err := f.meta()
	if err != nil {
		return nil
	}
	b, err := m.encode()
	if err != nil {
		return err
	}
	return s.writes().Replace(filepath.Join(f.dir, metaFile), b)
}

// same reports whether two names are the same folder, as "Run" and "run" are on some systems.
func (s Store) same(a, b string) bool {
	x, err1 := os.Stat(s.path(a))
	y, err2 := os.Stat(s.path(b))
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// Remove deletes a session permanently: it is renamed atomically, then deleted. Errors: *NotFound,
// *Locked; a *Damaged for a folder that is not a session, which is left alone.
func (s Store) Remove(name string) error {
	f, err := s.mine(name)
	if err != nil {
		return err
	}
	l, err := acquire(f.name, f.dir)
	if err != nil {
		return err
	}
	return s.alone(func() error {
		s.retire(f.name)
		return s.remove(f, l)
	})
}

func (s Store) remove(f folder, l *flock.Flock) error {
	d, aside := s.writes(), s.aside(removedPrefix, f.name)
	err := move(d, l, f.dir, aside)
	l.Unlock()
	if err == nil {
		err = d.SyncDir(s.Dir)
	}
	if err == nil {
		err = d.Remove(aside)
	}
	if err != nil {
		return errRemove.Of(f.name, err)
	}
	return nil
}

// Removable is the name of the session that Remove would delete, which may differ from name in case. Errors are those with which
// Remove would fail at once: a session that does not exist, cannot be read, or is no session.
func (s Store) Removable(name string) (string, error) {
	f, err := s.mine(name)
	return f.name, err
}

// mine finds a folder that must be a session: any other is never moved or deleted, whatever folder
// was given as the store.
func (s Store) mine(name string) (folder, error) {
	f, err := s.find(name)
	if err != nil {
		return f, err
	}
	_, err = os.Lstat(filepath.Join(f.dir, metaFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f, f.damaged(metaFile, errNotOurs.Of())
	case err != nil: // a folder that may not be looked into, above all
		return f, errSession.Of(f.name, err)
	}
	return f, nil
}
