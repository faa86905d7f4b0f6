package series

import (
	"math"
	"strconv"
	"strings"
)

// A Series is numbers in time, in their own units: T rows of D columns.
type Series struct {
	Title  string    // what it is called
	Labels []Label   // D: the columns, by their numbers in the table they are from
	Values []float32 // T×D, row by row, all finite
	Inputs []int     // the columns that are read
	Target int       // the column that is predicted: its next value, from the rows before
	Law    Law       // what the series was made with; nil: not known
	Note   string    // where it comes from, for people; may be empty
}

// Rows is T.
func (s *Series) Rows() int { return len(s.Values) / len(s.Labels) }

// Column is column c as float64, T values.
func (s *Series) Column(c int) []float64 {
	D := len(s.Labels)
	x := make([]float64, s.Rows())
	for t := range x {
		x[t] = float64(s.Values[t*D+c])
	}
	return x
}

// Bytes is the memory that the values take.
func (s *Series) Bytes() int { return 4 * len(s.Values) }

// A Label names a column of a table to people.
type Label struct {
	Number int    // from 1
	Name   string // "": it has none
}

// String is the number, and behind it the name in quotation marks: 2 "price".
func (l Label) String() string {
	if l.Name == "" {
		return strconv.Itoa(l.Number)
	}
	return strconv.Itoa(l.Number) + " " + strconv.Quote(clipped([]byte(l.Name)))
}

// labels lists some of them: no more than a person will read.
func labels(list []Label) string {
	const most = 12
	var b strings.Builder
	for i, l := range list {
		if i == most {
			b.WriteString(", …")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(l.String())
	}
	return b.String()
}

// Facts are what a person asks of a column first. Where N is 0 all else is NaN.
type Facts struct {
	N        int
	Mean, SD float64 // SD² is the mean squared distance from Mean
	Min, Max float64
	Lag1     float64 // autocorrelation of neighbours; NaN: all values are the same
}

// Describe works out the facts of x.
func Describe(x []float64) Facts {
	nan := math.NaN()
	f := Facts{N: len(x), Mean: nan, SD: nan, Min: nan, Max: nan, Lag1: nan}
	if f.N == 0 {
		return f
	}
	sum := 0.0
	f.Min, f.Max = x[0], x[0]
	for _, v := range x {
		sum += v
		f.Min, f.Max = math.Min(f.Min, v), math.Max(f.Max, v)
	}
	f.Mean = sum / float64(f.N)
	if f.Min == f.Max {
		f.Mean, f.SD = f.Min, 0
		return f
	}
	squares, neighbours := 0.0, 0.0
	for i, v := range x {
		squares += (v - f.Mean) * (v - f.Mean)
		if i > 0 {
			neighbours += (v - f.Mean) * (x[i-1] - f.Mean)
		}
	}
	f.SD, f.Lag1 = math.Sqrt(squares/float64(f.N)), neighbours/squares
	return f
}
