package table

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// The law: columns and the blanks between them take no more than the room where there is room for the name and a bar; a column
// without texts is left out; texts and headings are drawn where their columns are.
func TestColumnsFillTheRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.IntRange(0, 999), 1, 6).Draw(t, "lines")
		room := rapid.IntRange(20, 90).Draw(t, "room")
		x := New(lines, room, Column[int]{Head: "name", Text: func(l int) string { return fmt.Sprint("n", l) }}, Column[int]{Head: "bar", Bar: func(grid.View, int) {}})
		for i := range rapid.IntRange(0, 9).Draw(t, "columns") {
			x.Add(rapid.SampledFrom([]int{1, -1}).Draw(t, "place"), fmt.Sprint("head", i), rapid.IntRange(1, 9).Draw(t, "width"), func(l int) string { return fmt.Sprint(l) })
		}
		n := len(x.Columns)
		if x.Add(1, "empty", 3, func(int) string { return "" }); len(x.Columns) != n {
			t.Fatal("a column without texts")
		}
		sum := -1
		for i := range x.Columns {
			if x.Columns[i].Bar != nil {
				x.Columns[i].Width = x.Free()
			}
			sum += x.Columns[i].Width + 1
		}
		if sum != room || x.Free() < LeastBar {
			t.Fatalf("%d of %d columns taken, %d for the bar", sum, room, x.Free())
		}
		g := grid.New(room, 1+len(lines))
		Draw(g.View(), x.Columns, lines, grid.Style{}, func(int) grid.Style { return grid.Style{} })
		rows := strings.Split(g.Render(grid.Plain), "\n")
		for _, c := range x.Columns {
			if !strings.Contains(rows[0], c.Head) {
				t.Fatalf("no %s in %q", c.Head, rows[0])
			}
		}
		for i, l := range lines {
			if !strings.HasPrefix(rows[1+i], fmt.Sprint("n", l)) {
				t.Fatalf("%q", rows[1+i])
			}
		}
	})
}

// The law: the line that is followed is shown, whatever the room, and no place is left empty that a line could have.
func TestTop(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, room := rapid.IntRange(0, 50).Draw(t, "lines"), rapid.IntRange(1, 60).Draw(t, "room")
		at := rapid.IntRange(0, max(0, n-1)).Draw(t, "at")
		top := Top(Follow, n, room, at)
		if n > 0 && (at < top || at >= top+room) || top < 0 || top > max(0, n-room) {
			t.Fatalf("line %d of %d, %d shown from %d on", at, n, room, top)
		}
		if first := rapid.IntRange(0, 60).Draw(t, "first"); Top(first, n, room, at) != min(first, max(0, n-room)) {
			t.Fatalf("%d is not where it was scrolled to", first)
		}
	})
}

// The law: on a single row a table is its first line, not its headings.
func TestALineComesBeforeTheHeadings(t *testing.T) {
	columns := []Column[string]{{Head: "name", Width: 6, Left: true, Text: func(l string) string { return l }}}
	for h, want := range map[int]string{1: "one", 2: "name  \none", 3: "name  \none   \ntwo"} {
		g := grid.New(6, h)
		Draw(g.View(), columns, []string{"one", "two"}[:Rows(h)], grid.Style{}, func(string) grid.Style { return grid.Style{} })
		if got := strings.TrimRight(g.Render(grid.Plain), " "); got != want {
			t.Errorf("%d rows: %q", h, got)
		}
	}
}
