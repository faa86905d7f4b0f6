package app

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
	"unroll/ui/screen/lab"
)

// The law: t goes through the themes made for this background and back to the first; the terminal's late answer
// does not undo a person's choice.
func TestThemes(t *testing.T) {
	for _, dark := range []bool{true, false} {
		a, _ := staged(t, Options{Dark: dark, Profile: grid.TrueColor})
		first, seen := a.look.Name, map[string]bool{}
		for range len(theme.Themes) + 1 {
			seen[a.look.Name] = true
			if a.look.Dark != dark && a.look.Name != "plain" {
				t.Errorf("dark %v: %s is shown", dark, a.look.Name)
			}
			if a.Update(lab.Restyle{Theme: true}); a.look.Name == first {
				break
			}
		}
		if a.look.Name != first || len(seen) != 3 {
			t.Errorf("dark %v: from %s through %v to %s", dark, first, seen, a.look.Name)
		}
		a.Update(lab.Restyle{Theme: true})
		chosen := a.look.Name
		if a.Update(darkMsg(!dark)); a.look.Name != chosen {
			t.Errorf("the terminal's answer replaced %s by %s", chosen, a.look.Name)
		}
	}
	a, _ := staged(t, Options{Dark: true})
	if a.Update(darkMsg(false)); a.look.Name != "light" || a.look.Dark {
		t.Errorf("on a light background the theme is %s", a.look.Name)
	}
	b, _ := staged(t, Options{Dark: true, Theme: "dark"})
	if b.Update(darkMsg(false)); b.look.Name != "dark" {
		t.Errorf("the requested theme became %s", b.look.Name)
	}
}

// The law: whichever theme is chosen, at the start or later, it has only colours that the terminal has.
func TestThemesAreTheTerminals(t *testing.T) {
	for _, p := range []grid.Profile{grid.Plain, grid.Mono, grid.ANSI16, grid.ANSI256, grid.TrueColor} {
		for _, name := range []string{"", "dark", "light", "colour-blind"} {
			a, _ := staged(t, Options{Profile: p, Theme: name, Dark: true})
			for range 4 {
				want, _ := theme.Find(a.look.Name)
				if a.look.Sheet != want.For(p).Sheet {
					t.Errorf("profile %d: %s is not as the terminal shows it", p, a.look.Name)
				}
				a.Update(lab.Restyle{Theme: true})
			}
			if a.Update(darkMsg(false)); a.look.Sheet != mustFind(a.look.Name).For(p).Sheet {
				t.Errorf("profile %d: after the terminal's answer %s is not as it shows it", p, a.look.Name)
			}
		}
	}
}

func mustFind(name string) theme.Theme {
	t, _ := theme.Find(name)
	return t
}

// The law: g goes through the sets of glyphs, and in one of them frames are ASCII.
func TestGlyphs(t *testing.T) {
	a, _ := staged(t, Options{})
	var seen []chart.Glyphs
	for range 3 {
		seen = append(seen, a.look.Glyphs)
		a.Update(lab.Restyle{Glyphs: true})
		a.Update(tickMsg{})
		if a.grid.ASCII != (a.look.Glyphs == chart.ASCII) {
			t.Errorf("glyphs %d: the grid draws ASCII: %v", a.look.Glyphs, a.grid.ASCII)
		}
	}
	if a.look.Glyphs != seen[0] || seen[1] == seen[0] || seen[2] == seen[1] || seen[2] == seen[0] {
		t.Errorf("%v and then %d", seen, a.look.Glyphs)
	}
}

// The law: the frame has the colours of the profile and no others.
func TestFrameIsOfTheProfile(t *testing.T) {
	for p, want := range map[grid.Profile]string{grid.Plain: "1", grid.Mono: "1", grid.ANSI16: "\x1b[91m1\x1b[m", grid.TrueColor: "\x1b[38;2;255;0;0m1\x1b[m"} {
		a, s := staged(t, Options{Profile: p})
		s.drawn, a.dirty = 0, true
		a.Update(tickMsg{})
		if got, _, _ := strings.Cut(a.View(), "\n"); !strings.HasPrefix(strings.ReplaceAll(got, " ", ""), want) {
			t.Errorf("profile %d: %q, want %q", p, got, want)
		}
	}
}

// A fakeShell counts how often the terminal is lent and regained.
type fakeShell struct {
	groups   []bool // the suspensions
	regained int
	err      error
}

func (s *fakeShell) Suspend(group bool) error { s.groups = append(s.groups, group); return s.err }
func (s *fakeShell) Regain() error            { s.regained++; return s.err }

// The law: ctrl+z stops the whole group, as a terminal would, a signal only this process; both come back with the mouse, which the
// library forgets. A continuation that the program has seen already takes nothing again. Without a terminal to come back to, the
// program ends. Redrawing is left to the library.
func TestSuspendAndRedraw(t *testing.T) {
	shell := new(fakeShell)
	a, s := staged(t, Options{})
	a.life.shell = shell
	began := time.Now()
	for _, m := range []func() tea.Msg{func() tea.Msg { return lab.Suspend{} }, func() tea.Msg { return suspendMsg{} }, func() tea.Msg { return resumedMsg(time.Now()) }} {
		_, cmd := a.Update(m())
		if cmd == nil || cmd() != tea.EnableMouseCellMotion() {
			t.Errorf("after %T the mouse stays off", m())
		}
	}
	a.Update(resumedMsg(began))
	if !slices.Equal(shell.groups, []bool{true, false}) || shell.regained != 1 {
		t.Errorf("%+v", shell)
	}
	_, cmd := a.Update(lab.Redraw{})
	if cmd() != tea.ClearScreen() {
		t.Errorf("%T is not a request to redraw", cmd())
	}
	before := s.drawn
	a.Update(tea.ResumeMsg{})
	if a.Update(tickMsg{}); s.drawn != before+1 {
		t.Error("after the shell nothing is drawn")
	}
	shell.err = errors.New("gone")
	if a.Update(suspendMsg{}); !a.life.quitting || !a.life.signal {
		t.Error("a program without a terminal goes on")
	}
}
