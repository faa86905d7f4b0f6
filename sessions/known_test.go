package sessions

import (
	"context"
	"math"
	"testing"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
)

// learn trains a recipe to its end on a dataset and returns the last model.
func learn(t *testing.T, name string, change func(*recipe.Recipe)) (datasets.Text, *lm.Model, history.View) {
	t.Helper()
	text, err := datasets.Opener{}.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	r := RecipeFor(text)
	change(&r)
	run, err := Begin(text, r, train.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var last train.Snapshot
	for s := range run.Snapshots(context.Background()) {
		v, ok := s.History.LastValid()
		if last = s; ok && s.Phase == train.Finished && !s.Validating && v.Step == s.Step {
			run.Send(train.Stop())
		}
	}
	if err := run.End(); err != nil {
		t.Fatal(err)
	}
	return text, last.Language(), last.History
}

// The law: a trained model comes within 2 % of a Markov source's entropy rate, and on fresh text it
// is not below it by more than chance: 4 standard errors of the mean −log p under the law itself
// (tokens of a fast-mixing chain are almost independent).
func TestMarkovSourceIsLearnedToItsEntropyRate(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a minute under the race detector, which has nothing new to see in it")
	}
	text, model, _ := learn(t, "markov", func(r *recipe.Recipe) {
		r.Model.Cell, r.Model.Hidden, r.Steps = "gru", 64, 1500
		r.Settings.LR, r.Schedule = 6e-3, "cosine"
	})
	const n = 100_000
	fresh := text.Law.Generate(12345, n)
	e, err := model.Evaluate(fresh, Threads())
	if err != nil {
		t.Fatal(err)
	}
	rate, err4 := text.Law.Rate(), 4*standardError(text.Law, fresh[:20_000])*math.Sqrt(20_000.0/n)
	t.Logf("entropy rate %.4f, model on fresh text %.4f (%+.2f %%), 4 standard errors %.4f", rate, e.Loss(), 100*(e.Loss()/rate-1), err4)
	if e.Loss() > 1.02*rate {
		t.Errorf("%.4f nats/token is more than 2 %% above %.4f", e.Loss(), rate)
	}
	if e.Loss() < rate-err4 {
		t.Errorf("%.4f nats/token is below the entropy rate %.4f: something leaks", e.Loss(), rate)
	}
}

// standardError is that of the mean of −log p over s, under the law.
func standardError(law datasets.Law, s string) float64 {
	index := map[byte]int{}
	for i, a := range law.Alphabet() {
		index[a[0]] = i
	}
	var sum, squares, n float64
	for i := 8; i < len(s); i++ {
		p := law.Next([]string{s[i-2 : i-1], s[i-1 : i]})[index[s[i]]]
		sum -= math.Log(p)
		squares += math.Log(p) * math.Log(p)
		n++
	}
	return math.Sqrt((squares/n - (sum/n)*(sum/n)) / n)
}

// The law: on a deterministic source, perplexity 1 is reached.
func TestPeriodicSourceIsLearnedToPerplexityOne(t *testing.T) {
	_, _, h := learn(t, "periodic", func(r *recipe.Recipe) { r.Model.Hidden, r.Steps, r.Settings.LR = 64, 800, 1e-2 })
	v, _ := h.LastValid()
	if ppl := lm.Perplexity(v.Loss()); !(ppl >= 1 && ppl < 1.02) {
		t.Errorf("perplexity %.4f after %d updates", ppl, v.Step)
	}
}

// The law: before training all tokens are about equally likely, so perplexity is V.
func TestUntrainedPerplexityIsV(t *testing.T) {
	for _, s := range datasets.Sources {
		if !s.Available() {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			text, err := datasets.Opener{}.Open(s.Name)
			if err != nil {
				t.Fatal(err)
			}
			run, err := Begin(text, RecipeFor(text), train.Options{Paused: true})
			if err != nil {
				t.Fatal(err)
			}
			var ppl float64
			for snap := range run.Snapshots(context.Background()) {
				if v, ok := snap.History.LastValid(); ok {
					ppl = lm.Perplexity(v.Loss())
					run.Send(train.Stop())
				}
			}
			if err := run.End(); err != nil {
				t.Fatal(err)
			}
			V := float64(run.Facts.Vocab)
			t.Logf("%.2f with V = %g", ppl, V)
			if V > 10 && math.Abs(ppl/V-1) > 0.02 {
				t.Errorf("perplexity %.2f is not within 2 %% of V = %g", ppl, V)
			}
		})
	}
}
