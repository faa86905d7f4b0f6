package sessions

import (
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"unroll/core/kernel"
	"unroll/core/recipe"
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

// Create prepares a session for a run over t that was started from a preset ("": none); nothing is on
// the disk before the run is recorded. Errors: those of Store.Create.
func Create(store Store, name string, t datasets.Text, preset string) (*Session, error) {
	return CreateOn(store, name, OfText(t), preset)
}

// CreateOn is Create with the data of any task.
func CreateOn(store Store, name string, x Origin, preset string) (*Session, error) {
	return store.Create(name, metaFor(x, preset))
}

// metaFor is what the creator of a session knows of it.
func metaFor(x Origin, preset string) Meta {
	return Meta{Program: Version(), Kernel: kernel.Name(), Data: x.Reference(), Preset: preset}
}

// Create prepares a session for the run. Errors: those of Store.Create.
func (s *Subject) Create(store Store, name string) (*Session, error) {
	x, err := CreateOn(store, name, s.Origin, s.Preset)
	if err == nil {
		x.Keep(s.Piped)
	}
	return x, err
}

// CreateFree is Create under a free name that the program chooses: if another process takes it before the first save, under
// the next one; Session.Name says which. If there is no store, its saves fail with ErrNowhere, and Rescue finds a place.
func (s *Subject) CreateFree(store Store) *Session {
	x := s.session(store, s.FreeName(store))
	x.base = baseName(s.Origin.Reference().Name, s.Recipe)
	return x
}

// session is a session of the run with a name that may have been taken meanwhile.
func (s *Subject) session(store Store, name string) *Session {
	x := store.session(name, metaFor(s.Origin, s.Preset))
	x.Keep(s.Piped)
	return x
}

// FreeName is a default name for a session of the run.
func (s *Subject) FreeName(store Store) string {
	return freeName(store, s.Origin.Reference().Name, s.Recipe)
}

// FreeName is a default name for a session of a run over t.
func FreeName(store Store, t datasets.Text, r recipe.Recipe) string {
	return freeName(store, t.Name, r)
}

func freeName(store Store, name string, r recipe.Recipe) string {
	return store.FreeName(baseName(name, r))
}

// baseName is what default names of sessions of a run begin with.
func baseName(name string, r recipe.Recipe) string {
	return strings.TrimSuffix(name, filepath.Ext(name)) + "-" + r.Model.Cell
}

// A Resumed is a session opened to be resumed. Its run is
//
//	BeginOn(k.Origin, k.From.Recipe, train.Options{From: k.From, Recorder: k.Recorder})
//
// which closes the Recorder when it ends; if it is not started, the caller must close the Recorder.
type Resumed struct {
	Meta     Meta
	Origin   Origin
	Text     datasets.Text // zero if the data are not a text
	From     *train.Checkpoint
	Recorder *Session
	LostBest bool // its best weights were damaged, and the run continues without them
	Newest   bool // it was to go on from its newest weights, whatever happened to them
}

// Resume opens a session to resume it: it locks it, reads it, and reads its data again; if they have moved,
// args say where they are (see FindOrigin). Errors: those of Store.Resume, and a *datasets.BadData about the data.
func Resume(store Store, name string, o datasets.Opener, args ...string) (Resumed, error) {
	return ResumeWith(store, name, "", o, args...)
}

// ResumeWith is Resume from the selected weights, like Store.ResumeWith.
func ResumeWith(store Store, name string, which Weights, o datasets.Opener, args ...string) (Resumed, error) {
	s, from, err := store.ResumeWith(name, which)
	if err != nil {
		return Resumed{}, err
	}
	m := s.Meta()
	x, err := FindOrigin(m, o, args...)
	if err != nil {
		s.Close()
		return Resumed{}, err
	}
	s.learns(x.Reference())
	t, _ := x.(textOrigin)
	return Resumed{Meta: m, Origin: x, Text: t.Text, From: from, Recorder: s, LostBest: s.noBest, Newest: which == Last}, nil
}

// learns completes what session.json says about the data, for a session started by an earlier version, from the
// next save on.
func (s *Session) learns(d Data) {
	if s.meta.Data.Checksums == nil && s.meta.Data.SHA256 == d.SHA256 {
		s.meta.Data.Checksums = d.Checksums
	}
}

// SameArithmetic reports whether this program on this machine reproduces the session's updates bit for bit.
func SameArithmetic(m Meta) bool {
	return m.Arch == runtime.GOOS+"/"+runtime.GOARCH && m.Kernel == kernel.Name()
}
