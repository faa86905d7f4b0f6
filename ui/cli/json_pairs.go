package cli

import (
	"math"

	"unroll/core/task"
	"unroll/core/translation"
	"unroll/sessions"
)

// decodedJSON is how good translations are.
type decodedJSON struct {
	Width      int      `json:"beam"` // 0: greedy
	Alpha      *float64 `json:"alpha,omitempty"`
	Exact      int      `json:"exact"`
	Match      number   `json:"exact_match"`
	InPlace    number   `json:"tokens_in_place"` // share of the references' tokens
	BLEU       number   `json:"bleu4"`
	Precisions []number `json:"precisions"` // of 1- to 4-grams; null: there are none
	Brevity    number   `json:"brevity"`
	Length     int      `json:"length"`
	Reference  int      `json:"reference_length"`
	Book       number   `json:"book_bleu2"` // the mean over sentences of the book's score with k = 2
}

func decodedOf(s translation.Score) decodedJSON {
	j := decodedJSON{Exact: s.Exact, Match: number(s.ExactMatch()), InPlace: number(s.TokenAccuracy()), BLEU: number(s.CorpusBLEU()),
		Brevity: number(s.BLEU.Brevity()), Length: s.BLEU.Length, Reference: s.BLEU.Reference, Book: number(s.BookBLEU())}
	for n := range translation.MostBLEU {
		j.Precisions = append(j.Precisions, number(s.BLEU.Precision(n+1)))
	}
	return j
}

func (c *call) pairsEvaluationJSON(e pairsEvaluation) any {
	loss := e.valid.Loss()
	var beam *decodedJSON
	if e.beam != nil {
		j := decodedOf(*e.beam)
		j.Width, j.Alpha = e.flags.width, &e.flags.alpha
		beam = &j
	}
	var exact *lawJSON
	if !math.IsNaN(e.exact.Loss) {
		exact = &lawJSON{number(e.exact.Loss), number(e.exact.Match)}
	}
	var standing, verdict *string
	if e.rungs != nil {
		name, said := standingsOfPairs[e.verdict.Standing], c.inNats().verdictOfPairs(e.verdict, e.rungs)
		standing, verdict = &name, &said
	}
	return struct {
		Session        string       `json:"session"`
		Step           int          `json:"step"`
		Pairs          int          `json:"pairs"`
		Empty          int          `json:"left_out_empty"`
		Long           int          `json:"left_out_long"`
		Cut            int          `json:"sentences_cut"`
		Tokens         int          `json:"target_tokens"` // with <eos>
		UnknownSources int          `json:"unknown_source_tokens"`
		UnknownTargets int          `json:"unknown_target_tokens"`
		NLL            number       `json:"nll"`
		Loss           number       `json:"loss"` // nats per target token
		Perplexity     number       `json:"target_perplexity"`
		Accuracy       number       `json:"token_accuracy"` // with the reference as input
		Exact          *lawJSON     `json:"exact"`          // of the exact law on the same pairs; null: not known
		Greedy         decodedJSON  `json:"greedy"`
		Beam           *decodedJSON `json:"beam"`     // null: not asked for
		Standing       *string      `json:"standing"` // null: not worked out, as there are many training pairs, or others are evaluated
		Verdict        *string      `json:"verdict"`
	}{e.of.Meta.Name, e.of.Model.At(), len(e.list), e.left.Empty, e.left.Long, e.left.Cut, e.valid.Tokens, e.unknown.Source, e.unknown.Target,
		number(e.valid.NLL), number(loss), number(task.Translation.Score.Of(loss)), number(float64(e.valid.Right) / float64(e.valid.Tokens)), exact, decodedOf(e.greedy), beam, standing, verdict}
}

type lawJSON struct {
	Loss  number `json:"loss"`
	Match number `json:"exact_match"`
}

// A madeToken is a token of a translation.
type madeToken struct {
	Token token  `json:"token"`
	ID    int32  `json:"id"`
	P     number `json:"p"`
	Nats  number `json:"nats"`
}

// A hypothesisJSON is a translation that a network has made.
type hypothesisJSON struct {
	Translation token       `json:"translation"`
	Tokens      []madeToken `json:"tokens"` // with <eos>, if it has ended
	LogP        number      `json:"log_p"`  // nats
	Score       number      `json:"score"`  // log P / L^alpha
	Ended       bool        `json:"ended"`
}

func hypothesisOf(c *translation.Corpus, h translation.Hypothesis, alpha float64) hypothesisJSON {
	j := hypothesisJSON{Translation: token(c.Target.Join(c.Words(h))), Tokens: []madeToken{}, LogP: number(h.LogP()), Score: number(h.Score(alpha)), Ended: h.Ended()}
	for i, id := range h.IDs {
		j.Tokens = append(j.Tokens, madeToken{token(c.Target.Word(id)), id, number(math.Exp(-h.Nats[i])), number(math.Abs(h.Nats[i]))})
	}
	return j
}

// A readToken is a token of a source.
type readToken struct {
	Token token `json:"token"`
	ID    int32 `json:"id"`
	Known bool  `json:"known"` // training has it; another is read as <unk>
}

// A referenceJSON is what a network thinks of a reference, with the reference as input.
type referenceJSON struct {
	Tokens     []targetToken `json:"tokens"`
	LogP       number        `json:"log_p"`
	Loss       number        `json:"loss"` // nats per token
	Perplexity number        `json:"target_perplexity"`
	Exact      bool          `json:"exact"`      // the translation is the same
	BLEU       number        `json:"bleu4"`      // of the translation against it
	Book       number        `json:"book_bleu2"` // the book's score with k = 2
}

func referenceOf(c *translation.Corpus, t translated) *referenceJSON {
	if t.reference == nil {
		return nil
	}
	loss, s := t.reading.Loss()/float64(len(t.reading.Targets)), translation.Compare(t.reference, c.Words(t.best))
	j := &referenceJSON{LogP: number(-t.reading.Loss()), Loss: number(loss), Perplexity: number(task.Translation.Score.Of(loss)), Exact: s.Exact == 1,
		BLEU: number(s.CorpusBLEU()), Book: number(s.BookBLEU())}
	for i := range t.reading.Targets {
		j.Tokens = append(j.Tokens, targetJSON(c, t.reading, t.reference, i, 0))
	}
	return j
}

func translatedJSON(x sessions.Translator, t translated, top int) any {
	c := x.Data.Corpus
	var source []readToken
	for i, id := range t.ids {
		said := translationEnd
		if i < len(t.source) {
			said = t.source[i]
		}
		source = append(source, readToken{token(said), id, id != translation.Unk})
	}
	var attention [][]number // null: the network has none
	for _, weights := range t.best.Attention {
		var row []number
		for _, w := range weights {
			row = append(row, number(w))
		}
		attention = append(attention, row)
	}
	var found []hypothesisJSON // null: no beam
	for _, h := range t.found[:min(top, len(t.found))] {
		found = append(found, hypothesisOf(c, h, t.beam.alpha))
	}
	return struct {
		Session string      `json:"session"`
		Step    int         `json:"step"`
		Source  []readToken `json:"source"` // with <eos>
		hypothesisJSON
		Attention [][]number       `json:"attention"` // a row for each of tokens, a column for each of source
		Width     int              `json:"beam"`      // 0: greedy
		Alpha     float64          `json:"alpha"`
		Found     []hypothesisJSON `json:"found"`
		Reference *referenceJSON   `json:"reference"` // null: none was given
	}{x.Meta.Name, x.Model.At(), source, hypothesisOf(c, t.best, t.beam.alpha), attention, t.beam.width, t.beam.alpha, found, referenceOf(c, t)}
}
