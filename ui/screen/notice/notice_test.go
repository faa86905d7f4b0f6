package notice

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// drawn is a message on a screen of w×h cells full of dots, and the number of rows that it took.
func drawn(text string, w, h int) (rows []string, n int) {
	plain, _ := theme.Find("plain")
	g := grid.New(w, h)
	g.View().Fill('.', grid.Style{})
	n = Draw(g.View(), text, grid.Style{}, look.Look{Theme: plain, Words: i18n.English})
	return strings.Split(g.Render(grid.Plain), "\n"), n
}

// The law: a message takes as many rows as it needs at the bottom of the screen, at most three; one that is too long for them keeps its
// beginning and its end, and paths lose their middle first.
func TestTheEndOfAMessageStays(t *testing.T) {
	path := "/srv" + strings.Repeat("/a-long-folder-name", 30) + "/sessions"
	for _, c := range []struct {
		text       string
		w, h, rows int
		has        []string
	}{
		{"saved", 80, 24, 1, []string{"saved"}},
		{"not saved: session tiny could not be saved: mkdir " + path + ": permission denied", 80, 24, 3, []string{"not saved: session tiny", "mkdir /srv/", "…", "sessions: permission denied"}},
		{"a window of 5 steps is too short for this network, which reads 12 values before each forecast and so has 10 tokens", 80, 24, 2, []string{"has 10 tokens"}},
		{"only saved sessions can be deleted and renamed", 20, 5, 3, []string{"only saved", "renamed"}},
		{strings.Repeat("word ", 100) + "the cause", 40, 12, 3, []string{"word word", "…", "the cause"}},
		{"saved", 1, 1, 1, nil},
	} {
		rows, n := drawn(c.text, c.w, c.h)
		if n != c.rows {
			t.Errorf("%q takes %d rows:\n%s", c.text, n, strings.Join(rows, "\n"))
		}
		all := strings.Join(strings.Fields(strings.Join(rows[c.h-n:], "")), " ")
		for _, want := range c.has {
			if !strings.Contains(strings.ReplaceAll(all, " ", ""), strings.ReplaceAll(want, " ", "")) {
				t.Errorf("%d×%d: %q is not in %q", c.w, c.h, want, all)
			}
		}
		for _, row := range rows[:c.h-n] {
			if row != strings.Repeat(".", c.w) {
				t.Errorf("%q: above it is %q", c.text, row)
			}
		}
	}
}

// The law: whatever the text and the room, the rows fit, and a text that fits is whole.
func TestRowsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := grid.Safe(rapid.StringOfN(rapid.RuneFrom([]rune("ab /\\:茶山é\u0301 ")), 0, 200, -1).Draw(t, "text"))
		w, n := rapid.IntRange(2, 80).Draw(t, "w"), rapid.IntRange(1, 3).Draw(t, "n")
		rows := Rows(text, w, n, "…")
		if len(rows) > n {
			t.Fatalf("%d rows: %q", len(rows), rows)
		}
		if len(grid.Fold(text, w)) <= n && strings.Join(rows, "") != text {
			t.Fatalf("%q became %q", text, rows)
		}
	})
}
