package pairs

import "math"

// A span is a part of a row of the tree's picture. The corner before the token of step s is at 2s, the token at 2s + 1.
type span struct{ lo, hi int }

// A shape is what a subtree takes of the picture, row by row from its root's on.
type shape [][]span

// layOut gives the nodes their rows. A first child has its parent's; a subtree of another child is as high below that as it fits
// without a line that crosses another.
func (t *tree) layOut() {
	children := make([][]int, len(t.nodes)+1) // of node i at i + 1
	for i, n := range t.nodes {
		children[n.parent+1] = append(children[n.parent+1], i)
	}
	var all shape
	for k, i := range children[0] {
		all = t.join(all, i, k == 0, children)
	}
	for i := range t.nodes { // parents come before children
		n := &t.nodes[i]
		if n.parent >= 0 {
			p := &t.nodes[n.parent]
			n.row += p.row
			if p.last = i; p.first < 0 {
				p.first = i
			}
		}
		t.rows = max(t.rows, n.row+1)
	}
}

// join adds the subtree of node i to the shape of its parent's children before it, and leaves in row how far below its parent it is.
func (t *tree) join(of shape, i int, first bool, children [][]int) shape {
	block := t.shape(i, children)
	if first {
		return block
	}
	corner := 2 * t.nodes[i].step
	from := 1
	for r := range of { // below the corners of the children before it
		for _, x := range of[r] {
			if x.lo == corner {
				from = r + 1
			}
		}
	}
	off := from
	for of.meets(block, off) {
		off++
	}
	t.nodes[i].row = off
	for r := from; r < off; r++ {
		of = of.with(r, span{corner, corner})
	}
	for r, list := range block {
		for _, x := range list {
			of = of.with(r+off, x)
		}
	}
	return of
}

// shape is what node i and those after it take.
func (t *tree) shape(i int, children [][]int) (s shape) {
	for k, c := range children[i+1] {
		s = t.join(s, c, k == 0, children)
	}
	n := t.nodes[i]
	x := span{2 * n.step, 2*n.step + 1}
	switch {
	case n.found >= 0: // its score stands there
		x.hi = math.MaxInt
	case n.unknown: // there is a mark of that
		x.hi++
	}
	return s.with(0, x)
}

func (s shape) with(row int, x span) shape {
	for len(s) <= row {
		s = append(s, nil)
	}
	s[row] = append(s[row], x)
	return s
}

// meets reports whether a block would cover something of s if it were off rows below.
func (s shape) meets(block shape, off int) bool {
	for r := 0; r < len(block) && r+off < len(s); r++ {
		for _, x := range block[r] {
			for _, y := range s[r+off] {
				if x.lo <= y.hi && y.lo <= x.hi {
					return true
				}
			}
		}
	}
	return false
}
