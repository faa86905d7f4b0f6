package ladder

import (
	"context"
	"math"
)

// A nested problem is a family of lines: of a target ahead steps ahead, through the last τ = 0, 1, 2, … rows of inputs.
type nested struct {
	inputs []standardised
	target standardised // the training part, as of inputs
	ahead  int
}

// A solved is one of the family's lines, in standardised units: b has the intercept, then the inputs of the last row, of
// the row before it, and so on.
type solved struct {
	b        []float64
	residual float64
	windows  int
}

// window fills row with 1, the inputs of the tau rows before t from the last one on, the target of row t+ahead−1.
func (p nested) window(row []float64, t, tau int) {
	row[0] = 1
	at := 1
	for i := 1; i <= tau; i++ {
		for _, u := range p.inputs {
			row[at] = u.z[t-i]
			at++
		}
	}
	row[at] = p.target.z[t+p.ahead-1]
}

// fit solves for τ = 0 … most, each over all windows that it has. All share one triangle, of the windows that the longest
// past has; the others are put to each by itself. The error is ctx's.
func (p nested) fit(ctx context.Context, most int) ([]solved, error) {
	D, end := len(p.inputs), len(p.target.z)-p.ahead+1
	s := newSquares(1 + most*D + 1)
	row := make([]float64, s.p)
	for t := most; t < end; t++ {
		p.window(row, t, most)
		s.add(row)
		if t%(1<<14) == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	s.close()
	var all []solved
	for tau := range most + 1 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		m := 1 + tau*D
		var more []float64
		for t := tau; t < most; t++ {
			p.window(row[:m+1], t, tau)
			more = append(more, row[:m+1]...)
		}
		b, residual := solve(s.leading(m, more))
		all = append(all, solved{b, residual, end - tau})
	}
	return all, nil
}

// A Joint is a line through the last Order rows of several inputs, straight for Ahead steps ahead.
type Joint struct {
	Order, Ahead int
	Weights      [][]float64 // of each input, of its last value first
	Intercept    float64
	TrainMSE     float64 // over the windows that it was fitted to
	Windows      int     // those

	inputs [][]float64
}

// mostWeights is how many a Joint has at most.
const mostWeights = 64

// FitJoint fits lines through the last 1, 2, … most rows of inputs, straight for a number of steps ahead, to the first train
// rows by least squares; fewer where those are too few for so many weights, or weights would be more than 64. Errors:
// ctx's, too few rows for any.
func FitJoint(ctx context.Context, inputs [][]float64, target []float64, train, most, ahead int) ([]Joint, error) {
	D := len(inputs)
	if ahead < 1 || D == 0 || train > len(target) || (train-ahead-1)/(2*D+1) < 1 {
		return nil, errLags.Of(train, 1, ahead)
	}
	p := nested{target: standard(target[:train]), ahead: ahead}
	for _, x := range inputs {
		p.inputs = append(p.inputs, standard(x[:train]))
	}
	all, err := p.fit(ctx, min(most, max(1, mostWeights/D), (train-ahead-1)/(2*D+1)))
	if err != nil {
		return nil, err
	}
	var lines []Joint
	for tau, s := range all[1:] {
		lines = append(lines, p.joint(tau+1, s, inputs))
	}
	return lines, nil
}

// joint is what s comes to in data units.
func (p nested) joint(tau int, s solved, inputs [][]float64) Joint {
	sd := p.target.sd
	l := Joint{Order: tau, Ahead: p.ahead, Windows: s.windows, TrainMSE: s.residual / float64(s.windows) * sd * sd, inputs: inputs}
	l.Intercept = p.target.mean + sd*s.b[0]
	for j, u := range p.inputs {
		w := make([]float64, tau)
		for i := range w {
			w[i] = s.b[1+i*len(inputs)+j] * sd / u.sd
			l.Intercept -= w[i] * u.mean
		}
		l.Weights = append(l.Weights, w)
	}
	return l
}

// Best is the forecast of row len(past)+Ahead−1 from the inputs' rows before len(past); NaN for another k.
func (l Joint) Best(past []float64, k int) float64 {
	t := len(past)
	if k != l.Ahead || t < l.Order {
		return math.NaN()
	}
	sum := l.Intercept
	for j, w := range l.Weights {
		for i, v := range w {
			sum += v * l.inputs[j][t-1-i]
		}
	}
	return sum
}
