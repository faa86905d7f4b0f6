package datasets

import (
	orders "encoding/binary"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// badWide is what a wide decoder writes for units that are no character: U+FFFE, which no text has, so that a text may have U+FFFD.
const badWide = "\ufffe"

// A wide decodes UTF-16 or UTF-32: units of 2 or 4 bytes. A byte-order mark at the beginning is left out, and so is a unit that is not
// complete at the end.
type wide struct {
	unit  int
	big   bool
	begun bool
}

// Reset makes it begin again.
func (w *wide) Reset() { w.begun = false }

func (w *wide) value(b []byte) rune {
	var order orders.ByteOrder = orders.LittleEndian
	if w.big {
		order = orders.BigEndian
	}
	if w.unit == 4 {
		return rune(order.Uint32(b))
	}
	return rune(order.Uint16(b))
}

// Transform decodes src.
func (w *wide) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for len(src)-nSrc >= w.unit {
		r, n := w.value(src[nSrc:]), w.unit
		if w.unit == 2 && utf16.IsSurrogate(r) {
			if len(src)-nSrc < 4 && !atEOF {
				return nDst, nSrc, transform.ErrShortSrc
			}
			if len(src)-nSrc < 4 && r < 0xDC00 { // half a character at the end
				return nDst, len(src), nil
			}
			if len(src)-nSrc >= 4 {
				if both := utf16.DecodeRune(r, w.value(src[nSrc+2:])); both != utf8.RuneError {
					r, n = both, 4
				}
			}
		}
		if r == 0xFEFF && !w.begun {
			w.begun, nSrc = true, nSrc+n
			continue
		}
		w.begun = true
		if !utf8.ValidRune(r) {
			r = 0xFFFE
		}
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += n
	}
	switch {
	case nSrc == len(src):
		return nDst, nSrc, nil
	case atEOF:
		return nDst, len(src), nil
	}
	return nDst, nSrc, transform.ErrShortSrc
}

// plain says whether a text without a mark may have a character: one that is assigned, and no control character but those that texts
// have; and how sure it makes the order of the bytes.
func plain(r rune) (may, sure bool) {
	switch {
	case r == '\n' || r == '\r' || r == '\t' || r == ' ':
		return true, true
	case r == 0x3000 || r == 0x3002 || r == 0xFF0C: // space and stops of Chinese and Japanese
		return true, true
	case r < ' ', r == 0x7F, r >= 0x80 && r < 0xA0, r == 0xFFFD:
		return false, false
	case r < 0x80:
		return true, unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs, unicode.Zl, unicode.Zp, unicode.Cf), false
}

// wideWithout finds the order of the bytes of UTF-32 or UTF-16 without a mark, by its zeros; nil: it is none of them, or it is not certain.
// whole says that head is all there is.
func wideWithout(head []byte, whole bool) *charset {
	var best *charset
	most, again := 0, false
	for _, name := range []string{"utf-32le", "utf-32be", "utf-16le", "utf-16be"} {
		c, _ := findCharset(name)
		sure, ok := c.reads(head, whole)
		switch {
		case !ok || sure == 0:
		case best != nil && best.name[:6] == "utf-32" && name[:6] != "utf-32": // what is UTF-32 is not looked at as UTF-16
		case sure > most:
			best, most, again = c, sure, false
		case sure == most:
			again = true
		}
	}
	if again {
		return nil
	}
	return best
}

// reads counts the characters of head that make sure that it is a text in c; ok is false if head cannot be one.
func (c *charset) reads(head []byte, whole bool) (sure int, ok bool) {
	w := c.decoder().(*wide)
	if whole && len(head)%w.unit != 0 {
		return 0, false
	}
	out := make([]byte, 4*len(head)+utf8.UTFMax)
	n, _, _ := w.Transform(out, head, whole)
	for _, r := range string(out[:n]) {
		may, is := plain(r)
		if !may {
			return 0, false
		}
		if is {
			sure++
		}
	}
	return sure, true
}
