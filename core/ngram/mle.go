package ngram

// fitMLE is maximum likelihood: with h the longest context that occurred, P(w|h) = c(h,w)/c(h). A
// token that never followed h has probability 0 and costs ∞.
func fitMLE(c *Counts) mixer {
	return func(_, depth int, node int32) weights {
		return weights{scale: 1 / float64(c.levels[depth].total[node])}
	}
}
