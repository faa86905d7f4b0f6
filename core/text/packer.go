package text

import (
	"math/rand/v2"
	"slices"
)

// A Packer packs whole sequences into windows, so that a gradient always reaches all of a sequence and no state is
// carried between windows: each of B rows gets as many as fit into T steps, the rest of the row is padding (Unknown in,
// nothing scored). Before every sequence, and before every step of padding, the state is reset.
//
// An epoch is every sequence once, in an order of its own; its last window may be almost empty.
type Packer struct {
	// FirstFit puts each sequence into the first row that has room, until one fits nowhere: less padding. Otherwise a row is
	// done with the first sequence that does not fit.
	FirstFit bool

	of      *Sequences
	seed    func(epoch int) *rand.Rand
	pos     Position // Offset: sequences read in this epoch
	rows    int
	order   []int32 // of this epoch
	longest Span
	used    []int // steps of each row that are taken, with FirstFit
}

// TooLong means that a sequence does not fit into a window.
type TooLong struct {
	Line       int // of the text, from 1
	Steps, Has int // that it needs, that a window has
}

func (e *TooLong) Error() string {
	return e.Fault().Error()
}

// Fault is the error with its arguments, for other languages.
func (e *TooLong) Fault() error { return errTooLong.Of(e.Line, e.Steps, e.Has, e.Steps) }

// NewPacker packs into windows of T steps of at most batch rows; fewer if there are not as many sequences. seed returns
// the random stream of an epoch. Errors: *TooShort (there are no sequences), *TooLong.
func NewPacker(of *Sequences, batch, T int, seed func(epoch int) *rand.Rand) (*Packer, error) {
	p := &Packer{of: of, seed: seed, order: make([]int32, len(of.Spans)), longest: of.Longest()}
	if len(of.Spans) == 0 {
		return nil, &TooShort{Tokens: 0, Need: 1}
	}
	if err := p.Misfit(T); err != nil {
		return nil, err
	}
	p.Resize(batch, T)
	p.begin()
	return p, nil
}

// Misfit is a *TooLong if a sequence does not fit into a window of T steps.
func (p *Packer) Misfit(T int) error {
	if p.Fits(T) {
		return nil
	}
	return &TooLong{Line: p.longest.Line, Steps: p.longest.Len(), Has: T}
}

// Fits reports whether every sequence fits into a window of T steps.
func (p *Packer) Fits(T int) bool { return p.longest.Len() <= T }

// Rows is B.
func (p *Packer) Rows() int { return p.rows }

// Position is where the next window begins.
func (p *Packer) Position() Position {
	at := p.pos
	at.Rows = p.rows
	return at
}

// Holds reports whether there is such a position.
func (p *Packer) Holds(at Position) bool {
	return at.Epoch >= 0 && at.Offset >= 0 && at.Offset <= len(p.order) && at.Rows >= 1
}

// Seek goes to a position that Position returned, in a Packer of the same sequences.
func (p *Packer) Seek(at Position, _ int) {
	if at.Rows > 0 {
		p.rows = at.Rows
	}
	p.pos.Epoch = at.Epoch
	p.begin()
	p.pos = at
}

// Resize changes the number of rows; unlike a Reader, it goes on with the next sequence.
func (p *Packer) Resize(batch, _ int) { p.rows = max(1, min(batch, len(p.order))) }

// Epochs is the number of epochs done, including the fraction of the current one.
func (p *Packer) Epochs() float64 {
	return float64(p.pos.Epoch) + float64(p.pos.Offset)/float64(len(p.order))
}

// Passed is Epochs: no sequence is left out.
func (p *Packer) Passed(int) float64 { return p.Epochs() }

// begin determines the order of the epoch.
func (p *Packer) begin() {
	for i := range p.order {
		p.order[i] = int32(i)
	}
	rng := p.seed(p.pos.Epoch)
	rng.Shuffle(len(p.order), func(i, j int) { p.order[i], p.order[j] = p.order[j], p.order[i] })
	p.pos.Offset, p.pos.Fresh = 0, true
}

// Next fills w with the next window of T steps. It allocates only when w grows, and for the random stream of an epoch.
func (p *Packer) Next(T int, w *Window) {
	if p.pos.Offset >= len(p.order) {
		p.pos.Epoch++
		p.begin()
	}
	w.clear(T, p.rows, p.of.IDs())
	w.Fresh = true
	if p.FirstFit {
		p.fillFirst(w)
	} else {
		for row := range p.rows {
			p.fill(w, row)
		}
	}
	p.pos.Fresh = false
}

// fill packs the next sequences into a row, as many as fit.
func (p *Packer) fill(w *Window, row int) {
	for t := 0; p.pos.Offset < len(p.order); p.pos.Offset++ {
		x := p.of.Spans[p.order[p.pos.Offset]]
		if t+x.Len() > w.T {
			return
		}
		p.put(w, x, row, t)
		t += x.Len()
	}
}

// fillFirst packs the next sequences into the first rows that have room.
func (p *Packer) fillFirst(w *Window) {
	for len(p.used) < p.rows {
		p.used = append(p.used, 0)
	}
	clear(p.used)
	for ; p.pos.Offset < len(p.order); p.pos.Offset++ {
		x := p.of.Spans[p.order[p.pos.Offset]]
		row := slices.IndexFunc(p.used[:p.rows], func(t int) bool { return t+x.Len() <= w.T })
		if row < 0 {
			return
		}
		p.put(w, x, row, p.used[row])
		p.used[row] += x.Len()
	}
}

// put copies a sequence into a row, from step t on.
func (p *Packer) put(w *Window, x Span, row, t int) {
	ids := p.of.IDs()
	for at := x.From; at < x.To; at++ {
		i := t*w.B + row
		copy(w.Inputs[i*ids:(i+1)*ids], p.of.Inputs[at*ids:])
		w.Targets[i], w.Reset[i] = p.of.Targets[at], at == x.From
		t++
	}
	w.Scored += x.Scored
}

// clear makes w T steps of B rows of padding, each of so many ids.
func (w *Window) clear(T, B, ids int) {
	n := T * B
	w.T, w.B, w.Scored = T, B, 0
	w.Inputs, w.Targets, w.Reset = resize(w.Inputs, n*ids), resize(w.Targets, n), resize(w.Reset, n)
	for i := range w.Inputs {
		w.Inputs[i] = Unknown
	}
	for i := range n {
		w.Targets[i], w.Reset[i] = Unknown, true
	}
}
