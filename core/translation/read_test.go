package translation

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// The law: all ends of lines, wherever a read ends; byte-order mark, empty lines and further columns are ignored.
func TestRead(t *testing.T) {
	want := []Line{{"Go.", "Va !"}, {"Run fast!", "Cours !"}, {"茶", "thé"}}
	for name, text := range map[string]string{
		"LF":                "Go.\tVa !\nRun fast!\tCours !\n茶\tthé\n",
		"CR LF":             "Go.\tVa !\r\nRun fast!\tCours !\r\n茶\tthé\r\n",
		"CR":                "Go.\tVa !\rRun fast!\tCours !\r茶\tthé\r",
		"no end":            "Go.\tVa !\nRun fast!\tCours !\n茶\tthé",
		"a byte-order mark": "\xEF\xBB\xBFGo.\tVa !\nRun fast!\tCours !\n茶\tthé",
		"empty lines":       "\n\nGo.\tVa !\n \t \nRun fast!\tCours !\r\n\r\n茶\tthé\n\n",
		"more columns":      "Go.\tVa !\tCC-BY 2.0\tno one\nRun fast!\tCours !\t\n茶\tthé\t\t\n",
		"space":             " Go. \t Va !\nRun fast! \tCours ! \n茶\t thé\n",
	} {
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text))} {
			if got, err := Read(r, name); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
	}
}

// What is wrong is said with file and line, and is about the data.
func TestReadErrors(t *testing.T) {
	for want, text := range map[string]string{
		"f, line 3: \"one column\" has no tab":           "\na\tb\none column\n",
		"f, line 2: there is no sentence before the tab": "a\tb\n \tc\n",
		"f, line 2: \"c\" has no translation":            "a\tb\nc\t\td\n",
		"f, line 1: a NUL byte":                          "\x7FELF\x00\x01\n",
		"f, line 2: not a text in UTF-8":                 "a\tb\n\xFF\tb\n",
		"f, line 2: longer than 1048576 bytes":           "a\tb\n" + strings.Repeat("a", mostLine+1),
		"f: there is no pair":                            "\n\r\n",
	} {
		if _, err := Read(strings.NewReader(text), "f"); err == nil || !strings.HasPrefix(err.Error(), want) || !IsData(err) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	broken := io.MultiReader(strings.NewReader("a\tb\n"), iotest.ErrReader(errors.New("unplugged")))
	if _, err := Read(broken, "f"); err == nil || err.Error() != "f, line 2: cannot be read: unplugged" {
		t.Errorf("%v", err)
	}
	for _, o := range []Options{{MinFreq: -1}, {First: -1}, {Length: 1}, {Source: "syllables"}} {
		if _, err := NewCorpus([]Line{{"a", "b"}}, nil, o); err == nil || IsData(err) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// The law: line n of one file translates line n of the other; a translation that is missing is left out and counted, and files of which
// one has more lines are refused, with both numbers.
func TestReadTwo(t *testing.T) {
	two := func(a, b string) ([]Line, error) {
		return ReadTwo(strings.NewReader(a), strings.NewReader(b), "a", "b")
	}
	want := []Line{{"one", "un"}, {"two", ""}, {"three", "trois"}}
	for _, b := range []string{"un\n\n\ntrois\n", "un\r\n\r\n\r\ntrois", "\xEF\xBB\xBFun\n\n\ntrois\n\n\n"} {
		got, err := two("one\ntwo\n\nthree\n", b)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q, %v", got, err)
		}
	}
	c := corpus(t, want, nil, Options{})
	if len(c.Train) != 2 || c.Left != (Left{Pairs: 3, Empty: 1}) {
		t.Errorf("%d pairs, %+v", len(c.Train), c.Left)
	}
	for want, x := range map[string][2]string{
		"the numbers of lines differ: a has 3 and b has 2": {"x\ny\nz\n", "u\nv\n"},
		"the numbers of lines differ: a has 1 and b has 3": {"x\n", "u\n\nw"},
		"a, b: there is no pair":                           {"x\n\n", "\nu\n"},
		"b, line 2: a NUL byte":                            {"x\ny\n", "u\n\x00\n"},
		"a, line 1: not a text in UTF-8":                   {"\xC3\n", "u\n"},
	} {
		if _, err := two(x[0], x[1]); err == nil || !strings.HasPrefix(err.Error(), want) || !IsData(err) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// The law: a sentence of 50,000 tokens is read, and is left out and counted whatever the options; the other pairs are learned.
func TestASentenceOfManyTokens(t *testing.T) {
	lines, err := Read(strings.NewReader("a b\tc\n"+strings.Repeat("word ", 50_000)+"\tmot\nd\te f\n"), "f")
	if err != nil || len(lines) != 3 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for _, length := range []int{0, 10, DefaultLength} {
		c := corpus(t, lines, nil, Options{Length: length})
		if len(c.Train) != 2 || c.Left != (Left{Pairs: 3, Long: 1}) || c.Longest() != 3 {
			t.Errorf("length %d: %d pairs, %+v, the longest %d", length, len(c.Train), c.Left, c.Longest())
		}
		c = corpus(t, lines, nil, Options{Length: length, Cut: true})
		if len(c.Train) != 3 || c.Left != (Left{Pairs: 3, Cut: 1}) || c.Longest() != c.Limit() {
			t.Errorf("length %d, cut: %d pairs, %+v, the longest %d", length, len(c.Train), c.Left, c.Longest())
		}
	}
	_, err = NewCorpus(lines[1:2], nil, Options{})
	if err == nil || !IsData(err) || !strings.Contains(err.Error(), "of 1, 0 have an empty side and 1 are longer than 1000 tokens") {
		t.Errorf("%v", err)
	}
}

// The law: reading never panics; what it returns has two sides without a tab or an end of line, and a corpus can be made of it whatever
// its tokens are.
func FuzzRead(f *testing.F) {
	f.Add("Go.\tVa !\nRun!\tCours !\n", true)
	f.Add("\xEF\xBB\xBFa\tb\tc\r\n二\t2\r\n", false)
	f.Fuzz(func(t *testing.T, s string, prepare bool) {
		list, err := Read(strings.NewReader(s), "f")
		if err != nil {
			return
		}
		for _, x := range list {
			if x.Source == "" || x.Target == "" || strings.ContainsAny(x.Source+x.Target, "\t\n\r") {
				t.Fatalf("%+q", x)
			}
		}
		for _, tokens := range []string{"", Words, Chars} {
			c, err := NewCorpus(list, nil, Options{Source: tokens, Target: tokens, Prepare: prepare, Length: 9, Cut: true})
			if err == nil && (len(c.Train)+c.Left.Empty != len(list) || c.Longest() > 9) {
				t.Fatalf("%d pairs of %d, %+v, %d steps", len(c.Train), len(list), c.Left, c.Longest())
			}
		}
	})
}
