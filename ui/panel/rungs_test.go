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
		{ladder.Verdict{Standing: ladder.NoBetterThanLast, Worse: 0.4, AboveNoise: nan}, "worse than repeating the last value: squared error 40 % above it", "worse than the last value"},
		{ladder.Verdict{Standing: ladder.NoBetterThanLast, Worse: 0.4, Walk: true, AboveNoise: 0.4}, "squared error 40 % above that of repeating the last value; on a random walk nothing is better", "worse than the last value"},
		{ladder.Verdict{Standing: ladder.NoBetterThanLast, Worse: math.Inf(1), AboveNoise: nan}, "far worse than repeating the last value", "far worse than the last value"},
		{ladder.Verdict{Standing: ladder.NoBetterThanLast, Worse: 1e9, Walk: true, AboveNoise: nan}, "far worse than repeating the last value; on a random walk nothing is better than that", "far worse than the last value"},
		{ladder.Verdict{Standing: ladder.Unsure, N: 1535, AboveNoise: nan}, "better than repeating the last value, but 1,535 held-out values are too few to be sure", "better than last value (unsure)"},
		{ladder.Verdict{Standing: ladder.BelowLines, Skill: 0.423, AboveNoise: nan}, "worse than any line; squared error 42 % below the last value's", "worse than any line"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ar(3), Best: ar(3), Better: -0.004, AboveNoise: nan}, "about as good as AR(3)", "about as good as AR(3)"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ar(3), Best: ar(9), Better: -0.12, AboveNoise: 0.3}, "about as good as AR(3); squared error 12 % above the best line (AR(9)) and 30 % above the noise", "about as good as AR(3)"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ladder.Rung{Kind: ladder.Mean}, Best: ladder.Rung{Kind: ladder.Last}, Better: -4, AboveNoise: nan}, "about as good as the mean; squared error 400 % above the last value", "about as good as the mean"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ladder.Rung{Kind: ladder.Mean, Score: ladder.Score{MSE: 5.6}}, Best: ladder.Rung{Kind: ladder.LineOfPast, Order: 1, Score: ladder.Score{MSE: 3}}, Better: -0.05, Between: true, AboveNoise: nan},
			"better than the mean; squared error 5 % above the best line (AR(1))", "better than the mean"},
		{ladder.Verdict{Standing: ladder.BetterThanLines, Best: ar(9), Better: 0.12, AboveNoise: 0.08}, "squared error 12 % below the best line (AR(9)) and 8 % above the noise", "MSE 12 % below the rungs"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ar(3), Best: ar(3), AboveNoise: 0.27}, "about as good as AR(3); squared error 27 % above the noise", "about as good as AR(3)"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ar(1), Best: ar(32), Between: true, Better: -48185.4, AboveNoise: nan}, "better than AR(1); 48186 times the squared error of the best line (AR(32))", "better than AR(1)"},
		{ladder.Verdict{Standing: ladder.AsGoodAsLine, Line: ar(1), Best: ladder.Rung{Kind: ladder.PeriodAgo, Order: 2}, Better: math.Inf(-1), AboveNoise: nan}, "about as good as AR(1); the value 2 rows ago has no error", "about as good as AR(1)"},
		{ladder.Verdict{Standing: ladder.AtNoise, AboveNoise: 0.01}, "at the noise: what is left is chance", "at the noise"},
		{ladder.Verdict{Standing: ladder.BelowNoise, AboveNoise: -0.3}, "below the noise: it has seen what it is judged by", "below the noise"},
	} {
		d := &Data{Snap: train.Snapshot{Model: &forecast.Model{}}, Facts: text.Facts{Valid: 9}, Numeric: Numeric{Rungs: Rungs{State: Counted, Stand: forecast.Stand{Score: ladder.Score{N: 9}, Verdict: c.v}}}}
		for room, want := range map[int]string{95: c.wide, 31: c.narrow} {
			if got, _ := VerdictLine(d, l, room); got != want {
				t.Errorf("%d columns: %q, want %q", room, got, want)
			}
		}
	}
	for _, d := range []*Data{
		{Numeric: Numeric{Rungs: Rungs{State: Counting}}},
		{Numeric: Numeric{Rungs: Rungs{State: Counted}}, Snap: train.Snapshot{Model: &forecast.Model{}}, Facts: text.Facts{Valid: 9}},
	} {
		if got, _ := VerdictLine(d, l, 80); got != "" {
			t.Errorf("nothing is known, and it says %q", got)
		}
	}
}
