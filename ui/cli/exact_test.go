package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The law: a run on a file whose name is not UTF-8 can be saved, looked at, evaluated and resumed like any other.
func TestAFileWhoseNameIsNotUTF8CanBeResumed(t *testing.T) {
	dir := t.TempDir()
	text, valid := filepath.Join(dir, "bad\xff\xfe.txt"), filepath.Join(dir, "held\xe9.txt")
	for _, path := range []string{text, valid} {
		if err := os.WriteFile(path, []byte(strings.Repeat("abc de ", 100)), 0o666); err != nil {
			t.Skip(err)
		}
	}
	if got := run(t, "train", text, "--valid-file", valid, "--steps", "2", "--hidden", "4", "--quiet", "--save", "x", "--sessions", dir); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	for _, line := range []string{"train --resume x --steps 3 --quiet", "eval x", "sessions show x", "sessions", "--resume x"} {
		got := run(t, append(strings.Fields(line), "--sessions", dir)...)
		if want := map[bool]int{true: codeUsage}[line == "--resume x"]; got.code != want || strings.Contains(got.err, "no such file") {
			t.Errorf("%s: %+v", line, got)
		}
	}
}
