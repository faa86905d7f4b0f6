package surprisal

import (
	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/view/tokens"
)

// A page is a passage as it is drawn: its tokens behind the lead.
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

// foreign says whether the vocabulary lacks token i.
func (g *page) foreign(m *text.Corpus, i int) bool { return !lm.Knows(m, g.Passage, i+g.Lead) }

// layOut folds the page to rows of w columns; the same width is folded once.
func (g *page) layOut(w int) *tokens.Fold {
	if g.folded.W != w {
		g.folded = g.LayOut(w)
	}
	return g.folded
}
