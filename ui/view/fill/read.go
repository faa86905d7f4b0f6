package fill

import (
	"context"

	"unroll/core/fill"
	"unroll/core/lm"
	"unroll/core/work"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

// A question is a token to be hidden, or a text with blanks, and the network that is asked.
type question struct {
	step  int
	typed bool
	text  string
	blank int
	from  int // of the passage
	at    int // row of the passage
}

// An answer is what is said of a blank.
type answer struct {
	question
	text  *fill.Filled  // of a typed text; nil: of the passage
	marks []fill.Scored // of the passage, by row
	p     []float64     // V: the network's; nil: there is no blank
	law   []float64     // V: the exact one; nil: it is not known
	past  []float64     // V: counted, from the token before alone
	both  []float64     // V: counted, from the tokens on both sides
	order []int32       // ids, the likeliest first
}

// mostListed is how many candidates are listed at most.
const mostListed = 200

// wrong reports whether another token than the one that is there is the likeliest.
func (a *answer) wrong(row int) bool {
	return row < len(a.marks) && a.marks[row].Rank > 0 && a.marks[row].Best != a.marks[row].ID
}

// next asks the newest network about what is shown. What a person has changed is asked at once; a newer network waits.
func (v *View) next() []event.Job {
	if !v.shown || v.net == nil || (!v.typed && v.passage.N == 0) {
		return nil
	}
	q := question{step: v.net.At(), typed: v.typed}
	if v.typed {
		q.text, q.blank = v.line.Value(), v.blank
	} else {
		q.from, q.at = v.passage.From, v.passage.First+v.cursor
	}
	same := v.is != nil
	if same {
		old := v.is.question
		old.step = q.step
		same = old == q
	}
	m, d, p := v.net, v.data, v.passage
	return v.asker.Ask(ask.Question[question, *answer]{Key: q, Patient: same, Work: func(ctx context.Context) (a *answer) {
		work.Quietly(func() {
			if q.typed {
				a = readText(ctx, m, q)
			} else {
				a = readPassage(ctx, m, p, q)
			}
			if a.p != nil {
				of, row := p.Rows, q.at
				if a.text != nil {
					of, row = a.text.Read(), a.text.Tokens[a.text.Blanks[a.blank]].Row
				}
				a.law = nil
				if d.Law != nil {
					a.law = fill.LawAt(d.Law, of, row)
				}
				x := fill.SpanAt(of, row)
				a.past, a.both = d.Counts.Distributions(fill.Neighbours(of.Inputs[x.From:x.To], row-x.From))
				a.order = lm.Top(a.p, mostListed)
			}
		})
		return a
	}})
}

// readPassage hides a token of the passage.
func readPassage(ctx context.Context, m *fill.Model, p fill.Passage, q question) *answer {
	a := &answer{question: q}
	a.marks, a.p, _ = m.Walk(ctx, p.Rows, q.at)
	return a
}

// readText fills in the blanks of a typed text.
func readText(ctx context.Context, m *fill.Model, q question) *answer {
	a := &answer{question: q}
	f, _ := m.Fill(ctx, m.Text(q.text))
	a.text = &f
	if len(f.P) > 0 && len(f.Blanks) > 0 {
		a.blank = min(a.blank, len(f.Blanks)-1)
		a.p = f.P[a.blank]
	}
	return a
}
