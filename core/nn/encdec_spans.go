package nn

// spans are where the sequences of a batch are: steps first to end of each source, 0 to last of each target.
type spans struct{ first, end, none, last []int }

// place finds where each source begins, and with it the row of each step in reversed time: sources end together in both.
func (t *encDecTape[F]) place(b *Batch[F]) {
	clear(t.first)
	for k := range t.end {
		t.end[k] = b.T
	}
	for i, reset := range b.Reset {
		if reset {
			t.first[i%t.B] = i / t.B
		}
	}
	if t.both == nil {
		return
	}
	for i := range b.Rows() {
		if step, k := i/t.B, i%t.B; step < t.first[k] {
			t.both.mirror[i] = i
		} else {
			t.both.mirror[i] = (t.first[k]+b.T-1-step)*t.B + k
		}
	}
}

// findTargets finds where each target ends: behind its last scored row.
func (t *encDecTape[F]) findTargets(b *Batch[F]) {
	clear(t.last)
	for i := range b.Rows() {
		if b.Counts(i) {
			t.last[i%t.B] = i/t.B + 1
		}
	}
}
