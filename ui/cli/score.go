package cli

import (
	"bytes"
	"context"
	"math"

	"github.com/spf13/cobra"

	"unroll/core/baseline"
	"unroll/core/lm"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/sessions"
)

// scoreSession writes the scores of each token of a text under a session's network.
func (c *call) scoreSession(meta sessions.Meta, model *lm.Model, files []string) error {
	stream, err := c.streamFor(meta, model, files)
	if err != nil {
		return err
	}
	m := &text.Corpus{Options: text.Options{Lines: model.Lines}, Vocab: model.Vocab, Valid: stream}
	return c.printScores(model, m)
}

// streamFor is the tokens of the given text, or of the session's held-out text.
func (c *call) streamFor(meta sessions.Meta, model *lm.Model, files []string) ([]int32, error) {
	if len(files) == 0 {
		return heldOutStream(meta)
	}
	t, err := c.oneText(meta, files[0])
	if err != nil {
		return nil, err
	}
	stream, err := model.Stream(t.Train)
	return stream.IDs, evalError(t, err)
}

// evalGram evaluates a k-gram.
func (c *call) evalGram(cmd *cobra.Command, f evalFlags, args []string) error {
	if f.order < 0 || f.order > mostOrder {
		return misuse(errBetween, "ngram", f.order, 0, mostOrder)
	}
	if err := f.grams.check(cmd, args, "unroll eval --ngram 5 book.txt"); err != nil {
		return err
	}
	x, err := f.grams.open(c, args)
	if err != nil {
		return err
	}
	if len(x.Valid) < 2 {
		return &unfit{errNotHeldOut.Of(x.name)}
	}
	g, err := baseline.CountGrams(context.Background(), x.Corpus, f.grams.smoothing, f.order)
	if err != nil {
		return err
	}
	if f.perToken {
		return c.printScores(g.Order(f.order), x.Corpus)
	}
	e, err := g.Evaluate(context.Background(), f.order)
	switch {
	case err != nil:
		return err
	case f.json:
		return c.printJSON(gramJSON(f, e))
	}
	_, err = c.stdout.Write([]byte(c.evaluationTable(evaluation{Evaluation: e}, x.Vocab.Len())))
	return err
}

type scoreJSON struct {
	Token token  `json:"token"`
	ID    *int32 `json:"id"` // null, like everything after it: not in the vocabulary, not scored
	P     number `json:"p"`
	Nats  number `json:"nats"` // null: ∞, for a p of 0
	Rank  *int   `json:"rank"`
}

// printScores writes an object for every held-out token of m except the first.
func (c *call) printScores(l lm.Language, m *text.Corpus) error {
	var b bytes.Buffer
	for _, s := range lm.Score(l, m.Stream(m.Valid)) {
		j := scoreJSON{Token: token(m.Vocab.Token(s.ID)), P: number(math.NaN()), Nats: number(math.NaN())}
		if s.Rank > 0 {
			j.ID, j.P, j.Nats, j.Rank = &s.ID, number(s.P), number(math.Abs(s.Nats)), &s.Rank
		}
		line, err := encoded(j)
		if err != nil {
			return err
		}
		b.Write(line)
		if b.Len() > 1<<16 {
			if _, err := b.WriteTo(c.stdout); err != nil {
				return err
			}
		}
	}
	_, err := b.WriteTo(c.stdout)
	return err
}

func gramJSON(f evalFlags, e lm.Evaluation) any {
	return struct {
		Order        int    `json:"ngram"`
		Smoothing    string `json:"smoothing"`
		Tokens       int    `json:"tokens"`
		Unknown      int    `json:"unknown"`
		Characters   int    `json:"characters"`
		NLL          number `json:"nll"`
		Loss         number `json:"loss"`
		Perplexity   number `json:"ppl"`
		BitsPerToken number `json:"bits_per_token"`
		BitsPerChar  number `json:"bits_per_char"`
	}{f.order, f.grams.smoothing, e.Tokens, e.Unknown, e.Chars, number(e.NLL), number(e.Loss()),
		number(task.Language.Score.Of(e.Loss())), number(e.BitsPerToken()), number(e.BitsPerChar())}
}
