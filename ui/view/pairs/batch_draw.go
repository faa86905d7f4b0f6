package pairs

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/core/work"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

// A batchKey is what a batch depends on, for one run.
type batchKey struct{ at, size int }

// padded is a batch as the network reads it. Ids are −1 where nothing is read or scored.
type padded struct {
	key                   batchKey
	S, T, B               int
	source, input, target []int32 // S×B, T×B, T×B
	pairs                 int     // the last batch of an epoch may have fewer than B
	scored                int
	real                  [2]int // source and target tokens that are no padding
	reader                *task.Preview
}

// askBatch has the batch read that the screen shows.
func (v *Batches) askBatch() []event.Job {
	key, reader, d, r := batchKey{v.at, v.size}, v.reader, v.data, v.recipe
	return v.batches.Ask(ask.Question[batchKey, *padded]{Key: key, Work: func(context.Context) (p *padded) {
		work.Quietly(func() { p = readBatch(reader, d, r, key) })
		return p
	}})
}

// readBatch reads a batch in the order of the run; nil: there is none. reader is used again if it is not nil.
func readBatch(reader *task.Preview, d *task.Pairs, r recipe.Recipe, key batchKey) *padded {
	if reader == nil {
		made, err := d.Preview(r.Model, r.Settings.Batch, r.Order)
		if err != nil {
			return nil
		}
		reader = made
	}
	b, scored := reader.Batch(key.at, key.size)
	p := &padded{key: key, S: b.Source.T, T: b.T, B: b.B, source: slices.Clone(b.Source.Tokens), input: slices.Clone(b.Tokens), target: slices.Clone(b.Targets), scored: scored, reader: reader}
	for k := range p.B {
		if p.input[k] >= 0 {
			p.pairs++
		}
	}
	for i, list := range [][]int32{p.source, p.input} {
		for _, id := range list {
			if id >= 0 && id != translation.Pad {
				p.real[i]++
			}
		}
	}
	return p
}

// The rows of a pair.
const (
	sourceRow = iota
	inputRow
	targetRow
	maskRow
	pairRows
)

// ids are one row of a pair.
func (p *padded) ids(row, pair int) []int32 {
	list, n := p.target, p.T
	switch row {
	case sourceRow:
		list, n = p.source, p.S
	case inputRow:
		list = p.input
	}
	ids := make([]int32, n)
	for t := range ids {
		ids[t] = list[t*p.B+pair]
	}
	return ids
}

// side is the language of a row.
func (v *Batches) side(row int) *translation.Side {
	if row == sourceRow {
		return &v.data.Source
	}
	return &v.data.Target
}

// token is an id as it is drawn: on a side of characters marks have one column.
func (v *Batches) token(row int, id int32) (string, grid.Style) {
	l, s := v.look, v.side(row)
	if row == maskRow {
		if id >= 0 {
			return "1", l.Good
		}
		return "0", l.Dim
	}
	id = max(id, -1)
	if id < 0 {
		id = translation.Pad
	}
	if id >= translation.Marks {
		return grid.SafeToken(s.Word(id)), l.Text
	}
	st := l.Accent
	switch id {
	case translation.Pad:
		st = l.Dim
	case translation.Unk:
		st = l.Warn
	}
	if s.Chars {
		return v.sign(id), st
	}
	return s.Word(id), st
}

// sign is a mark in one column.
func (v *Batches) sign(id int32) string {
	return []string{v.look.Pick("¿", "?"), v.look.Pick("·", "_"), v.look.Pick("▹", ">"), v.look.Pick("◃", "<")}[id]
}

// legend explains the marks of one column.
func (v *Batches) legend() string {
	if !v.data.Source.Chars && !v.data.Target.Chars {
		return ""
	}
	var list []string
	for _, id := range []int32{translation.Bos, translation.Eos, translation.Pad, translation.Unk} {
		list = append(list, v.sign(id)+" "+v.data.Source.Word(id))
	}
	return strings.Join(list, "  ")
}

// mostCell is the most columns of a token.
const mostCell = 14

// widths are those of the positions of a batch: of its sources, and of its targets.
func (v *Batches) widths(p *padded) (w [2][]int) {
	w[0], w[1] = make([]int, p.S), make([]int, p.T)
	for pair := range p.pairs {
		for row := range maskRow {
			side := min(row, 1)
			for t, id := range p.ids(row, pair) {
				text, _ := v.token(row, id)
				w[side][t] = max(w[side][t], min(mostCell, grid.Width(text)))
			}
		}
	}
	return w
}

// drawBatch draws a batch: of each pair what the encoder reads, what the decoder reads, what it is to predict, and which of that is
// scored.
func (v *Batches) drawBatch(in grid.View) {
	p, w := v.got, v.look.Words.BatchView
	per := v.perEpoch()
	name := fmt.Sprintf(w.Batch, number(p.key.at%per+1), number(per), p.key.at/per+1)
	v.head(in.Sub(0, 0, in.W(), 1), v.look.Text, name+" · "+i18n.Format(w.Size, p.pairs, p.S, p.T), name)
	y := 1
	if in.H() > 2+pairRows {
		padding := func(n, all int) string { return v.percent(float64(all-n) / float64(all)) }
		v.head(in.Sub(0, 1, in.W(), 1), v.look.Dim, fmt.Sprintf(w.Padding, padding(p.real[0], p.S*p.B), padding(p.real[1], p.T*p.B), number(p.scored)),
			fmt.Sprintf(w.PaddingBrief, padding(p.real[0], p.S*p.B), padding(p.real[1], p.T*p.B)))
		y = 2
	}
	rest := in.Sub(0, y, in.W(), in.H()-y)
	rows := pairRows
	if rest.H() >= 2*(pairRows+1) {
		rows++ // a blank one
	}
	v.room = max(1, (rest.H()+rows-pairRows)/rows)
	from, width := v.top(p.pairs, v.room), v.widths(p)
	for i := range v.room {
		if from+i < p.pairs {
			v.drawPair(rest.Sub(0, i*rows, rest.W(), pairRows), p, from+i, width)
		}
	}
}

// drawPair draws the rows of one pair.
func (v *Batches) drawPair(at grid.View, p *padded, pair int, width [2][]int) {
	l, w := v.look, v.look.Words.BatchView
	names := []string{w.Source, w.Input, w.Target, w.Mask}
	label := 0
	for _, name := range names {
		label = max(label, grid.Width(name))
	}
	place := len(number(p.B))
	for row, name := range names {
		if row == 0 {
			at.TextRight(place, 0, number(pair+1), l.Accent)
		}
		at.Text(place+1, row, name, l.Dim)
		x, cells := place+1+label+1, width[min(row, 1)]
		for t, id := range p.ids(row, pair) {
			if t < v.left {
				continue
			}
			if x+cells[t] > at.W() {
				at.Text(at.W()-1, row, v.more(), l.Dim)
				break
			}
			text, st := v.token(row, id)
			at.Text(x, row, grid.Truncate(text, cells[t], v.more()), st)
			x += cells[t] + 1
		}
	}
}
