package fill

import (
	"math"

	"unroll/core/text"
)

// A Law is the true distribution of a token given all others of its text.
type Law interface {
	// Around calls see for each token of a text of known ids with P(x_t | all other tokens), in the order of the vocabulary's ids,
	// which the next call overwrites: V numbers that sum to 1. An id below 0 stands for a token that is not known. It is not called if the
	// text is impossible.
	Around(ids []int32, see func(t int, p []float64))
}

// LawNats is −log P of every scored row of sequences under the exact law, and their mean, the floor of the loss on them: nobody
// is below it but by chance. Rows that are not scored have NaN.
func LawNats(l Law, of *text.Sequences) (each []float64, mean float64) {
	each = make([]float64, len(of.Inputs))
	for i := range each {
		each[i] = math.NaN()
	}
	sum, n := 0.0, 0
	for _, x := range of.Spans {
		l.Around(of.Inputs[x.From:x.To], func(t int, p []float64) {
			if id := of.Targets[x.From+t]; id >= 0 {
				each[x.From+t] = -math.Log(p[id])
				sum += each[x.From+t]
				n++
			}
		})
	}
	return each, sum / float64(n)
}

// A Pair compares the losses of a network with those of the exact law on the same tokens.
type Pair struct {
	N        int
	Net, Law float64 // mean losses, nats/token
	SE       float64 // standard error of the mean difference
}

// Z is the difference in standard errors; below 0 the network was luckier than the law. Tokens near each other have losses that
// depend on each other a little: SE is that of blocks of 16 tokens.
func (p Pair) Z() float64 { return (p.Net - p.Law) / p.SE }

// Compare pairs the losses of a network with those of the law. Rows that either has not scored (NaN) are left out.
func Compare(net, law []float64) Pair {
	const block = 16
	p := Pair{}
	var sums []float64
	in, sum := 0, 0.0
	for i, v := range net {
		if math.IsNaN(v) || math.IsNaN(law[i]) {
			continue
		}
		p.N++
		p.Net += v
		p.Law += law[i]
		sum += v - law[i]
		if in++; in == block {
			sums = append(sums, sum/block)
			in, sum = 0, 0
		}
	}
	p.Net, p.Law = p.Net/float64(p.N), p.Law/float64(p.N)
	mean, squares, n := 0.0, 0.0, float64(len(sums))
	for _, d := range sums {
		mean += d / n
	}
	for _, d := range sums {
		squares += (d - mean) * (d - mean)
	}
	p.SE = math.Sqrt(squares / (n - 1) / n)
	return p
}
