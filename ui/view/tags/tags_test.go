package tags

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/tagging"
	"unroll/core/tagging/taggingtest"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// material is what some sentences are to a run.
type material struct {
	train, valid []tagging.Sentence
	law          *tagging.Law
}

func weather() material {
	list := tagging.Weather.Make(3, 60)
	return material{list[:40], list[40:], &tagging.Weather}
}

func harbour() material {
	list := tagging.Harbour(3, 200)
	return material{list[:150], list[150:], nil}
}

// chinese has wide words and tags, a word that is not seen, a tag that training lacks, and a sentence of one word.
func chinese() material {
	s := func(words, tags string) tagging.Sentence {
		return tagging.Sentence{Words: strings.Fields(words), Tags: strings.Fields(tags)}
	}
	return material{[]tagging.Sentence{s("潮 退 了 。", "名词 动词 助词 标点"), s("船 在 岛 上 。", "名词 介词 名词 方位 标点"), s("上 岛 。", "动词 名词 标点")},
		[]tagging.Sentence{s("船 上 岛 了 。", "名词 动词 名词 助词 标点"), s("灯", "名词"), s("灯塔管理员 上 船 呢 。", "名词 动词 名词 语气 标点")}, nil}
}

// many is sentences with K tags, of one letter and its number.
func many(K int) material {
	var m material
	for i := range 3 * K {
		var s tagging.Sentence
		for t := range 1 + i%7 {
			k := (i*t + i + t*t) % K
			s.Words, s.Tags = append(s.Words, fmt.Sprintf("w%d", (k+i%3)%K)), append(s.Tags, fmt.Sprintf("T%d", k))
		}
		m.train = append(m.train, s)
	}
	for k := range K { // every tag is in training
		m.train = append(m.train, tagging.Sentence{Words: []string{fmt.Sprintf("w%d", k)}, Tags: []string{fmt.Sprintf("T%d", k)}})
	}
	m.valid = m.train[:2*K]
	return m
}

func (m material) data(t testing.TB) *task.Tagged {
	t.Helper()
	c, err := tagging.NewCorpus(m.train, m.valid, tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.Law = m.law
	return task.NewTagged(c, true)
}

func plain() *look.Look {
	th, _ := theme.Find("plain")
	return &look.Look{Theme: th, Words: i18n.English}
}

// on is a view before the first network.
func (m material) on(t testing.TB) *View {
	return Begin(t.Context(), &sessions.Subject{Data: m.data(t)}, plain()).(*View)
}

// tagged is a view with a network whose tags are the same on every processor, with all that it asks answered.
func (m material) tagged(t testing.TB, both bool, keys ...string) *View {
	v := m.on(t)
	model, _ := taggingtest.Model(v.data.Corpus, both, 1200)
	settle(v, v.See(state(model), true))
	return press(v, keys...)
}

func state(m *tagging.Model) *panel.Data {
	return &panel.Data{Snap: train.Snapshot{Model: m, Step: m.At(), Task: task.Tagging}}
}

func settle(v *View, jobs []event.Job) {
	for len(jobs) > 0 {
		jobs = append(jobs[1:], v.Message(jobs[0]())...)
	}
}

// press presses keys, and answers what v then asks. A key of one letter types it.
func press(v *View, names ...string) *View {
	for _, n := range names {
		jobs, _ := v.Key(key(n))
		settle(v, jobs)
	}
	return v
}

func key(n string) event.Key {
	k := event.Key{Name: n}
	if len([]rune(n)) == 1 {
		k.Text, k.Raw = n, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(n)}
	}
	return k
}

// A subject is a view that is worth a picture.
var subjects = []struct {
	name string
	make func(t testing.TB) *View
}{
	{"weather sentence", func(t testing.TB) *View { return weather().tagged(t, true, "e") }},
	{"weather sides", func(t testing.TB) *View { return weather().tagged(t, true, "e", "d") }},
	{"weather forward", func(t testing.TB) *View { return weather().tagged(t, false, "e", "d") }},
	{"weather matrix", func(t testing.TB) *View { return weather().tagged(t, true, "m", "e") }},
	{"weather words", func(t testing.TB) *View { return weather().tagged(t, true, "w") }},
	{"harbour sentence", func(t testing.TB) *View { return harbour().tagged(t, true, "e", "down") }},
	{"harbour sides", func(t testing.TB) *View { return harbour().tagged(t, true, "e", "d") }},
	{"harbour forward", func(t testing.TB) *View { return harbour().tagged(t, false, "e", "d") }},
	{"harbour matrix", func(t testing.TB) *View { return harbour().tagged(t, true, "m", "e", "e") }},
	{"harbour words", func(t testing.TB) *View { return harbour().tagged(t, true, "w", "down", "down") }},
	{"harbour typing", func(t testing.TB) *View {
		return harbour().tagged(t, true, strings.Split("ithe tide xtables it", "")...)
	}},
	{"harbour typed sides", func(t testing.TB) *View {
		return press(harbour().tagged(t, true, strings.Split("ithe tide tables", "")...), "enter", "d")
	}},
	{"harbour typing nothing", func(t testing.TB) *View { return harbour().tagged(t, true, "i") }},
	{"chinese sentence", func(t testing.TB) *View { return chinese().tagged(t, true, "right", "right", "down") }},
	{"chinese sides", func(t testing.TB) *View { return chinese().tagged(t, true, "right", "right", "d") }},
	{"chinese matrix", func(t testing.TB) *View { return chinese().tagged(t, true, "m", "e") }},
	{"chinese words", func(t testing.TB) *View { return chinese().tagged(t, true, "w") }},
	{"one word", func(t testing.TB) *View { return chinese().tagged(t, true, "right", "d") }},
	{"one tag", func(t testing.TB) *View { return many(1).tagged(t, true, "m") }},
	{"17 tags", func(t testing.TB) *View { return many(17).tagged(t, true, "m", "e") }},
	{"40 tags", func(t testing.TB) *View { return many(40).tagged(t, true, "m", "e", "e") }},
	{"40 tags of a word", func(t testing.TB) *View { return many(40).tagged(t, true, "right", "right", "right") }},
	{"nothing held out", func(t testing.TB) *View { m := harbour(); m.valid = nil; return m.tagged(t, true, "m") }},
	{"nothing yet", func(t testing.TB) *View { return harbour().on(t) }},
	{"judging", func(t testing.TB) *View {
		v := harbour().on(t)
		m, _ := taggingtest.Model(v.data.Corpus, true, 0)
		v.page = matrixPage
		v.See(state(m), true)
		return v
	}},
}

func picture(v *View, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = v.look.Glyphs == chart.ASCII
	v.Draw(g.View())
	return g.Render(grid.Plain)
}

var sizes = [][2]int{{40, 10}, {80, 22}, {120, 34}, {200, 58}}

// TestPictures compares every page as a person sees it, without colours.
func TestPictures(t *testing.T) {
	for _, s := range subjects {
		t.Run(s.name, func(t *testing.T) {
			v := s.make(t)
			var b strings.Builder
			for _, at := range sizes {
				fmt.Fprintf(&b, "== %d×%d\n%s\n", at[0], at[1], picture(v, at[0], at[1]))
			}
			v.look.Glyphs = chart.ASCII
			fmt.Fprintf(&b, "== ASCII\n%s\n", picture(v, 80, 22))
			golden.RequireEqual(t, []byte(b.String()))
		})
	}
}
