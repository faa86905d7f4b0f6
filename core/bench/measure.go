package bench

import (
	"math/rand/v2"
	"slices"
	"time"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
)

// sliceSeconds is the minimum length of a slice: a clock may tick only every half millisecond.
const sliceSeconds = 2e-3

const (
	turns = 4 // each, of one thread and of many
	// patience is how many times its share of the time a measurement of a single update may take.
	patience = 4
	// overProducts is roughly the time of an update divided by that of its products at full speed.
	overProducts = 1.5
)

// measure times a recipe's updates on one thread and on many for about share. It uses flops, the speed
// of a product, to decide whether there is enough time.
func measure(r recipe.Recipe, threads int, share time.Duration, flops float64) (Update, error) {
	u := Update{Recipe: r, MultiplyAdds: MultiplyAdds(r)}
	once := time.Duration(overProducts * 2 * u.MultiplyAdds / flops * float64(time.Second))
	if 2*once > patience*share {
		return u, nil
	}
	d, err := data(r)
	if err != nil {
		return u, err
	}
	var sides []*side
	for _, n := range []int{1, threads}[:min(2, threads)] {
		b, err := train.NewBench(r, d, n)
		if err != nil {
			return u, err
		}
		defer b.Close()
		sides = append(sides, &side{update: b.Update})
	}
	if err := takeTurns(sides, share, once < share); err != nil {
		return u, err
	}
	u.Words, u.MultiplyAdds = read(r, d)
	u.One = median(sides[0].seconds)
	if threads > 1 {
		u.Many = median(sides[1].seconds)
	}
	return u, nil
}

// read is how many words an update on sentences reads, and the multiply-adds of their products: the median over an epoch. 0, and
// MultiplyAdds, of what reads a text.
func read(r recipe.Recipe, d task.Data) (words, adds float64) {
	x, ok := d.(*task.Tagged)
	if !ok {
		return 0, MultiplyAdds(r)
	}
	b, err := d.Batches(r.Model, r.Settings.Batch, r.Settings.Unroll, func(epoch int) *rand.Rand { return rand.New(rand.NewPCG(1, uint64(epoch))) })
	if err != nil {
		return 0, MultiplyAdds(r)
	}
	var list []float64
	var batch nn.Batch[float32]
	for b.Passed(r.Settings.Unroll) < 1 {
		n, _ := b.Next(r.Settings.Unroll, &batch)
		list = append(list, float64(n))
	}
	words = median(list)
	sentences := words * float64(len(x.TrainRows.Spans)) / float64(x.TrainRows.Rows())
	return words, multiplyAdds(r.Model, words, sentences)
}

// A side is one of the things compared in turns.
type side struct {
	update  func() error
	seconds []float64 // of each update
}

// takeTurns makes each side update for a while, then the next, for about d in total. With warm, each first
// makes one update that is not counted.
func takeTurns(sides []*side, d time.Duration, warm bool) error {
	began := time.Now()
	for _, s := range sides {
		if warm {
			if err := s.update(); err != nil {
				return err
			}
		}
	}
	for turn := 0; turn == 0 || (turn < turns && time.Since(began) < d); turn++ {
		for _, s := range sides {
			if err := s.make(d / time.Duration(turns*len(sides))); err != nil {
				return err
			}
		}
	}
	return nil
}

// make makes updates for about d, and at least one.
func (s *side) make(d time.Duration) error {
	for began := time.Now(); ; {
		start := time.Now()
		if err := s.update(); err != nil {
			return err
		}
		now := time.Now()
		s.seconds = append(s.seconds, now.Sub(start).Seconds())
		if now.Sub(began) >= d {
			return nil
		}
	}
}

// seconds is how long it takes to call f the given number of times.
func seconds(f func(), times int) float64 {
	start := time.Now()
	for range times {
		f()
	}
	return time.Since(start).Seconds()
}

// median returns the median of x, which it sorts.
func median(x []float64) float64 {
	slices.Sort(x)
	n := len(x)
	return (x[(n-1)/2] + x[n/2]) / 2
}
