// Package ladder is what a network that tags words is held against: simple taggers that only count, from the commonest tag to a
// hidden Markov model, and where the law of the sentences is known, the exact posterior; and the verdict.
package ladder

import (
	"context"
	"math"

	"unroll/core/fault"
	"unroll/core/nn"
	"unroll/core/tagging"
	"unroll/core/text"
)

var errNoneHeld = fault.New("ladder.none_held", "no sentence is held out to judge taggers by (use a larger --valid)")

// A Rung is a tagger and how well it does on the held-out sentences.
type Rung struct {
	ID string
	tagging.Score
	Exact bool // the law that made the sentences: a floor
	costs []cost
}

// mostJudged is the most words that taggers are compared on: enough to tell a hundredth of a nat from chance.
const mostJudged = 1 << 16

// A Ladder is the simple taggers on the held-out sentences of a corpus, ready for networks to be compared with. It is never
// modified: any goroutine may read it.
type Ladder struct {
	Rungs  []Rung // the simple taggers from low to high, then the floors, where they are known
	Judged int    // words that each rung and the network are judged by
	Held   int    // words held out

	c    *tagging.Corpus
	list []tagging.Sentence
	rows *text.Sequences // of list
}

// New has the simple taggers tag the held-out sentences of c, all or the first of many. Errors: nothing is held out; ctx's.
func New(ctx context.Context, c *tagging.Corpus) (*Ladder, error) {
	l := &Ladder{c: c, Held: tagging.Counted(c.Valid), list: c.Valid}
	if l.Held == 0 {
		return nil, errNoneHeld.Of()
	}
	for i, s := range c.Valid {
		if l.Judged += len(s.Words); l.Judged >= mostJudged {
			l.list = c.Valid[:i+1]
			break
		}
	}
	l.rows = c.Rows(l.list)
	index := numbered(c.Counts.Tags)
	for _, x := range tagging.Taggers(c.Counts) {
		if err := l.add(ctx, Rung{ID: x.ID}, x.Tagger, index); err != nil {
			return nil, err
		}
	}
	if c.Law == nil || !makes(c.Law, l.list) {
		return l, nil
	}
	states := numbered(c.Law.States)
	for _, r := range []Rung{{ID: tagging.PastFloor, Exact: true}, {ID: tagging.WholeFloor, Exact: true}} {
		if err := l.add(ctx, r, tagging.Exact{Law: *c.Law, PastOnly: r.ID == tagging.PastFloor}, states); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// add judges a tagger, whose tags are numbered by index, and adds it as r.
func (l *Ladder) add(ctx context.Context, r Rung, t tagging.Tagger, index map[string]int) error {
	for _, x := range l.list {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, best := tagging.TagAndBest(t, x.Words)
		var all cost
		for i, w := range x.Words {
			if l.c.Tag(x.Tags[i]) < 0 {
				r.Count(false, l.c.Counts.Words[w] != nil)
				r.Missing++
				continue
			}
			k := index[x.Tags[i]]
			r.Count(k == best[i], l.c.Counts.Words[w] != nil)
			all.nll -= math.Log(p[i][k])
			all.words++
		}
		r.NLL += all.nll
		r.costs = append(r.costs, all)
	}
	l.Rungs = append(l.Rungs, r)
	return nil
}

// makes says whether all words and tags of the sentences are the source's.
func makes(l *tagging.Law, list []tagging.Sentence) bool {
	states := numbered(l.States)
	for _, s := range list {
		if _, ok := l.Likelihoods(s.Words); !ok {
			return false
		}
		for _, tag := range s.Tags {
			if _, ok := states[tag]; !ok {
				return false
			}
		}
	}
	return true
}

func numbered(list []string) map[string]int {
	index := map[string]int{}
	for i, s := range list {
		index[s] = i
	}
	return index
}

// Find is the rung of a name; nil if there is none.
func (l *Ladder) Find(id string) *Rung {
	for i := range l.Rungs {
		if l.Rungs[i].ID == id {
			return &l.Rungs[i]
		}
	}
	return nil
}

// Limited says whether not all held-out words are judged.
func (l *Ladder) Limited() bool { return l.Judged < l.Held }

// A Stand is how a network stands on a ladder.
type Stand struct {
	At int // updates that it was trained for
	tagging.Score
	Verdict Verdict
	Floor   Pair // against the exact law that knows as much as it reads; Sentences is 0 where the law is not known
}

// Stand judges m on the sentences that the rungs are judged by, paired with each rung. Errors: ctx's.
func (l *Ladder) Stand(ctx context.Context, m *tagging.Model) (Stand, error) {
	score, costs, err := l.read(ctx, m)
	if err != nil {
		return Stand{}, err
	}
	s := Stand{At: m.At(), Score: score}
	e := Evidence{Score: score, Whole: m.Net.Spec().Bidirectional}
	for _, r := range l.Rungs {
		e.Rungs = append(e.Rungs, Held{r, compare(costs, r.costs)})
	}
	if f := e.floor(); f != nil {
		s.Floor = f.Pair
	}
	s.Verdict = Judge(e)
	return s, nil
}

// read has m tag the sentences: its score, and what each of them costs it.
func (l *Ladder) read(ctx context.Context, m *tagging.Model) (s tagging.Score, costs []cost, err error) {
	of := l.rows
	costs = make([]cost, len(of.Spans))
	sentence, seen := make([]int32, len(of.Targets)), make([]bool, len(of.Targets))
	for i, x := range of.Spans {
		for t := range x.Len() {
			sentence[x.From+t] = int32(i)
			seen[x.From+t] = l.c.Counts.Words[l.list[i].Words[t]] != nil
		}
	}
	e := tagging.NewEvaluator(m.Net, of, m.At())
	e.Seen = func(row int, logits []float32) {
		k, c := of.Targets[row], &costs[sentence[row]]
		s.Count(k >= 0 && tagging.Likeliest(logits) == k, seen[row])
		if k < 0 {
			s.Missing++
			return
		}
		nll := tagging.Surprisal(logits, k)
		s.NLL += nll
		c.nll += nll
		c.words++
	}
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return s, nil, err
		}
		more = e.Next(nn.Alone{})
	}
	return s, costs, nil
}
