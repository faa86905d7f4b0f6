package text

// A Stream is tokens in the order in which they are read. It must not change once somebody reads it. A negative id is
// a token that the vocabulary lacks.
type Stream struct {
	IDs       []int32
	V         int   // size of the vocabulary: ids are below it
	Lines     bool  // every line is a sequence of its own: a history begins at the line's start
	EndOfLine int32 // the token that ends a line and, with Lines, stands before each as its start; Unknown: there is none
}

// Starts says whether id, where it is read, begins a sequence: what came before is forgotten.
func (s *Stream) Starts(id int32) bool { return s.Lines && id == s.EndOfLine && id != Unknown }

// Stream is ids as the corpus has them.
func (c *Corpus) Stream(ids []int32) Stream {
	return Stream{IDs: ids, V: c.Vocab.Len(), Lines: c.Lines, EndOfLine: c.Vocab.EndOfLine()}
}
