package datasets

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// sizes are what each source must have: V of its default tokens (0: the text may still be edited)
// and the least number of bytes.
var sizes = map[string]struct{ V, bytes int }{
	"tide":     {0, 80_000},
	"chashan":  {0, 60_000},
	"names":    {27, 12_000}, // 26 letters and the end of a line
	"opticks":  {91, 500_000},
	"markov":   {8, 200_000},
	"brackets": {7, 200_000}, // three pairs and the end of a line
	"periodic": {6, 20_000},
	"parity":   {4, 200_000}, // two bits, the marker, the end of a line
	"addition": {13, 500_000},
	"copy":     {9, 300_000},
	"reversal": {8, 200_000},
	"dyck":     {8, 300_000},
	"anbn":     {3, 50_000},
	"anbncn":   {4, 50_000},
	"cycle":    {10, 200_000},
}

func TestEverySourceLoadsTheSameTextEveryTime(t *testing.T) {
	for _, s := range Sources {
		t.Run(s.Name, func(t *testing.T) {
			if !s.Available() {
				t.Skip("not on this computer")
			}
			a, b := load(t, s), load(t, s)
			if a.SHA256 != b.SHA256 || a.Train != b.Train || len(a.SHA256) != 64 {
				t.Errorf("loaded twice: sha256 %s and %s", a.SHA256, b.SHA256)
			}
			if a.Name != s.Name || a.Title != s.Title {
				t.Errorf("named %q, %q; the table says %q, %q", a.Name, a.Title, s.Name, s.Title)
			}
			bytes, parts := len(a.Train), 1
			if a.Valid != nil {
				bytes, parts = bytes+len(*a.Valid), 2
			}
			if a.Bytes != int64(bytes) || len(a.Parts) != parts || a.Parts[0].Role != Train {
				t.Errorf("%d bytes in %d parts, text of %d", a.Bytes, len(a.Parts), bytes)
			}
		})
	}
}

func TestEverySourceHasItsSize(t *testing.T) {
	for _, s := range Sources {
		t.Run(s.Name, func(t *testing.T) {
			want, ok := sizes[s.Name]
			if !ok {
				t.Fatal("add a line to sizes")
			}
			if !s.Available() {
				t.Skip("not on this computer")
			}
			c, err := Corpus(load(t, s), s.Options)
			if err != nil {
				t.Fatal(err)
			}
			if want.V != 0 && c.Vocab.Len() != want.V {
				t.Errorf("V = %d, want %d", c.Vocab.Len(), want.V)
			}
			if n := len(load(t, s).Train); n < want.bytes {
				t.Errorf("%d bytes, want at least %d", n, want.bytes)
			}
			if len(c.Valid) == 0 {
				t.Error("nothing held out")
			}
		})
	}
}

func TestEverySourceIsDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range Sources {
		if !regexp.MustCompile(`^[a-z]+$`).MatchString(s.Name) || seen[s.Name] {
			t.Errorf("name %q is not a valid flag value, or not unique", s.Name)
		}
		seen[s.Name] = true
		if s.Title == "" || s.About == "" || !strings.HasSuffix(s.Shows, ".") {
			t.Errorf("%s: title %q, about %q, shows %q", s.Name, s.Title, s.About, s.Shows)
		}
		if f, ok := Find(s.Name); !ok || f.Title != s.Title {
			t.Errorf("Find(%q) = %q, %v", s.Name, f.Title, ok)
		}
	}
	if _, ok := Find("nothing of the kind"); ok || len(Names()) != len(Sources) {
		t.Error("Find finds what does not exist, or Names has a different length")
	}
}

func TestNamesAreDistinctLowerCaseAndInNoOrder(t *testing.T) {
	s := load(t, names).Train
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	if len(lines) < 2000 {
		t.Errorf("%d names", len(lines))
	}
	if slices.IsSorted(lines) {
		t.Error("the names are sorted: the tenth held out would be those with y and z")
	}
	seen := map[string]bool{}
	for _, l := range lines {
		if !regexp.MustCompile(`^[a-z]+$`).MatchString(l) || seen[l] {
			t.Errorf("%q: not [a-z]+, or a duplicate", l)
		}
		seen[l] = true
	}
}

func TestTideIsASCII(t *testing.T) {
	s := load(t, tide).Train
	for i := range len(s) {
		if c := s[i]; c != '\n' && (c < ' ' || c > '~') {
			t.Fatalf("byte %#x at offset %d", c, i)
		}
	}
}

func TestChashanIsChinese(t *testing.T) {
	s := load(t, chashan).Train
	if n := utf8.RuneCountInString(s); n < 20_000 || len(s) < n*5/2 {
		t.Errorf("%d characters in %d bytes", n, len(s))
	}
	if strings.ContainsAny(s, "\r\t\ufeff\ufffd") {
		t.Error("carriage returns, tabs, marks or replacement characters")
	}
}

func load(t *testing.T, s Source) Text {
	t.Helper()
	x, err := s.Load()
	if err != nil {
		t.Fatalf("%s: %v", s.Name, err)
	}
	return x
}
