package grid

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// hostile are texts that would act on a terminal if written as they are.
var hostile = []string{
	"\x1b]52;c;aGVsbG8=\x07", "\x1bP+q544e\x1b\\", "\x1b[2J\x1b[H", "\u009b31m", "\x90q",
	"\u202eevil\u202c", "\u2066x\u2069", "a\u0301\u0301\u0301", "👩\u200d💻", "☺\ufe0f", "🇨🇭", "👍🏽",
	"\xff\xfe\x80", "\xc3", "\u2028\u2029", "\ufeff", "\u00ad", "\ue000", "\U000e0041", "\uffff", "\u3164",
	"\r\n\t\v\f\b\a\x00\x7f", "ก\u0e49", "\u1100\u1161", "汉字", "日本語\u3099", "\U0010ffff", "\u0600",
	"ที่นี่", "น้ำ", "हिन्दी", "ကျော်", "مُحَمَّد", "שָׁלוֹם", "\u0e35\u0301", "\u1112\u1161\u11ab", "\u1161", "\u11ab", "\u1100\u1100", "한\u11ab", "\u0cf3\u0d4eക",
	"\u0301", "e\u0301", "க\u0bc6\u0bbe", "\u302e汉\u302f", "1\u20e3", "\u034f", "葛\U000e0100", "\u094d\u0926", "☰㉈", "\U0001d158\U0001d165",
}

func TestSafeSpellsOut(t *testing.T) {
	for _, c := range []struct{ in, safe, token string }{
		{"", "", ""},
		{"ab c", "ab c", "ab␣c"},
		{"\x00\x1b\x7f", "␀␛␡", "␀␛␡"},
		{"a\nb\tc\r", "a↵b⇥c␍", "a↵b⇥c␍"},
		{"\u0085\u009b", "<85><9B>", "<85><9B>"},
		{"\xff\xc3(", `\xFF\xC3(`, `\xFF\xC3(`},
		{"a\u200db", "a<200D>b", "a<200D>b"},
		{"\u202e\u2028\u2029", "<202E><2028><2029>", "<202E><2028><2029>"},
		{"e\u0301", "e\u0301", "e\u0301"},
		{"\u0301e \u0301", "◌\u0301e ◌\u0301", "◌\u0301e␣◌\u0301"},
		{"\n\u0301\u200d\u0301\xff\u0301", "↵◌\u0301<200D>◌\u0301\\xFF◌\u0301", "↵◌\u0301<200D>◌\u0301\\xFF◌\u0301"},
		{"e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301◌\u0301", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301◌\u0301"},
		{"\u1112\u1161\u11ab \u1161\u11ab 가\u11ab각\u1161", "\u1112\u1161\u11ab <1161><11AB> 가\u11ab각<1161>", "\u1112\u1161\u11ab␣<1161><11AB>␣가\u11ab각<1161>"},
		{"हि\u0e33", "हि\u0e33", "हि\u0e33"},
		{"\u0e33", "◌\u0e33", "◌\u0e33"},
		{"☺\ufe0f", "☺<FE0F>", "☺<FE0F>"},
		{"\U0001f1e8\U0001f1ed", "<1F1E8><1F1ED>", "<1F1E8><1F1ED>"},
		{"\ue000\uffff\u0378", "<E000><FFFF><0378>", "<E000><FFFF><0378>"},
		{"\u00a0\u3000", "\u00a0\u3000", "<A0><3000>"},
		{"\u00ad", "<AD>", "<AD>"},
		{"\U0010ffff", "<10FFFF>", "<10FFFF>"},
		{"naïve 汉字 Ω ✓ \ufffd", "naïve 汉字 Ω ✓ \ufffd", "naïve␣汉字␣Ω␣✓␣\ufffd"},
	} {
		if got := Safe(c.in); got != c.safe {
			t.Errorf("Safe(%q) = %q, want %q", c.in, got, c.safe)
		}
		if got := SafeToken(c.in); got != c.token {
			t.Errorf("SafeToken(%q) = %q, want %q", c.in, got, c.token)
		}
	}
}

// TestSafeIsHarmless: whatever goes in, each rune that comes out is printable, takes one or two columns, and is
// already safe.
func TestSafeIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { harmless(t, anyText().Draw(t, "text")) })
}

func FuzzSafe(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { harmless(t, s) })
}

func harmless(t rapid.TB, s string) {
	for _, out := range []string{Safe(s), SafeToken(s)} {
		if !utf8.ValidString(out) {
			t.Fatalf("%q became invalid: %q", s, out)
		}
		if Safe(out) != out {
			t.Fatalf("%q: Safe changes its own result %q", s, out)
		}
		for _, r := range out {
			if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Variation_Selector) {
				t.Fatalf("%q still holds %U", s, r)
			}
		}
		for c := range Clusters(out) {
			if r, _ := utf8.DecodeRuneInString(c); mark(r) || utf8.RuneCountInString(c) > maxRunes {
				t.Fatalf("%q holds %q, which has no base", s, c)
			}
		}
	}
	if Width(s) != Width(Safe(s)) {
		t.Fatalf("%q: Width %d, of its safe form %d", s, Width(s), Width(Safe(s)))
	}
	var parts strings.Builder
	cols := 0
	for c, n := range Clusters(s) {
		parts.WriteString(c)
		cols += n
	}
	if parts.String() != s || cols != Width(s) {
		t.Fatalf("%q in clusters is %q, %d columns of %d", s, parts.String(), cols, Width(s))
	}
}

func TestTruncateFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cols := anyText().Draw(t, "text"), rapid.IntRange(-2, 12).Draw(t, "cols")
		got := Truncate(s, cols, "…")
		if Width(got) > max(cols, 0) {
			t.Fatalf("Truncate(%q, %d) = %q is %d wide", s, cols, got, Width(got))
		}
		if Width(s) <= cols && got != s {
			t.Fatalf("Truncate(%q, %d) = %q although it fits", s, cols, got)
		}
	})
}

// anyText generates texts, preferring troublesome ones.
func anyText() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.SampledFrom(hostile), rapid.String(), rapid.SampledFrom([]string{"a", "汉", " ", "𝔸"}),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 8), func(b []byte) string { return string(b) }))
	return rapid.Map(rapid.SliceOfN(piece, 0, 4), func(p []string) string { return strings.Join(p, "") })
}
