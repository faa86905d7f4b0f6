package cli

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The law: a run whose reader of rows goes away before its end says so and is no success.
func TestARunCutShortByItsReader(t *testing.T) {
	var words strings.Builder
	cmd := exec.Command("unroll", "train", "periodic", "--steps", "100000000", "--hidden", "4", "--jsonl", "-", "--quiet", "--sessions", t.TempDir())
	cmd.Stderr = &words
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	out.Close()
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != codePipe || !strings.Contains(words.String(), "standard output was closed: the run ends after ") {
		t.Errorf("%v: %q", err, words.String())
	}
}

// The law: best weights that are damaged or gone are reported when a session is resumed, even with --quiet.
func TestLostBestWeightsAreSaid(t *testing.T) {
	for name, spoil := range map[string]func(file string) error{
		"deleted":   os.Remove,
		"truncated": func(file string) error { return os.Truncate(file, 100) },
		"replaced":  func(file string) error { return os.WriteFile(file, []byte("other"), 0o666) },
	} {
		dir := t.TempDir()
		if got := run(t, "train", "periodic", "--steps", "4", "--valid-every", "2", "--hidden", "4", "--quiet", "--save", "x", "--sessions", dir); got.code != codeDone {
			t.Fatalf("%+v", got)
		}
		if err := spoil(filepath.Join(dir, "x", "best.safetensors")); err != nil {
			t.Fatal(err)
		}
		got := run(t, "train", "--resume", "x", "--steps", "6", "--quiet", "--sessions", dir)
		if got.code != codeDone || got.err != "session x: its best weights are damaged; the next lowest validation replaces them\n" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// The law: a session named twice is removed once, and called what it is called.
func TestASessionNamedTwiceIsRemovedOnce(t *testing.T) {
	dir := t.TempDir()
	if got := run(t, "train", "periodic", "--steps", "1", "--hidden", "4", "--quiet", "--save", "foo", "--sessions", dir); got.code != codeDone {
		t.Fatalf("%+v", got)
	}
	if got := run(t, "sessions", "remove", "FOO", "foo", "--yes", "--sessions", dir); got.code != codeDone || strings.Count(got.err, "foo") != 1 || strings.Contains(got.err, "FOO") {
		t.Errorf("%+v", got)
	}
}
