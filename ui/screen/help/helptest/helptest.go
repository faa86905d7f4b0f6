// Package helptest draws pages of help for tests.
package helptest

import (
	"strings"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// Picture is the top of a page on w×h cells, without colours.
func Picture(p help.Page, l look.Look, w, h int) string {
	g := grid.New(w, h)
	(&help.Reader{}).Draw(g.View(), p, l)
	return g.Render(grid.Plain)
}

// Said is all the text of a page, in one line.
func Said(p help.Page, l look.Look) string {
	var b strings.Builder
	for _, line := range strings.Split(Picture(p, l, 400, 300), "\n") {
		b.WriteString(strings.Trim(strings.TrimSpace(line), "│╭╮╰╯─ ") + " ")
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Nonsense is text that no page may contain: NaN, formats that do not match their arguments, empty quotations. It
// is "" if the page has none.
func Nonsense(p help.Page, l look.Look) string {
	p.Keys = nil // there a dot is a key
	said := Said(p, l)
	for _, bad := range []string{"%!", "NaN", "Inf", "“”", " .", " ,", ": :"} {
		if at := strings.Index(said, bad); at >= 0 {
			return said[max(0, at-60):min(len(said), at+60)]
		}
	}
	return ""
}
