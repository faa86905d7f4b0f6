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

// everyTenth of the training pairs is what constants of simple models are chosen on.
const everyTenth = 10

// tenths are places below n: nine tenths, and every tenth.
func tenths(n int) (learn, held []int) {
	for i := range n {
		if i%everyTenth == everyTenth-1 {
			held = append(held, i)
		} else {
			learn = append(learn, i)
		}
	}
	return learn, held
}

// evenly are places below n, all or as many of them, evenly, that their sizes together are at most most. What has a negative size is
// not among them.
func evenly(n, most int, size func(i int) int) (places []int) {
	sum := 0
	for i := range n {
		sum += max(0, size(i))
	}
	share := min(1, float64(most)/float64(max(sum, 1)))
	due, used := 0., 0
	for i := range n {
		s := size(i)
		if s < 0 {
			continue
		}
		due += share * float64(s)
		if used+s <= most && float64(used) <= due {
			places, used = append(places, i), used+s
		}
	}
	return places
}

// those are the elements of list at places.
func those(list [][]int32, places []int) [][]int32 {
	some := make([][]int32, len(places))
	for k, i := range places {
		some[k] = list[i]
	}
	return some
}
