package surprisal

import (
	"math"
	"time"

	"unroll/core/lm"
	"unroll/ui/screen/event"
)

// A sheet is what a language made of a page.
type sheet struct {
	page   *page
	rival  int // its place among the rivals; -1: the network
	step   int // of the network
	scorer *lm.Scorer
	marks  []mark    // by place on the page; as many as have been read
	sums   []float64 // Σ nats up to and with each token
	counts []int32   // tokens scored up to and with each
	took   time.Duration
	done   bool
}

// A mark is what a token was given, and what the language would rather have had.
type mark struct {
	lm.Scored
	rather [3]choice
}

type choice struct {
	id int32
	p  float64
}

// work is what is being read beside the screen.
type work struct {
	busy   bool
	making *sheet
	again  time.Time // when a newer network may be asked
	waking bool      // a job waits for that time
}

const (
	pieceTime = 40 * time.Millisecond  // about what a piece takes
	restLeast = 500 * time.Millisecond // between two readings while the network learns
	restShare = 4                      // and so many times what a reading takes
)

type scoredMsg struct {
	view *View
	of   *sheet
	part []mark
	took time.Duration
	done bool
}

type wakeMsg struct{ view *View }

// next is the next piece of work, if there is any and none is under way.
func (v *View) next() []event.Job {
	if v.work.busy || !v.shown || v.net == nil {
		return nil
	}
	if v.work.making == nil {
		v.work.making = v.due()
	}
	if s := v.work.making; s != nil {
		v.work.busy = true
		return []event.Job{func() any { return s.read(v) }}
	}
	if wait := time.Until(v.work.again); v.stale() && wait > 0 && !v.work.waking {
		v.work.waking = true
		return []event.Job{func() any {
			time.Sleep(wait)
			return wakeMsg{v}
		}}
	}
	return nil
}

// stale says whether the network has learned since it read the page, and is to be asked again.
func (v *View) stale() bool {
	return !v.frozen && v.sheet(-1) != nil && v.sheet(-1).step != v.step
}

// due is the sheet to be made next: the network's first, then the rivals', then the network's anew.
func (v *View) due() *sheet {
	if v.sheet(-1) == nil {
		return v.put(v.begin(v.net, -1, v.step))
	}
	for i, r := range v.rivals {
		if v.sheet(i) == nil && r.Is.Len() == v.corpus.Vocab.Len() {
			return v.put(v.begin(r.Is, i, 0))
		}
	}
	if v.stale() && !time.Now().Before(v.work.again) {
		return v.begin(v.net, -1, v.step) // shown when it is done
	}
	return nil
}

func (v *View) begin(l lm.Language, rival, step int) *sheet {
	p := v.page
	s := &sheet{page: p, rival: rival, step: step}
	s.scorer = lm.NewScorer(l, p.IDs, v.corpus.Vocab.EndOfLine(), v.corpus.Lines)
	return s
}

// sheet is that of a rival, or of the network for -1; nil if it has not been begun.
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

// read scores a piece of the page. It runs beside the screen and touches nothing but the scorer.
func (s *sheet) read(v *View) scoredMsg {
	begun := time.Now()
	m := scoredMsg{view: v, of: s}
	s.scorer.Skip(s.page.Lead)
	if s.scorer.At() == 1 && s.page.Lead == 0 {
		m.part = append(m.part, mark{Scored: lm.Scored{ID: s.page.IDs[0], Nats: math.NaN()}})
	}
	for {
		x, ok := s.scorer.Next()
		if !ok {
			m.done = true
			break
		}
		m.part = append(m.part, marked(x, s.scorer.P()))
		if len(m.part)%16 == 0 && time.Since(begun) > pieceTime {
			break
		}
	}
	m.took = time.Since(begun)
	return m
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

// scored takes a piece in.
func (v *View) scored(m scoredMsg) {
	v.work.busy = false
	s := m.of
	if s.page != v.page {
		return // of a page that has been left
	}
	s.add(m.part)
	s.took += m.took
	if s.done = m.done; s.done {
		v.work.making = nil
		v.put(s)
		if s.rival < 0 {
			v.work.again = time.Now().Add(max(restLeast, restShare*s.took))
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

// nats is what token i cost; NaN if that is not known.
func (s *sheet) nats(i int) float64 {
	if s == nil || i >= len(s.marks) {
		return math.NaN()
	}
	return s.marks[i].Nats
}

// mean is nats/token up to and with token i, as far as has been read; NaN for none.
func (s *sheet) mean(i int) float64 {
	if s == nil || len(s.sums) == 0 {
		return math.NaN()
	}
	i = min(i, len(s.sums)-1)
	return s.sums[i] / float64(s.counts[i])
}
