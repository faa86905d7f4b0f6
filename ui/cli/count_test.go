package cli

import (
	"strings"
	"testing"
)

// The law: with --lines a text has as many characters as its file, an end for a last line that lacks one, and no more: what is read before
// the first line is not of the text.
func TestCharactersOfLines(t *testing.T) {
	t.Chdir(t.TempDir())
	for text, want := range map[string][2]string{
		strings.Repeat("abcdefghi\n", 120):                           {"1,200 characters, ", "120 lines, 1,200 characters with their ends, "},
		strings.TrimSuffix(strings.Repeat("abcdefghi\n", 120), "\n"): {"1,199 characters, ", "120 lines, 1,200 characters with their ends, "},
	} {
		path := write(t, "a.txt", text)
		for i, flag := range []string{"--lines=false", "--lines"} {
			for _, held := range []string{"--valid=0", "--valid=0.1"} {
				got := run(t, "train", path, flag, held, "--steps", "1", "--hidden", "4", "--batch", "2", "--unroll", "8")
				if !strings.HasPrefix(got.err, "a.txt: "+want[i]+"vocabulary 10; ") {
					t.Errorf("%s %s: %+v, want %q", flag, held, got, want[i])
				}
			}
		}
	}
	if got := run(t, "datasets", "show", "names"); !strings.Contains(got.out, "characters  19,246\ntokens      17,322 for training, 1,924 held out\n") {
		t.Errorf("%+v", got)
	}
}
