package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"unroll/datasets"
)

// tide is n short sentences of words and tags, with tabs between the columns.
func tide(n int) string {
	return strings.Repeat("the\tDET\ntide\tNOUN\ntables\tVERB\n\nthe\tDET\nwreck\tNOUN\n\n", n)
}

// inColumns is those as CoNLL-U.
func inColumns(n int) string {
	var b strings.Builder
	at := 0
	for line := range strings.Lines(tide(n)) {
		word, tag, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			b.WriteString("\n")
			at = 0
			continue
		}
		at++
		fmt.Fprintf(&b, "%d\t%s\t_\t%s\tX%s\t_\t_\t_\t_\t_\n", at, word, tag, tag)
	}
	return b.String()
}

// unusableTags are files that no tags can be learned from, with the flags, and what is said: where, what, and what to do.
var unusableTags = []struct{ name, content, flags, says string }{
	{"a missing column", inColumns(9) + "1\tlate\n", "", "d.conllu, line 64: the number of columns is 2 here, and in the first row it is 10 (write every row as CoNLL-U, or every row as word, tab, tag)"},
	{"a column beyond the last", tide(9), "--tags 3", "d.conllu, line 1: 2 columns, and the tag is to be in column 3 (add it, or choose another column with --tags)"},
	{"spaces for tabs", "the DET\ntide NOUN\n", "", `d.conllu, line 1: "the DET" has no tab between word and tag (put a tab, not spaces, between columns)`},
	{"spaces for tabs later", tide(9) + "tide  NOUN\n", "", `d.conllu, line 64: "tide  NOUN" has no tab between word and tag (put a tab, not spaces, between columns)`},
	{"no tags", strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(tide(9), "DET", "_"), "NOUN", "_"), "VERB", "_"), "", `d.conllu: column upos has only "_" (choose another column with --tags)`},
	{"no tags in that column", inColumns(9), "--tags feats", `d.conllu: column feats has only "_" (choose another column with --tags)`},
	{"an empty tag", "the\tDET\ntide\t\n", "", `d.conllu, line 2: word "tide" has no tag (add it, or remove the sentence)`},
	{"an empty word", "the\tDET\n\tNOUN\n", "", "d.conllu, line 2: there is no word before the tab (write word, tab, tag)"},
	{"an endless sentence", strings.Repeat("the\tDET\ntide\tNOUN\n", 25_000), "", "d.conllu, line 10001: a sentence of more than 10000 words (put an empty line between sentences)"},
	{"a sentence that no window has room for", strings.Repeat("the\tDET\ntide\tNOUN\n", 1000) + "\n" + tide(20), "", "d.conllu: sentence 1 to train on has 2000 words, and a window has 1024 steps, into which it must fit whole (use a larger --unroll, of at most 1024, or split the sentence)"},
	{"not UTF-8", "the\tDET\nt\xefde\tNOUN\n", "", "d.conllu: line 2, byte 2 is not UTF-8; it may be WINDOWS-1252 (add --encoding windows-1252, or convert it: iconv -f CP1252 -t UTF-8 d.conllu > utf8.txt)"},
	{"binary", "\x00\x01\x02\x7f\x00", "", "d.conllu: binary, not a text (write a word, a tab and its tag a line, in UTF-8, and an empty line between sentences)"},
	{"nothing", "", "", "d.conllu: empty (write a word, a tab and its tag a line, in UTF-8, and an empty line between sentences)"},
	{"empty lines alone", "\n\n# nothing\n\n", "", "d.conllu: there is no sentence in it (write a word, a tab and its tag a line, and an empty line between sentences)"},
	{"an endless line", strings.Repeat("tide", 1<<15) + "\tNOUN\n", "", "d.conllu, line 1: longer than 65536 bytes (write one word and its tag a line)"},
}

// refusedTags runs a command that cannot go on, with arguments that say where it could write, and wants what it says.
func refusedTags(t *testing.T, name, line, says string) {
	t.Helper()
	before, _ := filepath.Glob("*")
	began := time.Now()
	got := run(t, strings.Fields(line+" --save x --jsonl out.jsonl --sessions kept --steps 2")...)
	if want := (said{err: "unroll: " + says + "\n", code: codeBadData}); got != want {
		t.Errorf("%s: %+v, want %+v", name, got, want)
	}
	if after, _ := filepath.Glob("*"); len(after) != len(before) {
		t.Errorf("%s: there are %v", name, after)
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("%s: refused after %v", name, took)
	}
}

// The law: what cannot be learned from is refused in one line that says where, what, and what to do; the exit code is 4, and
// nothing is written. What the file is called does not matter.
func TestUnusableTags(t *testing.T) {
	for _, c := range unusableTags {
		t.Chdir(t.TempDir())
		for _, name := range []string{"d.conllu", "d.txt"} {
			if err := os.WriteFile(name, []byte(c.content), 0o666); err != nil {
				t.Fatal(err)
			}
			line := "train " + name + " " + c.flags
			if name == "d.txt" {
				line += " --task tagging"
			}
			refusedTags(t, c.name, line, strings.ReplaceAll(c.says, "d.conllu", name))
		}
	}
}

// The law: a folder without a file to learn from, or that only looks like a file, is refused like one.
func TestUnusableFoldersOfTags(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{"dev/x-dev.conllu": inColumns(3), "named.conllu/readme": "x", "bad/train.conllu": inColumns(3), "bad/dev.conllu": "tide NOUN\n", "none/a.md": "x"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const noTrain = ": a folder without a file of tagged sentences to learn from: none of its .conllu, .tsv or .txt files has train in its name (name the file itself, or give it a name such as train.conllu)"
	for _, c := range [][2]string{
		{"named.conllu", "named.conllu" + noTrain}, {"none --task tagging", "none" + noTrain},
		{"bad --quiet", `bad/dev.conllu, line 1: "tide NOUN" has no tab between word and tag (put a tab, not spaces, between columns)`},
		{"nosuch.conllu", "nosuch.conllu: no such file, folder or dataset (" + sourcesSaid() + ")"},
		{"nosuch.conllu --task tagging", "nosuch.conllu: no such file or folder (check the path)"},
	} {
		refusedTags(t, c[0], "train "+c[0], c[1])
	}
}

// sourcesSaid is how an error lists what comes with the program.
func sourcesSaid() string {
	return "the datasets are " + listed(datasets.Names()) + ", the series " + listed(datasets.SeriesNames()) + ", the tagged sentences " + listed(datasets.TaggedNames()) + ", and the pairs of sentences " + listed(datasets.PairNames())
}

// The law: files as other programs write them are read as they are, and are known for what they are.
func TestUsableTags(t *testing.T) {
	const plain = "d.txt: 60 sentences, 135 words to train on and 15 held out, 0 % of those unseen, 3 tags, "
	for name, c := range map[string]struct{ file, content, flags, says string }{
		"word, tab, tag":     {"d.txt", tide(30), "", plain},
		"a byte-order mark":  {"d.txt", "\xEF\xBB\xBF" + tide(30), "", plain},
		"CR LF":              {"d.txt", strings.ReplaceAll(tide(30), "\n", "\r\n"), "", plain},
		"many empty lines":   {"d.txt", "\n\n" + strings.ReplaceAll(tide(30), "\n\n", "\n\n  \n\n\n"), "", plain},
		"a table's ending":   {"d.tsv", tide(30), "", strings.Replace(plain, "d.txt", "d.tsv", 1)},
		"CoNLL-U":            {"d.conllu", inColumns(30), "", strings.Replace(plain, "d.txt", "d.conllu", 1)},
		"by another name":    {"d.txt", inColumns(30), "", plain},
		"another column":     {"d.txt", inColumns(30), "--tags xpos", plain},
		"its number":         {"d.txt", inColumns(30), "--tags 5", plain},
		"numbers for tags":   {"d.txt", strings.NewReplacer("DET", "1", "NOUN", "2", "VERB", "3").Replace(tide(30)), "--task tagging", plain},
		"that, by a flag":    {"d.txt", strings.NewReplacer("DET", "1", "NOUN", "2", "VERB", "3").Replace(tide(30)), "--suffixes=false", plain},
		"words alone":        {"d.txt", tide(30), "--suffixes=false --embed 0 --bidirectional=false", plain + "5 features; LSTM 1×3, "},
		"both ways":          {"d.txt", tide(30), "--suffixes=false", plain + "5 features; BiLSTM 1×3, "},
		"Chinese":            {"d.txt", strings.NewReplacer("the", "那", "tide", "潮", "tables", "涨", "wreck", "船").Replace(tide(30)), "", plain},
		"a name that acts":   {"d\x1b[31m.conllu", inColumns(30), "", "d␛[31m.conllu: 60 sentences, "},
		"a text all the way": {"d.txt", tide(30), "--task language", "d.txt: "},
	} {
		t.Chdir(t.TempDir())
		if err := os.WriteFile(c.file, []byte(c.content), 0o666); err != nil {
			t.Fatal(err)
		}
		got := run(t, append(strings.Fields("train --unroll 8 --steps 2 --hidden 3 "+c.flags), c.file)...)
		if got.code != codeDone || !strings.HasPrefix(got.err, c.says) || strings.ContainsRune(got.err, 0x1b) {
			t.Errorf("%s: %+v, want %s", name, got, c.says)
		}
		if words := strings.Contains(got.err, " sentences, "); words == strings.Contains(name, "text") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// The law: what could be several things is asked, and flags of one of them alone are an answer; flags of another task than that of
// the data are refused in one sentence, and nothing is begun.
func TestWhatTagsAre(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{"counts.txt": "the\t120\nof\t80\nand\t71\nto\t64\n",
		"t.conllu": inColumns(30), "prose.txt": strings.Repeat("the rays of light are bent by a prism.\n", 40), "few.csv": column("1", "2", "3", "4")} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const ask, either = " could be a text or tagged sentences\n  say --task tagging or --task language\n", "see: unroll train --help\n"
	for line, says := range map[string]string{
		"counts.txt":                     "counts.txt" + ask,
		"t.conllu --lags 3":              "--lags is for series of numbers, and t.conllu has tagged sentences\n  leave --lags out, or read the data as a table of numbers: --task series\n",
		"t.conllu --tokens word":         "--tokens is for texts, and t.conllu has tagged sentences\n  leave --tokens out, or read the data as a text: --task language\n",
		"t.conllu --valid-file a":        "--valid-file is for texts, and t.conllu has tagged sentences\n  leave --valid-file out, or read the data as a text: --task language\n",
		"t.conllu --preset d2l-rnn":      "--preset is for texts, and t.conllu has tagged sentences\n  leave --preset out, or read the data as a text: --task language\n",
		"t.conllu t.conllu":              "tagged sentences are read from one file or folder, and there are two: t.conllu and t.conllu\n  name one, or read them as texts: --task language\n",
		"a b --task tagging":             "tagged sentences are read from one file or folder, and there are two: a and b\n  " + either,
		"weather --lines":                "--lines is for texts, and weather has tagged sentences\n  leave --lines out\n",
		"weather --head gaussian":        "--head is for series of numbers, and weather has tagged sentences\n  leave --head out\n",
		"tide --suffixes":                "--suffixes is for tagged sentences, and tide is a text\n  leave --suffixes out\n",
		"prose.txt --tags upos":          "--tags is for tagged sentences, and prose.txt is a text\n  leave --tags out, or read the data as tagged sentences: --task tagging\n",
		"sine --min-freq 2":              "--min-freq is for tagged sentences, pairs of sentences and texts, and sine is a series of numbers\n  leave --min-freq out\n",
		"sine --embed 3":                 "--embed is for texts, tagged sentences and pairs of sentences, and sine is a series of numbers\n  leave --embed out\n",
		"sine --bidirectional":           "--bidirectional is for tagged sentences, texts and pairs of sentences, and sine is a series of numbers\n  leave --bidirectional out\n",
		"--task tagging tide":            "tide is of task language: leave out --task, or name other data\n  " + either,
		"--task series weather":          "weather is of task tagging: leave out --task, or name other data\n  " + either,
		"weather --tags colour":          "no column of tags is called \"colour\": choose one of upos, xpos, feats, lemma, deprel, or a number from 2\n  " + either,
		"weather --tags 5":               "--tags is for files, and weather has tags of its own\n  leave --tags out\n",
		"t.conllu --embed 0":             "--embed is 0: words with suffixes are several features each, which need an embedding\n  give --embed D, or read words alone: --suffixes=false\n",
		"weather --min-freq -1":          "min-freq is -1: it must not be negative\n  " + either,
		"weather --suffixes=perhaps":     "--suffixes is \"perhaps\": it takes true or false\n  " + either,
		"--dataset weather --lags 2":     "--lags is for series of numbers, and weather has tagged sentences\n  leave --lags out\n",
		"t.conllu --hidden 0":            "hidden is 0: it must be between 1 and 16384\n  " + either,
		"weather --task language --save": "--save needs a value\n  " + either,
	} {
		got := run(t, append([]string{"train", "--sessions", "kept"}, strings.Fields(line)...)...)
		if got.err != "unroll: "+says || got.code != codeUsage || got.out != "" {
			t.Errorf("train %s: %+v, want %q", line, got, says)
		}
	}
	if list, _ := filepath.Glob("*"); len(list) != 4 {
		t.Errorf("there are %v", list)
	}
}

// The law: the commands of README's section on tagged sentences can be typed one after another, and do what it says.
func TestReadmeOfTaggedSentences(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(b), "\n## Tagged sentences\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if !ok {
		t.Fatal("README has no section on tagged sentences")
	}
	for _, name := range datasets.TaggedNames() {
		if !strings.Contains(section, "`"+name+"`") {
			t.Errorf("README does not name %s", name)
		}
	}
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{"tides.conllu": inColumns(30), "other.conllu": inColumns(3), "lines.txt": "the tide\n"} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for line := range strings.Lines(section) {
		line, ok := strings.CutPrefix(line, "    unroll ")
		if !ok {
			continue
		}
		if i := strings.Index(line[8:], "   "); i >= 0 { // after "predict ", where commands are aligned
			line = line[:8+i]
		}
		line, sentence, typed := strings.Cut(line, `"`)
		args := strings.Fields(line)
		if typed {
			args = append(args, strings.Trim(sentence, "\"\n"))
		}
		want := codeDone
		switch args[0] {
		case "weather": // the lab, without a terminal
			want = codeUsage
		case "train":
			args = append(args, "--hidden", "3")
		}
		if got := run(t, append(args, "--sessions", "kept")...); got.code != want {
			t.Errorf("unroll %s: %+v", line, got)
		}
		n++
	}
	if n != 8 {
		t.Errorf("%d commands", n)
	}
}
