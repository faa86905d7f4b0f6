package cli

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// taggedFolder makes a folder of sentences to learn from and to hold out, which have a tag and words that training lacks.
func taggedFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	held := tide(4) + "ah\tINTJ\nthe\tDET\nships\tNOUN\n\n"
	for name, content := range map[string]string{"x-train.tsv": tide(30), "x-dev.tsv": held} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The law: tags that training lacks are said with their number and an example, wherever words are judged, and count as wrong.
func TestMissingTagsAreSaid(t *testing.T) {
	data, kept := taggedFolder(t), t.TempDir()
	const says = `1 word held out with a tag that training lacks, counted as wrong: INTJ (the first is "ah" in held-out sentence 9)`
	got := run(t, "train", data, "--steps", "200", "--hidden", "8", "--unroll", "8", "--save", "x", "--sessions", kept)
	if got.code != codeDone || strings.Count(got.err, says) != 1 || !strings.Contains(got.err, "23 held out, 8.7 % of those unseen") || !strings.Contains(got.err, "validation accuracy ") {
		t.Errorf("%+v", got)
	}
	if got := run(t, "ladder", data); got.code != codeDone || !strings.Contains(got.out, says+"\n") {
		t.Errorf("%+v", got)
	}
	if got := run(t, "eval", "x", "--sessions", kept); got.code != codeDone || !strings.Contains(got.out, "missing tags") || !strings.Contains(got.out, "training lacks INTJ: counted as wrong, and in no loss") {
		t.Errorf("%+v", got)
	}
	var e struct {
		Words, Right, Missing int
		Accuracy, NLL, Loss   float64
		Known, Unseen         struct{ Words, Right int }
		MissingTags           []missingTag `json:"missing_tags"`
		Confusion             [][]int
		ByTag                 []tagJSON `json:"by_tag"`
	}
	if err := json.Unmarshal([]byte(run(t, "eval", "x", "--json", "--sessions", kept).out), &e); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for g, row := range e.Confusion {
		for k, n := range row {
			if sum += n; g == k && n != e.ByTag[g].Right {
				t.Errorf("tag %d: %d right, %+v", g, n, e.ByTag[g])
			}
		}
	}
	if e.Words != 23 || e.Missing != 1 || sum != 22 || e.Known.Words+e.Unseen.Words != e.Words || e.Known.Right+e.Unseen.Right != e.Right || e.Right > 22 ||
		math.Abs(e.Loss*22-e.NLL) > 1e-9 || len(e.MissingTags) != 1 || e.MissingTags[0] != (missingTag{"INTJ", 1, "ah", 9}) {
		t.Errorf("%+v", e)
	}
}

// The law: a session's data are found where they are said to be, and are needed.
func TestTagsThatHaveMoved(t *testing.T) {
	data, kept := taggedFolder(t), t.TempDir()
	if got := run(t, "train", data, "--steps", "2", "--hidden", "3", "--unroll", "8", "--save", "x", "--quiet", "--sessions", kept); got != (said{}) {
		t.Fatalf("%+v", got)
	}
	want := run(t, "eval", "x", "--sessions", kept)
	want.err = strings.Replace(want.err, filepath.Base(data)+": ", "moved: ", 1) // which file was taken as what
	moved := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(data, moved); err != nil {
		t.Fatal(err)
	}
	if got := run(t, "eval", "x", "--sessions", kept); got.code != codeBadData || !strings.Contains(got.err, "session x takes from it the words and tags that it knows") {
		t.Errorf("%+v", got)
	}
	if got := run(t, "eval", "x", "--data", moved, "--sessions", kept); got != want || got.code != codeDone {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The law: sentences that are typed, in lines, in CoNLL-U and with tags are given the same tags; what is written as CoNLL-U is read
// again.
func TestTagsOfSentences(t *testing.T) {
	dir := trainedOn(t, "harbour --hidden 4")
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{"lines.txt": "The tide tables the wreck .\n\n  潮 汐  表\n", "some.tsv": "The\tDET\ntide\tNOUN\ntables\tVERB\nthe\tDET\nwreck\t_\n.\tPUNCT\n\n潮\t_\n汐\t_\n表\t_\n"} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	predict := func(args ...string) string {
		t.Helper()
		got := run(t, append([]string{"predict", "x", "--sessions", dir}, args...)...)
		if got.code != codeDone || got.err != "" {
			t.Fatalf("%v: %+v", args, got)
		}
		return got.out
	}
	columns := predict("lines.txt", "--conllu")
	if predict("some.tsv", "--conllu") != columns || !strings.HasPrefix(columns, "# text = The tide tables the wreck .\n1\tThe\t_\t") || strings.Count(columns, "\n") != 13 {
		t.Errorf("%s", columns)
	}
	if err := os.WriteFile("again.conllu", []byte(columns), 0o666); err != nil {
		t.Fatal(err)
	}
	if predict("again.conllu", "--conllu") != columns {
		t.Error("what was written is tagged in another way")
	}
	if table := predict("lines.txt"); strings.Count(table, "runner-up") != 2 || !strings.Contains(table, "unseen") || strings.Contains(table, "right") {
		t.Errorf("%s", table)
	}
	if typed, rows := predict("--sentence", "The  tide tables the wreck ."), predict("lines.txt"); !strings.HasPrefix(rows, typed) {
		t.Errorf("%s\n%s", typed, rows)
	}
	var one struct {
		Session string
		Words   []struct {
			Word, Tag string
			Known     bool
			P         float64
			Gold      *string
			Top       []likelyTag
		}
	}
	if err := json.Unmarshal([]byte(lines(predict("some.tsv", "--json", "--top", "2"))[0]), &one); err != nil {
		t.Fatal(err)
	}
	if w := one.Words; len(w) != 6 || w[4].Gold != nil || *w[0].Gold != "DET" || len(w[1].Top) != 2 || w[1].Top[0] != (likelyTag{w[1].Tag, number(w[1].P)}) || !w[1].Known {
		t.Errorf("%+v", one)
	}
	if got := run(t, "eval", "x", "some.tsv", "--sessions", dir); got.code != codeDone || !strings.HasPrefix(got.out, "words                 9\n") || !strings.Contains(got.out, "training lacks _:") {
		t.Errorf("%+v", got)
	}
}

// The law: what a session of tagged sentences cannot be asked is refused with one clear sentence, and what cannot be tagged too.
func TestQuestionsAboutTags(t *testing.T) {
	folders := map[string]string{"tags": trainedOn(t, "weather --hidden 3"), "text": trained(t), "blind": trainedOn(t, "weather --hidden 3 --valid 0")}
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{"none.tsv": "sun\t_\nrain\t_\n", "empty.txt": "", "blank.txt": "\n \n", "bad.txt": "sun \xff\n", "binary.txt": "\x00\x00"} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const write = " (write a word, a tab and its tag a line, in UTF-8, and an empty line between sentences)"
	const nothing = "there are no words to tag: give a sentence, as in --sentence \"The tide tables the wreck .\", or name a FILE"
	for _, c := range []struct {
		of, line, says, hint string
		code                 int
	}{
		{"tags", "sample x", "session x learned to tag words, and there is no next word to sample", "to tag sentences: unroll predict x FILE", codeUsage},
		{"tags", "sample x --prefix a", "session x learned to tag words, and there is no next word to sample", "to tag sentences: unroll predict x FILE", codeUsage},
		{"tags", "eval x --per-token", "--per-token is for language models and sessions that translate, and session x learned tagged sentences", "leave --per-token out", codeUsage},
		{"tags", "predict x --prefix a", "--prefix is for language models, and session x learned tagged sentences", "use --sentence instead", codeUsage},
		{"tags", "predict x --horizon 2", "--horizon is for sessions of series, and session x learned tagged sentences", "leave --horizon out", codeUsage},
		{"tags", "predict x", nothing, "see: unroll predict --help", codeUsage},
		{"tags", "predict x --sentence= ", nothing, "see: unroll predict --help", codeUsage},
		{"tags", "predict x blank.txt --sentence sun", "--sentence and blank.txt: give one or the other", "see: unroll predict --help", codeUsage},
		{"tags", "predict x blank.txt --json --conllu", "--json and --conllu: give one or the other", "see: unroll predict --help", codeUsage},
		{"tags", "predict x --sentence sun --top 0", "--top is 0: it must be at least 1", "see: unroll predict --help", codeUsage},
		{"tags", "predict x blank.txt", "blank.txt: there is no sentence in it (write a sentence a line, with spaces between words)", "", codeBadData},
		{"tags", "predict x empty.txt", "empty.txt: empty" + write, "", codeBadData},
		{"tags", "predict x bad.txt", "bad.txt: line 1, byte 5 is not UTF-8; it may be WINDOWS-1252 (add --encoding windows-1252, or convert it: iconv -f CP1252 -t UTF-8 bad.txt > utf8.txt)", "", codeBadData},
		{"tags", "predict x binary.txt", "binary.txt: binary, not a text" + write, "", codeBadData},
		{"tags", "predict x nosuch.txt", "nosuch.txt: no such file or folder (check the path)", "", codeBadData},
		{"tags", "eval x none.tsv", `none.tsv: column upos has only "_" (choose another column with --tags)`, "", codeBadData},
		{"tags", "eval x empty.txt", "empty.txt: empty" + write, "", codeBadData},
		{"tags", "eval x nosuch.tsv", "nosuch.tsv: no such file or folder (check the path)", "", codeBadData},
		{"blind", "eval x", "session x held no sentences out for validation", "name tagged sentences: unroll eval x FILE", codeFailed},
		{"text", "predict x --sentence sun", "--sentence is for sessions of tagged sentences, and session x is a language model", "use --prefix instead", codeUsage},
		{"text", "predict x --conllu", "--conllu is for sessions of tagged sentences, and session x is a language model", "leave --conllu out", codeUsage},
		{"text", "predict x blank.txt --prefix a", `unexpected argument "blank.txt"`, "see: unroll predict --help", codeUsage},
		{"tags", "ladder weather --valid 0", "weather: no sentences are held out to judge by", "give --valid SHARE", codeUsage},
		{"tags", "ladder weather --max-order 2", "--max-order is for texts, and weather has tagged sentences", "leave --max-order out", codeUsage},
		{"tags", "ladder weather --horizon 2", "--horizon is for series of numbers, and weather has tagged sentences", "leave --horizon out", codeUsage},
	} {
		want := said{err: "unroll: " + c.says + "\n", code: c.code}
		if c.hint != "" {
			want.err += "  " + c.hint + "\n"
		}
		if got := run(t, append(strings.Fields(c.line), "--sessions", folders[c.of])...); got != want {
			t.Errorf("%s: %s: %+v, want %+v", c.of, c.line, got, want)
		}
	}
}

// The law: JSON of tags has the same keys in the same order in all versions, and is the same with --bits.
func TestJSONKeysOfTags(t *testing.T) {
	dir := trainedOn(t, "weather --hidden 3")
	const score = "words right accuracy known unseen missing nll loss tag_perplexity"
	for line, want := range map[string]string{
		"eval x --json":                   "session step " + score + " missing_tags exact standing verdict by_tag confusion wrong_words",
		"predict x --sentence sun --json": "session step words",
		"ladder weather --json":           "tagger " + score,
		"datasets show weather --json":    "name task title about shows sentences train_words valid_words unseen_words tags past_nats past_accuracy whole_nats whole_accuracy sha256 first",
		"sessions show x --json":          "format name id created program arch kernel task data recipe recipe_line parameters checksum step tokens loss valid best settings",
	} {
		args := append(strings.Fields(line), "--sessions", dir)
		got := run(t, args...)
		if got.code != codeDone || got.err != "" {
			t.Errorf("%s: %+v", line, got)
			continue
		}
		if keys := strings.Join(keysOf(t, lines(got.out)[0]), " "); keys != want {
			t.Errorf("%s: keys %s\nwant %s", line, keys, want)
		}
		if bits := run(t, append(args, "--bits")...); bits != got {
			t.Errorf("%s: %+v, with --bits %+v", line, got, bits)
		}
		for i, l := range lines(got.out) {
			if !json.Valid([]byte(l)) {
				t.Errorf("%s: line %d is not JSON: %s", line, i+1, l)
			}
		}
	}
}

// The law: --steps and --epochs each replace the end that a run has unless they say otherwise.
func TestOneEndReplacesAnother(t *testing.T) {
	data := taggedFolder(t)
	for flag, want := range map[string]string{"--steps 120": "120", "--epochs 0.5": ""} {
		kept := t.TempDir()
		got := run(t, append([]string{"train", data, "--hidden", "4", "--save", "x", "--sessions", kept, "--quiet"}, strings.Fields(flag)...)...)
		var s struct {
			Step   int
			Recipe struct {
				Steps  int
				Epochs float64
			}
		}
		if err := json.Unmarshal([]byte(run(t, "sessions", "show", "x", "--json", "--sessions", kept).out), &s); got.code != codeDone || err != nil {
			t.Fatalf("%s: %+v, %v", flag, got, err)
		}
		if (s.Recipe.Steps > 0) != (want != "") || (s.Recipe.Epochs > 0) == (want != "") || want != "" && s.Step != 120 {
			t.Errorf("%s: %+v", flag, s)
		}
	}
}
