package predict

import (
	"math"
	"time"

	"unroll/core/lm"
	"unroll/datasets"
	"unroll/ui/panel"
)

const (
	goOn    = 20                     // characters that continuations have, or so many
	goOnBy  = 8                      // words
	rest    = 250 * time.Millisecond // at least, between one reckoning for a newer model and the next
	restFor = 4                      // and so many times as long as the last one took
)

// A question is all that an answer depends on; one that has been answered is not asked again.
type question struct {
	text   string
	step   int
	cut    lm.Truncation
	width  int
	seed   uint64
	beside string
	length int // of the continuations, tokens
}

// oracle answers beside the screen, one question at a time.
type oracle struct {
	busy, waking bool
	asked        question
	begun, ready time.Time // when the last answer was asked for; when a newer model may be asked
}

type evaluatedMsg struct {
	view *Predict
	is   *evaluated
}

type wakeMsg struct{ view *Predict }

// reckoned is an answer. Slices of V numbers are by id.
type evaluated struct {
	text   string
	vocab  *lm.Model // for its vocabulary
	top    []lm.Candidate
	order  []int32
	logits []float32
	prefix []lm.Token
	p      []float64 // the model's
	law    []float64 // the exact ones; nil where they are not known
	beside []float64 // of the language called name; nil: none
	name   string
	terms  []lm.Term
	greedy lm.Path
	drawn  lm.Path
	beam   []lm.Path
}

// ask has the present question answered, unless it has been or another is under way. A newer model
// alone waits its turn, so that looking costs little of what learning has.
func (p *Predict) ask() {
	m := p.seen.model
	if m == nil || !p.seen.shown || p.oracle.busy || p.run == nil {
		return
	}
	q := question{text: p.seen.text, step: m.Step, cut: p.set.cut, width: p.set.width, seed: p.set.seed, beside: p.set.beside, length: goOn}
	if p.seen.words {
		q.length = goOnBy
	}
	same := q
	same.step = p.oracle.asked.step
	switch wait := p.oracle.ready.Sub(p.now()); {
	case p.is != nil && q == p.oracle.asked:
		return
	case p.is != nil && same == p.oracle.asked && wait > 0:
		p.wake(wait)
		return
	}
	p.oracle.busy, p.oracle.asked, p.oracle.begun = true, q, p.now()
	law, other := p.run.Law, p.language(q.beside)
	p.jobs = append(p.jobs, func() any { return evaluatedMsg{p, evaluate(m, q, law, other)} })
}

// wake comes back when a newer model may be asked.
func (p *Predict) wake(in time.Duration) {
	if p.oracle.waking {
		return
	}
	p.oracle.waking = true
	p.jobs = append(p.jobs, func() any {
		time.Sleep(in)
		return wakeMsg{p}
	})
}

// language is what is shown beside the network; nil: nothing.
func (p *Predict) language(name string) lm.Language {
	for _, n := range p.seen.beside {
		if n.Name == name {
			return n.Is
		}
	}
	return nil
}

// answered takes an answer in. The cursor stays on its token while the prefix stays.
func (p *Predict) answered(m evaluatedMsg) {
	now := p.now()
	p.oracle.busy = false
	p.oracle.ready = now.Add(max(rest, restFor*now.Sub(p.oracle.begun)))
	if p.is == nil || p.is.text != m.is.text {
		p.chosen = nobody
	}
	p.is = m.is
	p.reshape()
	p.ask()
}

// reckon answers a question; it runs in a goroutine of its own.
func evaluate(m *lm.Model, q question, law datasets.Law, other lm.Language) *evaluated {
	pr, from := m.Predict(q.text, 1, m.Len()), m.Prompt(q.text)
	r := &evaluated{text: q.text, vocab: m, top: pr.Top, prefix: pr.Prefix, p: make([]float64, pr.V), logits: make([]float32, pr.V)}
	for _, c := range pr.Top {
		r.order = append(r.order, c.ID)
		r.p[c.ID], r.logits[c.ID] = c.P, float32(c.Logit)
	}
	r.terms, _ = lm.Chain(m, from)
	r.greedy = lm.Greedy(m, from, q.length)
	r.drawn = lm.Draw(m, from, q.length, q.cut, lm.SampleStream(q.seed, 0))
	r.beam = lm.Beam(m, from, q.length, q.width)
	if law != nil {
		r.law = exact(law, m, pr.Prefix)
	}
	if other != nil && other.Len() == pr.V {
		_, r.beside = lm.Chain(other, from)
		r.name = q.beside
	}
	return r
}

// exact is the law's distribution behind a prefix, by id; nil where the law rules the prefix out.
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

// shape is what the knobs make of a distribution, by id.
type shape struct {
	warm    []float64 // at the temperature
	q       []float64 // and cut: what a token is drawn from
	kept    int
	entropy float64 // of q, nats
	most    int     // how many of the likeliest have 90 % of q between them
	cross   float64 // of the law and q, nats; NaN where there is no law
	apart   float64 // KL(law‖q), nats
}

// share is what "most" is.
const share = 0.9

// reshape works the pictures' numbers out anew, after an answer or a turn of a knob.
func (p *Predict) reshape() {
	r := p.is
	if r == nil {
		return
	}
	s := shape{cross: math.NaN(), apart: math.NaN()}
	s.warm, _ = lm.Truncation{Temperature: p.set.cut.Temperature, TopP: 1}.Of(r.p, r.order)
	s.q, s.kept = p.set.cut.Of(r.p, r.order)
	s.entropy, s.most = lm.Entropy(s.q), lm.Likeliest(s.q, r.order, share)
	if r.law != nil {
		s.cross, s.apart = lm.CrossEntropy(r.law, s.q), lm.Divergence(r.law, s.q)
	}
	p.shape = s
	p.updateSoftmax()
}

// besides are the names of what can be shown beside the network; the first is nothing.
func besides(list []panel.Named) []string {
	names := []string{""}
	for _, n := range list {
		names = append(names, n.Name)
	}
	return names
}
