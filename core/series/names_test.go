package series

import (
	"strings"
	"testing"
)

// The law: names that are not UTF-8 are read as Windows-1252, so that a person can write them; those in UTF-8 stay.
func TestNamesInWindows1252(t *testing.T) {
	for raw, want := range map[string]string{
		"Temperatur \xB0C": "Temperatur °C", "Temperatur °C": "Temperatur °C", "\x80/m\xB2": "€/m²", "L\x84nge\x93": "L„nge“", "\xFCber": "über",
	} {
		got, err := Read(strings.NewReader("a;"+raw+"\n"+strings.Repeat("5;1\n7;2\n6;4\n", 4)), "a.csv", Choice{Column: want})
		if err != nil {
			t.Errorf("%q: %v", raw, err)
			continue
		}
		if s := got.Series; s.Labels[0].Name != want || s.Values[1] != 2 {
			t.Errorf("%q: column %v, %v", raw, s.Labels, s.Values)
		}
	}
	if strings.ContainsRune(decoded([]byte("\xFC\x82\x9F")), '\uFFFD') {
		t.Error("defined bytes have become the replacement character")
	}
}

// The law: where separators between thousands are why there is no column of numbers, the error says so, and how to write the
// number.
func TestSeparatorsBetweenThousands(t *testing.T) {
	for _, c := range []struct{ text, column, says string }{
		{"level\n" + strings.Repeat("1.025,6\n2.025,7\n", 4), "", `a.csv, line 1, column 1 "level": "1.025,6" has a separator between thousands (write 1025.6, without`},
		{"day;level\n" + strings.Repeat("2024-01-01;1.025,6\n", 8), "", `"1.025,6" has a separator between thousands (write 1025.6,`},
		{"day;level\n" + strings.Repeat("2024-01-01;1,025.6\n", 8), "level", `"1,025.6" has a separator between thousands (write 1025.6,`},
		{"day,level\n" + strings.Repeat("2024-01-01,\"1,025\"\n", 8), "", `"1,025" has a separator between thousands (write 1025,`},
		{"day;level\n" + strings.Repeat("2024-01-01;-1 025 000,5\n", 8), "", `"-1 025 000,5" has a separator between thousands (write -1025000.5,`},
		{"day;level\n" + strings.Repeat("2024-01-01;25,6\n", 8) + "2024-01-01;1.025,6\n", "", `line 10, column 2 "level": "1.025,6" has a separator between thousands (write 1025,6,`},
		{"day;name\n" + strings.Repeat("2024-01-01;1.02,6\n", 8), "", "there are only dates"},
		{"level\n" + strings.Repeat("1,025.6\n2,025.7\n", 4), "", `"1,025.6" has a separator between thousands (write 1025.6,`},
		{"name\n" + strings.Repeat("12.345.67\nx\n", 4), "", "there is no column of numbers"},
	} {
		if _, err := Read(strings.NewReader(c.text), "a.csv", Choice{Column: c.column}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v, want %q", c.text[:20], err, c.says)
		}
	}
}
