package text

// A Stream is tokens in the order in which they are read. It must not change once something reads it. A negative id
// is a token that is not in the vocabulary.
type Stream struct {
	IDs       []int32
	V         int   // size of the vocabulary: ids are less than V
	Lines     bool  // every line is a sequence of its own: a history begins at the line's start
	EndOfLine int32 // the token that ends a line and, with Lines, also precedes each as its start; Unknown: there is none
}

// Starts reports whether reading id begins a sequence, so that what came before is forgotten.
func (s *Stream) Starts(id int32) bool { return s.Lines && id == s.EndOfLine && id != Unknown }

// Stream makes a stream of ids of the corpus.
func (c *Corpus) Stream(ids []int32) Stream {
	return Stream{IDs: ids, V: c.Vocab.Len(), Lines: c.Lines, EndOfLine: c.Vocab.EndOfLine()}
}
