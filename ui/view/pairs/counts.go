package pairs

import (
	"context"
	"fmt"
	"math"

	"unroll/core/task"
	"unroll/core/translation"
	"unroll/core/work"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/view/table"
)

// counted is what is known of the data in numbers. Index 0 is of sources, 1 of targets.
type counted struct {
	lengths translation.Lengths
	tokens  [2][2]int            // without <eos>: of a side, of the training and of the held-out part
	unknown [2][2]int            // of those, <unk>
	exact   [2]translation.Exact // what the law of the source allows: on the training and on the held-out part; NaN if it is not known
}

// askCounts has the data counted, once.
func (v *Batches) askCounts() []event.Job {
	d, source := v.data, v.source
	return v.counts.Ask(ask.Question[int, *counted]{Key: 1, Work: func(context.Context) (c *counted) {
		work.Quietly(func() { c = count(d, source) })
		return c
	}})
}

// count counts.
func count(d *task.Pairs, source *translation.Source) *counted {
	c := &counted{lengths: d.Lengths()}
	for part, list := range [][]translation.Pair{d.Train, d.Valid} {
		for _, p := range list {
			for side, x := range [][]int32{p.Source, p.Target} {
				known := []*translation.Side{&d.Source, &d.Target}[side].Known
				c.tokens[side][part] += len(x)
				for _, w := range x {
					if int(w) >= known {
						c.unknown[side][part]++
					}
				}
			}
		}
		c.exact[part] = translation.Exact{Nats: math.NaN(), Loss: math.NaN(), Match: math.NaN()}
		if source != nil {
			c.exact[part] = source.Exact(d.Corpus, list)
		}
	}
	return c
}

// A bin is sentences whose lengths are from … to.
type bin struct {
	from, to int
	n        [2]int
}

// bins divides lengths into at most most bins of equal width, a round number.
func (c *counted) bins(most int) (list []bin) {
	sides := [][]int{c.lengths.Source, c.lengths.Target}
	longest := max(len(sides[0]), len(sides[1])) - 1
	if longest < 1 || most < 1 {
		return nil
	}
	width := 1
	for i := 0; (longest+width-1)/width > most; i++ {
		width = []int{1, 2, 5}[(i+1)%3] * int(math.Pow10((i+1)/3))
	}
	for from := 1; from <= longest; from += width {
		b := bin{from: from, to: from + width - 1}
		for side, counts := range sides {
			for n := from; n <= min(b.to, len(counts)-1); n++ {
				b.n[side] += counts[n]
			}
		}
		list = append(list, b)
	}
	for len(list) > 1 && list[0].n == [2]int{} { // shorter than all
		list = list[1:]
	}
	return list
}

// spread is the least, the mean and the greatest length of a histogram.
func spread(counts []int) (least int, mean float64, most int) {
	sum, n := 0, 0
	for length, k := range counts {
		if k > 0 && n == 0 {
			least = length
		}
		if k > 0 {
			most = length
		}
		sum, n = sum+k*length, n+k
	}
	return least, float64(sum) / float64(n), most
}

// drawLengths draws the histograms of both sides, a row for each bin.
func (v *Batches) drawLengths(in grid.View) {
	l, w := v.look, v.look.Words.BatchView
	say := func(format string, counts []int) string {
		least, mean, most := spread(counts)
		return fmt.Sprintf(format, least, most, mean)
	}
	source, target := say(w.SourceLengths, v.known.lengths.Source), say(w.TargetLengths, v.known.lengths.Target)
	v.head(in.Sub(0, 0, in.W(), 1), l.Text, source+" · "+target+" · "+w.WithEos, source+" · "+target, source)
	at := in.Sub(0, 1, in.W(), in.H()-1)
	bins := v.known.bins(at.H() - 1)
	if len(bins) == 0 || at.H() < 2 {
		return
	}
	most := 0
	for _, b := range bins {
		most = max(most, b.n[0], b.n[1])
	}
	name := table.Column[bin]{Head: w.Length, Width: grid.Width(w.Length), Text: func(b bin) string {
		if b.from == b.to {
			return fmt.Sprint(b.from)
		}
		return fmt.Sprintf(l.Pick("%d–%d", "%d-%d"), b.from, b.to)
	}}
	digits := len(number(most))
	for _, b := range bins {
		name.Width = max(name.Width, grid.Width(name.Text(b)))
	}
	bars := (at.W() - name.Width - 1 - 2*(max(digits, 6)+2)) / 2
	columns := []table.Column[bin]{name}
	for side, head := range []string{w.Source, w.Target} {
		columns = append(columns, table.Column[bin]{Head: head, Width: max(digits, grid.Width(head)), Text: func(b bin) string { return number(b.n[side]) }})
		if bars >= 3 {
			columns = append(columns, table.Column[bin]{Width: bars, Bar: func(at grid.View, b bin) {
				chart.DrawBars(at, []chart.Bar{{Value: float64(b.n[side]), Max: float64(most), Style: []grid.Style{l.Bar, l.Accent}[side]}}, l.Glyphs)
			}})
		}
	}
	table.Draw(at, columns, bins, l.Dim, func(bin) grid.Style { return l.Text })
}

// A line of the page of numbers: what it is, and one or two values; empty: a blank line.
type line struct{ name, first, second string }

// lines are what there is in numbers.
func (v *Batches) lines() []line {
	w, d, c := v.look.Words.BatchView, v.data, v.known
	list := []line{{w.PairsRead, number(d.Left.Pairs), ""}, {w.LeftEmpty, number(d.Left.Empty), ""}}
	if d.Cut {
		list = append(list, line{i18n.Format(w.LeftCut, d.Limit()), number(d.Left.Cut), ""})
	} else {
		list = append(list, line{i18n.Format(w.LeftLong, d.Limit()), number(d.Left.Long), ""})
	}
	list = append(list, line{w.TrainPairs, number(len(d.Train)), ""}, line{w.ValidPairs, number(len(d.Valid)), ""}, line{w.Learned, number(d.TrainTokens()), ""},
		line{}, line{"", w.Source, w.Target})
	two := func(name string, of func(side int) string) { list = append(list, line{name, of(0), of(1)}) }
	sides := []*translation.Side{&d.Source, &d.Target}
	two(w.TokensAre, func(i int) string {
		if sides[i].Chars {
			return w.Chars
		}
		return w.Words
	})
	two(w.Vocabulary, func(i int) string { return number(sides[i].Vocab()) })
	two(w.Different, func(i int) string { return number(len(sides[i].Words)) })
	rare := w.Unseen
	if d.MinFreq > 1 {
		rare = fmt.Sprintf(w.Rare, d.MinFreq)
	}
	two(rare, func(i int) string { return number(len(sides[i].Words) - sides[i].Known) })
	for part, name := range []string{w.UnkTrain, w.UnkValid} {
		two(name, func(i int) string {
			return v.percent(float64(c.unknown[i][part]) / float64(c.tokens[i][part]))
		})
	}
	return append(append(list, line{}), v.floors()...)
}

// floors are how small losses can be.
func (v *Batches) floors() []line {
	w, c, f := v.look.Words.BatchView, v.known, v.data.TrainFloor()
	unit := v.look.UnitName()
	list := []line{{w.Sources, number(f.Sources), ""}, {w.Ambiguous, number(f.Ambiguous), ""}, {fmt.Sprintf(w.Floor, unit), v.amount(f.Nats, 4), ""}}
	for part, name := range []string{w.ExactTrain, w.ExactValid} {
		if x := c.exact[part]; !math.IsNaN(x.Nats) {
			list = append(list, line{fmt.Sprintf(name, unit), v.amount(x.Nats, 4), ""})
		}
	}
	if x := c.exact[1]; !math.IsNaN(x.Match) {
		list = append(list, line{w.ExactMatch, v.percent(x.Match), ""})
	}
	return list
}

// drawNumbers draws the page of numbers.
func (v *Batches) drawNumbers(in grid.View) {
	lines := v.lines()
	if in.H() < len(lines) { // blank lines go first
		kept := lines[:0:0]
		for _, x := range lines {
			if x != (line{}) {
				kept = append(kept, x)
			}
		}
		lines = kept
	}
	v.room = in.H()
	from := v.top(len(lines), v.room)
	name, values := 0, [2]int{}
	for _, x := range lines {
		name = max(name, grid.Width(x.name))
		values[0], values[1] = max(values[0], grid.Width(x.first)), max(values[1], grid.Width(x.second))
	}
	name = max(1, min(name, in.W()-values[0]-values[1]-4))
	for y, x := range lines[from:min(len(lines), from+in.H())] {
		in.Text(0, y, v.cut(x.name, name), v.look.Dim)
		st := v.look.Text
		if x.name == "" {
			st = v.look.Dim
		}
		in.TextRight(name+2+values[0], y, x.first, st)
		in.TextRight(name+4+values[0]+values[1], y, x.second, st)
	}
}
