package panel

import "testing"

// TestTailKeepsLetters: the tail of a text does not begin between a letter and its marks.
func TestTailKeepsLetters(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "c", 2: "ที่c", 3: "b\u0301ที่c", 9: "ab\u0301ที่c"} {
		if got := tail("ab\u0301ที่c", n); got != want {
			t.Errorf("the last %d of it: %q, want %q", n, got, want)
		}
	}
}
