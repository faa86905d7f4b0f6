package surprisal

import (
	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/view/tokens"
)

// A page is a passage as it is drawn: its tokens after the lead.
type page struct {
	lm.Passage
	*tokens.Text
	title  string
	own    bool // a part of the run's own text, which has other pages
	folded *tokens.Fold
}

func newPage(m *text.Corpus, p lm.Passage, title string) *page {
	return &page{Passage: p, Text: tokens.New(p.Tokens[p.Lead:], m.Vocab.Tokenizer().EndOfLine), title: title, folded: &tokens.Fold{}}
}

// foreign reports whether token i is not in the vocabulary.
func (g *page) foreign(m *text.Corpus, i int) bool { return !lm.Knows(m, g.Passage, i+g.Lead) }

// layOut folds the page into rows of w columns, and keeps the result for the same width.
func (g *page) layOut(w int) *tokens.Fold {
	if g.folded.W != w {
		g.folded = g.LayOut(w)
	}
	return g.folded
}
