package grid

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// scripts are samples of the world's writing systems: what is drawn with its letter, and what is spelled out
// because terminals differ.
var scripts = []struct{ name, text string }{
	{"Thai", "ที่นี่ น้ำ"},
	{"Hindi", "हिन्दी में"},
	{"Burmese", "ကျော်"},
	{"Tamil, vowel in two parts", "க\u0bc6\u0bbe"},
	{"Arabic with marks", "مُحَمَّدٌ"},
	{"Hebrew with niqqud", "שָׁלוֹם"},
	{"é in two parts", "cafe\u0301 cre\u0300me"},
	{"decomposed Korean", "\u1112\u1161\u11ab\u1100\u1173\u11af"},
	{"a Korean vowel alone", "\u1161\n"},
	{"marks alone", "\u0301\u0e35 \u093f"},
	{"more marks than a letter carries", "e" + strings.Repeat("\u0301", 9)},
	{"emoji joined to one", "👩\u200d💻!"},
	{"skin tone", "👍🏽!"},
	{"flag", "🇨🇭!"},
	{"emoji by selector", "❤\ufe0f!"},
	{"keycap", "1\u20e3!"},
	{"Chinese and Japanese", "汉字か\u3099「」"},
	{"turned round", "a\u202eb\u2066c"},
}

// TestScripts: pictures at widths down to 1, as plain text and as sent to the terminal.
func TestScripts(t *testing.T) {
	var b strings.Builder
	for _, s := range scripts {
		fmt.Fprintf(&b, "%s: %+q, %d columns\n", s.name, s.text, Width(s.text))
		for _, w := range []int{20, 6, 3, 2, 1} {
			g := New(w, 1)
			g.View().Text(0, 0, s.text, Style{})
			fmt.Fprintf(&b, "%4d |%s|", w, g.Render(Plain))
			if w == 3 {
				fmt.Fprintf(&b, " %+q", g.Render(Mono))
			}
			b.WriteByte('\n')
		}
		g := New(20, 3)
		g.View().Box(s.text, Style{}, Style{}).Text(0, 0, s.text, Style{})
		fmt.Fprintf(&b, "%s\n\n", g.Render(Plain))
	}
	golden.RequireEqual(t, b.String())
}
