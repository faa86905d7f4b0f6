package translation

// Lengths are histograms of the steps that sentences take, with their <eos>: Source[n] sources take n steps. A sentence that was cut
// takes Options.Limit.
type Lengths struct{ Source, Target []int }

// Lengths are those of the pairs of both parts, without what was left out.
func (c *Corpus) Lengths() (l Lengths) {
	for _, part := range [][]Pair{c.Train, c.Valid} {
		for _, p := range part {
			l.Source, l.Target = count(l.Source, c.steps(p.Source)), count(l.Target, c.steps(p.Target))
		}
	}
	return l
}

// count adds one of length n.
func count(list []int, n int) []int {
	for len(list) <= n {
		list = append(list, 0)
	}
	list[n]++
	return list
}
