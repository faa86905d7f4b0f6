package panel

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/grid"
)

// The law: the end of a text shows something in any room, however many line ends it ends with, and no row is too
// wide.
func TestTheEndOfATextIsNeverBlank(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab ,茶，。」“ที่\u0301\n")), 0, 80, -1).Draw(t, "text") + "茶" + strings.Repeat("\n", rapid.IntRange(0, 4).Draw(t, "ends"))
		w, h := rapid.IntRange(3, 60).Draw(t, "w"), rapid.IntRange(1, 8).Draw(t, "h")
		rows := wrap(text, w, h)
		if len(rows) > h || blank(rows) {
			t.Fatalf("%q in %d×%d: %q", text, w, h, rows)
		}
		for _, r := range rows {
			if grid.Width(r) > w {
				t.Fatalf("%q is wider than %d", r, w)
			}
		}
	})
	for text, want := range map[string][]string{"one\ntwo\n": {"one two"}, "one\ntwo\n\n\n": {"one two"}, "a word that has no room": {"that has no room"}, "one": {"one"}, "\n": {""}, "": {""}} {
		if got := wrap(text, 20, 1); !slices.Equal(got, want) {
			t.Errorf("%q on one row: %q", text, got)
		}
	}
	if got := wrap("one\ntwo\n", 20, 2); !slices.Equal(got, []string{"two", ""}) {
		t.Errorf("on two rows: %q", got)
	}
}

// The law: a panel without a sample says why.
func TestASampleIsExplainedUntilThereIsOne(t *testing.T) {
	l := plainLook()
	for _, c := range []struct {
		phase  train.Phase
		task   *task.Task
		sample string
		want   string
	}{
		{train.Running, task.Language, "", "the first sample comes with the first update"},
		{train.Paused, task.Language, "", "paused: samples appear while the run learns"},
		{train.Finished, task.Language, "", "paused: samples appear while the run learns"},
		{train.Paused, task.Language, "the tide\n", "the tide"},
		{train.Paused, nil, "", "first sample"},
	} {
		d := &Data{Sample: c.sample}
		d.Snap.Phase, d.Snap.Task = c.phase, c.task
		g := grid.New(60, 3)
		drawSample(g.View(), d, l, false)
		if got := g.Render(grid.Plain); !strings.Contains(got, c.want) {
			t.Errorf("%+v: no %q in\n%s", c, c.want, got)
		}
	}
}
