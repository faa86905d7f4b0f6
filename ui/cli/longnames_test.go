package cli

import (
	"strings"
	"testing"

	"unroll/ui/draw/grid"
)

// The law: however long the name of a file is, the list stays as wide as its other columns and 40 for the name, of which both ends are seen,
// and harmless; sessions show has all of it.
func TestLongNamesOfDataAreShortened(t *testing.T) {
	dir := t.TempDir()
	long := "a\u202e" + strings.Repeat("name", 58) + "-2.txt"
	if got := run(t, "train", write(t, long, strings.Repeat("abc de ", 100)), "--steps", "1", "--hidden", "4", "--quiet", "--save", "x", "--sessions", dir); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	got := run(t, "sessions", "--sessions", dir)
	for _, line := range lines(got.out) {
		if grid.Width(line) > 40+60 {
			t.Errorf("%d columns: %s", grid.Width(line), line)
		}
	}
	if !strings.Contains(got.out, "a<202E>name") || !strings.Contains(got.out, "…") || !strings.Contains(got.out, "name-2.txt  ") || len(harms(got.out)) > 0 {
		t.Errorf("%+q", got.out)
	}
	if got := run(t, "sessions", "show", "x", "--sessions", dir); !strings.Contains(got.out, tame(long)) {
		t.Errorf("%+v", got)
	}
	if got := run(t, "sessions", "--json", "--sessions", dir); !strings.Contains(got.out, strings.ReplaceAll(long, "\u202e", `\u202e`)) {
		t.Errorf("%+v", got)
	}
}
