package train

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/work"
)

// answers are n lines of letters, a marker, and the first letter again.
func answers(n int) string {
	rng := rand.New(rand.NewPCG(8, 8))
	var b strings.Builder
	for range n {
		for i := range 1 + rng.IntN(6) {
			if i == 0 {
				fmt.Fprintf(&b, "%c", 'a'+rng.IntN(3))
			}
			fmt.Fprintf(&b, "%c", 'a'+rng.IntN(3))
		}
		s := b.String()
		at := strings.LastIndexByte(s, '\n') + 1
		fmt.Fprintf(&b, "=%c\n", s[at])
	}
	return b.String()
}

func scoredRecipe() recipe.Recipe {
	r := recipe.Default()
	r.Text.Lines, r.Text.Score = true, "after:="
	r.Model.Hidden = 11
	r.Settings.Batch, r.Settings.Unroll, r.Settings.ValidEvery = 5, 17, 4
	return r
}

func scoredLearner(t *testing.T, r recipe.Recipe, lines int) *learner {
	t.Helper()
	c, err := text.NewCorpus(answers(lines), nil, r.Text)
	if err != nil {
		t.Fatal(err)
	}
	l, err := newLearner(r, task.Text{Corpus: c})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// The law: loss and gradient of an update are the means over the scored tokens of its lines, read one at a time, each
// from a state of 0; padding and tokens that do not count are in neither.
func TestAScoredUpdateIsTheMeanOverItsLines(t *testing.T) {
	for _, cell := range nn.Cells() {
		if cell.FeedForward {
			continue
		}
		r := scoredRecipe()
		r.Model.Cell = cell.Name
		l := scoredLearner(t, r, 300)
		net, _ := nn.New[float32](l.net.Spec())
		copy(net.Weights(), l.net.Weights())
		net.Prepare()
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
		sum, scored, grad := 0.0, 0, make([]float64, len(net.Weights()))
		for _, x := range linesOf(&l.batch) {
			tape := net.NewTape(x.T, 1)
			tape.Forward(&x, nil)
			nll, n := tape.Backward(&x, 1)
			sum, scored = sum+nll, scored+n
			for i, g := range tape.Grad() {
				grad[i] += float64(g)
			}
		}
		p := l.hist.View().Last()
		if p.Tokens != scored || !near(p.Loss, sum/float64(scored), 1e-5) {
			t.Errorf("%s: loss %v over %d tokens instead of %v over %d", cell.Name, p.Loss, p.Tokens, sum/float64(scored), scored)
		}
		for i, g := range l.tape.Grad() {
			if want := grad[i] / float64(scored); !near(float64(g), want, 1e-4) {
				t.Fatalf("%s: gradient %d is %v instead of %v", cell.Name, i, g, want)
			}
		}
	}
}

func near(a, b, tolerance float64) bool {
	d := a - b
	return d < tolerance*(1e-2+max(b, -b)) && -d < tolerance*(1e-2+max(b, -b))
}

// linesOf cuts a batch at its resets.
func linesOf(b *nn.Batch[float32]) (list []nn.Batch[float32]) {
	for s := range b.B {
		for t := range b.T {
			i := t*b.B + s
			if b.Tokens[i] < 0 {
				continue
			}
			if b.Reset[i] {
				list = append(list, nn.Batch[float32]{B: 1})
			}
			x := &list[len(list)-1]
			x.T++
			x.Tokens, x.Targets = append(x.Tokens, b.Tokens[i]), append(x.Targets, b.Targets[i])
		}
	}
	return list
}

// The law: an update of scored lines allocates nothing.
func TestAScoredUpdateAllocatesNothing(t *testing.T) {
	l := scoredLearner(t, scoredRecipe(), 20_000)
	if n := allocations(t, l); n != 0 {
		t.Errorf("%v allocations an update", n)
	}
}

// The law: the same recipe gives the same weights on 1, 2, 3 and 8 threads, and if it is resumed from a checkpoint
// anywhere, at an epoch's end too.
func TestScoredRunsAreDeterministic(t *testing.T) {
	const steps = 60
	r := scoredRecipe()
	whole := scoredLearner(t, r, 120)
	var saved []*Checkpoint
	for range steps {
		saved = append(saved, whole.checkpoint())
		if err := whole.update(); err != nil {
			t.Fatal(err)
		}
	}
	if whole.reader.Epochs() < 3 {
		t.Fatalf("%v epochs: the test does not test what it says", whole.reader.Epochs())
	}
	for _, threads := range []int{2, 3, 8} {
		p := work.New(threads, false)
		l := scoredLearner(t, r, 120)
		l.use(p)
		for range steps {
			_ = l.update()
		}
		p.Close()
		if !slices.Equal(l.net.Weights(), whole.net.Weights()) {
			t.Errorf("%d threads: other weights", threads)
		}
	}
	for _, at := range []int{0, 1, 7, 15, 16, 17, 18, 31, 59} {
		l := scoredLearner(t, r, 120)
		if err := l.restore(saved[at]); err != nil {
			t.Fatal(err)
		}
		for l.step < steps {
			_ = l.update()
		}
		if !slices.Equal(l.net.Weights(), whole.net.Weights()) {
			t.Errorf("resumed at %d: other weights", at)
		}
	}
}

// The law: validations score every scored token of the held-out lines once.
func TestScoredValidation(t *testing.T) {
	l := scoredLearner(t, scoredRecipe(), 300)
	v := l.data.Validate(l.net, 0)
	for v.Next(l.pool) {
	}
	got, windows := v.Outcome()
	if want := l.data.(task.Text).Corpus.ValidLines.Scored(); got.Tokens != want || want == 0 {
		t.Errorf("%d tokens are scored instead of %d", got.Tokens, want)
	}
	if windows != (history.Windows{}) {
		t.Error("losses by place in the window say something of lines that are packed")
	}
}

// A window that is too short for a line is refused before the run and during it, with the line.
func TestAWindowTooShortForALine(t *testing.T) {
	r := scoredRecipe()
	c, err := text.NewCorpus("ab=a\nabcabc=a\nab=a\nab=a\n", nil, r.Text)
	if err != nil {
		t.Fatal(err)
	}
	r.Settings.Unroll = 8
	if _, err = newLearner(r, task.Text{Corpus: c}); err == nil || !strings.Contains(err.Error(), "line 2 needs 9") {
		t.Errorf("%v", err)
	}
	r.Settings.Unroll = 9
	l, err := newLearner(r, task.Text{Corpus: c})
	if err != nil {
		t.Fatal(err)
	}
	unroll, _ := recipe.FindKnob("unroll")
	if _, err := l.change(unroll, 8); err == nil || !strings.Contains(err.Error(), "line 2 needs 9") {
		t.Errorf("%v", err)
	}
	if _, err := l.change(unroll, 12); err != nil {
		t.Error(err)
	}
}
