package lm

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"unroll/core/text"
)

func written(t *testing.T, m *Model, prefix string, d Draws, seed uint64) string {
	t.Helper()
	var b strings.Builder
	err := m.Write(prefix, d, SampleStream(seed, m.Step), func(s string) error {
		b.WriteString(s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The law: a text that is written in pieces is the sample, for every tokenizer, length, prefix and temperature.
func TestWhatIsWrittenIsTheSample(t *testing.T) {
	for _, o := range []text.Options{chars, {Tokens: "word"}, {Tokens: "byte"}, {Tokens: "char", Lines: true}, {Tokens: "word", Lines: true}} {
		m := trained(t, o)
		for _, prefix := range []string{"", "the ", "the\n", "\n"} {
			for _, n := range []int{0, 1, pieceTokens - 1, pieceTokens, pieceTokens + 1, 3*pieceTokens + 7} {
				for _, temperature := range []float64{0, 0.7, 1} {
					d := Draws{Truncation: Truncation{Temperature: temperature, TopP: 1}, Length: n}
					want := m.Sample(prefix, n, temperature, 3)
					if n == 0 {
						want = ""
					}
					if got := written(t, m, prefix, d, 3); got != want {
						t.Fatalf("%+v, prefix %q, %d tokens: %q instead of %q", o, prefix, n, got, want)
					}
				}
			}
		}
	}
}

// The law: a line ends with its first newline, and is the beginning of the longer sample.
func TestALineEndsWithItsNewline(t *testing.T) {
	for _, o := range []text.Options{chars, {Tokens: "word"}} {
		m := trained(t, o)
		for seed := range uint64(20) {
			d := Draws{Truncation: Truncation{Temperature: 1, TopP: 1}, Length: 400}
			all := written(t, m, "", d, seed)
			d.Line = true
			line, _, found := strings.Cut(all, "\n")
			if found {
				line += "\n"
			}
			if got := written(t, m, "", d, seed); got != line {
				t.Errorf("%+v, seed %d: %q instead of %q", o, seed, got, line)
			}
		}
	}
}

// The law: only the k likeliest tokens are drawn, and of them the fewest whose probabilities sum to p; one token is the greedy choice.
func TestDrawsAreCutOff(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	logits := make([]float32, 30)
	for i := range logits {
		logits[i] = float32(3 * rng.NormFloat64())
	}
	p := distribution(logits, 0.8)
	order := Order(p)
	for _, d := range []Draws{{Truncation: Truncation{0.8, 1, 1}}, {Truncation: Truncation{0.8, 4, 1}}, {Truncation: Truncation{0.8, 0, 0.6}}, {Truncation: Truncation{0.8, 5, 0.9}}} {
		_, kept := Truncation{1, d.TopK, d.TopP}.Of(p, order)
		seen := map[int32]bool{}
		for range 5000 {
			id := d.draw(logits, rng)
			if seen[id] = true; !slices.Contains(order[:kept], id) {
				t.Fatalf("%+v: %d is drawn, of %v", d, id, order[:kept])
			}
		}
		if d.TopK > 0 && kept > d.TopK || kept < 1 || len(seen) < min(2, kept) {
			t.Errorf("%+v: %d kept, %d seen", d, kept, len(seen))
		}
	}
}
