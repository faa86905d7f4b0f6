// Package chart draws curves, bars and sparklines on a rectangle of cells.
//
// A chart is a picture of numbers: it changes nothing, keeps nothing, and
// shows what it is given. NaN breaks a line where it happened and leaves a ×,
// infinities are marked ▲ and ▼ at the edge, and no value, however large, costs
// more than its column. Where there are more points than columns, a curve is
// the mean of each column, over a band from its minimum to its maximum.
//
// From back to front a plot consists of
//
//	band      the filled range of a curve
//	backdrop  reference lines, faint verticals, the crosshair
//	curves    dots and lines; they hide the backdrop cell by cell
//	marks     glyphs for events and for values that are not numbers
//	labels    placed last, where they cover no curve
package chart

// Glyphs is the set of characters that curves are made of.
type Glyphs uint8

// The sets, from the finest to the coarsest.
const (
	Braille Glyphs = iota // 2×4 dots a cell
	Blocks                // 2×2 quadrants a cell, for fonts without braille
	ASCII                 // 1×2, out of ' . :
)

// dots is the number of dots in a cell.
func (g Glyphs) dots() (w, h int) {
	switch g {
	case Braille:
		return 2, 4
	case Blocks:
		return 2, 2
	}
	return 1, 2
}

// pick is the first rune, or the second where only ASCII is allowed.
func (g Glyphs) pick(fine, ascii rune) rune {
	if g == ASCII {
		return ascii
	}
	return fine
}

// asciiMarks are the ASCII forms of the glyphs of marks.
var asciiMarks = map[rune]rune{
	'▾': 'v', '▼': 'v', '▽': 'v', '↓': 'v', '▴': '^', '▲': '^', '△': '^', '↑': '^',
	'●': 'o', '○': 'o', '•': 'o', '◆': '*', '◇': '*', '★': '*', '×': 'x', '│': '|', '┊': ':', '╎': ':',
}

// mark is a mark's glyph as this set can draw it.
func (g Glyphs) mark(r rune) rune {
	if g != ASCII || r < 0x80 {
		return r
	}
	if a, ok := asciiMarks[r]; ok {
		return a
	}
	return '!'
}
