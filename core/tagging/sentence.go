package tagging

// A Sentence is words with a tag each.
type Sentence struct {
	Words []string
	Tags  []string // as many; empty where they are not known
}

// Counted is how many words and sentences there are.
func Counted(list []Sentence) (words int) {
	for _, s := range list {
		words += len(s.Words)
	}
	return words
}
