package preset

import (
	"math"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/text"
)

// The law: an entry can be run, states its source and what it needs, and has a figure with a source
// or the reason why there is none.
func TestEveryPresetIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Presets {
		if seen[p.Name] || p.Name == "" || strings.ContainsAny(p.Name, " /\\") {
			t.Errorf("%q: not a valid, unique name", p.Name)
		}
		seen[p.Name] = true
		r := p.Recipe
		r.Model = p.Model()
		if err := r.Check(); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
		if r.Steps == 0 && r.Epochs == 0 {
			t.Errorf("%s never ends", p.Name)
		}
		if p.Title == "" || p.Source == "" || p.Text.About == "" || p.Text.Train < 1 || (p.Text.File == "" || p.Text.Vocab < 2) == (p.Series == "") {
			t.Errorf("%s does not say what it is or what it needs: %+v", p.Name, p)
		}
		if (len(p.Figures) == 0) != (p.Unpublished != "") {
			t.Errorf("%s: figures or the reason why there are none, not both", p.Name)
		}
		if _, ok := series.Find(p.Series); ok != (p.Series != "") || ok != p.OfSeries() {
			t.Errorf("%s: the series %q for the task %q", p.Name, p.Series, r.Task)
		}
		for _, f := range p.Figures {
			if f.Source == "" || (f.Metric == Perplexity && !(f.Value >= 1 && f.Value < float64(p.Text.Vocab))) || (f.Metric != Perplexity && !(f.Value > 0)) || (f.Per != 0) != (f.Unit != "") || !(f.Per >= 0) {
				t.Errorf("%s: %+v", p.Name, f)
			}
			if (f.Low != 0 || f.High != 0) && !(f.Low <= f.Value && f.Value < f.High) {
				t.Errorf("%s: %g is not between %g and %g", p.Name, f.Value, f.Low, f.High)
			}
			if f.On == Valid && p.Text.Valid == 0 {
				t.Errorf("%s: a validation figure without held-out text", p.Name)
			}
		}
		if len(p.Differences) == 0 {
			t.Errorf("%s: no differences from the source are listed", p.Name)
		}
		if found, ok := Find(p.Name); !ok || found.Title != p.Title {
			t.Errorf("%s is not found", p.Name)
		}
	}
}

// The law: the share held out gives the number of tokens that the entry states.
func TestShareHeldOutIsTheEntrys(t *testing.T) {
	for _, p := range Presets {
		if p.Name == "zaremba-small" || p.Name == "zaremba-medium" || p.OfSeries() || p.OfPairs() {
			continue // it has a separate validation text, or a test of its own
		}
		all := float64(p.Text.Train + p.Text.Valid)
		if got := math.Ceil(p.Recipe.Text.Valid * all); got != float64(p.Text.Valid) {
			t.Errorf("%s: %g of %g tokens are %g, not %d", p.Name, p.Recipe.Text.Valid, all, got, p.Text.Valid)
		}
	}
}

// The law: a run is compared with a figure only if the two measure the same thing.
func TestYardstickWantsTheSameMeasure(t *testing.T) {
	p, _ := Find("d2l-rnn")
	same := text.Facts{Vocab: 27, Train: 10_032, Valid: 5_032}
	for _, c := range []struct {
		why    string
		change func(r *recipe.Recipe, f *text.Facts)
	}{
		{"", func(*recipe.Recipe, *text.Facts) {}},
		{"", func(r *recipe.Recipe, f *text.Facts) { r.Model.Hidden, f.Valid = 64, 4_990 }},
		{"per char", func(r *recipe.Recipe, _ *text.Facts) { r.Text.Tokens = "word" }},
		{"line by line", func(r *recipe.Recipe, _ *text.Facts) { r.Text.Lines = true }},
		{"vocabulary of 27, this one 65", func(_ *recipe.Recipe, f *text.Facts) { f.Vocab = 65 }},
		{"learned from 10032 tokens, this run from 3000", func(_ *recipe.Recipe, f *text.Facts) { f.Train, f.Valid = 3_000, 1_500 }},
	} {
		r, f := p.Recipe, same
		c.change(&r, &f)
		fig, why, ok := p.Yardstick(r, f, "")
		if ok != (c.why == "") || !strings.Contains(why, c.why) || (ok && fig.Value != 7.3) {
			t.Errorf("%q: %+v, %q, %v", c.why, fig, why, ok)
		}
	}
	p, _ = Find("char-rnn")
	if _, why, ok := p.Yardstick(p.Recipe, same, ""); ok || why != "" {
		t.Errorf("nothing was published, yet: %q, %v", why, ok)
	}
}

// The law: a figure on a test part is never compared with a validation.
func TestTestFiguresAreNoYardstick(t *testing.T) {
	for _, p := range Presets {
		f := text.Facts{Vocab: p.Text.Vocab, Train: p.Text.Train, Valid: p.Text.Valid}
		if fig, _, ok := p.Yardstick(p.Recipe, f, p.Series); ok && fig.On == Test {
			t.Errorf("%s: %+v", p.Name, fig)
		}
	}
}

// The law: a training figure is the mean over the tokens of the last epoch, a validation figure
// that of the last validation.
func TestReached(t *testing.T) {
	h := historytest.Of(
		[]history.Point{{Step: 1, Loss: 9, Tokens: 10, Epoch: 0.5}, {Step: 2, Loss: 9, Tokens: 10, Epoch: 1}, {Step: 3, Loss: 3, Tokens: 30, Epoch: 1.5}, {Step: 4, Loss: 1, Tokens: 10, Epoch: 2}},
		history.Valid{Step: 2, NLL: 8, Tokens: 2}, history.Valid{Step: 4, NLL: 5, Tokens: 2})
	if got := (Figure{On: Train}).Reached(h); got != 2.5 {
		t.Errorf("training: %g", got)
	}
	if got := (Figure{On: Valid}).Reached(h); got != 2.5 {
		t.Errorf("validation: %g", got)
	}
	for _, on := range []string{Train, Valid} {
		if got := (Figure{On: on}).Reached(history.View{}); !math.IsNaN(got) {
			t.Errorf("%s of nothing: %g", on, got)
		}
	}
}

// The law: nets are the book's, whatever the program's own recipe is; of 641 pairs in the order of their file the last 129 are held out; a figure of pairs in another unit than nats/token is one in
// nats/token times the tokens of that unit, and is compared with a run on the same tokens only.
func TestPresetsOfPairs(t *testing.T) {
	nets := map[string]string{"d2l-seq2seq": "GRU 2×256→2×256", "d2l-attention": "GRU 2×256→2×256 additive", "d2l-0.17-seq2seq": "GRU 2×32→2×32", "d2l-0.17-attention": "GRU 2×32→2×32 additive"}
	for _, p := range Presets {
		if !p.OfPairs() {
			continue
		}
		if got, r := p.Model().String(), p.Recipe; got != nets[p.Name] || r.Model.Context == (r.Model.Attention != "") || r.Schedule != "constant" || r.Pairs.NoMask {
			t.Errorf("%s: %s, %+v", p.Name, got, r)
		}
		if n := p.Recipe.Pairs.First; p.Text.Valid > 0 && int(p.Recipe.Text.Valid*float64(n)) != 129 || p.Text.Valid == 0 && p.Recipe.Text.Valid != 0 {
			t.Errorf("%s: %v of %d pairs", p.Name, p.Recipe.Text.Valid, n)
		}
		same := text.Facts{Vocab: p.Text.Vocab, Train: p.Text.Train, Valid: p.Text.Valid}
		for _, f := range p.Figures {
			if nats := f.Loss(nil); math.Abs(f.Of(nats, nil)-f.Value) > 1e-12 || f.On == Train && !(nats > 0.18 && nats < 0.25) || f.On == Valid && !(nats > 3.2 && nats < 3.5) {
				t.Errorf("%s: %+v is %g nats/token", p.Name, f, nats)
			}
		}
		if fig, why, ok := p.Yardstick(p.Recipe, same, ""); !ok || fig != p.Figures[0] {
			t.Errorf("%s: %+v, %s", p.Name, fig, why)
		}
		for why, change := range map[string]func(r *recipe.Recipe, f *text.Facts){
			"pairs": func(r *recipe.Recipe, _ *text.Facts) { r.Task = "tagging" }, "vocabulary": func(_ *recipe.Recipe, f *text.Facts) { f.Vocab++ },
			"target tokens": func(_ *recipe.Recipe, f *text.Facts) { f.Train, f.Valid = 2*f.Train, 2*f.Valid+9 },
		} {
			r, f := p.Recipe, same
			change(&r, &f)
			if _, said, ok := p.Yardstick(r, f, ""); ok || !strings.Contains(said, why) {
				t.Errorf("%s: %q, want %q", p.Name, said, why)
			}
		}
	}
}
