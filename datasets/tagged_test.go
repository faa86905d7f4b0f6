package datasets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The law: tagged sentences are known by their name, their ending or their columns, a folder by its file to learn from; to look at a
// stream takes nothing from it.
func TestLooksTagged(t *testing.T) {
	t.Chdir(t.TempDir())
	const words, counts = "the\tDET\ntide\tNOUN\nthe\tDET\n", "the\t12\nof\t7\nto\t5\n"
	for name, text := range map[string]string{"a.txt": words, "b.txt": counts, "c.txt": "prose\nand more\nof it\n", "bad.conllu": "prose", "texts/train.txt": "prose", "texts/valid.txt": "prose",
		"tags/train.txt": words, "tags/dev.txt": words, "devs/x-dev.conllu": words, "folder.conllu/x.md": "x", "counts/train.txt": counts} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for arg, want := range map[string][2]bool{"weather": {true, true}, "a.txt": {true, true}, "b.txt": {true, false}, "c.txt": {}, "bad.conllu": {true, true}, "texts": {false, true}, "tags": {true, true},
		"devs": {true, true}, "folder.conllu": {true, true}, "counts": {false, true}, "nosuch": {false, true}} {
		if is, sure, _ := (Opener{}).LooksTagged(arg); is != want[0] || sure != want[1] {
			t.Errorf("%s: %v, %v, want %v", arg, is, sure, want)
		}
	}
	is, sure, o := Opener{Stdin: strings.NewReader(words)}.LooksTagged("-")
	x, err := o.OpenTagged("-", "")
	if !is || !sure || err != nil || len(x.Train) != 1 || x.Bytes != int64(len(words)) {
		t.Errorf("%v, %v, %+v, %v", is, sure, x, err)
	}
}

// The law: what is judged is a folder's own part to hold out; what is tagged may be lines of words; nothing is read beyond the limit.
func TestOpenHeldAndWords(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"train.tsv": "a\tA\nb\tB\n", "dev.tsv": "c\tA\n", "lines": "# a b\n\nc d e\n"} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	o := Opener{}
	if list, err := o.OpenHeld(".", ""); err != nil || len(list) != 1 || list[0].Words[0] != "c" {
		t.Errorf("%+v, %v", list, err)
	}
	if list, err := o.OpenWords("lines", ""); err != nil || len(list) != 2 || len(list[1].Words) != 3 || list[1].Tags != nil {
		t.Errorf("%+v, %v", list, err)
	}
	o.Limit = 6
	if _, err := o.OpenTagged("train.tsv", ""); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("beyond the limit: %v", err)
	}
}
