package panel

import (
	"math"
	"testing"

	"unroll/core/forecast"
	"unroll/core/series/ladder"
	"unroll/core/text"
	"unroll/core/train"
)

// The law: every standing on the ladder has a sentence of its own; how far above the noise it is is said where that is known
// and there is room; what is wrong with a run comes before it.
func TestAStandingInWords(t *testing.T) {
	l := plainLook()
	ar := func(n int) ladder.Rung { return ladder.Rung{Kind: ladder.LineOfPast, Order: n} }
	nan := math.NaN()
	for _, c := range []struct {
		v            ladder.Verdict
		wide, narrow string
	}{
		{ladder.Verdict{Standing: ladder.NoBetterThanLast, AboveNoise: nan}, "no better than repeating the last value", "no better than the last value"},
		{ladder.Verdict{Standing: ladder.NoBetterThanLast, Walk: true, AboveNoise: 0}, "no better than repeating the last value, and nothing can be: it is a random walk", "no better than the last value"},
		{ladder.Verdict{Standing: ladder.BelowLines, Skill: 0.423, AboveNoise: nan}, "42 % better than the last value, worse than any line", "worse than any line"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ar(3), Best: ar(3), Better: -0.004, AboveNoise: nan}, "about as good as AR(3)", "about as good as AR(3)"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ar(3), Best: ar(9), Better: -0.12, AboveNoise: 0.3}, "about as good as AR(3), 12 % above the best line, AR(9), 30 % above the noise", "about as good as AR(3)"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ladder.Rung{Kind: ladder.Mean}, Best: ladder.Rung{Kind: ladder.Last}, Better: -4, AboveNoise: nan}, "about as good as the mean, 400 % above the last value", "about as good as the mean"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ladder.Rung{Kind: ladder.Mean, Score: ladder.Score{MSE: 5.6}}, Best: ladder.Rung{Kind: ladder.LineOfPast, Order: 1, Score: ladder.Score{MSE: 3}}, Better: -0.05, AboveNoise: nan},
			"better than the mean, 5 % above the best line, AR(1)", "better than the mean"},
		{ladder.Verdict{Standing: ladder.BetterThanLines, Best: ar(9), Better: 0.12, AboveNoise: 0.08}, "squared error 12 % below the best line, AR(9), 8 % above the noise", "12 % below the best line, AR(9)"},
		{ladder.Verdict{Standing: ladder.AtNoise, AboveNoise: 0.01}, "at the noise: what is left is chance", "at the noise"},
		{ladder.Verdict{Standing: ladder.BelowNoise, AboveNoise: -0.3}, "below the noise: it has seen what it is judged by", "below the noise"},
	} {
		d := &Data{Snap: train.Snapshot{Model: &forecast.Model{}}, Facts: text.Facts{Valid: 9}, Rungs: Rungs{State: Counted, Stand: forecast.Stand{Score: ladder.Score{N: 9}, Verdict: c.v}}}
		for room, want := range map[int]string{95: c.wide, 31: c.narrow} {
			if got, _ := VerdictLine(d, l, room); got != want {
				t.Errorf("%d columns: %q, want %q", room, got, want)
			}
		}
	}
	for _, d := range []*Data{
		{Rungs: Rungs{State: Counting}},
		{Rungs: Rungs{State: Counted}, Snap: train.Snapshot{Model: &forecast.Model{}}, Facts: text.Facts{Valid: 9}},
	} {
		if got, _ := VerdictLine(d, l, 80); got != "" {
			t.Errorf("nothing is known, and it says %q", got)
		}
	}
}
