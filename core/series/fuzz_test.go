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
