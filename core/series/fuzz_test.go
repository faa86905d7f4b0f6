package series

import (
	"errors"
	"math"
	"strings"
	"testing"

	"unroll/core/fault"
)

// The law: whatever the bytes are, a table is read or refused, all its numbers are finite, and an error that is about a
// place in the table says the line.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "1\n2\n3\n4\n5\n6\n7\n8\n", "a,b\n1,2\n", "x;y\n1,5;2\n\n3,5;NA\n", "\"a\",\"b\nc\"\n1,\"2\"\n3,\"4\n5,6\n", "\xEF\xBB\xBF1\t2\n3\t4\n",
		"2024-01-01,5\n2024-01-02,∞\n", "# a\n1 2 3\n4 5 6\n", "1e39\n-1e-50\n−5\n", "\"", ",,,\n,,,\n", "a,a\n1,2\n", "\r\n\r1\r\n", "1,\n2,\n",
	} {
		f.Add(s, "", false)
		f.Add(s, "1", true)
	}
	f.Fuzz(func(t *testing.T, text, column string, fill bool) {
		o := Choice{Column: column, Gaps: "refuse", Rows: 1}
		if fill {
			o.Gaps = "interpolate"
		}
		_, _ = Looks([]byte(text))
		got, err := Read(strings.NewReader(text), "a.csv", o)
		if err != nil {
			var e *fault.Error
			if !errors.As(err, &e) || strings.Contains(err.Error(), "%!") && !strings.Contains(text+column, "%") {
				t.Fatalf("%#v", err)
			}
			switch e.Kind {
			case errEmpty:
				return
			case errText, errComma, errGap, errNaN, errEdge, errInfinite, errRange, errRagged, errQuote, errHeader, errDate, errWords:
				if label, ok := e.Args[2].(Label); !ok || label.Number < 1 {
					t.Fatalf("no column in %v", err)
				}
			}
			if line, ok := e.Args[1].(int); !ok || line < 1 || line > 1+strings.Count(text, "\n") {
				t.Fatalf("no line in %v", err)
			}
			return
		}
		s := got.Series
		if len(s.Values) != s.Rows()*len(s.Labels) || s.Rows() < 1 {
			t.Fatalf("%d values, %d rows of %d", len(s.Values), s.Rows(), len(s.Labels))
		}
		for i, v := range s.Values {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				t.Fatalf("value %d is %v", i, v)
			}
		}
	})
}

// The law: as FuzzRead, of every choice of columns. Columns, which shows what there is to choose from, agrees with Read.
func FuzzReadChoice(f *testing.F) {
	for _, s := range []string{
		"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", "d;x;y\n2024-01-01;1,5;2\n2024-01-02;;NA\n2024-01-03;2,5;4\n", "1 2\n3 4\n\n5 6\n", "\"a,b\",c\n1,2\n3,\"4\"\n",
	} {
		f.Add(s, "", "a,c", "c", "interpolate", 1)
		f.Add(s, "2", "", "", "", 0)
		f.Add(s, "", "1,1", "9", "refuse", -5)
		f.Add(s, "a", "b", "x", "wish", 1<<40)
	}
	f.Fuzz(func(t *testing.T, text, column, inputs, target, gaps string, least int) {
		o := Choice{Column: column, Target: target, Gaps: gaps, Rows: least}
		if inputs != "" {
			o.Inputs = strings.Split(inputs, ",")
		}
		columns, unknown := Columns(strings.NewReader(text), "a.csv")
		got, err := read(strings.NewReader(text), "a.csv", o, 1)
		if err != nil {
			var e *fault.Error
			if !errors.As(err, &e) {
				t.Fatalf("%#v", err)
			}
			return
		}
		s := got.Series
		if unknown != nil || len(columns) != len(got.Columns) || s.Target < 0 || s.Target >= len(s.Labels) || len(s.Inputs) == 0 || s.Rows() < 1 {
			t.Fatalf("%v: %+v of %+v", unknown, s, columns)
		}
		if n := len(s.Labels); n != len(s.Inputs) && n != len(s.Inputs)+1 {
			t.Fatalf("%d columns are read for %d inputs", n, len(s.Inputs))
		}
		for i, v := range s.Values {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				t.Fatalf("value %d is %v", i, v)
			}
		}
	})
}
