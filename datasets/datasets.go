// Package datasets finds the texts to learn from: built-in ones, sources whose probabilities are
// known exactly, and a person's own files, folders and pipes.
//
// It returns a text and where it came from; core/text splits it into tokens.
package datasets

import "unroll/core/text"

// A Source is a built-in dataset. To add one, write a file with its Source and a line in Sources.
type Source struct {
	Name    string               // as in --dataset
	Title   string               // for people
	About   string               // what it is
	Shows   string               // what it shows well, one sentence
	Options text.Options         // how it is tokenized unless a person chooses otherwise
	Load    func() (Text, error) // the same text every time
	// Hidden and LR are the number of hidden units and the learning rate that show it; 0: the usual ones.
	Hidden int
	LR     float64

	found func() bool // nil: it is in the binary
}

// Available reports whether Load can succeed on this computer. It checks whether a few files exist and reads none.
func (s Source) Available() bool { return s.found == nil || s.found() }

// Sources is the table of them, in the order of a menu; the first is the default.
var Sources = []Source{
	tide,
	chashan,
	names,
	opticks,
	markov,
	brackets,
	periodic,
	parity,
	addition,
	copying,
	reversal,
	dyck,
	anbn,
	anbncn,
	cycle,
}

// Find looks up a name in the table.
func Find(name string) (s Source, ok bool) {
	for _, s := range Sources {
		if s.Name == name {
			return s, true
		}
	}
	return Source{}, false
}

// Names lists the table for flags and help.
func Names() []string {
	list := make([]string, len(Sources))
	for i, s := range Sources {
		list[i] = s.Name
	}
	return list
}

// chars is how most sources are tokenized: into characters, with the last tenth held out.
var chars = text.Options{Tokens: "char", Valid: 0.1}
