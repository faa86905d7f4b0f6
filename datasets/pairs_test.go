package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"unroll/core/translation"
)

// writeAll writes files to the current folder.
func writeAll(t *testing.T, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// The law: pairs come from a source, a file, two files, a folder of either, or standard input, with their size and checksum.
func TestOpenPairs(t *testing.T) {
	t.Chdir(t.TempDir())
	const train, valid, en, fr, en2, fr2 = "a b\tc\nd\te\n", "f\tg\n", "a b\nd\n", "c\ne\n", "f\n", "g\n"
	writeAll(t, map[string]string{"x.tsv": train, "one/train.tsv": train, "one/valid.txt": valid, "one/test.tsv": "never read", "two/train.en": en, "two/train.fr": fr, "two/dev.en": en2, "two/dev.fr": fr2,
		"mixed/train.en": en, "mixed/train.fr": fr, "mixed/valid.tsv": valid, "en": en, "fr": fr})
	want, held := []translation.Line{{Source: "a b", Target: "c"}, {Source: "d", Target: "e"}}, []translation.Line{{Source: "f", Target: "g"}}
	for _, x := range []struct {
		arg, second string
		valid       bool
		bytes       string
	}{{"x.tsv", "", false, train}, {"one", "", true, train + valid}, {"two", "", true, en + fr + en2 + fr2}, {"mixed", "", true, en + fr + valid}, {"en", "fr", false, en + fr}, {"-", "", false, train}, {"-", "fr", false, en + fr}, {"en", "-", false, en + fr}} {
		stdin := map[string]string{"-": train, "-fr": en, "en-": fr}[x.arg+x.second]
		o := Opener{Stdin: strings.NewReader(stdin)}
		p, err := o.OpenPairs(x.arg, x.second)
		if err != nil || !reflect.DeepEqual(p.Train, want) || x.valid != reflect.DeepEqual(p.Valid, held) || (p.Second != "") != (x.second != "") || p.Path == "" {
			t.Errorf("%s %s: %+v, %v", x.arg, x.second, p, err)
		}
		sum := sha256.Sum256([]byte(x.bytes))
		if p.SHA256 != hex.EncodeToString(sum[:]) || p.Bytes != int64(len(x.bytes)) {
			t.Errorf("%s %s: %d bytes, %s", x.arg, x.second, p.Bytes, p.SHA256)
		}
		o.Stdin = strings.NewReader(stdin)
		judged := want
		if x.valid {
			judged = held
		}
		if got, err := o.OpenHeldPairs(x.arg, x.second); err != nil || !reflect.DeepEqual(got, judged) {
			t.Errorf("%s %s, held out: %+v, %v", x.arg, x.second, got, err)
		}
	}
	p, err := Opener{}.OpenPairs("dates", "")
	again, _ := Opener{}.OpenPairs("dates", "")
	if err != nil || p.Source != "dates" || p.Title != "Dates" || p.Path != "" || p.SHA256 != again.SHA256 || p.Bytes < int64(10*len(p.Train)) {
		t.Errorf("dates: %s %q %d %s, %v", p.Source, p.Title, p.Bytes, p.SHA256, err)
	}
	if got, err := (Opener{}).OpenHeldPairs("dates", ""); err != nil || len(got) != len(p.Train) {
		t.Errorf("dates: %d, %v", len(got), err)
	}
}

// The law: what is wrong is a *BadData that says where and what to do.
func TestOpenPairsErrors(t *testing.T) {
	t.Chdir(t.TempDir())
	writeAll(t, map[string]string{"one": "a\tb\nc\n", "empty": "", "short": "a\n", "target": "a\t\n", "elf": "\x7FELF\x00\x00", "gz": "\x1f\x8b\x08\x00\x00", "later": "a\tb\n" + strings.Repeat("x\ty\n", headBytes) + "\x00\ty\n",
		"long": "a\nb\nc\n", "texts/a.txt": "x", "three/train.de": "a\n", "three/train.en": "b\n", "three/train.fr": "c\n", "large": strings.Repeat("x\ty\n", 100)})
	for want, x := range map[string][2]string{
		"one, line 2: \"c\" has no tab":                                              {"one", ""},
		"empty: empty (write a sentence, a tab":                                      {"empty", ""},
		"target, line 1: \"a\" has no translation":                                   {"target", ""},
		"elf: binary, not a text (write a sentence":                                  {"elf", ""},
		"gz: binary, not a text: it is compressed":                                   {"gz", ""},
		"later, line 65538: a NUL byte":                                              {"later", ""},
		"the numbers of lines differ: short has 1 and long has 3":                    {"short", "long"},
		"empty: empty (":                                                             {"short", "empty"},
		"elf: binary":                                                                {"short", "elf"},
		"nosuch: no such file, folder or dataset (the":                               {"nosuch", ""},
		"no-such.tsv: no such file or folder":                                        {"no-such.tsv", ""},
		"no: no such file":                                                           {"short", "no"},
		"texts: a folder without pairs":                                              {"texts", ""},
		"three: a folder with more than two languages: train.de, train.en, train.fr": {"three", ""},
		"texts: a folder, not a file":                                                {"texts", "long"},
		"standard input: standard input cannot be both":                              {"-", "-"},
		"standard input: there is none":                                              {"-", ""},
		"large: too large: only 50 B more":                                           {"large", ""},
		"dates: no such file, folder or dataset (the datasets":                       {"dates", "long"},
	} {
		_, err := Opener{Limit: map[bool]int64{true: 50}[x[0] == "large"]}.OpenPairs(x[0], x[1])
		var bad *BadData
		if !errors.As(err, &bad) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v: %v, want %s", x, err, want)
		}
	}
	if _, err := (Opener{}).OpenPairs("nosuch", ""); err == nil || !strings.Contains(err.Error(), "number-words, hanzi") {
		t.Errorf("%v does not say which pairs there are", err)
	}
	limited := Opener{Limit: 8}
	if _, err := limited.OpenPairs("long", "long"); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("two files of 6 bytes each, at most 8: %v", err)
	}
}

// The law: sentences to be translated may have translations, or not, and keep their places among empty lines.
func TestOpenSentences(t *testing.T) {
	o := Opener{Stdin: strings.NewReader("one two\n\nthree\ttrois\tno one\r\n")}
	got, err := o.OpenSentences("-")
	if want := []translation.Line{{Source: "one two"}, {}, {Source: "three", Target: "trois"}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	for _, text := range []string{"\n\n", "a\n\tb\n", ""} {
		o := Opener{Stdin: strings.NewReader(text)}
		var bad *BadData
		if _, err := o.OpenSentences("-"); !errors.As(err, &bad) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// The law: the last share is held out, of the first pairs if only those are wanted; a folder's own part is held out whatever the share.
func TestPairsHeld(t *testing.T) {
	all := Pairs{Train: make([]translation.Line, 1000)}
	all.Train = translation.Options{First: 641}.Take(all.Train)
	if train, valid := all.Held(0.2013, translation.Options{InOrder: true}); len(train) != 512 || len(valid) != 129 {
		t.Errorf("%d and %d", len(train), len(valid))
	}
	if train, valid := all.Held(0, translation.Options{}); len(train) != 641 || len(valid) != 0 {
		t.Errorf("%d and %d", len(train), len(valid))
	}
	all.Valid = make([]translation.Line, 3)
	if train, valid := all.Held(0.5, translation.Options{}); len(train) != 641 || len(valid) != 3 {
		t.Errorf("%d and %d", len(train), len(valid))
	}
}

// The law: of a file that is sorted, held-out pairs are from everywhere, about as many as asked for, and no sentence is on both sides.
func TestPairsHeldByHash(t *testing.T) {
	var all Pairs
	for i := range 3000 {
		all.Train = append(all.Train, translation.Line{Source: fmt.Sprintf("sentence %04d", i/3), Target: fmt.Sprint(i)})
	}
	train, valid := all.Held(0.1, translation.Options{})
	if n := len(valid); len(train)+n != 3000 || n < 240 || n > 360 {
		t.Errorf("%d and %d", len(train), n)
	}
	seen, thirds := map[string]bool{}, [3]int{}
	for _, x := range train {
		seen[x.Source] = true
	}
	for _, x := range valid {
		var i int
		fmt.Sscan(x.Target, &i)
		thirds[i/1000]++
		if seen[x.Source] {
			t.Errorf("%s is on both sides", x.Source)
		}
	}
	if min(thirds[0], thirds[1], thirds[2]) < 60 {
		t.Errorf("held-out pairs of each third: %v", thirds)
	}
}

// The law: no two data sets that come with the program have the same name.
func TestNamesAreOfOneKind(t *testing.T) {
	all := slices.Concat(Names(), SeriesNames(), TaggedNames(), PairNames())
	slices.Sort(all)
	if n := len(all); len(slices.Compact(all)) != n {
		t.Errorf("a name is there twice: %v", all)
	}
}

// The law: pairs are known by their name, their columns or, in a folder, by two files; tagged words, tables and prose are not taken for
// pairs; to look at a stream takes nothing from it.
func TestLooksPaired(t *testing.T) {
	t.Chdir(t.TempDir())
	const pairs, words, hanzi = "Go on.\tVa !\nRun!\tCours !\nWho is it?\tQui est-ce ?\n", "the\tDET\ntide\tNOUN\nthe\tDET\n", "one\t一\ntwelve thousand three\t一万二千零三\nnine hundred six\t九百零六\n"
	writeAll(t, map[string]string{"a.txt": pairs, "b.txt": hanzi, "c.txt": words, "d.txt": "prose\nand more\nof it\n", "e.csv": "1 May\t3.5\n2 May\t3.6\n3 May\t3.7\n", "mac.txt": strings.ReplaceAll(pairs, "\n", "\r"), "two/train.en": "a\n", "two/train.fr": "b\n", "one/train.tsv": pairs,
		"tags/train.tsv": words, "texts/train.txt": "prose"})
	for arg, want := range map[string][2]bool{"chinese": {true, true}, "a.txt": {true, true}, "b.txt": {true, true}, "mac.txt": {true, true}, "c.txt": {true, false}, "d.txt": {}, "e.csv": {}, "two": {true, true}, "one": {true, true}, "tags": {false, true},
		"texts": {false, true}, "nosuch": {false, true}} {
		if is, sure, _ := (Opener{}).LooksPaired(arg); is != want[0] || sure != want[1] {
			t.Errorf("%s: %v, %v, want %v", arg, is, sure, want)
		}
	}
	for _, arg := range []string{"a.txt", "b.txt", "one", "chinese"} {
		if is, sure, _ := (Opener{}).LooksTagged(arg); is && sure {
			t.Errorf("%s is surely tagged too", arg)
		}
	}
	is, sure, o := Opener{Stdin: strings.NewReader(pairs)}.LooksPaired("-")
	p, err := o.OpenPairs("-", "")
	if !is || !sure || err != nil || len(p.Train) != 3 || p.Bytes != int64(len(pairs)) {
		t.Errorf("%v, %v, %+v, %v", is, sure, p, err)
	}
}
