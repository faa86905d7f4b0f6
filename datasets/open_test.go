package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unroll/core/text"
)

// write makes a file in a temporary folder and returns its path.
func write(t *testing.T, folder, name, content string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t *testing.T, o Opener, args ...string) Text {
	t.Helper()
	x, err := o.Open(args...)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func TestFileIsReadAsItIs(t *testing.T) {
	content := "\ufeffone\r\ntwo"
	path := write(t, t.TempDir(), "book.txt", content)
	x := open(t, Opener{}, path)
	if x.Train != content || x.Bytes != int64(len(content)) || x.SHA256 != hash(content) {
		t.Errorf("%q, %d bytes, sha256 %s", x.Train, x.Bytes, x.SHA256)
	}
	if x.Name != "book.txt" || x.Path != path || x.Valid != nil || x.Test != nil || x.Law != nil {
		t.Errorf("%+v", x)
	}
}

func TestSeveralFilesBecomeOne(t *testing.T) {
	folder := t.TempDir()
	a, b, c := write(t, folder, "a", "one"), write(t, folder, "b", "\ufefftwo\n"), write(t, folder, "c", "three")
	x := open(t, Opener{}, c, a, b)
	if want := "three\none\ntwo\n"; x.Train != want {
		t.Errorf("%q, want %q", x.Train, want)
	}
	want := hash("train " + hash("three") + "\ntrain " + hash("one") + "\ntrain " + hash("\ufefftwo\n") + "\n")
	if x.SHA256 != want || x.Bytes != 5+3+7 || len(x.Parts) != 3 || x.Path != c {
		t.Errorf("%+v", x)
	}
	if x = open(t, Opener{Binary: true}, a, b); x.Train != "one\n\ufefftwo\n" {
		t.Errorf("bytes: %q", x.Train)
	}
	if x = open(t, Opener{}, "periodic", a); x.Law != nil || !strings.HasSuffix(x.Train, "\none") || x.Name != "periodic …" {
		t.Errorf("a dataset and a file: %q, law %v", x.Name, x.Law)
	}
}

func TestFolderOfParts(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "train.txt", "learn")
	write(t, folder, "valid.txt", "check")
	write(t, folder, "other.txt", "not read")
	x := open(t, Opener{}, folder)
	if x.Train != "learn" || x.Valid == nil || *x.Valid != "check" || x.Test != nil {
		t.Errorf("%+v", x)
	}
	write(t, folder, "test.txt", "judge")
	y := open(t, Opener{}, folder)
	if y.Test != nil || y.SHA256 != x.SHA256 || y.Path != folder || y.Name != filepath.Base(folder) {
		t.Errorf("%+v", y)
	}
	z, err := Opener{}.OpenParts(folder) // as sessions of earlier programs refer to it
	if err != nil || z.Test == nil || *z.Test != "judge" || z.SHA256 == x.SHA256 || z.Name != y.Name {
		t.Errorf("%+v, %v", z, err)
	}
}

func TestFolderOfTexts(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "b.md", "two\n")
	write(t, folder, "a.TXT", "one")
	write(t, folder, ".hidden.txt", "no")
	write(t, folder, "c.csv", "no")
	write(t, folder, "d.txt", "")
	write(t, folder, "f.txt", "three")
	write(t, folder, "README.md", "no")
	write(t, folder, "LICENSE-MIT.txt", "no")
	if err := os.Mkdir(filepath.Join(folder, "e.txt"), 0o755); err != nil {
		t.Fatal(err)
	}
	x := open(t, Opener{}, folder)
	if want := "one\ntwo\nthree"; x.Train != want || x.Valid != nil {
		t.Errorf("%q, want %q", x.Train, want)
	}
}

func TestStandardInput(t *testing.T) {
	x := open(t, Opener{Stdin: strings.NewReader("from a pipe")}, "-")
	if x.Train != "from a pipe" || x.Name != "stdin" || x.Path != "-" || x.SHA256 != hash("from a pipe") {
		t.Errorf("%+v", x)
	}
}

func TestDatasetWinsOverFileOfItsName(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", "tide", "the file")
	if x := open(t, Opener{}, "tide"); x.Title != tide.Title {
		t.Errorf("tide is %q", x.Train)
	}
	if x := open(t, Opener{}, "./tide"); x.Train != "the file" || x.Name != "tide" || x.Path == "" {
		t.Errorf("./tide is %+v", x)
	}
}

func TestWithValid(t *testing.T) {
	folder := t.TempDir()
	v := write(t, folder, "v.txt", "other")
	x := open(t, Opener{}, "periodic")
	y, err := Opener{}.WithValid(x, v)
	if err != nil {
		t.Fatal(err)
	}
	if y.Valid == nil || *y.Valid != "other" || y.Law != nil || y.SHA256 == x.SHA256 || y.Bytes != x.Bytes+5 {
		t.Errorf("%+v", y.Parts)
	}
	if x.Valid != nil || len(x.Parts) != 1 {
		t.Error("the text that it was made from has changed")
	}
	if z, _ := (Opener{}).WithValid(y, v); z.SHA256 != y.SHA256 || len(z.Parts) != 2 {
		t.Errorf("twice the same: %+v", z.Parts)
	}
}

func TestCorpusOfATextWithParts(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "train.txt", "aaab")
	write(t, folder, "valid.txt", "ac")
	c, err := Corpus(open(t, Opener{}, folder), text.Options{Tokens: "char", Valid: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	if c.Vocab.Len() != 3 || len(c.Train) != 4 || len(c.Valid) != 2 {
		t.Errorf("V = %d, %d and %d tokens", c.Vocab.Len(), len(c.Train), len(c.Valid))
	}
}

func TestBadInputIsNamedWithAReasonAndAHint(t *testing.T) {
	folder := t.TempDir()
	empty, full := filepath.Join(folder, "empty"), filepath.Join(folder, "parts")
	os.Mkdir(empty, 0o755)
	os.Mkdir(full, 0o755)
	write(t, full, "train.txt", "some text")
	write(t, full, "valid.txt", "some text")
	text := write(t, folder, "text", "some text")
	cases := []struct {
		what   string
		o      Opener
		args   []string
		named  string
		reason string
		hint   string
	}{
		{"missing file", Opener{}, []string{"no/such.txt"}, "no/such.txt", "no such file", "check the path"},
		{"misspelt series", Opener{}, []string{"sunspot"}, "sunspot", "no such file", "the series sine-noise, "},
		{"nothing", Opener{}, nil, "nothing", "no text", "name a file"},
		{"empty file", Opener{}, []string{write(t, folder, "nil.txt", "")}, "nil.txt", "empty", "characters"},
		{"empty folder", Opener{}, []string{empty}, "empty", "folder without a text", "train.txt"},
		{"NUL", Opener{}, []string{write(t, folder, "nul", "a\x00b")}, "nul", "binary", "--tokens byte"},
		{"control characters", Opener{}, []string{write(t, folder, "ctl", "\x01\x02\x03a")}, "ctl", "binary", "--tokens byte"},
		{"half a surrogate pair", Opener{}, []string{write(t, folder, "wide", "\xff\xfea\x00\x00\xd8b\x00")}, "wide", "line 1 is not UTF-16LE", "--encoding"},
		{"gzip", Opener{}, []string{write(t, folder, "b.gz", "\x1f\x8b\x08\x00\x00")}, "b.gz", "gzip", "gzip -dc b"},
		{"large file", Opener{Limit: 8}, []string{text}, "text", "too large", "head -c"},
		{"large together", Opener{Limit: 12}, []string{text, text}, "text", "too large", "head -c"},
		{"large pipe", Opener{Limit: 8, Stdin: strings.NewReader("123456789")}, []string{"-"}, "standard input", "too large", "head -c"},
		{"endless pipe", Opener{Limit: 1 << 20, Stdin: endless{}}, []string{"-"}, "standard input", "too large: only 1 MB more can be read", "head -c"},
		{"broken pipe", Opener{Stdin: broken{}}, []string{"-"}, "standard input", "broken", "another program"},
		{"empty pipe", Opener{Stdin: strings.NewReader("")}, []string{"-"}, "standard input", "empty", "characters"},
		{"no standard input", Opener{}, []string{"-"}, "standard input", "none", "file"},
		{"standard input twice", Opener{Stdin: strings.NewReader("abc")}, []string{"-", "-"}, "standard input", "empty", "characters"},
		{"parts among others", Opener{}, []string{text, full}, "parts", "valid part", "alone"},
		{"name that acts on terminals", Opener{}, []string{"\x1b]0;x\a.txt"}, `\x1b]0;x\a.txt`, "no such file", "datasets"},
	}
	for _, c := range cases {
		t.Run(c.what, func(t *testing.T) {
			_, err := c.o.Open(c.args...)
			checkBad(t, err, c.named, c.reason, c.hint)
		})
	}
}

func checkBad(t *testing.T, err error, parts ...string) {
	t.Helper()
	var bad *BadData
	if !errors.As(err, &bad) {
		t.Fatalf("%v is not a *BadData", err)
	}
	if bad.Reason == nil || bad.Hint == nil {
		t.Errorf("%+v", bad)
	}
	for _, p := range parts {
		if !strings.Contains(err.Error(), p) {
			t.Errorf("%q does not say %q", err, p)
		}
	}
	if strings.ContainsAny(err.Error(), "\x1b\a") {
		t.Errorf("%q affects the terminal", err)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("broken") }

func TestCauseOfBadDataIsKept(t *testing.T) {
	if _, err := (Opener{}).Open("no such thing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	for cause, reason := range map[error]string{
		fs.ErrNotExist:          "no such file",
		fs.ErrPermission:        "permission",
		errors.New("bad drive"): "bad drive",
	} {
		err := unreadable("x.txt", &fs.PathError{Op: "open", Path: "x.txt", Err: cause})
		checkBad(t, err, "x.txt: ", reason)
		if !errors.Is(err, cause) {
			t.Errorf("%v hides its cause", err)
		}
	}
	if os.Geteuid() == 0 {
		t.Skip("everything can be read by root")
	}
	path := write(t, t.TempDir(), "secret.txt", "x")
	os.Chmod(path, 0)
	_, err := Opener{}.Open(path)
	checkBad(t, err, "secret.txt", "permission")
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("%v", err)
	}
}

func TestAnyBytesAreLegalWhenBytesAreTheTokens(t *testing.T) {
	path := write(t, t.TempDir(), "blob", "\x00\xff\x01\x02")
	x := open(t, Opener{Binary: true}, path)
	c, err := Corpus(x, text.Options{Tokens: "byte"})
	if err != nil || len(c.Train) != 4 || c.Vocab.Len() != 256 {
		t.Errorf("%v, %v", c, err)
	}
}

func TestFaultNamesTheFileAndItsOwnOffset(t *testing.T) {
	folder := t.TempDir()
	good := write(t, folder, "good.txt", "héllo")
	bad := write(t, folder, "bad.txt", "\ufeffab\n\xffcd")
	valid := write(t, folder, "valid.txt", "x\xc3")
	_, err := Opener{}.Open(bad)
	checkBad(t, err, "bad.txt: ", "line 2, byte 1 is not UTF-8", "iconv -f", "--tokens byte")
	_, err = Opener{}.Open(good, bad, good)
	checkBad(t, err, "bad.txt: ", "line 2, byte 1")
	_, err = Opener{}.WithValid(open(t, Opener{}, good), valid)
	checkBad(t, err, "valid.txt: ", "line 1, byte 2")
	raw := open(t, Opener{Binary: true}, good, bad, good) // and then not learned as bytes
	_, err = Corpus(raw, text.Options{Tokens: "char"})
	checkBad(t, err, "bad.txt: ", "0xFF at offset 6")
	var utf *text.BadUTF8
	if !errors.As(err, &utf) {
		t.Errorf("%v hides core/text's error", err)
	}
}

func TestFaultNamesATextThatIsTooShort(t *testing.T) {
	x := open(t, Opener{}, write(t, t.TempDir(), "haiku.txt", "short"))
	err := x.Fault(&text.TooShort{Tokens: 5, Need: 33})
	checkBad(t, err, "haiku.txt", "tokens to train on is 5", "33", "--unroll")
	var short *text.TooShort
	if !errors.As(err, &short) {
		t.Errorf("%v hides core/text's error", err)
	}
	other := errors.New("other")
	if x.Fault(other) != other {
		t.Error("an error that is not about the text has changed")
	}
}

func TestCandidatesAreFilesThatMayBeTexts(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"b.txt", "a.go", "README", ".hidden", "photo.PNG", "weights.safetensors"} {
		write(t, folder, name, "content")
	}
	write(t, folder, "empty.txt", "")
	os.Mkdir(filepath.Join(folder, "sub"), 0o755)
	list, err := Candidates(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range list {
		got = append(got, c.Name)
		if c.Bytes != 7 || c.Path != filepath.Join(folder, c.Name) {
			t.Errorf("%+v", c)
		}
	}
	if want := []string{"README", "a.go", "b.txt"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	_, err = Candidates(filepath.Join(folder, "no such folder"))
	checkBad(t, err, "no such folder")
}

func TestHugeFilesAreRefusedUnread(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge.txt")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(MaxBytes + 1); err != nil { // a sparse file: it takes no space
		t.Skip(err)
	}
	_, err = Opener{}.Open(path)
	checkBad(t, err, "huge.txt", "too large")
	if list, _ := Candidates(filepath.Dir(path)); len(list) != 0 {
		t.Errorf("offered: %+v", list)
	}
}
