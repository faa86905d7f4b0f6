package forecast

import (
	"math/rand/v2"

	"unroll/core/text"
)

// A deck deals n examples, each once an epoch, in an order that is the epoch's own.
type deck struct {
	n     int
	seed  func(epoch int) *rand.Rand
	pos   text.Position // Offset: dealt in this epoch
	rows  int           // sequences of a batch
	order []int32
}

func newDeck(n, batch int, seed func(epoch int) *rand.Rand) *deck {
	k := &deck{n: n, seed: seed, order: make([]int32, n)}
	k.resize(batch)
	return k
}

func (k *deck) shuffle() {
	for i := range k.order {
		k.order[i] = int32(i)
	}
	rng := k.seed(k.pos.Epoch)
	rng.Shuffle(len(k.order), func(i, j int) { k.order[i], k.order[j] = k.order[j], k.order[i] })
	k.pos.Offset, k.pos.Fresh = 0, true
}

// turn begins the next epoch if this one is over. It says whether nothing has been dealt in the epoch.
func (k *deck) turn() (fresh bool) {
	if k.pos.Offset >= k.n {
		k.pos.Epoch++
		k.shuffle()
	}
	fresh = k.pos.Fresh
	k.pos.Fresh = false
	return fresh
}

func (k *deck) epochs() float64 { return float64(k.pos.Epoch) + float64(k.pos.Offset)/float64(k.n) }

func (k *deck) position() text.Position {
	p := k.pos
	p.Rows = k.rows
	return p
}

func (k *deck) seek(p text.Position) {
	if p.Rows > 0 {
		k.rows = p.Rows
	}
	k.pos.Epoch = p.Epoch
	k.shuffle()
	k.pos = p
}

func (k *deck) holds(p text.Position) bool {
	return p.Epoch >= 0 && p.Offset >= 0 && p.Rows >= 1 && p.Rows <= k.n && p.Offset <= k.n
}

func (k *deck) resize(batch int) {
	k.rows = max(1, min(batch, k.n))
	k.shuffle()
}
