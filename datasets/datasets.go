// Package datasets finds the texts to learn from: those that come with the program, sources
// whose probabilities are known exactly, and a person's own files, folders and pipes.
//
// It hands over text and where it came from; how a text is cut into tokens is core/text's.
package datasets

import "unroll/core/text"

// A Source is a dataset that comes with the program. To add one, write a file with its Source
// and a line in Sources.
type Source struct {
	Name    string               // as in --dataset
	Title   string               // for people
	About   string               // what it is
	Shows   string               // what it is good for seeing, one sentence
	Options text.Options         // how it is cut unless a person says otherwise
	Load    func() (Text, error) // the same text every time

	found func() bool // nil: it comes in the binary
}

// Available says whether Load can succeed on this computer. It looks at a few files and reads none.
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
}

// Find looks a name up in the table.
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

// chars is how most sources are cut: into characters, the last tenth held out.
var chars = text.Options{Tokens: "char", Valid: 0.1}
