package text

import "sync/atomic"

// A Stage is what is being done to a text before a network learns it.
type Stage int32

// The stages, in their order.
const (
	Idle           Stage = iota // nothing
	ReadingText                 // bytes of files or of a pipe
	FindingVocab                // bytes, in which the vocabulary is found
	TokenizingText              // tokens that become ids
	CountingGrams               // tokens, of which k-grams are counted
	ScoringGrams                // tokens that k-grams are evaluated on
)

// A Progress is how far the work on a large text has got. Any goroutine may look at it. A nil one is told in vain.
type Progress struct {
	stage       atomic.Int32
	done, total atomic.Int64
	waits       atomic.Bool
}

// Wait says that input is waited for, or no longer.
func (p *Progress) Wait(on bool) {
	if p != nil {
		p.waits.Store(on)
	}
}

// Waits reports whether input is waited for.
func (p *Progress) Waits() bool { return p != nil && p.waits.Load() }

// Begin says what is done from now on, and of how much; total 0: not known.
func (p *Progress) Begin(s Stage, total int64) {
	if p == nil {
		return
	}
	p.stage.Store(int32(Idle))
	p.done.Store(0)
	p.total.Store(total)
	p.stage.Store(int32(s))
}

// Add says that so much more is done.
func (p *Progress) Add(n int64) {
	if p != nil {
		p.done.Add(n)
	}
}

// Now is the stage, how much of it is done, and of how much; total 0: not known.
func (p *Progress) Now() (s Stage, done, total int64) {
	if p == nil {
		return Idle, 0, 0
	}
	return Stage(p.stage.Load()), p.done.Load(), p.total.Load()
}
