package cli

import (
	"context"
	"fmt"
	"math"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/sessions"
)

// ladderOfPairs evaluates simple models of translation.
func (c *call) ladderOfPairs(f ladderFlags, x sessions.PairsOrigin, r recipe.Recipe) error {
	learned, held := x.Held(r.Text.Valid, r.Pairs)
	corpus, err := translation.NewCorpus(learned, held, r.Pairs)
	if err != nil {
		return startError(x.Fault(err))
	}
	if len(corpus.Valid) == 0 {
		return &usage{errNoHeldPairs.Of(x.Name), hintShare.Of()}
	}
	l, err := translation.NewLadder(context.Background(), corpus)
	if err != nil {
		return err
	}
	if !f.json {
		_, err := fmt.Fprint(c.stdout, c.pairRungsTable(x, corpus, l))
		return err
	}
	for _, rung := range l.Rungs {
		if err := c.printJSON(rungOfPairsJSON(rung, l)); err != nil {
			return err
		}
	}
	if exact := exactOf(x, corpus); exact.Loss > 0 {
		match, tokens := number(exact.Match), l.Rungs[0].Tokens
		return c.printJSON(pairRung{ID: ladder.Law, Pairs: len(corpus.Valid), Tokens: tokens, Loss: number(exact.Loss), Perplexity: number(task.Translation.Score.Of(exact.Loss)), Match: &match})
	}
	return nil
}

// exactOf is the exact law on what is held out; NaN where it is not known.
func exactOf(x sessions.PairsOrigin, c *translation.Corpus) translation.Exact {
	if s, ok := translation.Find(x.Source); ok {
		return s.Exact(c, c.Valid)
	}
	return translation.Exact{Nats: math.NaN(), Loss: math.NaN(), Match: math.NaN()}
}

func (c *call) pairRungsTable(x sessions.PairsOrigin, corpus *translation.Corpus, l *translation.Ladder) string {
	w, none := c.words.CLI.Pairs.Ladder, c.words.CLI.Units.NotKnown
	t := table{ink: c.ink, right: []bool{false, true, true, true, true, true}, head: []string{w.Rung, c.perTarget(), w.Perplexity, w.Match, w.BLEU, w.Book}}
	for _, r := range l.Rungs {
		row := []string{c.words.Pairs.Name(r.ID, l.Grams.Order), none, none, none, none, none}
		if loss := r.Loss(); loss == loss {
			row[1], row[2] = decimals(c.inUnit(loss)), perplexityOfTarget(loss, decimals)
		}
		if s := r.Score; s.Sentences > 0 {
			row[3], row[4], row[5] = c.shareOfAll(s.Exact, s.Sentences), c.bleu(s.CorpusBLEU()), c.bleu(s.BookBLEU())
		}
		t.add(row...)
	}
	if exact := exactOf(x, corpus); exact.Loss > 0 {
		t.add(c.words.Pairs.Names[ladder.Law], decimals(c.inUnit(exact.Loss)), perplexityOfTarget(exact.Loss, decimals), c.expected(exact.Match), none, none)
	}
	page := t.String() + fmt.Sprintf(w.Judged, c.pairsOf(len(l.Pairs)), tame(x.Title), count(len(corpus.Train))) + "\n"
	if l.Of > len(l.Pairs) {
		page += fmt.Sprintf(w.OfMore, count(len(l.Pairs)), count(l.Of)) + "\n"
	}
	for _, line := range c.leftOf(corpus.Left, corpus.Limit()) {
		page += line + "\n"
	}
	if f := corpus.Floor(); f.Ambiguous > 0 {
		page += fmt.Sprintf(c.words.CLI.Pairs.Floor, decimals(c.inUnit(f.Nats)), c.perTarget(), count(f.Ambiguous), count(f.Sources)) + "\n"
	}
	return page
}

// A pairRung is how a simple model does.
type pairRung struct {
	ID         string  `json:"rung"`
	Order      int     `json:"order,omitempty"` // of k-grams
	Pairs      int     `json:"pairs"`
	Tokens     int     `json:"target_tokens"`
	Loss       number  `json:"loss"` // nats per target token; null: it has no probabilities
	Perplexity number  `json:"target_perplexity"`
	Match      *number `json:"exact_match"` // null: it translates nothing
	BLEU       *number `json:"bleu4"`
	Book       *number `json:"book_bleu2"`
}

func rungOfPairsJSON(r translation.Rung, l *translation.Ladder) pairRung {
	j := pairRung{ID: r.ID, Pairs: len(l.Pairs), Tokens: r.Tokens, Loss: number(r.Loss()), Perplexity: number(task.Translation.Score.Of(r.Loss()))}
	if r.ID == translation.TargetGrams {
		j.Order = l.Grams.Order
	}
	if s := r.Score; s.Sentences > 0 {
		match, bleu, book := number(s.ExactMatch()), number(s.CorpusBLEU()), number(s.BookBLEU())
		j.Match, j.BLEU, j.Book = &match, &bleu, &book
	}
	return j
}
