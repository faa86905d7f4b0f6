package cli

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// mayBeEmpty are the flags whose value is a text that may be empty, or is refused in words of its own.
var mayBeEmpty = []string{"prefix", "past", "sentence", "source", "reference", "text", "smoothing", "glyphs"}

// The law: a flag that takes a path or a name refuses an empty one in words, with exit code 2, before anything is done; a variable that is
// empty counts as not set. Every flag with a text is one of those, or is known to allow it.
func TestNoPathIsEmpty(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("UNROLL_SESSIONS", "")
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	refused := map[string]bool{}
	everyCommand(t, func(cmd *cobra.Command) {
		if cmd.RunE == nil {
			return
		}
		path := strings.Fields(cmd.CommandPath())[1:]
		for name, f := range flagsOf(cmd) {
			_, several := f.Value.(*places)
			if f.Value.Type() != "string" && !several && !slices.Contains([]string{"column", "inputs", "target", "tags"}, name) || slices.Contains(mayBeEmpty, name) {
				continue
			}
			args := append(slices.Clone(path), "--"+name, "")
			if use := cmd.UseLine(); strings.Contains(use, " SESSION") || strings.Contains(use, " NAME") || strings.Contains(use, " DIR") {
				args = append(args, "x")
			}
			if use := cmd.UseLine(); strings.Contains(use, "SESSION NAME") || strings.Contains(use, "SESSION SESSION") {
				args = append(args, "y")
			}
			got := run(t, args...)
			if got.code != codeUsage || !strings.HasPrefix(got.err, "unroll: --"+name+" is empty, as from a variable") || got.out != "" {
				t.Errorf("%q: %+v", args, got)
			}
			refused[name] = true
		}
	})
	for _, name := range neverEmpty {
		if !refused[name] {
			t.Errorf("no command has --%s", name)
		}
	}
	for _, args := range [][]string{{""}, {"train", ""}, {"eval", ""}, {"eval", "x", ""}, {"ladder", "tide", ""}, {"sessions", "rename", "x", ""}, {"--resume", "x", ""}} {
		if got := run(t, args...); got.code != codeUsage || !strings.Contains(got.err, " is empty, as from a variable that is not set\n") {
			t.Errorf("%q: %+v", args, got)
		}
	}
	if left, _ := os.ReadDir("."); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if got := run(t, "sessions"); got.code != codeDone {
		t.Errorf("UNROLL_SESSIONS is empty: %+v", got)
	}
}
