package sessions

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// A Store is a folder of sessions. It need not exist: the first save makes it.
type Store struct {
	Dir string // "": none is known, and everything is ErrNowhere

	// Reading, if not nil, is told how much of a long session's metrics.csv has been read, 0 … 1, when there is
	// no usable history.bin. An error that it returns, such as context.Canceled, stops the reading.
	Reading func(part float64) error

	disk  disk // nil: the real one
	every int  // for tests: replaces bucketsEvery unless it is 0
}

// Environment is the environment variable that names another folder for sessions.
const Environment = "UNROLL_SESSIONS"

// Default is the store at dir; if that is empty, at $UNROLL_SESSIONS, or else in the system's place
// for a user's data.
func Default(dir string) Store {
	if dir == "" {
		dir = os.Getenv(Environment)
	}
	if dir == "" && xdg.DataHome != "" {
		dir = filepath.Join(xdg.DataHome, "unroll", "sessions")
	}
	if dir == "" {
		return Store{}
	}
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return Store{Dir: dir}
}

func (s Store) writes() disk {
	if s.disk == nil {
		return osDisk{}
	}
	return s.disk
}

func (s Store) path(name string) string { return filepath.Join(s.Dir, name) }

// find returns the folder of an existing session.
func (s Store) find(name string) (folder, error) {
	if s.Dir == "" {
		return folder{}, ErrNowhere
	}
	f := folder{name: name, dir: s.path(name), reading: s.Reading}
	if CheckName(name) != nil {
		return f, s.notFound(name)
	}
	info, err := os.Stat(f.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(f.dir); err == nil {
			return f, f.damaged(f.dir, errDeadLink.Of())
		}
		if other := s.holder(name); other != "" && other != name {
			return s.find(other) // names that differ in case only are one
		}
		return f, s.notFound(name)
	case err != nil:
		return f, errSession.Of(name, err)
	case !info.IsDir():
		return f, f.damaged(f.dir, errNoFolder.Of())
	}
	return f, nil
}

func (s Store) notFound(name string) error {
	names, _ := s.names()
	return &NotFound{Name: name, Near: near(name, names)}
}

// names lists what is in the store; names that begin with a dot are not sessions.
func (s Store) names() ([]string, error) {
	if s.Dir == "" {
		return nil, ErrNowhere
	}
	entries, err := os.ReadDir(s.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, errStore.Of(s.Dir, err)
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}
