package sessions

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/gofrs/flock"
)

// acquire locks the session in dir for writing. The system releases the lock when the process ends,
// however it ends. Error: a *Locked.
func acquire(name, dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, lockFile)
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &Damaged{Name: name, File: lockFile, Err: errNoFile} // opening a pipe would block
	}
	l := flock.New(path)
	ok, err := l.TryLock()
	if err != nil {
		return nil, errLock.Of(name, err)
	}
	if !ok {
		return nil, &Locked{Name: name}
	}
	// Between opening the file and locking it the folder may have been renamed or removed.
	if !holds(l, dir) {
		l.Unlock()
		return nil, errGone.Of(name, fs.ErrNotExist)
	}
	return l, nil
}

// holds reports whether l is the lock of the session in dir.
func holds(l *flock.Flock, dir string) bool {
	held, err1 := l.Stat()
	there, err2 := os.Stat(filepath.Join(dir, lockFile))
	return err1 == nil && err2 == nil && os.SameFile(held, there)
}

// move renames the folder of a session whose lock is held. Windows does not rename a folder with an
// open file; there the lock is released just before.
func move(d disk, l *flock.Flock, from, to string) error {
	if runtime.GOOS == "windows" {
		l.Unlock()
	}
	return d.Rename(from, to)
}
