package cli

import (
	"bytes"
	"math"
	"strconv"
	"unicode/utf8"

	"unroll/ui/draw/grid"
)

// A number is a float64 that JSON can always hold: null, if it is not finite.
type number float64

// MarshalJSON writes the shortest form that reads back to the same bits.
func (n number) MarshalJSON() ([]byte, error) {
	if v := float64(n); !math.IsNaN(v) && !math.IsInf(v, 0) {
		return strconv.AppendFloat(nil, v, 'g', -1, 64), nil
	}
	return []byte("null"), nil
}

// A token is a token that JSON can always hold: bytes that are not UTF-8 are spelled as \xNN.
type token string

// MarshalJSON writes the token unchanged if possible.
func (t token) MarshalJSON() ([]byte, error) {
	s := string(t)
	if !utf8.ValidString(s) {
		s = grid.SafeToken(s)
	}
	return quoted(s), nil
}

// quoted is s as a JSON string, with <, > and & unescaped.
func quoted(s string) []byte {
	b, _ := encoded(s) // a string never fails
	return bytes.TrimSuffix(b, []byte("\n"))
}

// printJSON writes v and a newline to standard output.
func (c *call) printJSON(v any) error {
	b, err := encoded(v)
	if err != nil {
		return err
	}
	_, err = c.stdout.Write(b)
	return err
}
