package tagging

import "math"

// An HMM is a hidden Markov model of K states:
//
//	P(z_1 = k) = Start_k    P(z_{t+1} = j | z_t = i) = Move_ij
//
// What a state shows comes as likelihoods, T×K: P(x_t | z_t = k) for the word that is there, so that a word that was never seen
// may have some too.
type HMM struct {
	Start []float64   // K
	Move  [][]float64 // K×K
}

// Filter is P(z_t | x_1 … x_t) for every t (T×K), what can be known without the future, and log P(x). A word that no state
// can show leaves nothing known: zeros, and −∞.
func (h HMM) Filter(like [][]float64) (known [][]float64, logP float64) {
	K := len(h.Start)
	known = make([][]float64, len(like))
	for t, e := range like {
		now := make([]float64, K)
		sum := 0.0
		for j := range K {
			p := h.Start[j]
			if t > 0 {
				p = 0
				for i := range K {
					p += known[t-1][i] * h.Move[i][j]
				}
			}
			now[j] = p * e[j]
			sum += now[j]
		}
		if sum > 0 {
			scale(now, 1/sum)
		}
		logP += math.Log(sum)
		known[t] = now
	}
	return known, logP
}

// Smooth is P(z_t | x_1 … x_T) for every t (T×K): what can be known from the whole sentence.
func (h HMM) Smooth(like [][]float64) [][]float64 {
	known, _ := h.Filter(like)
	K := len(h.Start)
	after := make([]float64, K) // P(x_{t+1} … x_T | z_t), up to a factor
	for k := range after {
		after[k] = 1
	}
	for t := len(like) - 1; t >= 0; t-- {
		sum := 0.0
		for k := range K {
			known[t][k] *= after[k]
			sum += known[t][k]
		}
		scale(known[t], 1/sum)
		before, most := make([]float64, K), 0.0
		for i := range K {
			for j := range K {
				before[i] += h.Move[i][j] * like[t][j] * after[j]
			}
			most = math.Max(most, before[i])
		}
		scale(before, 1/most)
		after = before
	}
	return known
}

// Viterbi is the likeliest sequence of states.
func (h HMM) Viterbi(like [][]float64) []int {
	K, T := len(h.Start), len(like)
	if T == 0 {
		return nil
	}
	best, from, move := make([]float64, K), make([][]int, T), h.logMove()
	for k := range K {
		best[k] = math.Log(h.Start[k]) + math.Log(like[0][k])
	}
	for t := 1; t < T; t++ {
		from[t] = make([]int, K)
		next := make([]float64, K)
		for j := range K {
			next[j] = math.Inf(-1)
			for i := range K {
				if p := best[i] + move[i][j]; p > next[j] {
					next[j], from[t][j] = p, i
				}
			}
			next[j] += math.Log(like[t][j])
		}
		best = next
	}
	path := make([]int, T)
	path[T-1] = Best(best)
	for t := T - 1; t > 0; t-- {
		path[t-1] = from[t][path[t]]
	}
	return path
}

// logMove is log Move, taken once for a sentence instead of once for each of its words.
func (h HMM) logMove() [][]float64 {
	move := make([][]float64, len(h.Move))
	for i, row := range h.Move {
		move[i] = make([]float64, len(row))
		for j, p := range row {
			move[i][j] = math.Log(p)
		}
	}
	return move
}

// Best is the index of the largest; of equals the first.
func Best(p []float64) int {
	at := 0
	for i, v := range p {
		if v > p[at] {
			at = i
		}
	}
	return at
}

// Entropy is Σ −p log p in nats.
func Entropy(p []float64) float64 {
	sum := 0.0
	for _, v := range p {
		if v > 0 {
			sum -= v * math.Log(v)
		}
	}
	return sum
}

func scale(p []float64, by float64) {
	for i := range p {
		p[i] *= by
	}
}
