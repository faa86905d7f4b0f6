package forecast

import (
	"unroll/core/task"
	"unroll/ui/draw/chart"
)

// A window is the rows on the screen: from … from+rows−1. It may reach beyond the last row of the series, where only forecasts
// are, unless it is closed: the network has none there.
type window struct {
	from, rows int
	closed     bool
}

const (
	leastRows  = 8
	firstMost  = 400 // rows at the beginning
	firstLeast = 72
	crossings  = 16   // of the mean that are on the screen at the beginning
	lookedAt   = 2000 // rows to count them in
)

// first is a window on the beginning of the held-out part of d, or on its end if nothing is held out, with so many rows that its ups and downs
// can be told apart.
func first(d *task.Numbers, end int) window {
	split, mean, n := d.Split(), d.Scale().Mean, 0
	if d.Log || d.Difference {
		mean = d.Describe().Mean
	}
	from := max(0, split-lookedAt)
	for row := from + 1; row < split; row++ {
		if (d.Value(row) > mean) != (d.Value(row-1) > mean) {
			n++
		}
	}
	rows := min(max(crossings*(split-from)/max(n, 1), firstLeast), firstMost)
	w := window{from: split - rows/3, rows: rows, closed: !d.Feeds()}
	if split >= end {
		w.from = end - rows*3/4
	}
	return w.within(end)
}

// to is the row behind the last one.
func (w window) to() int { return w.from + w.rows }

// beyond is how many rows there may be after the last one of the series.
func (w window) beyond() int {
	if w.closed {
		return 0
	}
	return w.rows / 3
}

// within keeps it on a series of end rows.
func (w window) within(end int) window {
	most := end
	if !w.closed {
		most += end / 3
	}
	w.rows = min(max(w.rows, leastRows), max(most, leastRows))
	w.from = max(0, min(w.from, end+w.beyond()-w.rows))
	return w
}

// zoomed has times as many rows, and row at the same place.
func (w window) zoomed(times float64, row, end int) window {
	part := float64(row-w.from) / float64(w.rows)
	z := window{closed: w.closed, rows: max(leastRows, int(float64(w.rows)*times+0.5))}.within(end)
	z.from = row - int(part*float64(z.rows))
	return z.within(end)
}

// shows is moved as little as needed to show row, with some rows beside it.
func (w window) shows(row, end int) window {
	beside := w.rows / 8
	switch {
	case row < w.from+1:
		w.from = row - beside
	case row >= w.to()-1:
		w.from = row + beside + 1 - w.rows
	}
	return w.within(end)
}

// place is where things were last drawn, for keys and the mouse.
type place struct {
	chart chart.Info
	x, y  int // its corner in the view
	w     int // columns of the chart with its axes; 0: it was not drawn
}

// row is the row of the series nearest to a column of the view.
func (v *View) row(column int) (row int, ok bool) {
	x, ok := v.place.chart.XAt(column - v.place.x)
	return int(x+0.5) - 1, ok && v.place.w > 0
}

// perColumn is how many rows a column shows, at least 1.
func (v *View) perColumn() int {
	if v.place.w == 0 {
		return 1
	}
	return max(1, v.at.rows/max(v.place.chart.W, 1))
}

// buckets are the ranges of stretches of a series, so that a picture of a million rows does not look at each.
type buckets struct{ ranges []chart.Range }

const (
	bucketRows  = 64
	bucketsFrom = 32_768 // rows on the screen from which on buckets are drawn
)

func bucketsOf(d *task.Numbers, end int) buckets {
	if end < bucketsFrom {
		return buckets{}
	}
	list := make([]chart.Range, (end+bucketRows-1)/bucketRows)
	for row := range end {
		r, y := &list[row/bucketRows], d.Value(row)
		if r.N == 0 {
			r.Min, r.Max = y, y
		}
		r.Min, r.Max = min(r.Min, y), max(r.Max, y)
		r.Sum += y
		r.N++
	}
	return buckets{list}
}

// series is the series as a chart draws it.
func (b buckets) series(d *task.Numbers, end int) chart.Series {
	n := len(b.ranges)
	at := func(i int) (first, last float64, r *chart.Range) {
		return float64(i*bucketRows + 1), float64(min((i+1)*bucketRows, end)), &b.ranges[i]
	}
	return chart.Series{N: n, Old: n, Span: at, At: func(i int) (x, y float64) {
		first, last, r := at(i)
		return first/2 + last/2, r.Sum / float64(r.N)
	}}
}
