package cli

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"unroll/core/forecast"
	"unroll/sessions"
)

// pastOf is the numbers to continue: typed, or those of a table's target, read as the session's own was.
func (c *call) pastOf(x sessions.Forecasting, said string) ([]float64, error) {
	words, mixed := numbersIn(said)
	var typed []float64
	for i, word := range words {
		v, err := strconv.ParseFloat(word, 64)
		switch {
		case err == nil:
			typed = append(typed, v)
			continue
		case said == "-" || there(said) || i == 0 && len(words) == 1 && isPlace(word):
			return c.pastIn(x, said)
		case i == 0 && len(words) == 1:
			return nil, misuse(errPastNeither, word)
		}
		return nil, misuse(errPastWord, i+1, word)
	}
	switch {
	case len(typed) == 0:
		return nil, misuse(errPastEmpty)
	case mixed != "":
		return nil, misuse(errPastComma, mixed)
	}
	return typed, nil
}

// numbersIn cuts typed numbers: at spaces, semicolons and line ends, or at commas if those separate all of them. mixed is a
// word with a comma within, beside others that are separated in another way: it could be one number or two.
func numbersIn(said string) (words []string, mixed string) {
	groups := strings.FieldsFunc(said, func(r rune) bool { return unicode.IsSpace(r) || r == ';' })
	for i, g := range groups {
		inner := strings.Contains(strings.Trim(g, ","), ",")
		last := i == len(groups)-1 || strings.HasSuffix(g, ",") || strings.HasPrefix(groups[i+1], ",")
		first := i == 0 || strings.HasPrefix(g, ",") || strings.HasSuffix(groups[i-1], ",")
		if inner && mixed == "" && !(first && last) {
			mixed = strings.Trim(g, ",")
		}
		words = append(words, strings.FieldsFunc(g, func(r rune) bool { return r == ',' })...)
	}
	return words, mixed
}

// isPlace reports whether a word can only be meant as a table: a dataset, or what looks like a path.
func isPlace(word string) bool {
	_, known := builtIn(word)
	return known || word != filepath.Base(word) || filepath.Ext(word) != ""
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// pastIn reads a table.
func (c *call) pastIn(x sessions.Forecasting, arg string) ([]float64, error) {
	n, err := c.opener(x.Meta.Recipe).OpenSeries(arg, x.Meta.Recipe.Series)
	if err != nil {
		return nil, wrongData(err)
	}
	return n.Series.Column(n.Series.Target), nil
}

// seriesUpTo is the session's own series up to a row, in data units; row counts from 0.
func seriesUpTo(m *forecast.Model, row int) []float64 {
	s := m.Data.Series
	return s.Column(s.Target)[:row]
}
