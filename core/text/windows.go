package text

import (
	"math/rand/v2"
	"slices"
)

// The kinds of Windows.
const (
	Carried = ""       // each window continues the one before, and the state is carried into it
	Random  = "random" // cut one after another, from a random place on, and read in a random order
	Every   = "every"  // one begins at every token, and they are read in a random order
)

// WindowKinds lists how the windows of training are cut, for help. "carried" may be left out.
var WindowKinds = []string{"carried", Random, Every}

// Windows says how a text or series is cut into windows. Those that are not Carried are read from a state of 0, in
// training and in validation.
type Windows struct {
	Kind string // Carried, Random or Every
	T    int    // steps of a window of a validation, which must not depend on what training changes; of Random and Every
}

// Stride is how far apart the windows of a validation begin.
func (w Windows) Stride() int {
	if w.Kind == Every {
		return 1
	}
	return w.T
}

// A Deck deals the windows of an epoch, each of T steps and from a state of 0, in a random order. With Random an epoch
// begins at a random one of the first T steps, and windows at the end that do not fill a batch are left out of it, as
// Dive into Deep Learning's "random sampling" does it. With Every a window begins at every step, and the last batch of
// an epoch may be smaller, as in the 1.0 edition of that book.
type Deck struct {
	kind  string
	n     int // steps, each with a target
	seed  func(epoch int) *rand.Rand
	pos   Position // Offset: windows dealt in this epoch
	rows  int
	T     int     // that order is for
	order []int32 // where the windows of this epoch begin
}

// NewDeck deals windows of n steps to batches of at most batch windows of T steps; fewer if there are not as many. seed
// returns the random stream of an epoch. There must be T steps.
func NewDeck(kind string, n, batch, T int, seed func(epoch int) *rand.Rand) *Deck {
	d := &Deck{kind: kind, n: n, seed: seed}
	d.Resize(batch, T)
	return d
}

// Next returns where the next windows of T steps begin: B of them, or fewer at the end of an epoch. They are valid until
// the next call.
func (d *Deck) Next(T int) []int32 {
	T = min(T, d.n)
	if d.left(T) == 0 {
		d.pos.Epoch++
		d.begin(T)
	}
	from := d.pos.Offset
	d.pos.Offset += min(d.rows, len(d.order)-from)
	d.pos.Fresh = false
	return d.order[from:d.pos.Offset]
}

// Rows is B.
func (d *Deck) Rows() int { return d.rows }

// Position is where the next batch begins: Offset counts the windows of this epoch that have been read.
func (d *Deck) Position() Position {
	p := d.pos
	p.Rows = d.rows
	return p
}

// Holds says whether there is such a position.
func (d *Deck) Holds(p Position) bool {
	return p.Epoch >= 0 && p.Offset >= 0 && p.Offset <= d.n && p.Rows >= 1 && p.Rows <= d.n
}

// Seek goes to a position.
func (d *Deck) Seek(p Position, T int) {
	if p.Rows > 0 {
		d.rows = p.Rows
	}
	d.pos.Epoch = p.Epoch
	d.begin(min(T, d.n))
	d.pos = p
}

// Resize changes the number of windows side by side: the epoch starts again.
func (d *Deck) Resize(batch, T int) {
	d.rows = max(1, min(batch, d.most(T)))
	d.begin(T)
}

// Fits reports whether there is a window of T steps.
func (d *Deck) Fits(T int) bool { return d.n >= T }

// Epochs is the number of epochs done, with the fraction of the current one.
func (d *Deck) Epochs() float64 {
	return float64(d.pos.Epoch) + float64(min(d.pos.Offset, len(d.order)))/float64(len(d.order))
}

// Passed is Epochs, but an epoch is done when no batch of windows of T steps is left in it.
func (d *Deck) Passed(T int) float64 {
	if !d.pos.Fresh && d.left(min(T, d.n)) == 0 {
		return float64(d.pos.Epoch + 1)
	}
	return d.Epochs()
}

// left is how many windows of T steps can still be dealt in this epoch. If T has changed, they are others, of which as
// many count as dealt.
func (d *Deck) left(T int) int {
	if T != d.T {
		d.lay(T)
	}
	n := len(d.order) - d.pos.Offset
	if n <= 0 || d.kind == Random && n < d.rows {
		return 0
	}
	return n
}

func (d *Deck) begin(T int) {
	d.lay(T)
	d.pos.Offset, d.pos.Fresh = 0, true
}

// most is how many windows of T steps there are at least in an epoch.
func (d *Deck) most(T int) int {
	if d.kind == Every {
		return d.n - T + 1
	}
	return max(1, (d.n-min(T-1, d.n-T))/T)
}

// lay determines the windows of this epoch.
func (d *Deck) lay(T int) {
	rng := d.seed(d.pos.Epoch)
	first, step := 0, 1
	if d.kind == Random {
		first, step = rng.IntN(min(T, d.n-T+1)), T
	}
	d.T, d.order = T, d.order[:0]
	if more := (d.n-T-first)/step + 1 - cap(d.order); more > 0 {
		d.order = slices.Grow(d.order, more)
	}
	for at := first; at+T <= d.n; at += step {
		d.order = append(d.order, int32(at))
	}
	rng.Shuffle(len(d.order), func(i, j int) { d.order[i], d.order[j] = d.order[j], d.order[i] })
}
