package surprisal

import (
	"context"
	"math"
	"time"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

// A sheet is a language's scores for a page.
type sheet struct {
	page   *page
	rival  int // its index among the rivals; -1: the network
	step   int // of the network
	scorer *lm.Scorer
	marks  []mark    // by place on the page; those read so far
	sums   []float64 // Σ nats up to and including each token
	counts []int32   // tokens scored up to and including each
	took   time.Duration
	done   bool
}

// A mark is a token's score, and what the language preferred.
type mark struct {
	lm.Scored
	rather [3]choice
}

type choice struct {
	id int32
	p  float64
}

const (
	pieceTime = 40 * time.Millisecond  // about the time of a piece
	restLeast = 500 * time.Millisecond // between two readings while the network learns
)

// A position is where a piece begins: in a sheet, after at marks; without a sheet it is the beginning of the
// network's next reading, at a step.
type position struct {
	of   *sheet
	at   int
	step int
}

// A piece is the part of a page read in one job.
type piece struct {
	of   *sheet
	part []mark
	took time.Duration
	done bool
}

// next is the next job, if there is work and none is under way. What has been read is kept while another view is
// shown: a piece is short, and no other is started.
func (v *View) next() []event.Job {
	if v.asker.Busy() || !v.shown || v.net == nil {
		return nil
	}
	if v.making == nil {
		v.making = v.due()
	}
	if s := v.making; s != nil {
		return v.asker.Ask(ask.Question[position, piece]{Key: position{of: s, at: len(s.marks)}, Work: s.read})
	}
	if !v.stale() {
		return nil
	}
	p, m, l, step := v.page, v.corpus, v.net, v.step
	return v.asker.Ask(ask.Question[position, piece]{
		Key:     position{step: step},
		Patient: true,
		Work:    func(ctx context.Context) piece { return begin(p, m, l, -1, step).read(ctx) },
	})
}

// stale reports whether the network has learned since it read the page, and should read it again.
func (v *View) stale() bool {
	return !v.frozen && v.sheet(-1) != nil && v.sheet(-1).step != v.step
}

// due is the sheet to be made next: the network's first, then the rivals'; nil: all are made.
func (v *View) due() *sheet {
	if v.sheet(-1) == nil {
		return v.put(begin(v.page, v.corpus, v.net, -1, v.step))
	}
	for i, r := range v.rivals {
		if v.sheet(i) == nil && r.Is.Len() == v.corpus.Vocab.Len() {
			return v.put(begin(v.page, v.corpus, r.Is, i, 0))
		}
	}
	return nil
}

func begin(p *page, m *text.Corpus, l lm.Language, rival, step int) *sheet {
	return &sheet{page: p, rival: rival, step: step, scorer: lm.NewScorer(l, m.Stream(p.IDs))}
}

// sheet is a rival's, or the network's for -1; nil if it has not been started.
func (v *View) sheet(rival int) *sheet {
	if rival+1 >= len(v.sheets) {
		return nil
	}
	return v.sheets[rival+1]
}

func (v *View) put(s *sheet) *sheet {
	for len(v.sheets) <= s.rival+1 {
		v.sheets = append(v.sheets, nil)
	}
	v.sheets[s.rival+1] = s
	return s
}

// read scores a piece of the page. It runs in the background and changes only the scorer.
func (s *sheet) read(ctx context.Context) piece {
	begun := time.Now()
	r := piece{of: s}
	s.scorer.Skip(s.page.Lead)
	if s.scorer.At() == 1 && s.page.Lead == 0 {
		r.part = append(r.part, mark{Scored: lm.Scored{ID: s.page.IDs[0], Nats: math.NaN()}})
	}
	for {
		x, ok := s.scorer.Next()
		if !ok {
			r.done = true
			break
		}
		r.part = append(r.part, marked(x, s.scorer.P()))
		if len(r.part)%16 == 0 && (time.Since(begun) > pieceTime || ctx.Err() != nil) {
			break
		}
	}
	r.took = time.Since(begun)
	return r
}

func marked(x lm.Scored, p []float64) mark {
	m := mark{Scored: x}
	for i := range m.rather {
		m.rather[i].id = -1
	}
	for i, id := range lm.Top(p, len(m.rather)) {
		m.rather[i] = choice{id, p[id]}
	}
	return m
}

// scored takes in a piece. A sheet being read again is shown once it is done.
func (v *View) scored(r piece) {
	s := r.of
	v.making = s
	s.add(r.part)
	s.took += r.took
	if s.done = r.done; s.done {
		v.making = nil
		v.put(s)
		if s.rival < 0 {
			v.asker.Rest(restLeast, s.took)
		}
	}
	v.rank()
}

func (s *sheet) add(part []mark) {
	for _, m := range part {
		sum, n := 0.0, int32(0)
		if k := len(s.sums); k > 0 {
			sum, n = s.sums[k-1], s.counts[k-1]
		}
		if m.ID >= 0 && len(s.marks)+s.page.Lead > 0 {
			sum, n = sum+m.Nats, n+1
		}
		s.marks, s.sums, s.counts = append(s.marks, m), append(s.sums, sum), append(s.counts, n)
	}
}

// nats is the surprisal of token i; NaN if not known.
func (s *sheet) nats(i int) float64 {
	if s == nil || i >= len(s.marks) {
		return math.NaN()
	}
	return s.marks[i].Nats
}

// mean is nats/token up to and including token i, as far as has been read; NaN for none.
func (s *sheet) mean(i int) float64 {
	if s == nil || len(s.sums) == 0 {
		return math.NaN()
	}
	i = min(i, len(s.sums)-1)
	return s.sums[i] / float64(s.counts[i])
}
