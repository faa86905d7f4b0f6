package fault

import "testing"

// The law: a noun that is counted once is in the singular, whatever order the arguments have; other sentences are those of fmt.
func TestFormatCounts(t *testing.T) {
	for _, c := range []struct {
		format string
		args   []any
		want   string
	}{
		{"%s tokens", []any{"1"}, "1 token"},
		{"%s tokens", []any{"21"}, "21 tokens"},
		{"%s tokens", []any{"1,001"}, "1,001 tokens"},
		{"%d files, %d held-out lines", []any{1, 1}, "1 file, 1 held-out line"},
		{"%d files, %d lines", []any{2, 1}, "2 files, 1 line"},
		{"%s has %d files: name the one", []any{"1", 1}, "1 has 1 file: name the one"},
		{"only runs of task %[2]s have %[1]d words", []any{1, "x"}, "only runs of task x have 1 word"},
		{"%s sentences are cut at %s tokens", []any{"1", "1"}, "1 sentence is cut at 1 token"},
		{"%.0f %% of %s tokens", []any{1.0, "1"}, "1 % of 1 token"},
		{"%s %s, vocabulary %s", []any{"1", "characters", "1"}, "1 characters, vocabulary 1"},
		{"of %s wordsmiths", []any{"1"}, "of 1 wordsmiths"},
		{"%v", []any{New("test.inner", "%d bytes").Of(1)}, "1 byte"},
	} {
		if got := Format(c.format, c.args...); got != c.want {
			t.Errorf("%q %v: %q, want %q", c.format, c.args, got, c.want)
		}
	}
}
