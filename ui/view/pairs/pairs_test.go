package pairs

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/view"
)

// A subject is a view that is worth a picture.
var subjects = []struct {
	name string
	make func(t testing.TB) view.View
}{
	{"book", func(t testing.TB) view.View { return wide().beam(t, 3, "e") }},
	{"book greedy", func(t testing.TB) view.View { return wide().beam(t, 3, "e", "-") }},
	{"book of four", func(t testing.TB) view.View { return wide().beam(t, 3, "e", "+", "+", "tab", "enter", "0", "enter") }},
	{"beam dates", func(t testing.TB) view.View { return built("dates").beam(t, 3.5, "n") }},
	{"beam chinese", func(t testing.TB) view.View { return built("chinese").beam(t, 4, "+", "+") }},
	{"beam end", func(t testing.TB) view.View { return built("echo").beam(t, 4, "n", "n", "end") }},
	{"beam drops greedy", func(t testing.TB) view.View { return built("dates").beam(t, 1.5, "n") }},
	{"beam wide", func(t testing.TB) view.View { return wide().beam(t, 0.5, "+") }},
	{"beam words", func(t testing.TB) view.View { return small().beam(t, 2, "n", "down", "right") }},
	{"beam typing", func(t testing.TB) view.View { return small().beam(t, 2, typing("ia zz")...) }},
	{"beam typing nothing", func(t testing.TB) view.View { return small().beam(t, 2, "i") }},
	{"beam bad value", func(t testing.TB) view.View { return small().beam(t, 2, "enter", "9", "9", "enter") }},
	{"beam of training", func(t testing.TB) view.View { m := small(); m.valid = nil; return m.beam(t, 2) }},
	{"beam nothing yet", func(t testing.TB) view.View { return NewBeam(t.Context(), small().subject(t), plain()) }},
	{"batch dates", func(t testing.TB) view.View { return built("dates").batches(t, "n") }},
	{"batch chinese", func(t testing.TB) view.View { return built("chinese").batches(t, "down", "right", "right") }},
	{"batch words", func(t testing.TB) view.View { return small().batches(t) }},
	{"batch without mask", func(t testing.TB) view.View { m := small(); m.options.NoMask = true; return m.batches(t) }},
	{"batch wide", func(t testing.TB) view.View { return wide().batches(t) }},
	{"lengths", func(t testing.TB) view.View { return built("dates").batches(t, "tab") }},
	{"numbers", func(t testing.TB) view.View { return built("chinese").batches(t, "tab", "tab") }},
	{"numbers of words", func(t testing.TB) view.View { return small().batches(t, "tab", "tab", "end") }},
	{"numbers cut", func(t testing.TB) view.View { m := small(); m.options.Cut = true; return m.batches(t, "shift+tab") }},
	{"batch nothing yet", func(t testing.TB) view.View { return NewBatches(t.Context(), small().subject(t), plain()) }},
	{"errors dates", func(t testing.TB) view.View { return built("dates").errors(t, 2.5) }},
	{"errors by length", func(t testing.TB) view.View { return built("dates").errors(t, 2.5, "tab", "down") }},
	{"errors worst", func(t testing.TB) view.View { return built("chinese").errors(t, 2.5, "tab", "tab", "down") }},
	{"errors words", func(t testing.TB) view.View { return small().errors(t, 2, "tab", "tab") }},
	{"errors wide", func(t testing.TB) view.View { return wide().errors(t, 2, "tab", "tab") }},
	{"errors of training", func(t testing.TB) view.View { m := small(); m.valid = nil; return m.errors(t, 2) }},
	{"errors nothing yet", func(t testing.TB) view.View { return NewErrors(t.Context(), small().subject(t), plain()) }},
	{"errors judging", func(t testing.TB) view.View {
		v := NewErrors(t.Context(), small().subject(t), plain()).(*Errors)
		v.See(state(unsureOf(v.data.Corpus, 2, 7)), true)
		return v
	}},
}

// commonOf is what the views have in common.
func commonOf(v view.View) *common {
	switch v := v.(type) {
	case *Beam:
		return &v.common
	case *Batches:
		return &v.common
	}
	return &v.(*Errors).common
}

// lookOf is the look of a view.
func lookOf(v view.View) *look.Look { return commonOf(v).look }

func picture(v view.View, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = lookOf(v).Glyphs == chart.ASCII
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
			lookOf(v).Glyphs = chart.ASCII
			fmt.Fprintf(&b, "== ASCII\n%s\n", picture(v, 80, 22))
			golden.RequireEqual(t, []byte(b.String()))
		})
	}
}
