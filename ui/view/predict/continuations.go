package predict

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"unroll/core/lm"
	"unroll/ui/draw/grid"
)

// drawGoOn draws how the text continues from the prefix: with the likeliest token each time, sampled, and by beam
// search.
func (p *Predict) drawGoOn(v grid.View) {
	w, r := p.look.Words.Predict, p.is
	in := p.frame(v, false, w.GoOn, fmt.Sprintf("%s, %s", p.look.Units().LogP, p.look.UnitName()))
	in = in.Inset(0, 0, 1, 0) // a blank before the frame
	y := 0
	heading := func(text string) {
		in.Text(1, y, text, p.look.Dim)
		y++
	}
	heading(w.Greedy)
	p.drawPath(in.Sub(0, y, in.W(), 1), "", r.greedy, 0, 0)
	y++
	if n := uint64(len(r.drawn)); n > 1 {
		heading(fmt.Sprintf(w.DrawnMany, p.set.seed, p.set.seed+n-1))
	} else {
		heading(fmt.Sprintf(w.Drawn, p.set.seed))
	}
	for _, path := range r.drawn {
		p.drawPath(in.Sub(0, y, in.W(), 1), "", path, 0, 0)
		y++
	}
	heading(fmt.Sprintf(w.BeamOf, len(r.beam)))
	p.drawTree(in.Inset(0, y, 0, 0))
}

// textAt is the column at which continuations begin, after a rank and log P.
const textAt = 12

// drawPath writes a continuation without its first from tokens and without what is left of column off, with its
// rank and log P.
func (p *Predict) drawPath(v grid.View, rank string, path lm.Path, from, off int) {
	v.TextRight(2, 0, rank, p.look.Dim)
	v.TextRight(10, 0, fitted(p.look.Loss(path.LogP), 7), p.look.Text)
	decode := p.is.vocab.Vocab.Decode
	text := strings.TrimPrefix(decode(path.IDs), decode(path.IDs[:from]))
	x := p.columnsOf(path.IDs[:from])
	v = v.Inset(textAt, 0, 0, 0)
	for c, cols := range grid.Clusters(grid.Safe(text)) {
		if x >= off {
			v.Verbatim(x-off, 0, c, p.look.Text)
		}
		if x += cols; x-off > v.W() {
			v.Text(v.W()-1, 0, p.look.Pick("…", "~"), p.look.Dim)
			break
		}
	}
	if off > 0 && from == 0 {
		v.Text(0, 0, p.look.Pick("…", "~"), p.look.Dim)
	}
}

// beyond is how many columns of the beginning that all paths share to omit, so that the first difference is
// visible in room columns; 0 if it is visible anyway.
func (p *Predict) beyond(rows []row, room int) int {
	alike := math.MaxInt
	for y, r := range rows {
		if y > 0 {
			alike = min(alike, r.shared)
		}
	}
	if len(rows) < 2 {
		return 0
	}
	part := p.columnsOf(p.is.beam[rows[0].path].IDs[:alike])
	if part <= room-min(8, room/4) {
		return 0
	}
	return part - room*3/4
}

// columnsOf is the width in columns of the text of ids.
func (p *Predict) columnsOf(ids []int32) int {
	return grid.Width(grid.Safe(p.is.vocab.Vocab.Decode(ids)))
}

// drawTree draws the beam: paths that begin alike are together, and what a path shares with the one above is
// drawn once.
func (p *Predict) drawTree(v grid.View) {
	paths := p.is.beam
	rows := grow(paths)
	if len(rows) == 0 {
		return
	}
	off := p.beyond(rows, v.W()-textAt)
	for y, r := range rows {
		p.drawPath(v.Sub(0, y, v.W(), 1), fmt.Sprint(r.path+1), paths[r.path], r.shared, off)
	}
	for y, r := range rows[1:] {
		x := textAt - 1 - off + p.columnsOf(paths[r.path].IDs[:r.shared])
		for up := y; up > 0 && rows[up].shared > r.shared; up-- {
			v.Set(x, up, p.look.Rune('│', '|'), p.look.Border)
		}
		glyph := p.look.Rune('└', '`')
		if more := slices.IndexFunc(rows[y+2:], func(n row) bool { return n.shared <= r.shared }); more >= 0 && rows[y+2+more].shared == r.shared {
			glyph = p.look.Rune('├', '|')
		}
		v.Set(x, y+1, glyph, p.look.Border)
	}
}

// A row of the tree: a path, and how many of its tokens it shares with the row above.
type row struct{ path, shared int }

// grow puts ranked paths into the order of their tree: at every fork the branch with the better best path comes
// first.
func grow(paths []lm.Path) []row {
	var rows []row
	var walk func(group []int, depth int)
	walk = func(group []int, depth int) {
		for len(group) > 0 {
			first := group[0]
			if depth == len(paths[first].IDs) {
				rows = append(rows, row{path: first})
				group = group[1:]
				continue
			}
			id := paths[first].IDs[depth]
			var same, rest []int
			for _, i := range group {
				if depth < len(paths[i].IDs) && paths[i].IDs[depth] == id {
					same = append(same, i)
				} else {
					rest = append(rest, i)
				}
			}
			walk(same, depth+1)
			group = rest
		}
	}
	all := make([]int, len(paths))
	for i := range all {
		all[i] = i
	}
	walk(all, 0)
	for y := 1; y < len(rows); y++ {
		a, b := paths[rows[y-1].path].IDs, paths[rows[y].path].IDs
		for n := &rows[y].shared; *n < len(a) && *n < len(b) && a[*n] == b[*n]; {
			*n++
		}
	}
	return rows
}
