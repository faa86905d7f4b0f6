package sessions

import (
	"testing"
)

// The law: a session remembers the preset that it was started from, also when it is resumed; a
// session.json without one, as it was before there were presets, is equally valid.
func TestPresetIsRemembered(t *testing.T) {
	list := along(t, tiny("rnn", "sgd", false), 4, 6)
	s := Store{Dir: t.TempDir()}
	w, err := s.Create("run", Meta{Program: "test", Kernel: "portable", Data: Data{Name: "noise", SHA256: "00"}, Preset: "char-rnn"})
	must(t, err)
	must(t, w.Save(list[0]))
	must(t, w.Close())
	w, _, err = s.Resume("run")
	must(t, err)
	must(t, w.Save(list[1]))
	must(t, w.Close())
	m, c, err := s.Open("run")
	must(t, err)
	if m.Preset != "char-rnn" || c.Step != 6 {
		t.Errorf("preset %q at step %d", m.Preset, c.Step)
	}

	rewrite(t, s, "run", func(m map[string]any) { delete(m, "preset") })
	m, _, err = s.Open("run")
	must(t, err)
	if m.Preset != "" {
		t.Errorf("preset %q out of nowhere", m.Preset)
	}
	w, _, err = s.Resume("run")
	must(t, err)
	must(t, w.Close())
}
