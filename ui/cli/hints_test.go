package cli

import (
	"os"
	"strings"
	"testing"
)

// The law: a text from a pipe without a terminal to show the lab on is answered with the command that learns it without one, whatever is
// wrong with the terminal; never with what was typed.
func TestAPipeWithoutATerminal(t *testing.T) {
	t.Setenv("UNROLL_SESSIONS", t.TempDir())
	for _, args := range [][]string{{"-"}, {"--valid-file", "-", "tide"}, {"tide"}, {}} {
		got, piped := run(t, args...), len(args) > 0 && args[len(args)-1] == "-" || len(args) == 3
		want := "  without one: unroll train FILE (see: unroll train --help); to read a text from a pipe: unroll train -\n"
		if piped {
			want = "  without a terminal: unroll train -\n"
		}
		if got.code != codeUsage || !strings.HasSuffix(got.err, want) || !strings.HasPrefix(got.err, "unroll: the lab, which is interactive, needs a terminal\n") {
			t.Errorf("%q: %+v", args, got)
		}
	}
	if withoutLab(true).Error() != hintTrainPipe.Of().Error() || strings.Contains(withoutLab(false).Error(), "unroll -") {
		t.Error("what was typed is the hint")
	}
}

// The law: eval of a session whose data are gone says how to evaluate without them.
func TestEvalWithoutItsData(t *testing.T) {
	dir := t.TempDir()
	for _, task := range []string{"language", "fill"} {
		path := write(t, "book.txt", strings.Repeat("abc de ", 200))
		if got := run(t, "train", path, "--task", task, "--steps", "1", "--hidden", "4", "--batch", "2", "--unroll", "8", "--quiet", "--save", task, "--sessions", dir); got.code != 0 {
			t.Fatalf("%+v", got)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		for _, more := range []string{"", "--json"} {
			got := run(t, strings.Fields("eval "+task+" --sessions "+dir+" "+more)...)
			if got.code != codeBadData || !strings.Contains(got.err, "book.txt: no such file") || !strings.Contains(got.err, "unroll eval "+task+" FILE") || strings.Contains(got.err, "--resume") {
				t.Errorf("%s: %+v", task, got)
			}
		}
		if got := run(t, "train", "--resume", task, "--sessions", dir); !strings.Contains(got.err, "unroll train --resume "+task+" FILE") {
			t.Errorf("%s: %+v", task, got)
		}
	}
}

// The law: ladder of the name of a session of any data says where its ladder is, and how to climb that of its data.
func TestLadderOfASessionOfASeries(t *testing.T) {
	t.Setenv("UNROLL_SESSIONS", t.TempDir())
	path := write(t, "sun spots.csv", column(strings.Fields(strings.Repeat("1 2 4 3 ", 50))...))
	if got := run(t, "train", path, "--steps", "1", "--lags", "2", "--hidden", "4", "--quiet", "--save", "sun"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	got := run(t, "ladder", "sun")
	if want := "the lab: unroll --resume sun; of its data: unroll ladder '" + path + "'\n"; got.code != codeBadData || !strings.HasSuffix(got.err, want) {
		t.Errorf("%+v, want %s", got, want)
	}
}
