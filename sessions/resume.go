package sessions

import (
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"unroll/core/kernel"
	"unroll/core/train"
	"unroll/datasets"
)

// Version is the program's, as it was built.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

// NewMeta is the Meta of a session over t before its first save.
func NewMeta(t datasets.Text) Meta {
	return Meta{Program: Version(), Kernel: kernel.Name(), Data: Reference(t)}
}

// Create prepares a session for a run over t that was started from a preset ("": none); nothing is on
// the disk before the run is recorded. Errors: those of Store.Create.
func Create(store Store, name string, t datasets.Text, preset string) (*Session, error) {
	m := NewMeta(t)
	m.Preset = preset
	return store.Create(name, m)
}

// FreeName is a default name for a session of a run over t.
func FreeName(store Store, t datasets.Text, r train.Recipe) string {
	name := strings.TrimSuffix(t.Name, filepath.Ext(t.Name))
	return store.FreeName(name + "-" + r.Model.Cell)
}

// A Resumed is a session opened to be resumed. Its run is
//
//	Begin(k.Text, k.From.Recipe, train.Options{From: k.From, Recorder: k.Recorder})
//
// which closes the Recorder when it ends; if it is not started, the caller must close the Recorder.
type Resumed struct {
	Meta     Meta
	Text     datasets.Text
	From     *train.Checkpoint
	Recorder *Session
}

// Resume opens a session to resume it: it locks it, reads it, and reads its text again; if the text has moved,
// args say where it is (see FindText). Errors: those of Store.Resume, and a *datasets.BadData about the text.
func Resume(store Store, name string, o datasets.Opener, args ...string) (Resumed, error) {
	s, from, err := store.Resume(name)
	if err != nil {
		return Resumed{}, err
	}
	m := s.Meta()
	t, err := FindText(m, o, args...)
	if err != nil {
		s.Close()
		return Resumed{}, err
	}
	s.learns(t)
	return Resumed{Meta: m, Text: t, From: from, Recorder: s}, nil
}

// learns completes what session.json says about the text, for a session started by an earlier version, from the
// next save on.
func (s *Session) learns(t datasets.Text) {
	if s.meta.Data.Checksums == nil && s.meta.Data.SHA256 == t.SHA256 {
		s.meta.Data.Checksums = checksums(t)
	}
}

// SameArithmetic reports whether this program on this machine reproduces the session's updates bit for bit.
func SameArithmetic(m Meta) bool {
	return m.Arch == runtime.GOOS+"/"+runtime.GOARCH && m.Kernel == kernel.Name()
}
