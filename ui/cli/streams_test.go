package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The law: data go to standard output and words to standard error, so that only data are piped.
func TestStreams(t *testing.T) {
	dir := trained(t)
	t.Chdir(t.TempDir())
	for _, c := range []struct {
		line     string
		out, err string // how they begin; "": nothing is written there
	}{
		{"version", "unroll ", ""},
		{"--help", "unroll shows", ""},
		{"datasets list", "name", ""},
		{"datasets show tide", "name", ""},
		{"presets", "name", ""},
		{"presets min-char-rnn", "name", ""},
		{"ladder periodic --max-order 1", "order", ""},
		{"eval x", "tokens", ""},
		{"eval x --json", `{"session":"x"`, ""},
		{"eval --ngram 1 periodic", "tokens", ""},
		{"predict x --prefix ab", "token", ""},
		{"predict x --prefix aж", "token", "not in the vocabulary: ж\n"},
		{"predict x --prefix aж --json", `{"step":3`, ""},
		{"sample x --length 5 --prefix ab", "", ""},
		{"sample x --length 0", "", ""},
		{"sessions list", "name", ""},
		{"sessions show x", "session", ""},
		{"sessions export x", "", "exported session x at step 3 to x-pytorch; python3 " + filepath.Join("x-pytorch", "check.py") + " compares it with PyTorch\n"},
		{"bench --seconds 0.001 --threads 1", "kernel ", ""},
		{"train --dataset periodic --steps 2 --hidden 4 --save y", "", "A rhythm"},
		{"train --dataset periodic --steps 2 --hidden 4 --jsonl -", `{"step":0,`, "A rhythm"},
		{"train --dataset periodic --steps 2 --hidden 4 --csv - --quiet", "step,tokens,loss", ""},
		{"train --resume y --steps 3 --quiet", "", ""},
		{"sessions rename y z", "", ""},
		{"sessions remove --yes z", "", "removed session z\n"},
	} {
		got := run(t, append(strings.Fields(c.line), "--sessions", dir)...)
		if c.err == "A rhythm" { // the title of the dataset
			c.err = strings.SplitN(got.err, ":", 2)[0] + ": "
			if !strings.Contains(got.err, "updates in ") {
				t.Errorf("%s: prints %q", c.line, got.err)
			}
		}
		if strings.HasPrefix(c.line, "sample x --length 5") {
			if len(got.out) != 5 || got.err != "" {
				t.Errorf("%s: %+v", c.line, got)
			}
			continue
		}
		if got.code != codeDone || !strings.HasPrefix(got.out, c.out) || !strings.HasPrefix(got.err, c.err) {
			t.Errorf("%s: %+v", c.line, got)
		}
		if (c.out == "") != (got.out == "") || (c.err == "") != (got.err == "") {
			t.Errorf("%s: on standard output %q, on standard error %q", c.line, got.out, got.err)
		}
	}
}

// The law: an empty list writes nothing to standard output, and to standard error how to change that; as JSON it
// is an empty array.
func TestNoSessions(t *testing.T) {
	dir := t.TempDir()
	if got, want := run(t, "sessions", "list", "--sessions", dir), (said{err: "no sessions yet: unroll train FILE --save NAME makes one\n"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got, want := run(t, "sessions", "list", "--json", "--sessions", dir), (said{out: "[]\n"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The law: --sessions takes precedence over UNROLL_SESSIONS.
func TestWhereSessionsAre(t *testing.T) {
	one, other := trained(t), t.TempDir()
	t.Setenv("UNROLL_SESSIONS", one)
	if got := run(t, "sessions", "list"); !strings.Contains(got.out, "\nx ") {
		t.Errorf("UNROLL_SESSIONS: %+v", got)
	}
	if got := run(t, "sessions", "list", "--sessions", other); got.out != "" {
		t.Errorf("--sessions: %+v", got)
	}
}

// The law: a control character in a name or a text is spelled out on a terminal's streams, whatever its source.
func TestNamesAreTamed(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[2Jb": "a␛[2Jb", "茶山": "茶山", "a\nb": "a↵b", "\u202eabc": "<202E>abc", "caf\xc3": "caf\\xC3", "": "", "क्षि": "क्षि", "👍🏽": "👍🏽",
	} {
		if got := tame(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	got := run(t, "train", "no\x1b]0;x\asuch.txt")
	if got.code != codeBadData || strings.ContainsAny(got.err, "\x1b\a") || !strings.Contains(got.err, "such.txt") {
		t.Errorf("%+v", got)
	}
}

// The law: a log that cannot be opened or written is named, and no run begins.
func TestLogsThatCannotBe(t *testing.T) {
	t.Chdir(t.TempDir())
	book := write(t, "book.txt", strings.Repeat("the rays of light ", 60))
	for _, flag := range []string{"--jsonl", "--csv"} {
		got := run(t, "train", book, "--steps", "1", "--hidden", "4", "--batch", "2", "--unroll", "8", flag, "nowhere/x", "--save", "x", "--sessions", "kept")
		if got.code != codeFailed || !strings.HasPrefix(got.err, "unroll: nowhere/x: ") || len(lines(got.err)) != 1 {
			t.Errorf("%s: %+v", flag, got)
		}
		got = run(t, "train", book, "--steps", "1", "--hidden", "4", "--batch", "2", "--unroll", "8", flag, book)
		if got.code != codeUsage || got.err != "unroll: book.txt holds the training data: it would be overwritten\n  see: unroll train --help\n" {
			t.Errorf("%s: %+v", flag, got)
		}
	}
	if _, err := os.Stat("kept/x/session.json"); err == nil {
		t.Error("a session was begun")
	}
	if b, _ := os.ReadFile(book); len(b) != 18*60 {
		t.Error("the text was overwritten")
	}
}

// The law: the CSV has as many fields in every row as in its heading, and the JSON rows describe the same run.
func TestLogsAgree(t *testing.T) {
	dir := t.TempDir()
	got := run(t, "train", "--dataset", "periodic", "--steps", "5", "--hidden", "4", "--quiet", "--jsonl", dir+"/a.jsonl", "--csv", dir+"/a.csv")
	if got != (said{}) {
		t.Fatalf("%+v", got)
	}
	csv, _ := os.ReadFile(dir + "/a.csv")
	jsonl, _ := os.ReadFile(dir + "/a.jsonl")
	rows, objects := lines(string(csv)), lines(string(jsonl))
	if len(rows) != len(objects) { // a heading there, an end here
		t.Fatalf("%d rows and %d objects", len(rows), len(objects))
	}
	for i, row := range rows {
		if n := strings.Count(row, ","); n != 14 {
			t.Errorf("row %d has %d fields: %s", i, n+1, row)
		}
		if i == 0 {
			continue
		}
		step, _, _ := strings.Cut(row, ",")
		if !strings.HasPrefix(objects[i-1], `{"step":`+step+",") {
			t.Errorf("row %d is of step %s, the object %s", i, step, objects[i-1])
		}
	}
	if !strings.HasPrefix(objects[len(objects)-1], `{"done":true,"steps":5,`) {
		t.Errorf("the last object is %s", objects[len(objects)-1])
	}
}
