package grid

// Color is a 24-bit colour, one of the terminal's 256, or 0 for the terminal's default.
type Color uint32

// Flags for the kinds of chosen colours, so that black differs from the default.
const (
	colored Color = 1 << 24 // 24 bits
	indexed Color = 1 << 25 // an index into the 256, in the lowest byte
)

// RGB is the colour with these red, green and blue parts.
func RGB(r, g, b uint8) Color {
	return colored | Color(r)<<16 | Color(g)<<8 | Color(b)
}

// Hex is the colour written 0xRRGGBB.
func Hex(rgb uint32) Color { return colored | Color(rgb&0xFFFFFF) }

// Indexed is the n-th of the terminal's 256 colours; the first sixteen are the user's own.
func Indexed(n uint8) Color { return indexed | Color(n) }

// Index is the colour's number among the 256, if it was made by Indexed.
func (c Color) Index() (n uint8, ok bool) { return uint8(c), c&indexed != 0 }

// RGB is the colour's red, green and blue; all 0 for the terminal's default. One of the 256 has the values of
// xterm's palette.
func (c Color) RGB() (r, g, b uint8) {
	if n, ok := c.Index(); ok {
		c = palette(n)
	}
	return c.parts()
}

// parts are the red, green and blue of a 24-bit colour.
func (c Color) parts() (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// Attr is a set of text attributes.
type Attr uint8

// The attributes, to be combined with |.
const (
	Bold Attr = 1 << iota
	Dim
	Italic
	Underline
	Reverse
)

// Style is how a cell is drawn. The zero Style is the terminal's default.
type Style struct {
	FG, BG Color
	Attr   Attr
}

// With is the style with additional attributes.
func (s Style) With(a Attr) Style {
	s.Attr |= a
	return s
}

// On is the style on another background.
func (s Style) On(bg Color) Style {
	s.BG = bg
	return s
}

// Profile is what a terminal can show.
type Profile uint8

// The profiles, from least to most.
const (
	Plain     Profile = iota // the text alone, no escape sequence: for golden files
	Mono                     // attributes but no colours: NO_COLOR
	ANSI16                   // the sixteen colours of the terminal's own palette
	ANSI256                  // the 6×6×6 cube and the grey ramp
	TrueColor                // 24 bits
)
