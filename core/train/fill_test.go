package train

import (
	"fmt"
	"testing"

	"unroll/core/fill"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
	"unroll/core/work"
)

// fillRecipes are those of every cell, over a stream and over lines.
func fillRecipes() map[string]recipe.Recipe {
	all := map[string]recipe.Recipe{}
	for _, cell := range nn.Cells() {
		for _, lines := range []bool{false, true} {
			r := recipe.Fill()
			r.Text.Lines, r.Model.Cell, r.Model.Hidden, r.Model.Embed, r.Model.Layers, r.Model.Dropout = lines, cell.Name, 9, 7, 2, 0.2
			r.Settings.Batch, r.Settings.Unroll = 3, 90
			all[fmt.Sprintf("%s, lines %v", cell.Name, lines)] = r
		}
	}
	return all
}

// The law: blanks are learned to be filled in to the same bytes on any number of threads and after a resume, for every cell and with lines
// or without; an update allocates nothing.
func TestFillIsLearnedToTheSameBytes(t *testing.T) {
	p := work.New(1, false)
	defer p.Close()
	for name, r := range fillRecipes() {
		d := task.NewFilling(corpusOf(t, r, texttest.Prose(20)), nil)
		sameBytes(t, name, r, d, 12, 3, 8)
		l, err := newLearner(r, task.NewFilling(corpusOf(t, r, texttest.Prose(200)), nil))
		if err != nil {
			t.Fatal(err)
		}
		l.use(p)
		if n := allocations(t, l); n != 0 {
			t.Errorf("%s: %v allocations an update", name, n)
		}
	}
}

// The law: in training every token is its own target and is scored, and no state is carried into a window; the network is one that
// does not see the token; a validation scores every held-out token.
func TestFillWindows(t *testing.T) {
	for name, r := range fillRecipes() {
		d := task.NewFilling(corpusOf(t, r, texttest.Prose(20)), nil)
		l, err := newLearner(r, d)
		if err != nil {
			t.Fatal(err)
		}
		if s := l.net.Spec(); !s.Fill || !s.Bidirectional {
			t.Fatalf("%s: %+v", name, s)
		}
		for range 30 {
			scored, fresh := l.reader.Next(r.Settings.Unroll, &l.batch)
			n := 0
			for i, id := range l.batch.Targets {
				if id < 0 {
					continue
				}
				if n++; id != l.batch.Tokens[i] {
					t.Fatalf("%s: token %d has target %d", name, l.batch.Tokens[i], id)
				}
			}
			if n != scored || !fresh || !r.Text.Lines && n != l.batch.Rows() {
				t.Fatalf("%s: %d targets, %d scored of %d, fresh %v", name, n, scored, l.batch.Rows(), fresh)
			}
		}
		e := d.Validate(l.net, 0)
		for e.Next(l.pool) {
		}
		if v, _ := e.Outcome(); v.Tokens != d.HeldOut() || v.Tokens != fill.Sequences(d.Corpus.Valid, r.Text.Lines, d.Corpus.Vocab.EndOfLine()).Scored() {
			t.Errorf("%s: %d of %d held-out tokens were scored", name, v.Tokens, d.HeldOut())
		}
	}
}

// The law: a recipe that could not mean what it says is refused: blanks of a text of which only answers count, and a network for blanks that
// is to be a language model.
func TestFillRecipesThatMakeNoSense(t *testing.T) {
	scored := recipe.Fill()
	scored.Text.Score, scored.Text.Lines, scored.Model.Vocab = "last", true, 5
	language := recipe.Default()
	language.Model.Vocab, language.Model.Bidirectional, language.Model.Fill = 5, true, true
	for _, r := range []recipe.Recipe{scored, language} {
		if r.Check() == nil {
			t.Errorf("%+v is accepted", r)
		}
	}
	if r := recipe.Fill(); r.Check() == nil || func() error { r.Model.Vocab = 5; return r.Check() }() != nil {
		t.Error("the plain recipe is refused, or accepted without a vocabulary")
	}
}
