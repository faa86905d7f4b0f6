package panel

import (
	"math"
	"testing"

	"unroll/core/baseline"
	"unroll/core/lm"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// The law: each verdict has its sentence, in the fullest form that fits and never wider.
func TestVerdictInWords(t *testing.T) {
	plain, _ := theme.Find("plain")
	l, nan := look.Look{Theme: plain, Words: i18n.English}, math.NaN()
	for _, c := range []struct {
		v                 baseline.Verdict
		valid             int
		counting          Count
		wide, mid, narrow string
	}{
		{baseline.Verdict{Standing: baseline.WorthGrams, Grams: 3.42, Best: 6, AboveBest: 0.314, AboveFloor: nan}, 9, Counted,
			"about as good as a 3.4-gram, 0.31 nats above the best k-gram, the 6-gram", "≈ 3.4-gram, 0.31 nats above the 6-gram", "about as good as a 3.4-gram"},
		{baseline.Verdict{Standing: baseline.WorthGrams, Grams: 3.42, Best: 6, AboveBest: 0.314, AboveFloor: 0.123}, 9, Counted,
			"about as good as a 3.4-gram, 0.12 nats above the minimum", "≈ 3.4-gram, 0.12 nats above the minimum", "about as good as a 3.4-gram"},
		{baseline.Verdict{Standing: baseline.WorthGrams, Grams: 1.98, Best: 2, AboveBest: 0.01, AboveFloor: nan}, 9, Counted,
			"about as good as a bigram, 0.01 nats above the best k-gram, the bigram", "≈ bigram, 0.01 nats above the bigram", "about as good as a bigram"},
		{baseline.Verdict{Standing: baseline.NoBetterThanUnigram, Grams: 0.7, AboveFloor: nan}, 9, Counted,
			"no better than a unigram", "no better than a unigram", "no better than a unigram"},
		{baseline.Verdict{Standing: baseline.NoBetterThanUnigram, Grams: 1.02, AboveFloor: nan, Forgets: baseline.ForgetsAlways}, 9, Counted,
			"no better than a unigram: is the state carried?", "no better than a unigram: is the state carried?", "is the state carried?"},
		{baseline.Verdict{Standing: baseline.WorthGrams, Grams: 2.04, AboveFloor: nan, Forgets: baseline.ForgetsAlways}, 9, Counted,
			"no better than a bigram: is the state carried?", "no better than a bigram: is the state carried?", "is the state carried?"},
		{baseline.Verdict{Standing: baseline.WorthGrams, Grams: 3.9, AboveFloor: nan, Forgets: baseline.ForgetsWindows, Cost: 0.9}, 9, Counted,
			"a window's first tokens cost 0.90 nats more than later ones: is the state carried?", "first tokens cost +0.90: is the state carried?", "is the state carried?"},
		{baseline.Verdict{Standing: baseline.BelowEveryRung, Best: 6, AboveBest: -0.03, AboveFloor: nan}, 9, Counted,
			"better than every n-gram: 0.03 nats below the best, the 6-gram", "better than every n-gram, by 0.03 nats", "better than every n-gram"},
		{baseline.Verdict{Standing: baseline.BelowEveryRung, Best: 6, AboveBest: -0.03, AboveFloor: 0.08}, 9, Counted,
			"better than every n-gram, 0.08 nats above the minimum", "better than every n-gram, 0.08 above the minimum", "better than every n-gram"},
		{baseline.Verdict{Standing: baseline.AtTheFloor, AboveFloor: 0.001}, 9, Counted,
			"at the minimum", "at the minimum", "at the minimum"},
		{baseline.Verdict{Standing: baseline.BelowTheFloor, AboveFloor: -1}, 9, Counted,
			"below the minimum: the held-out text was in the training text", "below the minimum: it was trained on this", "below the minimum"},
		{baseline.Verdict{Standing: baseline.WorseThanUniform, Nats: 125, AboveFloor: nan}, 9, Counted,
			"validation loss 125 nats: worse than a uniform guess (4.30 nats)", "worse than a uniform guess (4.30 nats)", "worse than uniform"},
		{baseline.Verdict{AboveFloor: nan}, 9, Counting, "counting …", "counting …", "counting …"},
		{baseline.Verdict{AboveFloor: 0.5}, 9, Counting, "0.50 nats above the minimum", "0.50 nats above the minimum", "0.50 nats above the minimum"},
		{baseline.Verdict{AboveFloor: nan}, 0, Counted, "nothing was held out", "nothing was held out", "nothing was held out"},
		{baseline.Verdict{AboveFloor: nan}, 9, NotCounted, "", "", ""},
	} {
		d := &Data{Verdict: c.v, Facts: text.Facts{Valid: c.valid}, Ladder: Ladder{State: c.counting}, Snap: train.Snapshot{Model: &lm.Model{}}, Levels: []task.Level{{Loss: math.Log(74)}}}
		for room, want := range map[int]string{grid.FrameRoom(90): c.wide, grid.FrameRoom(54): c.mid, grid.FrameRoom(40): c.narrow} {
			if got, _ := VerdictLine(d, l, room); got != want {
				t.Errorf("%+v in %d columns: %q, want %q", c.v, room, got, want)
			}
		}
		for room := range 100 {
			if got, _ := VerdictLine(d, l, room); grid.Width(got) > room {
				t.Errorf("%q in %d columns", got, room)
			}
		}
	}
}

// The law: the lines of k-grams have decreasing losses; the best is among them and does not yield.
func TestRungsOnTheChart(t *testing.T) {
	plain, _ := theme.Find("plain")
	l := look.Look{Theme: plain, Words: i18n.English}
	d := &Data{Levels: []task.Level{{ID: "untrained", Loss: 4}, {ID: "unigram", Loss: 3}}}
	if best, others := rungRefs(d, l); best.Label != "unigram 3.00" || len(others) != 0 {
		t.Errorf("before counting: %+v %+v", best, others)
	}
	for n, nats := range []float64{4, 3, 3.1, 2, 1.5, 1.6, 1.7} {
		d.Ladder.Rungs = append(d.Ladder.Rungs, baseline.Rung{Order: n, ValidNats: nats})
	}
	best, others := rungRefs(d, l)
	var names []string
	for _, r := range others {
		names = append(names, r.Label)
		if !r.Yields {
			t.Errorf("%s does not yield", r.Label)
		}
	}
	if best.Label != "4-gram 1.50" || best.Yields || len(names) != 2 || names[0] != "unigram 3.00" || names[1] != "3-gram 2.00" {
		t.Errorf("best %+v, others %q", best, names)
	}
}
