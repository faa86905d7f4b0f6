package cli

import (
	"os"
	"strconv"
	"strings"
	"unicode"

	"unroll/core/forecast"
	"unroll/sessions"
)

// pastOf is the numbers to continue: typed, or those of a table's target, read as the session's own was.
func (c *call) pastOf(x sessions.Forecasting, said string) ([]float64, error) {
	words := strings.FieldsFunc(said, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' })
	var typed []float64
	for i, word := range words {
		v, err := strconv.ParseFloat(word, 64)
		switch {
		case err == nil:
			typed = append(typed, v)
			continue
		case i == 0 && len(words) == 1 || said == "-" || there(said):
			return c.pastIn(x, said)
		}
		return nil, misuse(errPastWord, i+1, word)
	}
	if len(typed) == 0 {
		return nil, misuse(errPastEmpty)
	}
	return typed, nil
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// pastIn reads a table.
func (c *call) pastIn(x sessions.Forecasting, arg string) ([]float64, error) {
	n, err := c.opener(x.Meta.Recipe).OpenSeries(arg, x.Meta.Recipe.Series)
	if err != nil {
		return nil, wrongSeries(err)
	}
	return n.Series.Column(n.Series.Target), nil
}

// seriesUpTo is the session's own series up to a row, in data units; row counts from 0.
func seriesUpTo(m *forecast.Model, row int) []float64 {
	s := m.Data.Series
	return s.Column(s.Target)[:row]
}
