package task

import (
	"math/rand/v2"

	"unroll/core/nn"
	"unroll/core/text"
)

// A Preview reads the batches of a run over pairs without the run: to look at them.
type Preview struct {
	reader Batches
	pairs  int
}

// Preview prepares to read the batches of a run of graph s and that batch over d, in the given order of each epoch. Error: that of Batches.
func (d *Pairs) Preview(s nn.Spec, batch int, order func(epoch int) *rand.Rand) (*Preview, error) {
	reader, err := d.Batches(s, batch, d.Longest(), order)
	if err != nil {
		return nil, err
	}
	return &Preview{reader, len(d.Train)}, nil
}

// PerEpoch is the number of batches of size pairs in an epoch; the last may have fewer.
func (p *Preview) PerEpoch(size int) int {
	size = p.clip(size)
	return (p.pairs + size - 1) / size
}

// Batch is the batch at, counted from 0 and on from epoch to epoch, if batches have size pairs from the beginning; and how many of its
// target tokens are scored. It is valid until the next call.
func (p *Preview) Batch(at, size int) (b nn.Batch[float32], scored int) {
	per := p.PerEpoch(size)
	size = p.clip(size)
	p.reader.Seek(text.Position{Epoch: at / per, Offset: at % per * size, Rows: size}, 0)
	scored, _ = p.reader.Next(0, &b)
	return b, scored
}

func (p *Preview) clip(size int) int { return max(1, min(size, p.pairs)) }
