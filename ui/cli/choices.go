package cli

import (
	"unroll/core/ngram"
	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/core/text"
)

// A choice is one of the values that a flag can take, for help and completion.
type choice struct {
	Name  string // as in a recipe
	About string // one line
}

// cells lists what --cell can be, the plainest first.
func cells() []choice {
	var list []choice
	for _, k := range nn.Cells() {
		list = append(list, choice{k.Name, k.About})
	}
	return list
}

// optimizers lists what --optimizer can be, the default first.
func optimizers() []choice {
	var list []choice
	for _, k := range optim.Kinds() {
		list = append(list, choice{k.Name, k.About})
	}
	return list
}

// tokenizers lists what --tokens can be, the default first.
func tokenizers() []choice {
	var list []choice
	for _, t := range text.Tokenizers {
		list = append(list, choice{t.Name, t.About})
	}
	return list
}

// smoothings lists what --smoothing can be, the default first.
func smoothings() []choice {
	var list []choice
	for _, k := range ngram.Kinds {
		list = append(list, choice{k.Name, k.About})
	}
	return list
}
