package translation

// SourceIDs are the ids of a source, without marks.
func (c *Corpus) SourceIDs(p Pair) []int32 {
	list := make([]int32, 0, len(p.Source)+1)
	for _, w := range p.Source {
		list = append(list, c.Source.ID(w))
	}
	return list
}

// Scored are the ids of a target that losses count: its tokens, and <eos> unless the sentence was cut.
func (c *Corpus) Scored(p Pair) []int32 {
	list := make([]int32, 0, len(p.Target)+1)
	for _, w := range p.Target {
		list = append(list, c.Target.ID(w))
	}
	if c.steps(p.Target) > len(list) {
		list = append(list, Eos)
	}
	return list
}
