package tagging

import (
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Both formats, with what is left out of them.
func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		text, column string
		want         []Sentence
	}{
		"two columns":       {"the\tDET\ntide\tNOUN\n\n\n\nebbs\tVERB", "", []Sentence{{[]string{"the", "tide"}, []string{"DET", "NOUN"}}, {[]string{"ebbs"}, []string{"VERB"}}}},
		"a byte-order mark": {"\xEF\xBB\xBFthe\tA\r\n\r\ntide\tB\r\n", "", []Sentence{{[]string{"the"}, []string{"A"}}, {[]string{"tide"}, []string{"B"}}}},
		"a number sign":     {"# a comment\n#\tSYM\n7\tNUM\n", "", []Sentence{{[]string{"#", "7"}, []string{"SYM", "NUM"}}}},
		"another column":    {"a\tx\tP\nb\tx\tQ\n", "3", []Sentence{{[]string{"a", "b"}, []string{"P", "Q"}}}},
		"numbers as words":  {"1\tA\tx\n2\tB\tx\n4\tC\tx\n\n1\tA\tx\n", "", []Sentence{{[]string{"1", "2", "4"}, []string{"A", "B", "C"}}, {[]string{"1"}, []string{"A"}}}},
		"Chinese":           {"茶\t名\n热\t形\n", "", []Sentence{{[]string{"茶", "热"}, []string{"名", "形"}}}},
		"CoNLL-U": {"# text = Don't go\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t3\tadv\t_\t_\n2.1\tx\tx\tX\tX\t_\t_\t_\t_\t_\n3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n",
			"", []Sentence{{[]string{"Do", "n't", "go"}, []string{"AUX", "PART", "VERB"}}}},
		"its xpos": {"1\ta\ta\tA\tU\t_\t0\t_\t_\t_\n2\tb\tb\tA\tV\t_\t0\t_\t_\t_\n", "XPOS", []Sentence{{[]string{"a", "b"}, []string{"U", "V"}}}},
	} {
		got, err := Read(strings.NewReader(c.text), name, c.column)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// What is wrong is said with file and line.
func TestReadErrors(t *testing.T) {
	for want, c := range map[string][2]string{
		"f, line 2: 2 columns, and the tag is to be in column 3":                     {"a\tb\tC\na\tb\n", "3"},
		"f, line 2: the number of columns is 2 here, and in the first row it is 10 ": {"1\ta\ta\tA\tU\t_\t0\t_\t_\t_\n2\tb\n", ""},
		"f, line 2: the number of columns is 10 here, and in the first row it is 2 ": {"a\tb\n1\ta\ta\tA\tU\t_\t0\t_\t_\t_\n", ""},
		"f, line 1: 1 column, and":                     {"word\n", ""},
		"f, line 2: \"tide NOUN\" has no":              {"the\tDET\ntide NOUN\n", ""},
		"f, line 3: there is no word":                  {"a\tA\nb\tB\n\tC\n", ""},
		"f, line 1: word \"a\" has no tag":             {"a\t\n", ""},
		"f: there is no sentence":                      {"\n\n# nothing\n", ""},
		"f: column upos has only \"_\"":                {"a\t_\nb\t_\n", ""},
		"f, line 2: not a text in UTF-8":               {"a\tA\n\xFF\tB\n", ""},
		"f, line 10001: a sentence of":                 {strings.Repeat("a\tA\n", mostWords+1), ""},
		"f, line 1: longer than":                       {strings.Repeat("a", mostLine+1), ""},
		"f, line 3: 4 columns, the first with numbers": {"\n# x\n1\tthe\tD\t_\n2\ttide\tN\t_\n3\tebbs\tV\t_\n", ""},
		"no column of tags is called":                  {"a\tA\n", "colour"},
	} {
		if _, err := Read(strings.NewReader(c[0]), "f", c[1]); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// The law: what is judged by may have one tag, what is to be tagged none; what is learned from needs two.
func TestWhatTagsAreNeeded(t *testing.T) {
	for text, want := range map[string][3]bool{ // to learn from, to be judged by, to be tagged
		"a\tA\nb\tB\n": {true, true, true}, "a\tA\nb\tA\n": {false, true, true}, "a\t_\nb\t_\n": {false, false, true}, "a\t_\nb\tA\n": {true, true, true}, "\n": {},
	} {
		for i, read := range []func(io.Reader, string, string) ([]Sentence, error){Read, ReadHeld, ReadWords} {
			if list, err := read(strings.NewReader(text), "f", ""); (err == nil) != want[i] || (len(list) > 0) != want[i] {
				t.Errorf("%q, %d: %v, %v", text, i, list, err)
			}
		}
	}
}

// The law: reading never panics, and every word that it returns has a tag.
func FuzzRead(f *testing.F) {
	f.Add("the\tDET\ntide\tNOUN\n", "")
	f.Add("1\ta\ta\tA\tU\t_\t0\t_\t_\t_\n", "xpos")
	f.Fuzz(func(t *testing.T, s, column string) {
		list, _ := Read(strings.NewReader(s), "f", column)
		for _, x := range list {
			if len(x.Words) == 0 || len(x.Words) != len(x.Tags) || slices.Contains(x.Words, "") || slices.Contains(x.Tags, "") {
				t.Fatalf("%+v", x)
			}
		}
		if Surely([]byte(s)) && !Looks([]byte(s)) {
			t.Fatalf("%q surely is what it does not look like", s)
		}
	})
}

// The law: CoNLL-U, and words with tags that come again, are surely tagged sentences; pairs of sentences, tables of numbers and
// lists of pairs of words may be something else.
func TestLooks(t *testing.T) {
	row := "\t_\t_\tNOUN\t_\t_\t0\t_\t_\t_\n"
	words, pairs := "", ""
	for i := range 30 {
		w := string(rune('a' + i%26))
		words += w + "\t" + []string{"N", "V", "D"}[i%3] + "\n"
		pairs += w + "\t" + w + strings.Repeat(w, i) + "\n"
	}
	for text, want := range map[string][2]bool{ // looks, surely
		"a\tA\nb\tB\n\nc\tC\n": {true, true}, "a,b\n1,2\n3,4\n": {}, "hello\tworld\n": {}, "some text\nof words\nand lines\n": {},
		"1" + row + "2" + row + "\n# x\n1" + row: {true, true}, "# sent_id = 1\n# text = a\tb\n1" + row + "1-2" + row + "2" + row + "2.1": {true, true},
		"x" + row + "y" + row + "z" + row: {true, false}, "\xEF\xBB\xBFa\tA\r\n\r\nb\tB\r\nc\tA\r\n": {true, true},
		"the\t120\nof\t80\nand\t71\n": {true, false}, "word\tcount\nof\t80\nand\t71\n": {true, false}, "Go on.\tVa !\nRun!\tCours !\nWho?\tQui ?\n": {true, false},
		words: {true, true}, words + "cut o": {true, true}, pairs: {true, false}, "": {}, "\n\n": {}, "茶\t名\n热\t形\n喝\t动\n": {true, true},
	} {
		if got := [2]bool{Looks([]byte(text)), Surely([]byte(text))}; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
