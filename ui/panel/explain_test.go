package panel

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/help"
	"unroll/ui/screen/help/helptest"
)

func explainLook() look.Look {
	plain, _ := theme.Find("plain")
	return look.Look{Theme: plain, Words: i18n.English}
}

// explained is a run over characters whose last update had a loss and a norm, with a validation and a prediction.
func explained(loss, norm float64) *Data {
	r := recipe.Default()
	d := &Data{Facts: text.Facts{Vocab: 91, Tokens: "char", Valid: 1000}, Floor: math.NaN(), Knobs: recipe.Knobs,
		Levels: []task.Level{{ID: "untrained", Loss: math.Log(91), N: 91}, {ID: "unigram", Loss: 3.1}}}
	d.Snap = train.Snapshot{Recipe: r, Task: task.Language, Step: 200, Epoch: 1.26, Settings: r.Settings, LR: r.Settings.LR, Model: &lm.Model{Step: 200}}
	var points []history.Point
	for i := 1; i <= 200; i++ {
		p := history.Point{Step: i, Tokens: 1024, Loss: loss, GradNorm: norm, Factor: 1, Clip: 1, LR: 2e-3}
		if norm > 1 {
			p.Factor = 1 / norm
		}
		points = append(points, p)
	}
	d.Snap.History = historytest.Of(points, history.Valid{Step: 200, NLL: loss * 1000, Tokens: 1000})
	d.Verdict = baseline.Judge(baseline.Evidence{Valids: d.Snap.History, Floor: math.NaN()})
	d.Prefix = Prefix{Known: true, Is: lm.Prediction{V: 91, Entropy: 0.92, Top: []lm.Candidate{{Text: "光", P: 0.6}, {Text: "\x1b", P: 0.2}},
		Prefix: []lm.Token{{Text: "a", Known: true}, {Text: "x"}}}}
	return d
}

// said is the text of a page in one line.
func said(p help.Page) string { return helptest.Said(p, explainLook()) }

// The law: every panel is explained, whatever is known of the run, and its page leaves no placeholder empty.
func TestEveryPanelIsExplained(t *testing.T) {
	l := explainLook()
	for _, d := range []*Data{{Floor: math.NaN()}, explained(1.6, 0.5), explained(1.6, 2), explained(math.NaN(), math.NaN()), explained(math.Inf(1), math.Inf(1)), explained(800, 1e30), explained(0, 0)} {
		for _, p := range Panels {
			page := Explain(p.ID, d, l)
			if page.Title == "" || len(page.About) == 0 {
				t.Errorf("%s is not explained", p.ID)
			}
			if bad := helptest.Nonsense(page, l); bad != "" {
				t.Errorf("%s: %s", p.ID, bad)
			}
			for _, a := range page.About {
				for _, id := range append(a.Text.Terms(), a.Term) {
					if _, ok := l.Words.Explain.Terms[id]; !ok && id != "" {
						t.Errorf("%s uses %q, which is not a term", p.ID, id)
					}
				}
			}
		}
	}
	if p := Explain("nothing", &Data{}, l); p.Title != "" || p.About != nil {
		t.Error("something that does not exist is explained")
	}
}

// The law: a run that has not begun is explained without numbers of its own.
func TestNothingYet(t *testing.T) {
	number := regexp.MustCompile(`(perplexity|loss at step|entropy is|probability|‖g‖ =|temperature) [0-9]`)
	for _, p := range Panels {
		if text := said(Explain(p.ID, &Data{Floor: math.NaN()}, explainLook())); number.MatchString(text) {
			t.Errorf("%s: %s", p.ID, text)
		}
	}
}

// The law: a perplexity is described by its meaning, whatever its value.
func TestWhatALossMeans(t *testing.T) {
	d := explained(1, 1)
	for _, c := range []struct {
		nats float64
		want string
	}{
		{math.Log(5.02), "1.613 nats, perplexity 5.02: as unsure as between 5 equally likely characters"},
		{math.Log(5.5), "1.705 nats, perplexity 5.50: as unsure as between 5.5 equally likely characters"},
		{math.Log(34.4), "3.538 nats, perplexity 34.4: as unsure as between 34 equally likely characters"},
		{0, "0.000 nats, perplexity 1.00: almost sure of every character"},
		{math.Log(1.5), "0.405 nats, perplexity 1.50: less unsure than between 2 equally likely characters"},
		{math.Log(2), "0.693 nats, perplexity 2.00: as unsure as between 2 equally likely characters"},
		{math.Log(91), "4.511 nats, perplexity 91.0: as unsure as between all 91 characters, a uniform guess"},
		{math.Log(120), "4.787 nats, perplexity 120: worse than a uniform guess between all 91 characters"},
		{900, "900.000 nats, a perplexity too large to write: far worse than a uniform guess"},
		{math.Inf(1), "perplexity ∞: something that came was given probability 0"},
		{math.NaN(), "not a number: the run diverged"},
	} {
		if got := LossMeans(c.nats, d, explainLook()).String(); got != c.want {
			t.Errorf("%v: %q\nwant %q", c.nats, got, c.want)
		}
	}
	d.Facts = text.Facts{Tokens: "word", Vocab: 28_000}
	if got := LossMeans(math.Log(1234), d, explainLook()).String(); got != "7.118 nats, perplexity 1234: as unsure as between 1,234 equally likely words" {
		t.Errorf("of words: %q", got)
	}
	d.Facts = text.Facts{}
	if got := LossMeans(math.Log(2e6), d, explainLook()).String(); !strings.HasSuffix(got, "between 2.0M equally likely tokens") {
		t.Errorf("of an unknown vocabulary: %q", got)
	}
}

// The law: what is on the panel is in its explanation, in a sentence with the current number.
func TestLiveSentences(t *testing.T) {
	diverged := explained(1.6, 0.5)
	diverged.Snap.Phase = train.Diverged
	hot, greedy := explained(1.6, 0.5), explained(1.6, 0.5)
	hot.Snap.Settings.Temperature, greedy.Snap.Settings.Temperature = 1.5, 0
	off := explained(1.6, 0.5)
	off.Snap.History = historytest.Of([]history.Point{{Step: 1, Loss: 4, GradNorm: 3, Factor: 1, Clip: math.Inf(1)}})
	floor := explained(1.6, 0.5)
	floor.Floor = 0.5
	for _, c := range []struct {
		panel string
		d     *Data
		want  string
	}{
		{Curves, explained(math.Log(5.02), 1), "Training loss at step 200: 1.613 nats, perplexity 5.02: as unsure as between 5 equally likely characters."},
		{Curves, explained(1.6, 1), "Validation loss at step 200: 1.600 nats, perplexity 4.95"},
		{Curves, explained(1.6, 1), "untrained (ln 91 = 4.51, the logarithm of the size of the vocabulary)"},
		{Curves, diverged, "The loss at step 200 is not a number: the run diverged."},
		{Curves, explained(math.NaN(), 1), "The loss at step 200 is not a number: the run diverged."},
		{Curves, floor, "the minimum, which is the entropy rate of the source, 0.500: on average no model can be below it"},
		{Norm, explained(1.6, 0.5), "‖g‖ = 0.500 is not above θ = 1.00, so nothing was clipped. Of the last 200 updates 0 were clipped: θ is a safety net, which shortens"},
		{Norm, explained(1.6, 2), "‖g‖ = 2.00 is above θ = 1.00, so all gradients were multiplied by θ/‖g‖ = 0.500. Of the last 100 updates 100 were clipped: nearly every gradient is shortened to length θ. But adam normalises"},
		{Norm, explained(1.6, math.NaN()), "The gradient of the last update is not a number: the run diverged."},
		{Norm, off, "Clipping is off: every gradient is used as it is."},
		{Next, explained(1.6, 1), "The entropy is 0.920 nats: as unsure as between 2.5 equally likely tokens. The most likely token, “光”, has probability 0.600."},
		{Next, explained(1.6, 1), "a token of the prefix that is not in the vocabulary"},
		{Sample, explained(1.6, 1), "At temperature 0.80 likely tokens are taken even more often"},
		{Sample, hot, "At temperature 1.50 unlikely tokens come more often"},
		{Sample, greedy, "At temperature 0 it always takes the most likely token."},
		{Knobs, explained(1.6, 1), "learning rate 0.002 How far the weights move"},
		{Knobs, explained(1.6, 1), "unroll T 32 Truncated backpropagation"},
	} {
		got := said(Explain(c.panel, c.d, explainLook()))
		if !strings.Contains(got, c.want) {
			t.Errorf("%s lacks %q:\n%s", c.panel, c.want, got)
		}
	}
}

// The law: a panel's explanation is in the chosen unit, like the panel. (A term may name both.)
func TestExplanationsInBothUnits(t *testing.T) {
	d := explained(math.Log(8), 0.5)
	d.Floor = math.Ln2
	for _, u := range looktest.Units {
		l := explainLook()
		l.Unit = u
		var all strings.Builder
		for _, p := range Panels {
			for _, a := range Explain(p.ID, d, l).About {
				if a.Term == "" {
					all.WriteString(a.Text.String() + "\n")
				}
			}
		}
		if !looktest.OneUnit(t, "the panels", all.String(), u) {
			t.Error("no unit is named")
		}
		wants := map[look.Unit][]string{look.Nats: {"2.079 nats", "exp(loss)", "ln 91 = 4.51", "source, 0.693"}, look.Bits: {"3.000 bits", "2^loss", "log₂ 91 = 6.51", "−log₂ p"}}
		for _, want := range wants[u] {
			if text := all.String(); !strings.Contains(text, want) {
				t.Errorf("%q is not in %s", want, text)
			}
		}
	}
}

// The law: an entropy of NaN is described as such, and one near 0 as almost certain.
func TestUnsure(t *testing.T) {
	for nats, want := range map[float64]string{0: "almost sure", math.Log(91): "between 91 equally"} {
		if got := Unsure(nats, explainLook()).String(); !strings.Contains(got, want) {
			t.Errorf("%v: %q", nats, got)
		}
	}
	if got := Unsure(math.NaN(), explainLook()).String(); strings.Contains(got, "NaN") || !strings.Contains(got, "diverged") {
		t.Errorf("NaN: %q", got)
	}
}

// The law: every setting is a term of the catalogue, and a term's page says what it is and its current value.
func TestTermPages(t *testing.T) {
	l, d := explainLook(), explained(math.Log(5.02), 2)
	d.Floor = 0.5
	for _, k := range recipe.Knobs {
		if _, ok := l.Words.Explain.Terms[KnobTerms[k.Name]]; !ok {
			t.Errorf("the setting %s is not a term", k.Name)
		}
	}
	for id, want := range map[string]string{
		"perplexity": "perplexity 5.02: as unsure as between 5", "clip": "‖g‖", "entropy": "as unsure as between 2.5", "validation": "Validation loss at step 200",
		"unroll": "Now: unroll T 32.", "learning-rate": "Now: learning rate 0.002.", "vocabulary": "Now: V = 91.", "epoch": "Now: epoch 1.2.", "update": "Now: step 200.",
		"entropy-rate": "Now: 0.500 nats.", "temperature": "Now: temperature 0.8.",
	} {
		page := ExplainTerm(id, d, l)
		says := strings.ReplaceAll(l.Words.Explain.Terms[id].Says, "~", " ")
		if text := said(page); !strings.Contains(text, says) || !strings.Contains(text, want) || page.Title != l.Words.Explain.Terms[id].Name {
			t.Errorf("%s: %s", id, text)
		}
	}
	for _, id := range l.Words.Explain.TermIDs() {
		if now := said(ExplainTerm(id, &Data{Floor: math.NaN()}, l)); strings.Contains(now, "Now") || strings.Contains(now, "%!") {
			t.Errorf("%s of a run that has not begun: %s", id, now)
		}
	}
}

// The law: marks are explained with the glyph and the style that they are drawn with, in every set of glyphs and
// every theme.
func TestMarksAreThoseOfTheLook(t *testing.T) {
	for _, name := range []string{"dark", "light", "plain"} {
		for _, glyphs := range []chart.Glyphs{chart.Braille, chart.Blocks, chart.ASCII} {
			th, _ := theme.Find(name)
			l := look.Look{Theme: th, Glyphs: glyphs, Words: i18n.English}
			d := explained(1.6, 2)
			for id, marks := range map[string][]string{Curves: {i18n.English.Legend.Changed, i18n.English.Legend.Saved}, Norm: {i18n.English.Legend.Clipped}} {
				about := Explain(id, d, l).About
				for _, m := range Legend(l) {
					shown := slices.ContainsFunc(about, func(p help.Paragraph) bool { return p.Mark == m.Glyph && p.Style == m.Style })
					if slices.Contains(marks, m.Means) && !shown {
						t.Errorf("%s, %s: %q is not explained", name, fmt.Sprint(glyphs), m.Means)
					}
				}
				for _, p := range about {
					if glyphs == chart.ASCII && strings.ContainsFunc(p.Mark, func(r rune) bool { return r > 0x7E }) {
						t.Errorf("%s: the mark %q in ASCII", id, p.Mark)
					}
				}
			}
		}
	}
}

// The law: for a task other than language nothing is said about texts.
func TestOtherTasks(t *testing.T) {
	d := explained(0.25, 0.5)
	d.Snap.Task = &task.Task{Name: "regression", Loss: task.Metric{ID: "loss", Unit: "½ squared error"}, Score: task.Metric{ID: "rmse", Short: "rms", Of: math.Sqrt}}
	text := said(Explain(Curves, d, explainLook()))
	for _, not := range []string{"perplexity", "nats", "gram", "character"} {
		if strings.Contains(text, not) {
			t.Errorf("%q in %s", not, text)
		}
	}
	if !strings.Contains(text, "Training loss at step 200: 0.250, RMSE 0.50") {
		t.Error(text)
	}
}
