package preset

import (
	"fmt"
	"math"

	"unroll/core/history"
	"unroll/core/text"
	"unroll/core/train"
)

// Yardstick is the figure that a run of recipe r over a text of facts f can be held against: one of
// the same tokens, of the same part of a text of the same size. ok is false where there is none; why
// says the reason, "" if nothing was published.
func (p Preset) Yardstick(r train.Recipe, f text.Facts) (fig Figure, why string, ok bool) {
	for _, fig := range p.Figures {
		if fig.On == Test { // a run does not look at one
			continue
		}
		if why = p.unlike(fig, r, f); why == "" {
			return fig, "", true
		}
	}
	return Figure{}, why, false
}

// unlike says why a figure means something else than a run's own; "" if it does not.
func (p Preset) unlike(fig Figure, r train.Recipe, f text.Facts) string {
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

// near allows for a line's end more or less.
func near(a, b int) bool { return math.Abs(float64(a-b)) <= 0.01*float64(b) }

// Reached is what a run has reached where fig was measured, in nats/token; NaN before there is
// anything.
func (fig Figure) Reached(h history.View) float64 {
	switch fig.On {
	case Train: // of the last pass, a part of one if there was no whole one
		return h.AfterEpoch(h.Last().Epoch - 1).PerToken()
	case Valid:
		last, _ := h.LastValid()
		return last.Loss()
	}
	return math.NaN()
}
