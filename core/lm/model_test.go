package lm

import (
	"math"
	"slices"
	"strings"
	"testing"

	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/text/texttest"

	"pgregory.net/rapid"
)

// all is every token of a prediction, by id.
func all(pr Prediction) []float64 {
	p := make([]float64, pr.V)
	for _, c := range pr.Top {
		p[c.ID] = c.P
	}
	return p
}

func entropyOf(p []float64) float64 {
	h := 0.0
	for _, v := range p {
		if v > 0 {
			h -= v * math.Log(v)
		}
	}
	return h
}

// The law: whatever was typed, at any temperature, the candidates are all tokens, the most likely
// first, and their probabilities sum to 1.
func TestPredictionsSumToOne(t *testing.T) {
	for _, o := range []text.Options{chars, {Tokens: "word"}, {Tokens: "byte"}, {Tokens: "char", Lines: true}} {
		m := modelWith(t, texttest.Prose(20), o, "gru", "uniform:2")
		rapid.Check(t, func(t *rapid.T) {
			prefix := rapid.String().Draw(t, "prefix")
			temperature := rapid.OneOf(rapid.Float64Range(0, 3), rapid.SampledFrom([]float64{0, 5e-324, 1e-300, 1e-30, 1e-3, 100})).Draw(t, "temperature")
			pr := m.Predict(prefix, temperature, 1000)
			sum := 0.0
			for i, c := range pr.Top {
				sum += c.P
				if i > 0 && (c.P > pr.Top[i-1].P || (c.P == pr.Top[i-1].P && c.Logit > pr.Top[i-1].Logit)) {
					t.Errorf("candidate %d is likelier than the one before", i)
				}
				if c.Text != m.Vocab.Token(c.ID) {
					t.Errorf("candidate %d is called %q", c.ID, c.Text)
				}
			}
			if len(pr.Top) != m.Vocab.Len() || pr.V != len(pr.Top) || !(math.Abs(sum-1) < 1e-12) {
				t.Errorf("%d candidates of %d, Σ p = %v", len(pr.Top), pr.V, sum)
			}
			if math.Abs(pr.Entropy-entropyOf(all(pr))) > 1e-12 || pr.Entropy > math.Log(float64(pr.V))+1e-12 {
				t.Errorf("entropy %v", pr.Entropy)
			}
		})
	}
}

// A prediction is softmax of the logits after the prefix, read from a fresh state.
func TestAPredictionIsTheNetsSoftmax(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "lstm", "uniform:1")
	const prefix = "the ray"
	tape, logits := m.net.NewTape(1, 1), make([]float32, m.Vocab.Len())
	for _, id := range m.Vocab.Encode(prefix) {
		tape.Forward(&nn.Batch[float32]{T: 1, B: 1, Tokens: []int32{id}}, nil)
	}
	tape.Output(0, logits)
	for _, temperature := range []float64{0.5, 1, 2} {
		want := softmax(logits, temperature)
		for id, p := range all(m.Predict(prefix, temperature, 1000)) {
			if math.Abs(p-want[id]) > 1e-14 {
				t.Errorf("temperature %g: p(%q) = %v instead of %v", temperature, m.Vocab.Token(int32(id)), p, want[id])
			}
		}
	}
	for _, c := range m.Predict(prefix, 1, 1000).Top {
		if c.Logit != float64(logits[c.ID]) {
			t.Errorf("logit of %q is %v instead of %v", c.Text, c.Logit, logits[c.ID])
		}
		if math.Abs(c.Nats()+math.Log(c.P)) > 1e-15 {
			t.Errorf("information of %q is %v", c.Text, c.Nats())
		}
	}
}

// At temperature 0 the likeliest takes all, as in the limit from above; at a high temperature all are alike.
func TestTemperatureAndItsLimits(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "rnn", "uniform:1")
	order := m.Predict("the ", 1, 1000).Top
	zero := m.Predict("the ", 0, 1000)
	if zero.Top[0].ID != order[0].ID || zero.Top[0].P != 1 || zero.Top[1].P != 0 || zero.Entropy != 0 {
		t.Errorf("at 0: %+v", zero.Top[:2])
	}
	for _, low := range []float64{1e-3, 1e-30, 1e-310} {
		pr := m.Predict("the ", low, 1000)
		if pr.Top[0].ID != order[0].ID || !(pr.Top[0].P > 1-1e-9) {
			t.Errorf("at %g: %+v", low, pr.Top[:2])
		}
	}
	for i, c := range zero.Top { // candidates with probability 0 stay in order
		if c.ID != order[i].ID {
			t.Errorf("at 0 place %d is %q's instead of %q's", i, c.Text, order[i].Text)
		}
	}
	hot := m.Predict("the ", 1e6, 1000)
	if math.Abs(hot.Top[0].P*float64(hot.V)-1) > 1e-3 {
		t.Errorf("at 1e6 the likeliest has %v", hot.Top[0].P)
	}
	if a, b := m.Predict("the ", 0.5, 1), m.Predict("the ", 2, 1); a.Entropy >= b.Entropy {
		t.Errorf("entropy %v at 0.5, %v at 2", a.Entropy, b.Entropy)
	}
}

// Characters that are not in the vocabulary are accepted, marked, and read as no input.
func TestUnknownCharactersAreAccepted(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "gru", "uniform:1")
	pr := m.Predict("th漢e", 1, 3)
	var known []bool
	var typed []string
	for _, p := range pr.Prefix {
		known, typed = append(known, p.Known), append(typed, p.Text)
	}
	if !slices.Equal(typed, []string{"t", "h", "漢", "e"}) || !slices.Equal(known, []bool{true, true, false, true}) {
		t.Errorf("prefix %+v", pr.Prefix)
	}
	if pr.Prefix[2].ID != text.Unknown || len(pr.Top) != 3 {
		t.Errorf("%+v", pr)
	}
	if slices.Equal(all(m.Predict("th漢e", 1, 1000)), all(m.Predict("the", 1, 1000))) {
		t.Error("a step without input leaves no trace")
	}
	if !slices.Equal(all(m.Predict("th漢e", 1, 1000)), all(m.Predict("th字e", 1, 1000))) {
		t.Error("two unknown characters differ")
	}
}

// With nothing typed, the prediction is that of a line's beginning.
func TestAnEmptyPrefixIsTheStartOfALine(t *testing.T) {
	for _, lines := range []bool{false, true} {
		m := modelWith(t, texttest.Prose(20), text.Options{Tokens: "char", Lines: lines}, "lstm", "uniform:1")
		tape, logits := m.net.NewTape(1, 1), make([]float32, m.Vocab.Len())
		tape.Forward(&nn.Batch[float32]{T: 1, B: 1, Tokens: []int32{m.Vocab.EndOfLine()}}, nil)
		tape.Output(0, logits)
		pr := m.Predict("", 1, 1000)
		if len(pr.Prefix) != 0 || !slices.Equal(all(pr), softmax(logits, 1)) {
			t.Errorf("lines %v: the predictions differ", lines)
		}
	}
	m := modelWith(t, "abcabc", chars, "lstm", "uniform:1") // no line ever ends
	if pr := m.Predict("", 1, 1000); len(pr.Top) != 3 || !(math.Abs(pr.Top[0].P+pr.Top[1].P+pr.Top[2].P-1) < 1e-12) {
		t.Errorf("without an end of line: %+v", pr.Top)
	}
}

// If lines are separate sequences, everything before the last line's end is forgotten.
func TestALineIsPredictedFromItsOwnBeginning(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), text.Options{Tokens: "char", Lines: true}, "gru", "uniform:1")
	if !slices.Equal(all(m.Predict("slowly\nthe", 1, 1000)), all(m.Predict("the", 1, 1000))) {
		t.Error("a line before it affects the prediction")
	}
}

func TestTopIsHowManyAreShown(t *testing.T) {
	m := modelWith(t, "abcde", chars, "rnn", "uniform:1")
	for top, want := range map[int]int{-1: 0, 0: 0, 2: 2, 5: 5, 9: 5} {
		if pr := m.Predict("a", 1, top); len(pr.Top) != want || pr.V != 5 {
			t.Errorf("top %d: %d candidates of %d", top, len(pr.Top), pr.V)
		}
	}
}

// The same seed and model give the same text; another seed or step gives a different one.
func TestSamplesHangOnSeedAndStep(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "lstm", "uniform:0.1")
	later := NewModel(m.net, m.Vocab, m.Lines, 1)
	a := m.Sample("the ", 40, 1, 1)
	if a != m.Sample("the ", 40, 1, 1) {
		t.Error("the same seed gives a different text")
	}
	if a == m.Sample("the ", 40, 1, 2) {
		t.Error("another seed gives the same text")
	}
	if a == later.Sample("the ", 40, 1, 1) {
		t.Error("another step gives the same text")
	}
	if n := len([]rune(a)); n != 40 {
		t.Errorf("%d characters instead of 40", n)
	}
}

// A sample at temperature 0 is greedy: each token is the most likely after those before it.
func TestTheColdestSampleIsGreedy(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "gru", "uniform:1")
	s := "the "
	for range 10 {
		s += m.Predict(s, 1, 1).Top[0].Text
	}
	for seed := range uint64(3) {
		if got := m.Sample("the ", 10, 0, seed); "the "+got != s {
			t.Errorf("seed %d: %q instead of %q", seed, "the "+got, s)
		}
	}
}

// Samples follow the distribution: the share of each first token is its probability. 4,000 samples
// leave a standard deviation of √(p(1−p)/4000) ≤ 0.008.
func TestSamplesFollowTheDistribution(t *testing.T) {
	m := modelWith(t, "abcd", chars, "rnn", "uniform:1.5")
	pr := m.Predict("a", 0.7, 4)
	counts := map[string]float64{}
	for seed := range uint64(4000) {
		counts[m.Sample("a", 1, 0.7, seed)] += 1.0 / 4000
	}
	for _, c := range pr.Top {
		if math.Abs(counts[c.Text]-c.P) > 5*0.008 {
			t.Errorf("%q begins %v of the samples, its probability is %v", c.Text, counts[c.Text], c.P)
		}
	}
}

// A sampler that is asked twice continues where it was; reading in pieces is the same as reading at once.
func TestAWriterGoesOn(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "lstm", "uniform:1")
	once, pieces := m.Sampler(), m.Sampler()
	once.Read(m.Vocab.Encode("the ray"))
	pieces.Read(m.Vocab.Encode("the"))
	pieces.Read(m.Vocab.Encode(" ray"))
	a, b := SampleStream(1, 2), SampleStream(1, 2)
	want := once.Sample(10, 1, a)
	got := append(pieces.Sample(4, 1, b), pieces.Sample(6, 1, b)...)
	if !slices.Equal(want, got) {
		t.Errorf("%q instead of %q", m.Vocab.Decode(got), m.Vocab.Decode(want))
	}
	m.Sampler().Read(nil) // reading nothing reads the start of a line and does not panic
}

// A sampler may move to newer weights: from then on it uses those, keeping its state.
func TestAWriterMovesToAnotherModel(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "lstm", "uniform:1")
	zeros, err := nn.New[float32](m.Spec())
	if err != nil {
		t.Fatal(err)
	}
	zeros.Prepare()
	w := m.Sampler()
	w.Read(m.Vocab.Encode("the"))
	w.Move(NewModel(zeros, m.Vocab, false, 5))
	w.Read(m.Vocab.Encode(" "))
	for _, v := range w.logits {
		if v != 0 {
			t.Fatalf("weights of 0 give logits %v", w.logits)
		}
	}
}

// A space separates sampled words from what was typed, and lines end where <eos> was sampled.
func TestSamplesOfWordsReadAsText(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), text.Options{Tokens: "word"}, "rnn", "uniform:0.5")
	if s := m.Sample("the", 5, 1, 1); !strings.HasPrefix(s, " ") && !strings.HasPrefix(s, "\n") {
		t.Errorf("%q runs into what was typed", s)
	}
	if s := m.Sample("", 5, 1, 1); strings.HasPrefix(s, " ") {
		t.Errorf("%q begins with a space", s)
	}
}
