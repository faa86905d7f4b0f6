package cli

import (
	"math"
	"strings"
	"testing"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/i18n"
)

// inBits is a call that shows bits.
func inBits() *call {
	c := talk()
	c.bits = true
	return c
}

// mixes reports whether an output has both units.
func mixes(s string) bool { return strings.Contains(s, "nats") && strings.Contains(s, "bits") }

// The law: an evaluation says how much was scored, in which unit, and the value of an untrained net.
func TestEvaluationTable(t *testing.T) {
	e := lm.Evaluation{Valid: history.Valid{NLL: 150 * math.Ln2, Tokens: 100}, Chars: 300}
	const nats = `
tokens           100
characters       300
NLL         103.9721  nats
perplexity    2.8284  untrained 1,140
nats/token    1.0397
nats/char     0.3466
`
	const bits = `
tokens           100
unknown        1,024  not in the vocabulary, not scored
characters       300
NLL         150.0000  bits
perplexity    2.8284  untrained 1,140
bits/token    1.5000
bits/char     0.5000
`
	if got := "\n" + talk().evaluationTable(evaluation{Evaluation: e}, 1140); got != nats {
		t.Errorf("%swant%s", got, nats)
	}
	e.Unknown = 1024
	if got := "\n" + inBits().evaluationTable(evaluation{Evaluation: e}, 1140); got != bits {
		t.Errorf("%swant%s", got, bits)
	}
}

// The law: values that are not finite are shown as such.
func TestEvaluationOfTheImpossible(t *testing.T) {
	e := lm.Evaluation{Valid: history.Valid{NLL: math.Inf(1), Tokens: 3}, Chars: 3}
	for _, line := range []string{"NLL         ∞  nats", "perplexity  ∞  untrained 8", "nats/token  ∞"} {
		if got := talk().evaluationTable(evaluation{Evaluation: e}, 8); !strings.Contains(got, line+"\n") {
			t.Errorf("no line %q in\n%s", line, got)
		}
	}
}

// The law: a perplexity of hundreds of digits is a power of ten, or ∞, with the bits that it stands for.
func TestEvaluationOfTheRuined(t *testing.T) {
	for nats, want := range map[float64]string{300: "perplexity  1.942e+130  433 bits/token; untrained 8", 40017: "perplexity           ∞  58k bits/token; untrained 8", 20: "perplexity  485165195.4098  untrained 8"} {
		e := lm.Evaluation{Valid: history.Valid{NLL: 3 * nats, Tokens: 3}, Chars: 3}
		got := talk().evaluationTable(evaluation{Evaluation: e}, 8)
		squeezed := strings.Join(strings.Fields(got), " ")
		if !strings.Contains(squeezed, strings.Join(strings.Fields(want), " ")) {
			t.Errorf("%g nats: no %q in\n%s", nats, want, got)
		}
	}
}

// The law: candidates have their probability, their surprisal in one unit, and a bar for the probability.
func TestPredictionTable(t *testing.T) {
	p := lm.Prediction{V: 21, Entropy: math.Ln2, Top: []lm.Candidate{
		{Text: " ", P: 0.5}, {Text: "茶", P: 0.25}, {Text: "\n", P: 0.125}, {Text: "x", P: 0.001}, {Text: "q", P: 0},
	}}
	nats := `
token       p   nats
␣      0.5000  0.693  ` + strings.Repeat("█", 20) + `
茶     0.2500   1.39  ` + strings.Repeat("█", 10) + `
↵      0.1250   2.08  ` + strings.Repeat("█", 5) + `
x      0.0010   6.91  ▏
q      0.0000      ∞
entropy 0.693 nats over 21 tokens
`
	bits := `
token       p  bits
␣      0.5000  1.00  ` + strings.Repeat("█", 20) + `
entropy 1.00 bits over 1 token
`
	if got := "\n" + talk().predictionTable(p); got != nats {
		t.Errorf("%swant%s", got, nats)
	}
	p.V, p.Top = 1, p.Top[:1]
	if got := "\n" + inBits().predictionTable(p); got != bits {
		t.Errorf("%swant%s", got, bits)
	}
}

// someRungs are orders 0 to 2 on 1,000 held-out tokens of 2,000 characters.
func someRungs() []baseline.Rung {
	rung := func(order, contexts int, possible, train, valid float64) baseline.Rung {
		return baseline.Rung{Order: order, Contexts: contexts, Possible: possible, TrainNats: train * math.Ln2, ValidNats: valid * math.Ln2, ValidTokens: 1000, ValidChars: 2000}
	}
	return []baseline.Rung{rung(0, 0, 0, 3, 3), rung(1, 1, 1, 2, 2.5), rung(2, 1140, 8e12, 1, 2.75)}
}

// someText is the text that they were counted in.
func someText(held int) counted {
	return counted{name: "茶山", Corpus: &text.Corpus{Train: make([]int32, 5001), Valid: make([]int32, held)}, floor: math.NaN()}
}

// The law: the ladder has a row for each order, with the gain over the previous one, and below it what it was
// judged by, a compressor, and the floor if there is one.
func TestLadderTable(t *testing.T) {
	x := someText(1001)
	packed := baseline.Compressed{Bits: 3000, Chars: 2000}
	const nats = `
order  contexts  possible  train ppl  valid ppl    nats  nats/char     gain
    0         0         0     8.0000     8.0000  2.0794     1.0397        –
    1         1         1     4.0000     5.6569  1.7329     0.8664   0.3466
    2     1,140  8.00e+12     2.0000     6.7272  1.9062     0.9531  -0.1733
evaluated on 1,000 tokens of 茶山; counted in the other 5,000
deflate: 1.0397 nats/char for the held-out text, given the last 32 KiB of the training text
`
	const bits = `
order  contexts  possible  train ppl  valid ppl    bits  bits/char     gain
    0         0         0     8.0000     8.0000  3.0000     1.5000        –
    1         1         1     4.0000     5.6569  2.5000     1.2500   0.5000
    2     1,140  8.00e+12     2.0000     6.7272  2.7500     1.3750  -0.2500
evaluated on 1,000 tokens of 茶山; counted in the other 5,000
deflate: 1.5000 bits/char for the held-out text, given the last 32 KiB of the training text
minimum: 2.0000 bits/token, perplexity 4.0000 (a loss may be lower by chance)
`
	if got := "\n" + talk().ladderTable(x, someRungs(), packed); got != nats {
		t.Errorf("%swant%s", got, nats)
	}
	x.floor = 2 * math.Ln2
	if got := "\n" + inBits().ladderTable(x, someRungs(), packed); got != bits {
		t.Errorf("%swant%s", got, bits)
	}
}

// The law: if nothing was held out there are dashes instead of figures, and what to do about it.
func TestLadderWithoutValidation(t *testing.T) {
	rungs := someRungs()[:2]
	for i := range rungs {
		rungs[i].ValidTokens, rungs[i].ValidNats = 0, math.NaN()
	}
	const want = `
order  contexts  possible  train ppl  valid ppl  nats  nats/char  gain
    0         0         0     8.0000          –     –          –     –
    1         1         1     4.0000          –     –          –     –
nothing was held out: see --valid and --valid-file
`
	if got := "\n" + talk().ladderTable(someText(0), rungs, baseline.Compressed{}); got != want {
		t.Errorf("%swant%s", got, want)
	}
}

// The law: there is no gain over ∞, or of ∞.
func TestGain(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ before, after, want float64 }{{3, 2, 1}, {2, 3, -1}, {inf, 2, math.NaN()}, {2, inf, math.NaN()}} {
		got := gain([]baseline.Rung{{ValidNats: c.before}, {ValidNats: c.after}})
		if got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("from %g to %g: %g, want %g", c.before, c.after, got, c.want)
		}
	}
	if !math.IsNaN(gain([]baseline.Rung{{}})) {
		t.Error("the first rung has a gain")
	}
}

func TestDecimals(t *testing.T) {
	for v, want := range map[float64]string{0: "0.0000", -1e-9: "0.0000", 1.23456: "1.2346", -0.5: "-0.5000", math.Inf(1): "∞", math.NaN(): "NaN", 1e6: "1000000.0000"} {
		if got := decimals(v); got != want {
			t.Errorf("%g: %s, want %s", v, got, want)
		}
	}
	for v, want := range map[float64]string{0: "0", 1140: "1,140", 999999999: "999,999,999", 1e9: "1.00e+09", 2.5e30: "2.50e+30"} {
		if got := possible(v); got != want {
			t.Errorf("%g: %s, want %s", v, got, want)
		}
	}
}

// The law: counted things use the catalogue's words, with a singular and a plural.
func TestCountedThings(t *testing.T) {
	c := talk()
	for got, want := range map[string]string{
		c.updates(0): "0 updates", c.updates(1): "1 update", c.updates(2000): "2,000 updates",
		c.tokens(1): "1 token", c.tokens(74): "74 tokens",
		c.kinds("char"): "characters", c.kinds("word"): "words", c.kinds("byte"): "bytes", c.kinds("syllable"): "syllable",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	c.words = &i18n.Catalogue{CLI: i18n.CLI{Units: i18n.CLIUnits{Updates: i18n.Plural{One: "一次更新", Many: "%s 次更新"}}}}
	if got := c.updates(1) + c.updates(3); got != "一次更新3 次更新" {
		t.Error(got)
	}
}

// The law: nats are shown by default, bits with --bits, and never both in one output.
func TestOneUnitAtATime(t *testing.T) {
	dir := trained(t)
	for _, line := range []string{
		"ladder periodic --max-order 2", "ladder markov --max-order 1", "eval --ngram 2 periodic", "eval x", "predict x --prefix ab", "datasets show markov",
		"datasets list", "presets zaremba-small", "presets", "sessions show x", "sessions list", "train --dataset periodic --steps 2 --hidden 4",
	} {
		args := append(strings.Fields(line), "--sessions", dir)
		plain, bits := run(t, args...), run(t, append(args, "--bits")...)
		if plain.code != codeDone || bits.code != codeDone {
			t.Fatalf("%s: %+v %+v", line, plain, bits)
		}
		if mixes(plain.out+plain.err) || strings.Contains(plain.out+plain.err, "bits") {
			t.Errorf("%s mentions bits: %s%s", line, plain.out, plain.err)
		}
		if strings.Contains(bits.out+bits.err, "nats") {
			t.Errorf("%s --bits mentions nats: %s%s", line, bits.out, bits.err)
		}
	}
}
