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

// NewMeta is what is to be said of a session over t before its first save.
func NewMeta(t datasets.Text) Meta {
	return Meta{Program: Version(), Kernel: kernel.Name(), Data: Reference(t)}
}

// Create prepares a session for a run over t that was begun from a preset ("": from none); nothing is
// on the disk before the run is recorded. Errors: those of sessions.Store.Create.
func Create(store Store, name string, t datasets.Text, preset string) (*Session, error) {
	m := NewMeta(t)
	m.Preset = preset
	return store.Create(name, m)
}

// FreeName is a name for a session of a run over t, when nobody gave one.
func FreeName(store Store, t datasets.Text, r train.Recipe) string {
	name := strings.TrimSuffix(t.Name, filepath.Ext(t.Name))
	return store.FreeName(name + "-" + r.Model.Cell)
}

// A Resumed is a session that was opened to go on with. Its run is
//
//	Begin(k.Text, k.From.Recipe, train.Options{From: k.From, Recorder: k.Recorder})
//
// which closes the Recorder when it ends; who does not start it closes it.
type Resumed struct {
	Meta     Meta
	Text     datasets.Text
	From     *train.Checkpoint
	Recorder *Session
}

// Resume opens a session to go on with: it locks it, reads it, and reads its text again, from
// where args say if it has moved (see FindText). Errors: those of sessions.Store.Resume, and of the
// text a *datasets.BadData.
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

// learns completes what session.json says of the text, of a session that an earlier program began, from the next
// save on.
func (s *Session) learns(t datasets.Text) {
	if s.meta.Data.Checksums == nil && s.meta.Data.SHA256 == t.SHA256 {
		s.meta.Data.Checksums = checksums(t)
	}
}

// SameArithmetic says whether this program on this machine makes the session's updates bit by bit.
func SameArithmetic(m Meta) bool {
	return m.Arch == runtime.GOOS+"/"+runtime.GOARCH && m.Kernel == kernel.Name()
}
