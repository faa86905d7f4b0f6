//go:build !windows

package sessions

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Places where no session can be stored are reported, and nothing is left in them.
func TestPlacesThatCannotBeWritten(t *testing.T) {
	c := along(t, tiny("rnn", "sgd", false), 2)[0]
	top := t.TempDir()
	must(t, os.WriteFile(filepath.Join(top, "file"), nil, 0o644))
	must(t, os.Mkdir(filepath.Join(top, "mine"), 0o555))
	must(t, os.Symlink(filepath.Join(top, "gone"), filepath.Join(top, "link")))
	for dir, word := range map[string]string{
		"file": "is a file, but sessions need a folder", "file/sessions": "not a directory", "mine/sessions": "permission denied", "link": "file exists",
	} {
		if dir == "mine/sessions" && os.Getuid() == 0 {
			continue // root may write there
		}
		w := create(t, Store{Dir: filepath.Join(top, dir)}, "run")
		for range 2 {
			if err := w.Save(c); err == nil || !strings.Contains(err.Error(), word) {
				t.Errorf("%s: %v", dir, err)
			}
		}
	}
	list, err := os.ReadDir(top)
	must(t, err)
	if len(list) != 3 {
		t.Error("there is", list)
	}
	if _, err := (Store{Dir: filepath.Join(top, "file")}).List(); err == nil {
		t.Error("a file lists sessions")
	}
}

// A read-only session is opened but not resumed.
func TestReadOnlySessionOpens(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	s := Store{Dir: t.TempDir()}
	saved(t, s, "run", along(t, tiny("rnn", "sgd", false), 2)...)
	must(t, os.Remove(filepath.Join(s.path("run"), lockFile)))
	must(t, os.Chmod(s.path("run"), 0o555))
	defer os.Chmod(s.path("run"), 0o755)
	_, _, err := s.Open("run")
	must(t, err)
	for _, err := range []error{s.Remove("run"), s.Rename("run", "b")} {
		if !errors.Is(err, os.ErrPermission) {
			t.Error(err)
		}
	}
	if _, _, err := s.Resume("run"); !errors.Is(err, os.ErrPermission) {
		t.Error(err)
	}
}

// A pipe in place of a file does not block.
func TestPipesAreNotWaitedFor(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 2)[0]
	for _, name := range append([]string{lockFile, commitDir + "/" + weightsFile}, needed()...) {
		saved(t, s, "run", c)
		path := filepath.Join(s.path("run"), name)
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.RemoveAll(path))
		must(t, syscall.Mkfifo(path, 0o644))
		var d *Damaged
		if _, _, err := s.Resume("run"); !errors.As(err, &d) || d.File != filepath.Base(name) || d.Err.Error() != "is not a file" {
			t.Errorf("%s: %v", name, err)
		}
		must(t, os.RemoveAll(s.path("run")))
	}
}

// Links to a store and to a session are followed, but Remove does not remove their targets.
func TestLinksAreFollowed(t *testing.T) {
	top := t.TempDir()
	far, s := Store{Dir: filepath.Join(top, "far")}, Store{Dir: filepath.Join(top, "near")}
	c := along(t, tiny("rnn", "sgd", false), 2, 3)
	saved(t, far, "run", c[0])
	must(t, os.Mkdir(filepath.Join(top, "real"), 0o755))
	must(t, os.Symlink(filepath.Join(top, "real"), s.Dir))
	must(t, os.Symlink(far.path("run"), s.path("linked")))
	must(t, os.Symlink(far.path("no"), s.path("broken")))
	w, _, err := s.Resume("linked")
	must(t, err)
	must(t, w.Save(c[1]))
	must(t, w.Close())
	saved(t, s, "own", c[0])
	list, err := s.List()
	must(t, err)
	for _, l := range list {
		if (l.Err != nil) != (l.Name == "broken") {
			t.Error(l.Name, l.Err)
		}
	}
	must(t, s.Remove("linked"))
	_, got, err := far.Open("run")
	must(t, err)
	if got.Step != 3 {
		t.Error(got.Step)
	}
	var d *Damaged
	if err := s.Remove("broken"); !errors.As(err, &d) || !strings.Contains(err.Error(), "a link to a file that does not exist") {
		t.Error(err)
	}
}

// A commit/ that is a link to elsewhere is not emptied.
func TestCommitElsewhereIsLeftAlone(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 2, 3)
	saved(t, s, "run", c[0])
	saved(t, s, "other", c[1])
	must(t, os.Symlink(s.path("other"), filepath.Join(s.path("run"), commitDir)))
	var d *Damaged
	if _, _, err := s.Resume("run"); !errors.As(err, &d) || d.File != commitDir {
		t.Error(err)
	}
	got, err := openAll(t, s, "other")
	must(t, err)
	if image(t, got) != image(t, c[1]) {
		t.Error("another session was touched")
	}
}
