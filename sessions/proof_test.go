package sessions

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The law: a save that succeeds leaves a session that opens, whatever other programs have removed or cut meanwhile, also if the
// run has not gone on since.
func TestASaveThatSucceedsCanBeOpened(t *testing.T) {
	c := along(t, tiny("gru", "adam", false), 3, 5)
	for _, name := range append(needed(), bestFile) {
		for how, harm := range map[string]func(path string) error{
			"removed": os.Remove,
			"emptied": func(path string) error { return os.Truncate(path, 0) },
			"a folder": func(path string) error {
				must(t, os.Remove(path))
				return os.MkdirAll(filepath.Join(path, "full"), 0o755)
			},
		} {
			if how == "a folder" && name != vocabFile {
				continue // no system replaces a folder that is not empty: an error, below
			}
			for i, next := range c {
				s := Store{Dir: t.TempDir(), disk: quick{}}
				w := create(t, s, "run")
				must(t, w.Save(c[0]))
				must(t, harm(filepath.Join(w.dir, name)))
				err := w.Save(next)
				must(t, w.Close())
				got, openErr := openAll(t, s, "run")
				if err == nil && (openErr != nil || image(t, got) != image(t, next)) {
					t.Errorf("%s %s, save %d: saved, but %v", name, how, i, openErr)
				}
				if err != nil && how != "a folder" {
					t.Errorf("%s %s, save %d: %v", name, how, i, err)
				}
			}
		}
	}
}

// The law: a folder that is gone, or is now another session, is not written to, and the error does not call anything safe.
func TestAFolderThatIsGoneIsNotWrittenTo(t *testing.T) {
	c := along(t, tiny("rnn", "sgd", false), 3, 5)
	for how, harm := range map[string]func(s Store) error{
		"removed": func(s Store) error { return os.RemoveAll(s.path("run")) },
		"renamed": func(s Store) error { return os.Rename(s.path("run"), s.path("elsewhere")) },
		"another": func(s Store) error {
			must(t, os.RemoveAll(s.path("run")))
			saved(t, s, "run", c[0])
			return nil
		},
	} {
		for _, next := range c {
			s := Store{Dir: t.TempDir(), disk: quick{}}
			w := create(t, s, "run")
			must(t, w.Save(c[0]))
			must(t, harm(s))
			if err := w.Save(next); err == nil || strings.Contains(err.Error(), "safe") || !strings.Contains(err.Error(), "renamed or removed") {
				t.Errorf("%s: %v", how, err)
			}
			must(t, w.Close())
			if how == "another" {
				got, err := openAll(t, s, "run")
				must(t, err)
				if got.Step != 3 {
					t.Error("another session was written to")
				}
			}
		}
	}
}
