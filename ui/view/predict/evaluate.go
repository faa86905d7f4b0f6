package predict

import (
	"context"
	"math"
	"time"

	"unroll/core/lm"
	"unroll/datasets"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
)

const (
	firstLong = 20                     // tokens that continuations have before their room is known: characters or
	firstWord = 8                      // words
	mostLong  = 120                    // tokens at most, however wide the screen
	rest      = 250 * time.Millisecond // the least time between two answers for newer models
)

// A question is everything that an answer depends on; one that has been answered is not asked again.
type question struct {
	text   string
	step   int
	cut    lm.Truncation
	width  int
	seed   uint64
	beside int // as settings.beside
	length int // of the continuations, in tokens
	draws  int // number of sampled continuations
}

// evaluated is an answer. Slices of V numbers are indexed by id.
type evaluated struct {
	text   string
	vocab  *lm.Model // for its vocabulary
	order  []int32
	logits []float32
	prefix []lm.Token
	p      []float64 // the model's
	law    []float64 // the exact ones; nil if not known
	beside []float64 // of the language called name; nil: none
	name   string
	terms  []lm.Term
	greedy lm.Path
	drawn  []lm.Path // sampled with consecutive seeds
	beam   []lm.Path
}

// ask has the current question answered, unless it has been or another is under way. If only the model is newer,
// it waits its turn, so that watching takes little time from learning.
func (p *Predict) ask() {
	read := p.seen.read
	if read == nil || !read.Chained() || !p.seen.shown {
		return
	}
	q := question{text: read.Text, step: read.Model.Step, cut: p.set.cut, width: p.set.width, seed: p.set.seed, beside: p.set.beside,
		length: p.length(read.Tokens), draws: max(1, p.fit.draws)}
	same := q
	same.step = p.known.step
	law, other := p.run.Law, p.language(q.beside)
	p.jobs = append(p.jobs, p.asker.Ask(ask.Question[question, *evaluated]{
		Key:     q,
		Patient: p.is != nil && same == p.known,
		Work:    func(ctx context.Context) *evaluated { return evaluate(ctx, read, q, law, other) },
	})...)
}

// length is how many tokens fill the columns of continuations, if they are as wide as those of the prefix.
func (p *Predict) length(prefix []lm.Token) int {
	long, apart := firstLong, 0
	if p.seen.words {
		long, apart = firstWord, 1
	}
	columns := 0
	for _, t := range prefix {
		columns += grid.Width(grid.Safe(t.Text)) + apart
	}
	if columns == 0 || p.fit.columns == 0 {
		return long
	}
	return min(max(1, p.fit.columns*len(prefix)/columns), mostLong)
}

// language is what the network is compared with; the zero value: nothing.
func (p *Predict) language(beside int) panel.Named {
	if beside == 0 || beside > len(p.seen.beside) {
		return panel.Named{}
	}
	return p.seen.beside[beside-1]
}

// answered takes in an answer. The cursor stays on its token if the prefix has not changed.
func (p *Predict) answered(is *evaluated) {
	if p.is == nil || p.is.text != is.text {
		p.chosen = nobody
	}
	p.is = is
	p.reshape()
}

// evaluate answers a question about a prefix that has been read; it runs in a goroutine of its own, and stops
// between its parts if ctx ends.
func evaluate(ctx context.Context, read *lm.Prefix, q question, law datasets.Law, other panel.Named) *evaluated {
	m := read.Model
	r := &evaluated{text: q.text, vocab: m, prefix: read.Tokens, p: read.Next, logits: read.Logits, order: read.Order(), terms: read.Terms}
	for _, part := range []func(){
		func() { r.greedy = read.Greedy(q.length) },
		func() {
			for i := range q.draws {
				r.drawn = append(r.drawn, read.Draw(q.length, q.cut, lm.SampleStream(q.seed+uint64(i), 0)))
			}
		},
		func() { r.beam = read.Beam(q.length, q.width) },
		func() {
			if law != nil {
				r.law = exact(law, m, read.Tokens)
			}
			if other.Is != nil && other.Is.Len() == m.Len() {
				r.beside, r.name = lm.Read(other.Is, m.Prompt(q.text)).Next, other.Name
			}
		},
	} {
		if ctx.Err() != nil {
			return nil
		}
		part()
	}
	return r
}

// exact is the law's distribution of the token after a prefix, by id; nil if the prefix is impossible under the
// law.
func exact(law datasets.Law, m *lm.Model, prefix []lm.Token) []float64 {
	history := make([]string, len(prefix))
	for i, t := range prefix {
		history[i] = t.Text
	}
	next := law.Next(history)
	if next == nil {
		return nil
	}
	p := make([]float64, m.Len())
	for i, symbol := range law.Alphabet() {
		p[m.Vocab.ID(symbol)] = next[i]
	}
	return p
}

// shape is what the settings make of a distribution, by id.
type shape struct {
	warm    []float64 // at the temperature
	q       []float64 // and truncated: the distribution that is sampled from
	kept    int
	entropy float64   // of q, nats
	most    int       // how many of the likeliest tokens make up 90 % of q
	upTo    []float64 // Σ of q over the likeliest, by rank
	cross   float64   // of the law and q, nats; NaN without a law
	apart   float64   // KL(law‖q), nats
}

// share is the share used for most.
const share = 0.9

// reshape recomputes the pictures' numbers, after an answer or a change of a setting.
func (p *Predict) reshape() {
	r := p.is
	if r == nil {
		return
	}
	s := shape{cross: math.NaN(), apart: math.NaN()}
	s.warm, _ = lm.Truncation{Temperature: p.set.cut.Temperature, TopP: 1}.Of(r.p, r.order)
	s.q, s.kept = p.set.cut.Of(r.p, r.order)
	s.entropy, s.most = lm.Entropy(s.q), lm.Likeliest(s.q, r.order, share)
	sum := 0.0
	for _, id := range r.order {
		sum += s.q[id]
		s.upTo = append(s.upTo, sum)
	}
	if r.law != nil {
		s.cross, s.apart = lm.CrossEntropy(r.law, s.q), lm.Divergence(r.law, s.q)
	}
	p.shape = s
	p.updateSoftmax()
}
