package cli

import (
	"fmt"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/datasets"
	"unroll/sessions"
)

// An evaluation is how well a text was predicted and, if only some tokens of its lines count, how many lines are right.
type evaluation struct {
	lm.Evaluation
	lengths []lm.LengthScore // nil: every token counts
}

// all is the score of the lines of all lengths.
func (e evaluation) all() (sum lm.LengthScore) {
	for _, s := range e.lengths {
		sum.Lines, sum.Right = sum.Lines+s.Lines, sum.Right+s.Right
	}
	return sum
}

// evaluateLines evaluates on the scored lines of a text.
func evaluateLines(meta sessions.Meta, model *lm.Model, t datasets.Text, threads int) (evaluation, error) {
	stream, err := model.Stream(t.Train)
	if err != nil {
		return evaluation{}, err
	}
	by, err := model.Vocab.Scoring(meta.Recipe.Text.Score)
	if err != nil {
		return evaluation{}, err
	}
	lines := text.ScoredLines(stream.IDs, by)
	if len(lines.Spans) == 0 {
		return evaluation{}, &unfit{errNothingScored.Of(t.Parts[0].Name, meta.Recipe.Text.Score)}
	}
	e, lengths := model.EvaluateLines(lines, threads)
	return evaluation{e, lengths}, nil
}

// heldOutLines evaluates on the scored lines that a corpus holds out.
func heldOutLines(model *lm.Model, c *text.Corpus, threads int) evaluation {
	e, lengths := model.EvaluateLines(c.ValidLines, threads)
	return evaluation{e, lengths}
}

// rightLines says how many held-out lines the run ends with; "" if every token counts, or nothing is held out.
func (w *follower) rightLines() string {
	c, m := w.run.Corpus, w.last.Language()
	if !c.Scores() || m == nil || len(c.ValidLines.Spans) == 0 {
		return ""
	}
	e := heldOutLines(m, c, sessions.Threads())
	trained := 0
	for _, x := range c.TrainLines.Spans {
		trained = max(trained, x.Length)
	}
	all, beyond := e.all(), e.beyond(trained)
	if say := w.words.CLI.Summary; beyond.Lines > 0 {
		return fmt.Sprintf(say.RightBeyond, count(all.Right), count(all.Lines), accuracy(all), trained, accuracy(beyond))
	}
	return fmt.Sprintf(w.words.CLI.Summary.RightLines, count(all.Right), count(all.Lines), accuracy(all))
}

// beyond is the score of the lines that are longer than those trained.
func (e evaluation) beyond(trained int) (sum lm.LengthScore) {
	for _, s := range e.lengths {
		if s.Length > trained {
			sum.Lines, sum.Right = sum.Lines+s.Lines, sum.Right+s.Right
		}
	}
	return sum
}

// lengthsTable is the accuracy by length.
func (c *call) lengthsTable(lengths []lm.LengthScore) string {
	w := c.words.CLI.Eval
	t := table{ink: c.ink, right: []bool{true, true, true, true}, head: []string{w.Length, w.Lines, w.Right, w.Accuracy}}
	for _, s := range lengths {
		t.add(count(s.Length), count(s.Lines), count(s.Right), accuracy(s))
	}
	return t.String()
}

// accuracy is in percent; 100 % only if every line is right.
func accuracy(s lm.LengthScore) string {
	tenths := s.Tenths()
	return fmt.Sprintf("%d.%d %%", tenths/10, tenths%10)
}

type lengthJSON struct {
	Length int `json:"length"`
	Lines  int `json:"lines"`
	Right  int `json:"right"`
}

// linesJSON is what an evaluation has only if some tokens count.
type linesJSON struct {
	Lines    int          `json:"lines"`
	Right    int          `json:"right"`
	Accuracy number       `json:"accuracy"`
	ByLength []lengthJSON `json:"by_length"`
}

func (e evaluation) linesJSON() *linesJSON {
	if e.lengths == nil {
		return nil
	}
	all := e.all()
	j := &linesJSON{Lines: all.Lines, Right: all.Right, Accuracy: number(all.Accuracy())}
	for _, s := range e.lengths {
		j.ByLength = append(j.ByLength, lengthJSON(s))
	}
	return j
}
