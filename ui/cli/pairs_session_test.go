package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pairsSession trains on a few pairs and saves session x in the folder that it returns.
func pairsSession(t *testing.T) (kept string) {
	t.Helper()
	data, kept := filepath.Join(t.TempDir(), "pairs.tsv"), t.TempDir()
	pairs := strings.Repeat("a dog\tun chien\nthe cat\tle chat\n", 8)
	if err := os.WriteFile(data, []byte(pairs), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := run(t, "train", data, "--task", "translation", "--steps", "2", "--hidden", "3", "--embed", "3", "--valid", "0", "--save", "x", "--quiet",
		"--sessions", kept); got != (said{}) {
		t.Fatalf("%+v", got)
	}
	return kept
}

// The law: line n of what is printed translates line n of the file, empty ones included; a line that cannot be translated is named.
func TestPredictKeepsTheLines(t *testing.T) {
	kept := pairsSession(t)
	predict := func(text string, more ...string) said {
		file := filepath.Join(t.TempDir(), "sentences.txt")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return run(t, append([]string{"predict", "x", file, "--sessions", kept}, more...)...)
	}
	dense := strings.Split(predict("a dog\nthe cat\n").out, "\n")
	got := predict("\na dog\n\t\n\nthe cat\nzebra\n")
	if lines := strings.Split(got.out, "\n"); got.code != codeDone || len(lines) != 7 || lines[0]+lines[2]+lines[3] != "" || lines[1] != dense[0] ||
		lines[4] != dense[1] {
		t.Errorf("%+v; without empty lines %q", got, dense)
	}
	if got := predict("\na dog\n\nthe cat\n", "--json"); got.code != codeDone || strings.Count(got.out, "\n") != 2 {
		t.Errorf("%+v", got)
	}
	got = predict("a dog\n\n" + strings.Repeat("cat ", 2000) + "\n")
	if got.code != codeBadData || !strings.Contains(got.err, "sentences.txt, line 3: a sentence of 2,000 tokens is too long") {
		t.Errorf("%+v", got)
	}
}

// The law: a run whose schedule has ended cannot go on, and what can be done instead is said.
func TestResumeAfterTheScheduleSaysWhatToDo(t *testing.T) {
	kept := pairsSession(t)
	got := run(t, "train", "--resume", "x", "--steps", "4", "--sessions", kept)
	if got.code != codeUsage || !strings.Contains(got.err, "its length cannot change") || !strings.Contains(got.err, "--schedule constant") {
		t.Errorf("%+v", got)
	}
}
