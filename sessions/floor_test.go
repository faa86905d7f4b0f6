package sessions

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/datasets"
)

// belowTheFloor returns an error if m is below the law on s by more than chance, with the distance in standard
// errors. It compares m's loss with the law's own, token by token: on text that m has not seen, the mean
// difference estimates the divergence of the two (Gibbs: never negative), free of the noise that both share.
func belowTheFloor(m *lm.Model, law datasets.Law, s string) error {
	stream, err := m.Stream(s)
	if err != nil {
		return err
	}
	var sum, squares, n float64
	for i, q := range lm.Score(m, stream) {
		if at := i + 1; at >= 2 { // the law is of order two
			p := law.Next([]string{s[at-2 : at-1], s[at-1 : at]})
			d := q.Nats + math.Log(p[q.ID])
			sum += d
			squares += d * d
			n++
		}
	}
	mean := sum / n
	se := math.Sqrt((squares/n - mean*mean) / n)
	if mean < -4*se {
		return fmt.Errorf("%.4f nats/token below the floor, %.0f standard errors of %.4f: it has seen the text that it is judged by", -mean, -mean/se, se)
	}
	return nil
}

// The law: for many seeds, no trained model is better than the true law on fresh text.
func TestNoModelBeatsTheFloorOnFreshText(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a minute under the race detector, which has nothing new to see in it")
	}
	const seeds = 50
	for seed := range uint64(seeds) {
		text, m, _ := learn(t, "markov", func(r *recipe.Recipe) {
			r.Model.Cell, r.Model.Hidden, r.Steps, r.Seed = "gru", 16, 60+5*int(seed), seed
			r.Settings.LR, r.Settings.Batch, r.Settings.Unroll, r.Settings.ValidEvery = 2e-2, 16, 16, 100_000
		})
		if err := belowTheFloor(m, text.Law, text.Law.Generate(1000+seed, 4000)); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

// A leak must be found: a model that is judged by the very text that it has memorized.
func TestALeakIsBelowTheFloor(t *testing.T) {
	text, err := datasets.Opener{}.Open("markov")
	if err != nil {
		t.Fatal(err)
	}
	seen := text.Law.Generate(7, 1200)
	file := filepath.Join(t.TempDir(), "seen.txt")
	if err := os.WriteFile(file, []byte(seen), 0o600); err != nil {
		t.Fatal(err)
	}
	_, m, _ := learn(t, file, func(r *recipe.Recipe) {
		r.Model.Cell, r.Model.Hidden, r.Steps, r.Settings.LR, r.Settings.Batch = "gru", 64, 400, 1e-2, 8
	})
	if err := belowTheFloor(m, text.Law, seen); err == nil {
		t.Error("a model that has memorized the text is accepted")
	} else {
		t.Log(err)
	}
	if err := belowTheFloor(m, text.Law, text.Law.Generate(8, 1200)); err != nil {
		t.Errorf("on other text the same model is %v", err)
	}
}
