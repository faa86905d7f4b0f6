package cli

import (
	"context"
	"fmt"
	"math"

	"unroll/core/fill"
	"unroll/core/lm"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/datasets"
	"unroll/sessions"
)

// A fillEvaluation is how well blanks are filled in.
type fillEvaluation struct {
	lm.Evaluation
	right int // tokens that are the likeliest
	law   fill.Pair
	exact bool // law is known
}

// evalFill evaluates a session that fills in blanks on its held-out text, or on a file.
func (c *call) evalFill(f evalFlags, args []string) error {
	meta, model, err := sessions.Default(c.folder).Filler(args[0], f.weights)
	if err != nil {
		return err
	}
	e, err := c.evaluateFill(f, meta, model, args[1:])
	if err != nil {
		return err
	}
	if f.json {
		return c.printJSON(fillEvaluationJSON(meta, e))
	}
	_, err = fmt.Fprint(c.stdout, c.fillTable(e, model.Vocab.Len()))
	return err
}

func (c *call) evaluateFill(f evalFlags, meta sessions.Meta, model *fill.Model, files []string) (e fillEvaluation, err error) {
	if len(files) > 0 {
		t, err := c.oneText(meta, files[0])
		if err != nil {
			return e, err
		}
		ids, err := text.Sequence(model.Vocab, model.Lines, t.Train)
		if err == nil && len(ids) < 2 {
			err = &text.TooShort{Tokens: len(ids), Need: 2}
		}
		if err != nil {
			return e, evalError(t, err)
		}
		if e, err = evaluated(model, model.Rows(ids), f.threads, nil); err == nil && e.Tokens == 0 {
			err = &unfit{errForeignTokens.Of(t.Parts[0].Name, meta.Name)}
		}
		return e, err
	}
	x, err := sessions.FindToEvaluate(meta, datasets.Opener{})
	if err != nil {
		return e, err
	}
	s, err := x.Subject(meta.Recipe)
	if err != nil {
		return e, err
	}
	d := s.Data.(*task.Filling)
	if d.Valid.Scored() == 0 {
		return e, nothingHeldOut(meta)
	}
	return evaluated(model, d.Valid, f.threads, d.Law)
}

// evaluated evaluates a network on sequences, beside the exact law if it is known.
func evaluated(m *fill.Model, of *text.Sequences, threads int, law fill.Law) (fillEvaluation, error) {
	e := fillEvaluation{Evaluation: m.Evaluate(of, threads)}
	list, err := m.Score(context.Background(), of)
	if err != nil {
		return e, err
	}
	each := make([]float64, len(list))
	for i, s := range list {
		if each[i] = s.Nats; s.Rank == 0 {
			each[i] = math.NaN()
		} else if s.Best == s.ID {
			e.right++
		}
	}
	if law != nil {
		exact, _ := fill.LawNats(law, of)
		e.law, e.exact = fill.Compare(each, exact), true
	}
	return e, nil
}

func (c *call) fillTable(e fillEvaluation, V int) string {
	w, own, unit := c.words.CLI.Eval, c.words.CLI.Fill.Eval, c.unit()
	t := table{ink: c.ink, labels: true, right: []bool{false, true}}
	t.add(w.Tokens, count(e.Tokens))
	if e.Unknown > 0 {
		t.add(w.Unknown, count(e.Unknown), w.NotScored)
	}
	t.add(w.Characters, count(e.Chars))
	t.add(own.Right, count(e.right), fmt.Sprintf(own.OfTokens, percent(float64(e.right)/float64(e.Tokens))))
	t.add(w.NLL, decimals(c.inUnit(e.NLL)), unit.Name)
	t.add(own.Perplexity, decimals(task.Fill.Score.Of(e.Loss())), fmt.Sprintf(w.Untrained, count(V)))
	t.add(unit.PerToken, decimals(c.inUnit(e.Loss())))
	if e.exact {
		t.add(own.Exact, decimals(c.inUnit(e.law.Law)), fmt.Sprintf(own.ExactIs, decimals(task.Fill.Score.Of(e.law.Law)), percent(e.law.Net/e.law.Law-1), fmt.Sprintf("%.1f", e.law.Z())))
	}
	return t.String() + c.words.CLI.Fill.Summary.NotAText + "\n"
}

type fillLawJSON struct {
	Loss number `json:"loss"`
	Z    number `json:"z"` // the network's loss minus this one, in standard errors of the paired difference
}

func fillEvaluationJSON(meta sessions.Meta, e fillEvaluation) any {
	var exact *fillLawJSON
	if e.exact {
		exact = &fillLawJSON{number(e.law.Law), number(e.law.Z())}
	}
	return struct {
		Session    string       `json:"session"`
		Step       int          `json:"step"`
		Tokens     int          `json:"tokens"`
		Unknown    int          `json:"unknown"`
		Characters int          `json:"characters"`
		Right      int          `json:"right"`
		NLL        number       `json:"nll"`
		Loss       number       `json:"loss"`
		Perplexity number       `json:"perplexity_both_sides"`
		Exact      *fillLawJSON `json:"exact"` // null: the law is not known
	}{meta.Name, e.Step, e.Tokens, e.Unknown, e.Chars, e.right, number(e.NLL), number(e.Loss()), number(task.Fill.Score.Of(e.Loss())), exact}
}
