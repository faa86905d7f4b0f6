package cli

import (
	"fmt"

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

// cells lists the values of --cell: the recurrent cells, the simplest first, then the models without a state, which do not
// read texts.
func cells(c *call) []choice {
	var list []choice
	for _, k := range nn.Cells() {
		list = append(list, c.choice("cell", k.Name, k.About))
	}
	for _, k := range nn.FeedForward() {
		one := c.choice("cell", k.Name, k.About)
		one.About = fmt.Sprintf(c.words.CLI.Flags.OfSeries, one.About)
		list = append(list, one)
	}
	return list
}

// heads lists the values of --head, the default first.
func heads(c *call) []choice {
	var list []choice
	for _, h := range nn.Heads() {
		if h.Real {
			list = append(list, c.choice("head", h.Name, h.About))
		}
	}
	return list
}

// gaps lists the values of --gaps, the default first.
func gaps(*call) []choice { return plainChoices([]string{"refuse", "interpolate"})() }

// optimizers lists the values of --optimizer, the default first.
func optimizers(c *call) []choice {
	var list []choice
	for _, k := range optim.Kinds() {
		list = append(list, c.choice("optimizer", k.Name, k.About))
	}
	return list
}

// tokenizers lists the values of --tokens, the default first.
func tokenizers(c *call) []choice {
	var list []choice
	for _, t := range text.Tokenizers {
		list = append(list, c.choice("tokenizer", t.Name, t.About))
	}
	return list
}

// smoothings lists the values of --smoothing, the default first.
func smoothings(c *call) []choice {
	var list []choice
	for _, k := range ngram.Kinds {
		list = append(list, c.choice("smoothing", k.Name, k.About))
	}
	return list
}

// choice is a line of a table, with the catalogue's text about it.
func (c *call) choice(table, name, about string) choice {
	return choice{name, c.words.Say(table+"."+name+".about", about)}
}

func names(choices []choice) []string {
	var list []string
	for _, c := range choices {
		list = append(list, c.Name)
	}
	return list
}
