package forecast

import (
	"context"

	"unroll/core/series"
	"unroll/core/series/ladder"
)

// The most rows of a ladder: lines are fitted to the last of the training part, and forecasts judged by the first of those
// held out. That many are enough to tell 2 % of a squared error from chance.
const (
	ladderFit   = 100_000
	ladderJudge = 1 << 14
	ladderLeast = 1 << 10
	ladderSteps = 1 << 18 // of forecasts, rows × horizon, however far ahead
)

// A Climb is the ladder of simple forecasts of a series, k steps ahead, ready for networks to be compared with. It is never
// modified: any goroutine may read it.
type Climb struct {
	Ahead  int           // k
	Rungs  []ladder.Rung // in the order of the ladder
	Fitted int           // rows that lines were fitted to
	Judged int           // forecasts that each rung and the network are judged by
	Held   int           // forecasts that all rows held out would make
	Train  int           // rows of the training part

	d           *Data
	x           []float64 // from row from of Series on, on the scale of Measured
	from        int
	split       int       // of x
	last, exact []float64 // errors of persistence and of the exact law; exact is nil where there is none
	variance    float64
}

// Climb works out the ladder k steps ahead; period is that of the seasonal rung in rows, 0: found, −1: none. Errors: ctx's,
// a horizon or period longer than the data, too few rows, nothing held out.
func (d *Data) Climb(ctx context.Context, k, period int) (*Climb, error) {
	p := d.Problem()
	p.Ahead, p.Period = k, period
	c := &Climb{Ahead: k, d: d, Train: p.Train, Held: max(0, len(p.X)-p.Train-k+1)}
	c.narrow(&p)
	err := ladder.Ladder(ctx, p, func(r ladder.Rung) {
		c.Rungs = append(c.Rungs, r)
		if r.Kind == ladder.Exact {
			c.exact = ladder.Errors(r.Forecaster, p.X, p.Train, k)
		}
	})
	if err != nil {
		return nil, err
	}
	c.x, c.split = p.X, p.Train
	c.last = ladder.Errors(ladder.Persistence{}, p.X, p.Train, k)
	c.Judged, c.Fitted = len(c.last), p.Train
	sd := series.Describe(p.X[p.Train:]).SD
	c.variance = sd * sd
	return c, nil
}

// narrow leaves out the rows that are too many.
func (c *Climb) narrow(p *ladder.Problem) {
	rows := min(ladderJudge, max(ladderLeast, ladderSteps/max(1, p.Ahead)))
	all := p.X[:min(len(p.X), p.Train+max(0, rows+p.Ahead-1))]
	c.from = max(0, p.Train-ladderFit)
	p.X, p.Train = all[c.from:], p.Train-c.from
	for i, x := range p.Inputs {
		p.Inputs[i] = x[c.from:len(all)]
	}
	if p.Law != nil && c.from > 0 {
		p.Law = lateLaw{p.Law, all, c.from}
	}
}

// A lateLaw is a law of the rows from one on.
type lateLaw struct {
	series.Law
	all  []float64
	from int
}

func (l lateLaw) Best(past []float64, k int) float64 { return l.Law.Best(l.all[:l.from+len(past)], k) }

// A Stand is how a network stands on a ladder.
type Stand struct {
	At int // updates that it was trained for
	ladder.Score
	Verdict ladder.Verdict
	Law     ladder.Pair // against the exact law; N is 0 where there is none
}

// Stand judges m on the rows that the rungs are judged by, paired with repeating the last value and with the exact law.
// Errors: ctx's; with k > 1, a network that cannot be fed its forecasts.
func (c *Climb) Stand(ctx context.Context, m *Model) (Stand, error) {
	from := c.from + c.split
	errors, err := m.ErrorsAhead(ctx, from, from+c.Judged, c.Ahead)
	if err != nil {
		return Stand{}, err
	}
	persistence := ladder.Judged(c.last, c.variance, 0).MSE
	s := Stand{At: m.At(), Score: ladder.Judged(errors, c.variance, persistence)}
	e := ladder.Evidence{Score: s.Score, Rungs: c.Rungs, OverLast: ladder.Compare(errors, c.last, c.Ahead)}
	if c.exact != nil {
		e.OverExact = ladder.Compare(errors, c.exact, c.Ahead)
	}
	s.Law = e.OverExact
	s.Verdict = ladder.Judge(e)
	return s, nil
}

// Limited says whether not all rows were used.
func (c *Climb) Limited() bool { return c.Fitted < c.Train || c.Judged < c.Held }
