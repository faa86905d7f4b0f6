package cli

import (
	"bytes"
	"context"
	"fmt"
	"math"

	"github.com/spf13/cobra"

	"unroll/core/history"
	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/sessions"
)

// A pairsEvaluation is how well a session translates.
type pairsEvaluation struct {
	of      sessions.Translator
	list    []judgedPair
	left    translation.Left
	unknown unknownWords
	valid   history.Valid     // with the reference as input
	exact   translation.Exact // NaN: not known
	greedy  translation.Score
	beam    *translation.Score // nil: not asked for
	flags   beamFlags
	rungs   *ladder.Ladder // nil: not worked out
	verdict ladder.Verdict // on them
}

// unknownWords counts the tokens that training lacks.
type unknownWords struct{ Source, Sources, Target, Targets int }

func unknownIn(list []judgedPair) (u unknownWords) {
	for _, p := range list {
		for side, ids := range [][]int32{p.Row.Source, p.Targets} {
			all, not := &u.Sources, &u.Source
			if side == 1 {
				all, not = &u.Targets, &u.Target
			}
			for _, id := range ids {
				if id != translation.Eos {
					*all++
				}
				if id == translation.Unk {
					*not++
				}
			}
		}
	}
	return u
}

// evalPairs evaluates a session that translates on what it held out, or on pairs.
func (c *call) evalPairs(cmd *cobra.Command, f evalFlags, args []string) error {
	if err := f.beam.check(cmd); err != nil {
		return err
	}
	x, err := c.translator(args[0], f.weights, f.data)
	if err != nil {
		return err
	}
	e := pairsEvaluation{of: x, flags: f.beam}
	if err := c.pairsToEvaluate(&e, args[1:]); err != nil {
		return err
	}
	if f.perToken {
		return c.printPairNats(x.Model, e.list)
	}
	if err := e.work(f); err != nil {
		return err
	}
	if f.json {
		return c.printJSON(c.pairsEvaluationJSON(e))
	}
	_, err = fmt.Fprint(c.stdout, c.pairsTable(e))
	return err
}

// translator opens a session that translates; data says where its data are now.
func (c *call) translator(name string, which sessions.Weights, data places) (sessions.Translator, error) {
	return sessions.Default(c.folder).Translator(name, which, c.ownOpener(sessions.Meta{}.Recipe), data...)
}

// pairsToEvaluate finds the pairs to evaluate on: those held out, or those of one place or two files.
func (c *call) pairsToEvaluate(e *pairsEvaluation, files []string) error {
	corpus := e.of.Data.Corpus
	e.exact.Loss = math.NaN()
	if len(files) == 0 {
		if e.list = heldPairs(corpus); len(e.list) == 0 {
			return &hinted{errNothingPaired.Of(e.of.Meta.Name), hintEvalPairs.Of(e.of.Meta.Name)}
		}
		e.exact, e.rungs = exactOf(e.of.Origin, corpus), rungsFor(e.of.Origin, corpus)
		e.unknown = unknownIn(e.list)
		return nil
	}
	o := c.opener(e.of.Meta.Recipe)
	first, second, err := twoPlaces(o, files)
	if err != nil {
		return err
	}
	lines, err := o.OpenHeldPairs(first, second)
	if err != nil {
		return wrongData(err)
	}
	e.list, e.left = pairsIn(corpus, lines)
	e.unknown = unknownIn(e.list)
	switch name := dataName(first); {
	case len(e.list) == 0:
		return &unfit{errNoPairsLeft.Of(name, e.left.Pairs, e.left.Empty, e.left.Long, corpus.Limit(), e.of.Meta.Name)}
	case e.unknown.Source == e.unknown.Sources:
		return &unfit{errForeignPairs.Of(name, errSources.Of(), e.of.Meta.Name)}
	case e.unknown.Target == e.unknown.Targets:
		return &unfit{errForeignPairs.Of(name, errTargets.Of(), e.of.Meta.Name)}
	}
	return nil
}

// work reads the pairs with their references, and translates them without.
func (e *pairsEvaluation) work(f evalFlags) error {
	m, most := e.of.Model, mostDecoded(e.of.Data.Corpus, e.list)
	e.valid = lossOfPairs(m, e.list, f.threads)
	made, err := greedily(m, e.list, most, f.threads)
	if err != nil {
		return err
	}
	e.greedy = scoreOfPairs(e.of.Data.Corpus, e.list, made)
	if e.rungs != nil {
		s, err := e.rungs.Stand(context.Background(), m)
		if err != nil {
			return err
		}
		e.verdict = s.Verdict
	}
	if f.beam.width == 0 {
		return nil
	}
	if made, err = byBeam(m, e.list, translation.Beam{Width: f.beam.width, Alpha: f.beam.alpha, Most: most}, f.threads); err != nil {
		return err
	}
	s := scoreOfPairs(e.of.Data.Corpus, e.list, made)
	e.beam = &s
	return nil
}

func (c *call) pairsTable(e pairsEvaluation) string {
	w, loss := c.words.CLI.Pairs.Eval, e.valid.Loss()
	t := table{ink: c.ink, labels: true, right: []bool{false, true}}
	t.add(w.Pairs, count(len(e.list)))
	t.add(w.Tokens, count(e.valid.Tokens))
	if u := e.unknown; u.Source+u.Target > 0 {
		t.add(w.Unknown, count(u.Source+u.Target), fmt.Sprintf(w.UnknownOf, count(u.Source), c.shareOfAll(u.Source, u.Sources), count(u.Target), c.shareOfAll(u.Target, u.Targets)))
	}
	t.add(w.Loss, decimals(c.inUnit(loss)), c.perTarget())
	t.add(w.Perplexity, perplexityOfTarget(loss, decimals), fmt.Sprintf(w.Untrained, count(e.of.Data.Target.Vocab())))
	t.add(w.Accuracy, c.shareOfAll(e.valid.Right, e.valid.Tokens), w.WithReference)
	if !math.IsNaN(e.exact.Loss) && e.exact.Loss > 0 {
		t.add(w.Exact, decimals(c.inUnit(e.exact.Loss)), fmt.Sprintf(w.ExactIs, c.perTarget(), c.expected(e.exact.Match)))
	}
	page := t.String()
	for _, line := range c.leftOf(e.left, e.of.Data.Limit()) {
		page += line + "\n"
	}
	if e.rungs != nil {
		if said := c.verdictOfPairs(e.verdict, e.rungs); said != "" {
			page += "\n" + said + "\n"
		}
	}
	return page + "\n" + c.decodedTable(e)
}

// decodedTable is about translations, a column for each way to decode.
func (c *call) decodedTable(e pairsEvaluation) string {
	w := c.words.CLI.Pairs.Eval
	t := table{ink: c.ink, right: []bool{false, true, true}, head: []string{w.Decoded, w.Greedy}}
	scores := []translation.Score{e.greedy}
	if e.beam != nil {
		t.head, scores = append(t.head, fmt.Sprintf(w.BeamOf, e.flags.width, e.flags.alpha)), append(scores, *e.beam)
	}
	for _, row := range []struct {
		name string
		of   func(s translation.Score) string
	}{
		{w.Match, func(s translation.Score) string { return c.shareOfAll(s.Exact, s.Sentences) }},
		{w.InPlace, func(s translation.Score) string { return c.shareOfAll(s.Right, s.Tokens) }},
		{w.BLEU, func(s translation.Score) string { return c.bleu(s.CorpusBLEU()) }},
		{w.Book, func(s translation.Score) string { return c.bleu(s.BookBLEU()) }},
		{w.Lengths, func(s translation.Score) string { return decimals(float64(s.BLEU.Length) / float64(s.BLEU.Reference)) }},
	} {
		cells := []string{row.name}
		for _, s := range scores {
			cells = append(cells, row.of(s))
		}
		t.add(cells...)
	}
	page := t.String()
	if n := e.greedy.BLEU.Without(); n > 0 {
		page += fmt.Sprintf(w.NoGram, n) + "\n"
	}
	return page
}

// pairsAtOnce is how many pairs are read, and printed, at a time.
const pairsAtOnce = 256

// printPairNats writes an object for every target token of pairs, as a network reads them.
func (c *call) printPairNats(m *translation.Model, list []judgedPair) error {
	for from := 0; from < len(list); from += pairsAtOnce {
		part := list[from:min(from+pairsAtOnce, len(list))]
		readings, err := m.Read(context.Background(), rowsOf(part))
		if err != nil {
			return err
		}
		var b bytes.Buffer
		for i, r := range readings {
			for t := range r.Targets {
				line, err := encoded(targetJSON(m.Corpus, r, part[i].reference, t, from+i+1))
				if err != nil {
					return err
				}
				b.Write(line)
			}
		}
		if _, err := c.stdout.Write(b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// A targetToken is what a network thinks of a token of a reference.
type targetToken struct {
	Pair  int    `json:"pair,omitempty"` // from 1
	Token token  `json:"token"`
	ID    int32  `json:"id"`
	Known bool   `json:"known"` // training has it; another is read as <unk>
	P     number `json:"p"`
	Nats  number `json:"nats"`
	Best  token  `json:"best"` // the likeliest in its place
	BestP number `json:"best_p"`
}

func targetJSON(c *translation.Corpus, r translation.Reading, reference []string, t, pair int) targetToken {
	id, said := r.Targets[t], c.Target.Word(r.Targets[t])
	if t < len(reference) {
		said = reference[t]
	}
	j := targetToken{Pair: pair, Token: token(said), ID: id, Known: id != translation.Unk, P: number(math.Exp(-r.Nats[t])), Nats: number(math.Abs(r.Nats[t])), BestP: number(r.BestP[t])}
	if r.Best[t] >= 0 {
		j.Best = token(c.Target.Word(r.Best[t]))
	}
	return j
}
