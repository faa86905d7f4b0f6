package train

import (
	"math"

	"unroll/core/history"
	"unroll/core/nn"
)

// A Best is the weights with the lowest validation loss that a run has had. It is never written to again.
type Best struct {
	Step    int     // updates that they had made
	Loss    float64 // of that validation, in the task's unit: nats/token of a language
	Weights []nn.Values[float32]
}

// maxBest is how many weights a net may have for its best to be kept: the copy takes as much memory as they do.
const maxBest = 64 << 20

// A bestKeeper holds on to the best weights. They are copied when a validation is the lowest so far, and at no
// other time: one copy beside the weights, made at most once a validation, which costs far more.
type bestKeeper struct {
	best   *Best   // nil: there was no validation, the net has more than room weights, or they were not kept
	lowest float64 // validation loss so far, whether its weights are known or not
	room   int
}

// keepBest copies the weights of g if v, a validation of them, is the lowest so far.
func (k *bestKeeper) keepBest(v history.Valid, g nn.Graph[float32]) {
	if !(v.Loss() < k.lowest) {
		return
	}
	k.best, k.lowest = nil, v.Loss()
	if len(g.Weights()) <= k.room {
		k.best = &Best{Step: v.Step, Loss: v.Loss(), Weights: g.Export()}
	}
}

// restored goes on from c, whose weights g has. Where c has no best (it comes from a program that kept none) and
// its own weights are not the best, there is none until a validation is lower than all before.
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
