package preset

import (
	"fmt"
	"math"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/text"
)

// Yardstick is the figure that a run of recipe r over data with facts f can be compared with: one
// for the same tokens and the same part of a text of the same size, or for the same part of the same series (source: the
// name of the one that comes with the program; "": a person's own). ok is false if there is none; why is the reason, "" if
// nothing was published.
func (p Preset) Yardstick(r recipe.Recipe, f text.Facts, source string) (fig Figure, why string, ok bool) {
	for _, fig := range p.Figures {
		if fig.On == Test { // a run has no test part
			continue
		}
		if why = p.unlike(fig, r, f, source); why == "" {
			return fig, "", true
		}
	}
	return Figure{}, why, false
}

// unlike is the reason why a figure is not comparable with a run's own; "" if it is.
func (p Preset) unlike(fig Figure, r recipe.Recipe, f text.Facts, source string) string {
	switch {
	case p.Series != "":
		return p.unlikeSeries(fig, r, f, source)
	case p.OfPairs():
		return p.unlikePairs(fig, r, f)
	}
	switch was := p.Recipe.Text; {
	case r.Text.Tokens != was.Tokens:
		return fmt.Sprintf("it is per %s, and this text is cut into %ss", was.Tokens, r.Text.Tokens)
	case r.Text.Lines != was.Lines:
		return "one of them is read line by line"
	case f.Vocab != p.Text.Vocab:
		return fmt.Sprintf("its text has a vocabulary of %d, this one %d", p.Text.Vocab, f.Vocab)
	case fig.On == Train && !near(f.Train, p.Text.Train):
		return fmt.Sprintf("it learned from %d tokens, this run from %d", p.Text.Train, f.Train)
	case fig.On == Valid && !near(f.Valid, p.Text.Valid):
		return fmt.Sprintf("it was validated on %d tokens, this run on %d", p.Text.Valid, f.Valid)
	}
	return ""
}

// unlikeSeries is unlike for a preset of a series.
func (p Preset) unlikeSeries(fig Figure, r recipe.Recipe, f text.Facts, source string) string {
	switch was := p.Recipe; {
	case r.Task != was.Task || source != p.Series:
		return fmt.Sprintf("it is for the series %s", p.Series)
	case r.Series.Log != was.Series.Log || r.Series.Difference != was.Series.Difference:
		return "one of them is of logarithms or differences"
	case r.Model.Head != was.Model.Head:
		return "the heads have other losses"
	case fig.On == Train && !near(f.Train, p.Text.Train):
		return fmt.Sprintf("it learned from %d examples, this run from %d", p.Text.Train, f.Train)
	case fig.On == Valid && !near(f.Valid, p.Text.Valid):
		return fmt.Sprintf("it was validated on %d examples, this run on %d", p.Text.Valid, f.Valid)
	}
	return ""
}

// unlikePairs is unlike for a preset of pairs of sentences.
func (p Preset) unlikePairs(fig Figure, r recipe.Recipe, f text.Facts) string {
	switch was := p.Recipe; {
	case r.Task != was.Task:
		return "it is for pairs of sentences"
	case r.Pairs.NoMask != was.Pairs.NoMask && fig.On == Train:
		return "one of them counts padding"
	case f.Vocab != p.Text.Vocab:
		return fmt.Sprintf("its targets have a vocabulary of %d, these %d", p.Text.Vocab, f.Vocab)
	case fig.On == Train && !near(f.Train, p.Text.Train):
		return fmt.Sprintf("it learned from %d target tokens, this run from %d", p.Text.Train, f.Train)
	case fig.On == Valid && !near(f.Valid, p.Text.Valid):
		return fmt.Sprintf("it was validated on %d target tokens, this run on %d", p.Text.Valid, f.Valid)
	}
	return ""
}

// near tolerates small differences, such as a line's end more or less.
func near(a, b int) bool { return math.Abs(float64(a-b)) <= 0.01*float64(b) }

// Reached is the mean loss that a run has reached on the part that fig was measured on; NaN if there is nothing yet.
func (fig Figure) Reached(h history.View) float64 {
	switch fig.On {
	case Train: // the last whole epoch, or the part of the first
		return h.AfterEpoch(h.Last().Epoch - 1).PerToken()
	case Valid:
		last, _ := h.LastValid()
		return last.Loss()
	}
	return math.NaN()
}
