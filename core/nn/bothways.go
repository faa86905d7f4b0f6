package nn

// The two directions of a group depend on nothing of each other, so their walks through time are one job: with two threads each
// takes a direction, with all of its sequences, and reads the weights of that direction alone, which its own cache may hold.

// bothWays are the jobs in which the pieces of both directions are done side by side: even pieces to the right, odd to the left.
type bothWays[F Float] struct{ project, walk, walkBackward, inputBackward job }

// useBothWays makes the jobs.
func (t *bothTape[F]) useBothWays() {
	t.bothWays = bothWays[F]{
		project: func(piece, thread int) {
			s, lo, n := t.rowsBothWays(piece)
			s.projectSome(lo, n, thread)
		},
		walk: func(piece, thread int) {
			s, lo, n := t.sequencesBothWays(piece)
			s.walkSome(lo, n, thread)
		},
		walkBackward: func(piece, thread int) {
			s, lo, n := t.sequencesBothWays(piece)
			s.walkSomeBackward(lo, n, thread)
		},
		inputBackward: func(piece, _ int) {
			s, lo, n := t.rowsBothWays(piece)
			s.inputSomeBackward(lo, n)
		},
	}
}

// way is the direction of a piece in the current group.
func (t *bothTape[F]) way(piece int) *stackTape[F] {
	if piece%2 == 0 {
		return t.groups[t.group].right
	}
	return t.groups[t.group].left
}

// piecesOfWay is how many pieces a direction has, so that all threads have as much to do: half of an even number of threads.
func (t *bothTape[F]) piecesOfWay(most int) int {
	n := len(t.lanes)
	if n%2 == 0 {
		n /= 2
	}
	return max(1, min(n, most))
}

func (t *bothTape[F]) sequencesBothWays(piece int) (s *stackTape[F], lo, n int) {
	lo, n = share(t.B, piece/2, t.piecesOfWay(t.B))
	return t.way(piece), lo, n
}

func (t *bothTape[F]) rowsBothWays(piece int) (s *stackTape[F], lo, n int) {
	rows := t.inputRows()
	lo, n = share(rows, piece/2, t.piecesOfWay(rows/rowsAtLeast))
	return t.way(piece), lo, n
}

// inputRows is how many rows are projected for the current layer of a direction.
func (t *bothTape[F]) inputRows() int {
	s := t.groups[t.group].right
	return s.inputRows(s.layer)
}

func (t *bothTape[F]) overSequencesBothWays(j job) { t.workers.Run(2*t.piecesOfWay(t.B), j) }

func (t *bothTape[F]) overRowsBothWays(j job) {
	t.workers.Run(2*t.piecesOfWay(t.inputRows()/rowsAtLeast), j)
}

// forwardBoth is stackTape.forward for the current group.
func (t *bothTape[F]) forwardBoth(g *biGroupTape[F]) {
	for l := range g.right.layers {
		projected := g.right.enter(l)
		g.left.enter(l)
		if projected {
			t.overRowsBothWays(t.project)
		}
		t.overSequencesBothWays(t.walk)
	}
}

// backwardBoth is stackTape.backward for the current group.
func (t *bothTape[F]) backwardBoth(g *biGroupTape[F]) {
	for l := len(g.right.layers) - 1; l >= 0; l-- {
		for _, s := range [...]*stackTape[F]{g.right, g.left} {
			s.layer = l
			s.beginLast(l)
		}
		t.overSequencesBothWays(t.walkBackward)
		if g.right.inSlots(l) {
			g.right.gatherBack()
			g.left.gatherBack()
		}
		if g.right.wantsInput(l) {
			t.overRowsBothWays(t.inputBackward)
		}
	}
}
