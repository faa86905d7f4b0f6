package cli

import (
	"encoding/json"
	"math"
	"testing"
	"time"
)

func TestBlocks(t *testing.T) {
	for part, want := range map[float64]string{0: "", 1: "████", 0.5: "██", 0.001: "▏", 0.28: "█▏", math.NaN(): ""} {
		if got := blocks(part, 4); got != want {
			t.Errorf("%g: %q, want %q", part, got, want)
		}
	}
}

func TestClock(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 s", 59 * time.Second: "59 s", 61 * time.Second: "1:01", 2*time.Hour + 3*time.Minute: "2:03:00", 59600 * time.Millisecond: "1:00",
	} {
		if got := talk().clock(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

func TestHarmless(t *testing.T) {
	for s, want := range map[string]string{
		"":                  "",
		"a\tb\nc":           "a\tb\nc\n",
		"a\n":               "a\n",
		"\x1b]52;c;x\a":     "␛]52;c;x␇\n",
		"caf\xc3\n\u202eab": "caf\\xC3\n<202E>ab\n",
	} {
		if got := harmless(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestJSONOfTokensAndNumbers(t *testing.T) {
	for _, c := range []struct {
		v    any
		want string
	}{
		{number(0.1), "0.1"}, {number(2e6), "2e+06"}, {number(math.Inf(-1)), "null"}, {number(math.NaN()), "null"},
		{token("a\n"), `"a\n"`}, {token("\xc3"), `"\\xC3"`}, {token("茶"), `"茶"`},
	} {
		if got, err := json.Marshal(c.v); err != nil || string(got) != c.want {
			t.Errorf("%#v: %s, %v, want %s", c.v, got, err, c.want)
		}
	}
}
