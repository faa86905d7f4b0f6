package preset

import (
	"fmt"
	"math"

	"unroll/core/history"
	"unroll/core/text"
	"unroll/core/train"
)

// Yardstick is the figure that a run of recipe r over a text with facts f can be compared with: one
// for the same tokens and the same part of a text of the same size. ok is false if there is none;
// why is the reason, "" if nothing was published.
func (p Preset) Yardstick(r train.Recipe, f text.Facts) (fig Figure, why string, ok bool) {
	for _, fig := range p.Figures {
		if fig.On == Test { // a run has no test part
			continue
		}
		if why = p.unlike(fig, r, f); why == "" {
			return fig, "", true
		}
	}
	return Figure{}, why, false
}

// unlike is the reason why a figure is not comparable with a run's own; "" if it is.
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

// near tolerates small differences, such as a line's end more or less.
func near(a, b int) bool { return math.Abs(float64(a-b)) <= 0.01*float64(b) }

// Reached is what a run has reached on the part that fig was measured on, in nats/token; NaN if there is nothing yet.
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
