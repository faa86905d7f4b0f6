package datasets

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode/utf32"

	"unroll/core/forecast"
	"unroll/core/text"
)

// A coding is how a text is written.
type coding struct {
	name  string
	lang  string
	bytes func(s string) ([]byte, error)
	set   string // the charset that reads it; "": none does
}

func codings() (list []coding) {
	with := func(name, set, lang string, enc encoding.Encoding) {
		list = append(list, coding{name, lang, func(s string) ([]byte, error) { return enc.NewEncoder().Bytes([]byte(s)) }, set})
	}
	for _, c := range charsets {
		if c.enc != nil {
			lang := speaks[c.name]
			if lang == "" {
				lang = "French"
			}
			with(c.name, c.name, lang, c.enc)
		}
	}
	for name, enc := range map[string]encoding.Encoding{
		"utf-32le with a mark": utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32be with a mark": utf32.UTF32(utf32.BigEndian, utf32.UseBOM),
		"utf-32le": utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32be": utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)} {
		for _, lang := range []string{"English", "Chinese"} {
			with(name+" "+lang, name[:8], lang, enc)
		}
	}
	for _, x := range []struct {
		name, set string
		big, mark bool
	}{{"utf-16le with a mark", "utf-16le", false, true}, {"utf-16be with a mark", "utf-16be", true, true}, {"utf-16le", "utf-16le", false, false}, {"utf-16be", "utf-16be", true, false}} {
		for _, lang := range []string{"English", "Chinese", "Japanese", "Russian"} {
			list = append(list, coding{x.name + " " + lang, lang, func(s string) ([]byte, error) {
				if x.mark {
					s = "\ufeff" + s
				}
				return inUTF16(s, x.big), nil
			}, x.set})
		}
	}
	for _, lang := range []string{"Chinese", "French", "Japanese"} {
		list = append(list, coding{"utf-8 " + lang, lang, func(s string) ([]byte, error) { return []byte(s), nil }, "utf-8"},
			coding{"utf-7 " + lang, lang, func(s string) ([]byte, error) { return inUTF7(s), nil }, ""})
	}
	list = append(list, coding{"iso-2022-kr", "Korean", func(s string) ([]byte, error) { return in2022(s, "EUC-KR", "\x1b$)C") }, ""},
		coding{"iso-2022-cn", "Chinese", func(s string) ([]byte, error) { return in2022(s, "gb18030", "\x1b$)A") }, ""})
	return list
}

// guessesWrong are encodings whose guess is another one, which differs in few characters or is more common.
var guessesWrong = map[string]bool{"iso-8859-10": true}

// The law: a text in any encoding is read as what it says, or not at all: then the message has a line that converts it, with the name of
// an encoding that reads it. With --encoding it is read. Nothing else is ever learned of it.
func TestEveryEncodingIsReadRightOrNotAtAll(t *testing.T) {
	all := codings()
	if len(all) < 45 {
		t.Fatalf("%d encodings", len(all))
	}
	t.Chdir(t.TempDir())
	for _, x := range all {
		t.Run(x.name, func(t *testing.T) {
			sentence := sentences[x.lang]
			if _, err := x.bytes(sentence); err != nil { // letters that this encoding lacks
				sentence = strings.Map(func(r rune) rune {
					if _, err := x.bytes(string(r)); err != nil {
						return -1
					}
					return r
				}, sentence)
			}
			for _, size := range []int{0, 1000, 100_000} {
				said := sentence
				if size > 0 {
					said = strings.Repeat(sentence, 1+size/len(sentence))
				}
				checkCoding(t, x, said)
			}
		})
	}
}

func checkCoding(t *testing.T, x coding, said string) {
	t.Helper()
	b, err := x.bytes(said)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("x.txt", b, 0o666); err != nil {
		t.Fatal(err)
	}
	got, err := Opener{}.Open("x.txt")
	switch {
	case err == nil && strings.TrimPrefix(got.Train, "\ufeff") != said:
		t.Errorf("%d bytes: learned as %q", len(b), got.Train[:min(len(got.Train), 60)])
	case err != nil:
		checkConversion(t, x, err, b, said)
	}
	if x.set == "" {
		return
	}
	named, err := Opener{Encoding: x.set}.Open("x.txt")
	if err != nil || strings.TrimPrefix(named.Train, "\ufeff") != said || named.Encoding != x.set || named.SHA256 != hash(string(b)) {
		t.Errorf("--encoding %s: %v", x.set, err)
	}
}

// checkConversion checks that a message has a line that converts a text.
func checkConversion(t *testing.T, x coding, err error, b []byte, said string) {
	t.Helper()
	var bad *BadData
	line := regexp.MustCompile(`iconv -f (\S+) -t UTF-8 x\.txt > utf8\.txt`).FindStringSubmatch(err.Error())
	if !errors.As(err, &bad) || line == nil {
		t.Errorf("%d bytes: %v", len(b), err)
		return
	}
	c, e := findCharset(line[1])
	if e != nil { // one that this program does not read
		if x.set != "" && line[1] != "ENCODING" {
			t.Errorf("%d bytes: %v", len(b), err)
		}
		return
	}
	out, _ := c.enc.NewDecoder().Bytes(b)
	if right := string(out) == said; right == guessesWrong[x.name] {
		t.Errorf("%d bytes: %v", len(b), err)
	}
}

// The law: what is not a text in UTF-7, HZ or ISO-2022 is not taken for one.
func TestSevenBitsThatAreNoEncoding(t *testing.T) {
	for _, s := range []string{
		"sums: a+bcd-e, x+yyyy-z, +441234567890-1, C++-like, 1+1=2, foo+barbaz-qux+quux-\n",
		"TeX: Fig.~{\\bf 3}, see~{Ref.~4} and ~} too, ~~ home ~/x\n", "red \x1b[31mred\x1b[0m text \x1b(B\n",
		"base64: " + base64.StdEncoding.EncodeToString([]byte("some text of our own, long enough to be folded")) + "+abcd+efgh-ijkl+\n", strings.Repeat("plain ASCII + more - less\n", 100)} {
		x, err := Opener{Stdin: strings.NewReader(s)}.Open("-")
		if err != nil || x.Train != s || x.Encoding != "" {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// The law: a piece of a text, cut at any byte, is read without the unfinished character, and that is said; a letter of Latin-1 at the end
// is no unfinished character.
func TestUnfinishedLastCharacter(t *testing.T) {
	for _, lang := range []string{"Chinese", "French", "Japanese"} {
		s := strings.Repeat(sentences[lang], 3)
		for cut := len(s) - 12; cut < len(s); cut++ {
			x, err := Opener{Stdin: strings.NewReader(s[:cut])}.Open("-")
			want := strings.ToValidUTF8(s[:cut], "")
			if err != nil || x.Train != want || (len(x.Notes) > 0) != (want != s[:cut]) || x.SHA256 != hash(s[:cut]) {
				t.Errorf("cut at %d: %v, %v", cut, x.Notes, err)
			}
		}
	}
	b, _ := charsetNamed(t, "gb18030").enc.NewEncoder().String(sentences["Chinese"])
	x, err := Opener{Encoding: "gbk", Stdin: strings.NewReader(b[:100])}.Open("-")
	if err != nil || len(x.Notes) != 1 || !strings.HasPrefix(sentences["Chinese"], x.Train) || len(x.Train) != 148 {
		t.Errorf("%q %v %v", x.Train, x.Notes, err)
	}
	if x, err := (Opener{Stdin: strings.NewReader("un caf\xe9")}).Open("-"); err == nil {
		t.Errorf("%q", x.Train)
	}
}

func charsetNamed(t *testing.T, name string) *charset {
	t.Helper()
	c, err := findCharset(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The law: tagged sentences, pairs and tables are read in any encoding too, with any ends of lines, in a file or from a pipe; their
// encoding is known, and the checksum is of their bytes.
func TestOtherDataInOtherEncodings(t *testing.T) {
	dir := t.TempDir()
	const tags, pairs, table = "潮\tN\n来\tV\n\n船\tN\n", "潮水\tla marée\n月亮\tla lune\n船在港口\tle bateau est au port\n河\tle fleuve et le pont\n", "时间,潮位\n1,3.5\n2,4.5\n3,5\n4,4\n5,3\n6,2\n7,3\n8,4\n"
	for _, set := range []string{"utf-8", "utf-16le", "utf-16be", "utf-32le", "gb18030"} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			for _, mark := range []string{"", "\ufeff"} {
				coded := func(s string) []byte {
					s = mark + strings.ReplaceAll(s, "\n", end)
					switch set {
					case "utf-16le", "utf-16be":
						return inUTF16(s, set == "utf-16be")
					case "utf-32le":
						b, _ := utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM).NewEncoder().Bytes([]byte(s))
						return b
					case "gb18030":
						b, _ := charsetNamed(t, set).enc.NewEncoder().Bytes([]byte(strings.ReplaceAll(s, "é", "e")))
						return b
					}
					return []byte(s)
				}
				o := Opener{}
				if set == "gb18030" && mark == "" {
					o.Encoding = set
				}
				what := set + " " + strings.NewReplacer("\n", "LF", "\r", "CR").Replace(end) + mark
				path := filepath.Join(dir, "x")
				known := set
				if set == "utf-8" {
					known = ""
				}
				os.WriteFile(path, coded(tags), 0o666)
				if x, err := o.OpenTagged(path, ""); err != nil || len(x.Train) != 2 || x.Train[0].Words[0] != "潮" || x.Encoding != known || x.SHA256 != hash(string(coded(tags))) {
					t.Errorf("%s, tags: %+v, %v", what, x, err)
				}
				os.WriteFile(path, coded(pairs), 0o666)
				if x, err := o.OpenPairs(path, ""); err != nil || len(x.Train) != 4 || x.Train[1].Source != "月亮" || x.Encoding != known || x.SHA256 != hash(string(coded(pairs))) {
					t.Errorf("%s, pairs: %+v, %v", what, x, err)
				}
				os.WriteFile(path+".csv", coded(table), 0o666)
				if x, err := o.OpenSeries(path+".csv", forecast.Options{}); err != nil || x.Table.Columns[1].Name != "潮位" || x.Encoding != known || x.SHA256 != hash(string(coded(table))) {
					t.Errorf("%s, table: %+v, %v", what, x, err)
				}
				o.Stdin = bytes.NewReader(coded(pairs))
				is, sure, o := o.LooksPaired("-")
				if x, err := o.OpenPairs("-", ""); err != nil || len(x.Train) != 4 || !is {
					t.Errorf("%s, piped pairs: %v %v %+v, %v", what, is, sure, x, err)
				}
			}
		}
	}
	os.WriteFile(filepath.Join(dir, "gbk"), []byte("\xb3\xb1\xcb\xae\tla maree\n\xd4\xc2\xc1\xc1\tla lune\n"), 0o666)
	_, err := Opener{}.OpenPairs(filepath.Join(dir, "gbk"), "")
	checkBad(t, err, "gbk: line 1, byte 1 is not UTF-8; it may be GB18030", "add --encoding gb18030, or convert it: iconv -f GB18030 -t UTF-8 ")
}

// The law: lines of a text may end in CR alone.
func TestReturnsEndLines(t *testing.T) {
	x, err := Opener{Stdin: strings.NewReader("one two\rthree\r")}.Open("-")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Corpus(x, text.Options{Tokens: "word"})
	if err != nil || c.Vocab.Decode(c.Train) != "one two\nthree\n" {
		t.Errorf("%q, %v", c.Vocab.Decode(c.Train), err)
	}
}

// The law: what is read never has a character that no text has, whatever the bytes.
func FuzzDecode(f *testing.F) {
	for _, x := range codings() {
		b, _ := x.bytes(sentences[x.lang])
		f.Add(b, x.set)
	}
	f.Fuzz(func(t *testing.T, b []byte, set string) {
		if _, err := findCharset(set); err != nil {
			set = ""
		}
		x, err := Opener{Encoding: set, Stdin: bytes.NewReader(b)}.Open("-")
		var bad *BadData
		if err != nil && !errors.As(err, &bad) {
			t.Fatal(err)
		}
		if err == nil && (strings.ToValidUTF8(x.Train, "") != x.Train || strings.ContainsFunc(x.Train, func(r rune) bool { return r == 0xFFFE }) && x.Encoding != "" && x.Encoding != "utf-8") {
			t.Errorf("%q", x.Train)
		}
	})
}
