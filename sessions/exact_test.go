package sessions

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/datasets"
)

// The law: names of files are kept byte for byte, whatever the bytes are, two that look alike in JSON too; what JSON can hold is
// written as it always was, and a program that does not know "exact" reads names with U+FFFD.
func TestNamesThatAreNotUTF8AreKept(t *testing.T) {
	for _, d := range []Data{
		{Name: "bad\xff\xfe.txt", Paths: []string{"/d\xe9/bad\xff\xfe.txt"}, SHA256: "ab"},
		{Name: "a", Paths: []string{"/x\xff", "/x\xfe", "/x\uFFFD", "/plain", "-"}, Valid: "/v\x80", Checksums: []Checksum{{Role: "train", File: "x\xff"}, {File: "x\uFFFD"}}},
		{Name: "x\uFFFD", Paths: []string{"/x\uFFFD", "/x\xff"}},
		{Name: "\xf0\x9f\x92", Paths: []string{"\xed\xa0\x80"}}, // a cut character, a surrogate
	} {
		b, err := json.Marshal(d)
		must(t, err)
		var got Data
		must(t, json.Unmarshal(b, &got))
		if !reflect.DeepEqual(got, d) {
			t.Errorf("%+q\nwas read as\n%+q\nfrom %s", d.Paths, got.Paths, b)
		}
		var old plainData
		must(t, json.Unmarshal(b, &old))
		if old.Name != readable(d.Name) || len(old.Paths) != len(d.Paths) {
			t.Errorf("an earlier program reads %q of %s", old.Paths, b)
		}
	}
	plain := Data{Name: "x\uFFFD 茶", Paths: []string{"/x\uFFFD"}, SHA256: "ab", Split: Split{1, 2}}
	b, err := json.Marshal(plain)
	must(t, err)
	was, err := json.Marshal(plainData(plain))
	must(t, err)
	if string(b) != string(was) {
		t.Errorf("%s, and was written as %s", b, was)
	}
}

// The law: the names of a session belong to its data as they are: if an earlier version has written others beside "exact", those count.
func TestExactNamesOfOtherFilesAreIgnored(t *testing.T) {
	var d Data
	must(t, json.Unmarshal([]byte(`{"name":"new.txt","paths":["/new.txt"],"exact":["YmFk/y50eHQ="]}`), &d))
	if d.Name != "new.txt" || d.Paths[0] != "/new.txt" {
		t.Errorf("%q", d.Paths)
	}
}

// The law: a session of files whose names or folders are not UTF-8 finds them again, and needs no other format for it.
func TestASessionOfANameThatIsNotUTF8IsResumed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d\xe9")
	path := filepath.Join(dir, "bad\xff\xfe.txt")
	if os.MkdirAll(dir, 0o777) != nil || os.WriteFile(path, []byte(strings.Repeat("the text of a file\n", 40)), 0o666) != nil {
		t.Skip("this file system has no such names")
	}
	text, err := datasets.Opener{}.Open(path)
	must(t, err)
	m := Meta{Name: "x", Recipe: recipe.Default(), Data: Reference(text)}
	m.Recipe.Model.Vocab, m.Vocab = 5, 5
	m.Format = m.needs()
	b, err := m.encode()
	must(t, err)
	got, err := decodeMeta("x", b)
	must(t, err)
	if got.Format != plainFormat || got.Data.Paths[0] != path {
		t.Errorf("format %d, %q", got.Format, got.Data.Paths)
	}
	if again, err := FindText(got, datasets.Opener{}); err != nil || again.Train != text.Train || again.Name != text.Name {
		t.Errorf("%q, %v", again.Name, err)
	}
	if b2, err := got.encode(); err != nil || string(b2) != string(b) {
		t.Errorf("saved again it is\n%s\nand was\n%s", b2, b)
	}
}
