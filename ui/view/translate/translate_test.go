package translate

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/view"
)

// material is what some pairs are to a run.
type material struct {
	train, valid []translation.Line
	options      translation.Options
}

func of(o translation.Options, n int, sides ...string) (m material) {
	m.options = o
	for i := 0; i < len(sides); i += 2 {
		x := translation.Line{Source: sides[i], Target: sides[i+1]}
		if i/2 < n {
			m.train = append(m.train, x)
		} else {
			m.valid = append(m.valid, x)
		}
	}
	return m
}

// french has a rare word, an unseen one on both sides, and a translation that is right.
func french() material {
	return of(translation.Options{MinFreq: 2}, 5, "go away", "va t'en", "go now", "va maintenant", "we go away now", "nous allons maintenant t'en", "we wait now", "nous attendons maintenant", "go home", "va maison",
		"we go away", "nous va t'en", "the old lighthouse keeper wants to go home now", "le vieux gardien du phare veut rentrer chez lui maintenant", "go now", "va nous")
}

// dates are sentences of characters, with spaces among them.
func dates() material {
	s, _ := translation.Find("dates")
	m := material{options: s.Options}
	list := s.Load()
	m.train, m.valid = list[:200], list[200:210]
	return m
}

// chinese is from English words to Chinese characters.
func chinese() material {
	return of(translation.Options{Source: translation.Words, Target: translation.Chars}, 3, "tide falls", "潮退了。", "the boat is here", "船在这里。", "we read a book on Monday", "我们星期一看书。",
		"the tide falls on Monday", "星期一潮退了。", "lighthouse", "灯塔")
}

// long has a sentence that fits on no screen.
func long() material {
	words := func(n int) string {
		var list []string
		for i := range n {
			list = append(list, fmt.Sprintf("word%d", i%37))
		}
		return strings.Join(list, " ")
	}
	return of(translation.Options{}, 1, words(90), words(80), words(70), words(75))
}

func (m material) data(t testing.TB) *task.Pairs {
	t.Helper()
	c, err := translation.NewCorpus(m.train, m.valid, m.options)
	if err != nil {
		t.Fatal(err)
	}
	return task.NewPairs(c)
}

func plain() *look.Look {
	th, _ := theme.Find("plain")
	return &look.Look{Theme: th, Words: i18n.English}
}

func (m material) subject(t testing.TB) *sessions.Subject { return &sessions.Subject{Data: m.data(t)} }

// view is the first view before the first network.
func (m material) view(t testing.TB) *View {
	return Begin(t.Context(), m.subject(t), plain()).(*View)
}

// attention is the second view before the first network.
func (m material) attention(t testing.TB) *Map {
	return BeginMap(t.Context(), m.subject(t), plain()).(*Map)
}

// translated is the first view with all that it asks answered by a copying network.
func (m material) translated(t testing.TB, keys ...string) *View {
	v := m.view(t)
	settle(v, v.See(state(copying(v.data.Corpus, 1200)), true))
	picture(v, 80, 22) // to know how much there is room for
	return press(v, keys...)
}

// unsure is the first view with a network whose longer translations have the better score.
func (m material) unsure(t testing.TB, keys ...string) *View {
	v := m.view(t)
	model := copying(v.data.Corpus, 1200)
	model.Net.(*copier).sure = 1
	settle(v, v.See(state(model), true))
	return press(v, keys...)
}

// mapped is the second view with all that it asks answered by a copying network.
func (m material) mapped(t testing.TB, keys ...string) *Map {
	v := m.attention(t)
	settle(v, v.See(state(copying(v.data.Corpus, 1200)), true))
	picture(v, 80, 22) // to know how much there is room for
	return press(v, keys...)
}

// without is the second view with a network that has no attention.
func (m material) without(t testing.TB) *Map {
	v := m.attention(t)
	model := copying(v.data.Corpus, 1200)
	model.Net.(*copier).attention = ""
	settle(v, v.See(state(model), true))
	return v
}

func state(m *translation.Model) *panel.Data {
	return &panel.Data{Snap: train.Snapshot{Model: m, Step: m.At(), Task: task.Translation}}
}

func settle(v view.View, jobs []event.Job) {
	for len(jobs) > 0 {
		jobs = append(jobs[1:], v.Message(jobs[0]())...)
	}
}

// press presses keys, and answers what v then asks. A key of one letter types it.
func press[V view.View](v V, names ...string) V {
	for _, n := range names {
		jobs, _ := v.Key(key(n))
		settle(v, jobs)
	}
	return v
}

func key(name string) event.Key {
	k := event.Key{Name: name}
	switch {
	case len([]rune(name)) == 1:
		k.Text, k.Raw = name, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
	case name == "backspace":
		k.Raw = tea.KeyMsg{Type: tea.KeyBackspace}
	case name == "left":
		k.Raw = tea.KeyMsg{Type: tea.KeyLeft}
	case name == "ctrl+u":
		k.Raw = tea.KeyMsg{Type: tea.KeyCtrlU}
	}
	return k
}

// letters are the keys of a text.
func letters(first string, text string) []string {
	return append([]string{first}, strings.Split(text, "")...)
}

// subjects are the views in the states that there are pictures of.
var subjects = []struct {
	name string
	make func(t testing.TB) view.View
}{
	{"french", func(t testing.TB) view.View { return french().translated(t) }},
	{"french long", func(t testing.TB) view.View { return french().translated(t, "right") }},
	{"french right", func(t testing.TB) view.View { return french().translated(t, "right", "right") }},
	{"french beam", func(t testing.TB) view.View { return french().translated(t, "A", "A", "A", "b", "b") }},
	{"french unsure", func(t testing.TB) view.View { return french().unsure(t, "a", "a", "a", "a", "a", "down") }},
	{"french typing", func(t testing.TB) view.View { return french().translated(t, letters("i", "go wyay now")...) }},
	{"french typing nothing", func(t testing.TB) view.View { return french().translated(t, "i") }},
	{"french typed", func(t testing.TB) view.View {
		return press(french().translated(t, letters("i", "we go now")...), "enter")
	}},
	{"french typing a reference", func(t testing.TB) view.View {
		return press(french().translated(t, "r", "ctrl+u"), letters("v", "a t'en maintenant")...)
	}},
	{"dates", func(t testing.TB) view.View { return dates().translated(t, "right") }},
	{"chinese", func(t testing.TB) view.View { return chinese().translated(t) }},
	{"long", func(t testing.TB) view.View { return long().translated(t) }},
	{"nothing held out", func(t testing.TB) view.View { m := french(); m.valid = nil; return m.translated(t) }},
	{"nothing yet", func(t testing.TB) view.View { return french().view(t) }},
	{"map french", func(t testing.TB) view.View { return french().mapped(t) }},
	{"map french long", func(t testing.TB) view.View { return french().mapped(t, "n", "down", "down", "down", "right") }},
	{"map french reference", func(t testing.TB) view.View { return french().mapped(t, "tab", "down") }},
	{"map dates", func(t testing.TB) view.View { return dates().mapped(t, "n", "down", "down", "tab") }},
	{"map chinese", func(t testing.TB) view.View { return chinese().mapped(t, "down", "tab") }},
	{"map long", func(t testing.TB) view.View { return long().mapped(t, "pgdown", "pgdown") }},
	{"map typing", func(t testing.TB) view.View { return french().mapped(t, letters("i", "go away now")...) }},
	{"map typed without a reference", func(t testing.TB) view.View {
		return press(french().mapped(t, letters("i", "go away now")...), "enter", "tab")
	}},
	{"map without attention", func(t testing.TB) view.View { return french().without(t) }},
	{"map of nothing yet", func(t testing.TB) view.View { return french().attention(t) }},
}

func lookOf(v view.View) *look.Look {
	if m, ok := v.(*Map); ok {
		return m.look
	}
	return v.(*View).look
}

func picture(v view.View, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = lookOf(v).Glyphs == chart.ASCII
	v.Draw(g.View())
	return g.Render(grid.Plain)
}

var sizes = [][2]int{{40, 10}, {80, 22}, {120, 34}, {200, 58}}

// TestPictures compares both views as a person sees them, without colours.
func TestPictures(t *testing.T) {
	for _, s := range subjects {
		t.Run(s.name, func(t *testing.T) {
			v := s.make(t)
			var b strings.Builder
			for _, at := range sizes {
				fmt.Fprintf(&b, "== %d×%d\n%s\n", at[0], at[1], picture(v, at[0], at[1]))
			}
			lookOf(v).Glyphs = chart.ASCII
			fmt.Fprintf(&b, "== ASCII\n%s\n", picture(v, 80, 22))
			golden.RequireEqual(t, []byte(b.String()))
		})
	}
}
