package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"unroll/sessions"
)

// hostile acts on a terminal: Esc, BEL, CSI in one byte, directions of writing, what nobody sees, DEL; the last erases the screen.
const hostile = "\x1b[2J\a\u009b2J\u202e\u200b\x7f\u2028\U000e0001\x1b]52;c;aGk=\a"

// harms are the characters in s that would act on a terminal or are not seen.
func harms(s string) (list []rune) {
	for _, r := range s {
		if harmful(r) && r != '\n' && r != '\t' && !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}

// sent is a folder with a session that somebody sent, of which every field is hostile, and the text that it learned.
func sent(t *testing.T) (dir, text string) {
	t.Helper()
	name := "x" + strings.ReplaceAll(hostile, "/", "") + ".txt"
	if runtime.GOOS == "windows" {
		name = "x\u202e\u200b.txt"
	}
	dir, text = t.TempDir(), write(t, name, strings.Repeat("ab\u009b c\u202ed \u200be\x7f "+hostile[:4]+"\n", 60))
	if got := run(t, "train", text, "--steps", "3", "--hidden", "4", "--batch", "2", "--unroll", "8", "--quiet", "--save", "x", "--sessions", dir); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	return dir, text
}

// spoil makes every text in session.json hostile that is not checked when it is opened.
func spoil(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, "x", "session.json")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var m sessions.Meta
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	m.Name, m.ID, m.Program, m.Arch, m.Kernel, m.Preset = hostile, hostile, hostile, hostile, hostile, hostile
	m.Data.Name, m.Data.SHA256, m.Data.Valid, m.Data.Paths = hostile, hostile, hostile, []string{hostile, hostile}
	m.Parent = &sessions.Parent{Session: hostile, ID: hostile, Branch: hostile, Step: 1}
	m.RecipeLine = hostile
	if b, err = json.Marshal(m); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o666); err != nil {
		t.Fatal(err)
	}
}

// The law: whatever a file is called and holds, and whatever a session that somebody sent has in its fields, nothing of it
// acts on the terminal or is invisible; JSON stays JSON, with the same texts in it.
func TestNothingHostileComesOut(t *testing.T) {
	dir, text := sent(t)
	check := func(args ...string) {
		t.Helper()
		got := run(t, append(args, "--sessions", dir)...)
		if out, err := harms(got.out), harms(got.err); len(out)+len(err) > 0 {
			t.Errorf("%q: %q in the output, %q in the messages:\n%q\n%q", args, out, err, got.out[:min(len(got.out), 3000)], got.err)
		}
		if slices.Contains(args, "--json") || slices.Contains(args, "--per-token") {
			for line := range strings.Lines(got.out) {
				if !json.Valid([]byte(line)) {
					t.Errorf("%q: not JSON: %q", args, line)
				}
			}
		}
		if got.out+got.err == "" {
			t.Errorf("%q: nothing is said", args)
		}
	}
	for range 2 {
		for _, args := range [][]string{
			{"ladder", text}, {"ladder", text, "--json"}, {"datasets", "show", text}, {"datasets", "show", text, "--json"},
			{"sessions", "list"}, {"sessions", "list", "--json"}, {"sessions", "show", "x"}, {"sessions", "show", "x", "--json"},
			{"predict", "x", "--prefix", "ab" + hostile}, {"predict", "x", "--prefix", "ab\u009b", "--json"}, {"eval", "x", text}, {"eval", "x", text, "--json"},
			{"eval", "x", text, "--per-token"}, {"eval", "x"}, {"train", text, "--steps", "2", "--hidden", "4"}, {"train", "--resume", "x", "--steps", "5"},
			{"train", text, "--steps", "2", "--hidden", "4", "--csv", "-"}, {"train", text, "--steps", "2", "--hidden", "4", "--jsonl", "-"},
			{hostile}, {hostile, "--" + hostile}, {"train", hostile}, {"train", "x", "--cell", hostile}, {"sessions", "show", hostile}, {"sessions", "rename", "x", hostile},
			{"train", "--dataset", hostile}, {"presets", "show", hostile}, {"train", "--preset", hostile}, {"--theme", hostile}, {"help", hostile}, {"sessions", hostile},
			{"sample", "x", "--prefix", "q" + hostile, "--length", "0", "--weights", hostile}, {"predict", hostile}, {"train", "--save", hostile, text},
			{"sessions", "export", "x", filepath.Join(dir, hostile)},
		} {
			check(args...)
		}
		spoil(t, dir)
	}
	{
		got := run(t, "sessions", "show", "x", "--json", "--sessions", dir)
		var m sessions.Meta
		if err := json.Unmarshal([]byte(got.out), &m); err != nil || m.Program != hostile || m.Data.SHA256 != hostile {
			t.Errorf("JSON has another text: %v %q", err, m.Program)
		}
	}
}
