package train

import (
	"math"

	"unroll/core/history"
	"unroll/core/nn"
)

// A Best holds the weights with the lowest validation loss that a run has had. It is never modified.
type Best struct {
	Step    int     // the updates made until then
	Loss    float64 // of that validation, in the task's unit: nats/token for a language model
	Weights []nn.Values[float32]
}

// maxBest is the most weights that a net may have for its best to be kept: the copy takes as much memory as the
// weights.
const maxBest = 64 << 20

// A bestKeeper keeps the best weights. They are copied only when a validation is the lowest so far: one
// additional copy of the weights, made at most once per validation, which costs far more.
type bestKeeper struct {
	best   *Best   // nil: no validation yet, more than room weights, or they were not kept
	lowest float64 // lowest validation loss so far, whether or not its weights are known
	room   int
}

// keepBest copies the weights of g if v, a validation of them, is the lowest so far, which it reports.
func (k *bestKeeper) keepBest(v history.Valid, g nn.Graph[float32]) bool {
	if !(v.Loss() < k.lowest) {
		return false
	}
	k.best, k.lowest = nil, v.Loss()
	if len(g.Weights()) <= k.room {
		k.best = &Best{Step: v.Step, Loss: v.Loss(), Weights: g.Export()}
	}
	return true
}

// restored continues from c, whose weights g has. If c has no best (it was written by a version that kept none)
// and its own weights are not the best, there is none until a validation is lower than all before.
func (k *bestKeeper) restored(c *Checkpoint, g nn.Graph[float32]) {
	k.best, k.lowest = nil, math.Inf(1)
	best, some := c.History.BestValid()
	switch {
	case some && best.Step == c.Step && c.Best == nil:
		k.keepBest(best, g)
	case some:
		k.lowest = best.Loss()
	}
	if c.Best != nil {
		k.best, k.lowest = c.Best, min(k.lowest, c.Best.Loss)
	}
}

// KeepsBest reports whether the best weights of a net with this many weights are kept.
func KeepsBest(weights int) bool { return weights <= maxBest }
