package series

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"strings"
)

// A gap is where values of a column are missing just now.
type gap struct {
	from int     // the first row of it; −1: none
	line int     // of that row
	last float32 // the value before
}

// row takes the values of those columns that are read.
func (x *reading) row(fields [][]byte) error {
	if x.n*len(x.read) >= x.mebibytes<<20/4 {
		return errLarge.Of(x.name, x.start, x.mebibytes)
	}
	for i, c := range x.read {
		v, err := x.value(fields[c], c)
		if err != nil {
			return err
		}
		if err := x.keep(i, v); err != nil {
			return err
		}
	}
	x.n++
	return nil
}

// blanks takes the empty lines before the row that is to come: rows of gaps.
func (x *reading) blanks() error {
	line := x.start
	for _, x.start = range x.blank {
		if !x.fill {
			return errGap.Of(x.name, x.start, x.columns[x.read[0]].Label)
		}
		if err := x.row(make([][]byte, len(x.columns))); err != nil {
			return err
		}
	}
	x.start = line
	return nil
}

// keep puts a value, or NaN for a gap, behind those that there are, and fills the gap that it ends.
func (x *reading) keep(i int, v float32) error {
	at := x.n*len(x.read) + i
	if at%blockValues == 0 {
		x.blocks = append(x.blocks, make([]float32, 0, blockValues))
	}
	b := &x.blocks[at/blockValues]
	*b = append(*b, v)
	g := &x.gaps[i]
	switch missing := v != v; {
	case missing && x.n == 0:
		return errEdge.Of(x.name, x.start, x.columns[x.read[i]].Label)
	case missing && g.from < 0:
		g.from, g.line = x.n, x.start
	case missing:
	default:
		if g.from >= 0 {
			x.between(i, g.from, float64(g.last), float64(v))
		}
		g.from, g.last = -1, v
	}
	return nil
}

// between fills rows from … n−1 of column i of read with a straight line from the value before to the one behind.
func (x *reading) between(i, from int, before, behind float64) {
	for t := from; t < x.n; t++ {
		part := float64(t-from+1) / float64(x.n-from+1)
		at := t*len(x.read) + i
		x.blocks[at/blockValues][at%blockValues] = float32(before*(1-part) + behind*part)
		x.filled++
	}
}

// value is what a field says, NaN for a gap that is to be filled.
func (x *reading) value(field []byte, c int) (float32, error) {
	nan := float32(math.NaN())
	if len(field) == 0 {
		if x.fill {
			return nan, nil
		}
		return 0, errGap.Of(x.name, x.start, x.columns[c].Label)
	}
	if v, err := number(field, x.dialect.decimal); err == nil {
		return v, nil
	} else if errors.Is(err, strconv.ErrRange) {
		return 0, errRange.Of(x.name, x.start, x.columns[c].Label, clipped(field))
	}
	switch {
	case isGap(field):
		if x.fill {
			return nan, nil
		}
		return 0, errNaN.Of(x.name, x.start, x.columns[c].Label, clipped(field))
	case isInfinite(field):
		return 0, errInfinite.Of(x.name, x.start, x.columns[c].Label, clipped(field))
	}
	if _, err := number(field, x.dialect.decimal^'.'^','); err == nil {
		mark := map[byte]string{'.': "point", ',': "comma"}[x.dialect.decimal]
		return 0, errComma.Of(x.name, x.start, x.columns[c].Label, clipped(field), mark)
	}
	if plain, ok := withoutThousands(field, x.dialect.decimal); ok {
		return 0, errThousands.Of(x.name, x.start, x.columns[c].Label, clipped(field), plain)
	}
	return 0, errText.Of(x.name, x.start, x.columns[c].Label, clipped(field))
}

var errSyntax = strconv.ErrSyntax

// number is what a field says in digits, with a decimal point or comma, a sign, an exponent. Errors: strconv.ErrRange,
// any other for what is not a number.
func number(field []byte, decimal byte) (float32, error) {
	if len(field) > 2 && field[0] == 0xE2 { // the typographic minus sign
		if rest, ok := bytes.CutPrefix(field, []byte("−")); ok {
			v, err := number(rest, decimal)
			if len(rest) > 0 && (rest[0] == '-' || rest[0] == '+' || rest[0] == 0xE2) {
				err = errSyntax
			}
			return 0 - v, err
		}
	}
	var room [64]byte
	b := append(room[:0], field...)
	for i, ch := range b {
		switch {
		case ch >= '0' && ch <= '9', ch == '-', ch == '+', ch == 'e', ch == 'E':
		case ch == decimal:
			b[i] = '.'
		default: // strconv would take more: 0x1p-2, 1_000, inf
			return 0, errSyntax
		}
	}
	v, err := strconv.ParseFloat(string(b), 64) // much faster than for 32 bits, which is exact in the last bit where this is not
	if err == nil && math.IsInf(float64(float32(v)), 0) {
		err = strconv.ErrRange
	}
	if v == 0 {
		v = 0 // −0 is read as 0
	}
	return float32(v), err
}

// isGap says whether a field is one of the ways to write that there is no value.
func isGap(field []byte) bool {
	switch strings.ToLower(string(field)) {
	case "", "nan", "na", "n/a", "#n/a", "null", "none", "nil", "-", ".", "?":
		return true
	}
	return false
}

func isInfinite(field []byte) bool {
	switch strings.ToLower(strings.TrimLeft(string(field), "+-−")) {
	case "inf", "infinity", "∞":
		return true
	}
	return false
}

// clipped is a field for an error.
func clipped(field []byte) string {
	const most = 40
	runes := []rune(decoded(field))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}
