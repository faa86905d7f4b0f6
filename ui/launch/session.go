package launch

import (
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
)

// Version is the program's, as it was built.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

// Meta is what is to be said of a session over t before its first save.
func Meta(t datasets.Text) sessions.Meta {
	return sessions.Meta{Program: Version(), Kernel: train.Kernel(), Data: Reference(t)}
}

// Create prepares a session for a run over t that was begun from a preset ("": from none); nothing is
// on the disk before the run is recorded. Errors: those of sessions.Store.Create.
func Create(store sessions.Store, name string, t datasets.Text, preset string) (*sessions.Session, error) {
	m := Meta(t)
	m.Preset = preset
	return store.Create(name, m)
}

// FreeName is a name for a session of a run over t, when nobody gave one.
func FreeName(store sessions.Store, t datasets.Text, r train.Recipe) string {
	name := strings.TrimSuffix(t.Name, filepath.Ext(t.Name))
	return store.FreeName(name + "-" + r.Model.Cell)
}

// A Kept is a session that was opened to go on with. Its run is
//
//	Start(k.Text, k.From.Recipe, train.Options{From: k.From, Recorder: k.Recorder})
//
// which closes the Recorder when it ends; who does not start it closes it.
type Kept struct {
	Meta     sessions.Meta
	Text     datasets.Text
	From     *train.Checkpoint
	Recorder *sessions.Session
}

// Resume opens a session to go on with: it locks it, reads it, and reads its text again, from
// where args say if it has moved (see Text). Errors: those of sessions.Store.Resume, and of the
// text a *datasets.BadData.
func Resume(store sessions.Store, name string, o datasets.Opener, args ...string) (Kept, error) {
	s, from, err := store.Resume(name)
	if err != nil {
		return Kept{}, err
	}
	m := s.Meta()
	t, err := Text(m, o, args...)
	if err != nil {
		s.Close()
		return Kept{}, err
	}
	return Kept{Meta: m, Text: t, From: from, Recorder: s}, nil
}

// SameArithmetic says whether this program on this machine makes the session's updates bit by bit.
func SameArithmetic(m sessions.Meta) bool {
	return m.Arch == runtime.GOOS+"/"+runtime.GOARCH && m.Kernel == train.Kernel()
}
