package fill

import "unroll/core/text"

// A Passage is some rows of sequences, to be shown, with what has to be read around them.
type Passage struct {
	Rows  *text.Sequences // what is read
	First int             // the first row of Rows that is shown
	N     int             // rows that are shown
	From  int             // row of the whole that the first one shown is
	Of    int             // rows of the whole
}

// PassageOf is about n rows of sequences from a row on: of a stream exactly those, if there are as many, with Context more on both
// sides; of lines whole ones, from the one on that the row belongs to.
func PassageOf(of *text.Sequences, from, n int) Passage {
	p := Passage{Rows: &text.Sequences{}, Of: len(of.Inputs)}
	if p.Of == 0 {
		return p
	}
	from = max(0, min(from, p.Of-1))
	at := 0
	for at+1 < len(of.Spans) && of.Spans[at+1].From <= from {
		at++
	}
	if len(of.Spans) == 1 {
		lo, hi := max(0, from-Context), min(p.Of, from+n+Context)
		p.From, p.First, p.N = from, from-lo, min(n, p.Of-from)
		p.Rows.Inputs, p.Rows.Targets = of.Inputs[lo:hi], of.Targets[lo:hi]
		p.Rows.Spans = []text.Span{spanOf(p.Rows.Targets, 0, hi-lo, 1)}
		return p
	}
	p.From = of.Spans[at].From
	to := at
	for to < len(of.Spans) && (to == at || of.Spans[to].To-p.From <= n) {
		to++
	}
	end := of.Spans[to-1].To
	p.N = end - p.From
	p.Rows.Inputs, p.Rows.Targets = of.Inputs[p.From:end], of.Targets[p.From:end]
	for _, x := range of.Spans[at:to] {
		x.From, x.To = x.From-p.From, x.To-p.From
		p.Rows.Spans = append(p.Rows.Spans, x)
	}
	return p
}

// Span is the sequence of p.Rows that a row belongs to.
func (p Passage) Span(row int) text.Span { return SpanAt(p.Rows, row) }

// SpanAt is the sequence that a row belongs to; the zero Span if there is none.
func SpanAt(of *text.Sequences, row int) text.Span {
	for _, x := range of.Spans {
		if x.From <= row && row < x.To {
			return x
		}
	}
	return text.Span{}
}

// LawAt is P(x_t | all other tokens) under the exact law at a row of sequences; nil if the text is impossible.
func LawAt(l Law, of *text.Sequences, row int) (p []float64) {
	x := SpanAt(of, row)
	l.Around(of.Inputs[x.From:x.To], func(t int, q []float64) {
		if x.From+t == row {
			p = append([]float64(nil), q...)
		}
	})
	return p
}
