package lab

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/fill"
	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
)

// fillLab is a lab on a text whose blanks are filled in, after a snapshot of a network that says the same of every blank, and the same on
// every processor, with all that it asks for answered.
func fillLab(t testing.TB, name string) *Lab {
	t.Helper()
	x, err := datasets.Opener{}.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	x.Train = strings.ToValidUTF8(x.Train[:min(20_000, len(x.Train))], "")
	r := sessions.RecipeForFill(x)
	r.Model.Hidden = 2
	about, err := sessions.OfText(x).Subject(r)
	if err != nil {
		t.Fatal(err)
	}
	d := about.Data.(*task.Filling)
	r.Model = d.Fit(r.Model)
	about.Recipe = r
	net, err := nn.New[float32](r.Model)
	if err != nil {
		t.Fatal(err)
	}
	net.Init(rand.New(rand.NewPCG(1, 1)))
	w := net.Weights()
	clear(w)
	for id := range w[len(w)-r.Model.Vocab:] {
		w[len(w)-r.Model.Vocab+id] = float32(id*7%13) / 4
	}
	net.Prepare()
	plain, _ := theme.Find("plain")
	l := New(&made{snapshots: make(chan train.Snapshot)}, &about, name, &look.Look{Theme: plain, Words: i18n.English})
	t.Cleanup(l.Close)
	h := &history.History{}
	for i := range 1200 {
		up := math.Exp(-float64(i) / 90)
		h.Append(history.Point{Step: i + 1, Tokens: 1024, Loss: 1 + up, GradNorm: 0.05 + up, Factor: 1, LR: r.Settings.LR, Epoch: float64(i+1) / 28})
		if i%100 == 99 {
			h.AddValid(history.Valid{Step: i + 1, NLL: (1.05 + up) * 2000, Tokens: 2000})
		}
	}
	workOff(l, snapshot(l, train.Snapshot{Task: task.Fill, Recipe: r, Step: 1200, Epoch: 42.9, Phase: train.Paused, Settings: r.Settings, LR: r.Settings.LR, Rows: r.Settings.Batch,
		Speed: 61_234, History: h.View(), Model: fill.NewModel(net, d.Corpus.Vocab, d.Corpus.Lines, 1200)}))
	workOff(l, l.Enter())
	return l
}

// viewsOfFill are the views of such a run, and what else there is to be seen of one.
var viewsOfFill = []subject{
	{"lab", func(*Lab) {}},
	{"zoom-blank", zoomed("blank")},
	{"zoom-filled", zoomed("filled")},
	{"fill", keyed("2", "right", "right")},
	{"help", keyed("?")},
	{"help-fill", keyed("2", "?")},
	{"help-blank", func(l *Lab) { zoomed("blank")(l); picture(l, 80, 24); keyed("?")(l) }},
}

// TestGalleryOfFill is every view and panel of a run that fills in blanks as a person sees it, at all sizes.
func TestGalleryOfFill(t *testing.T) {
	for _, s := range viewsOfFill {
		t.Run(s.name, func(t *testing.T) {
			l := fillLab(t, "markov")
			s.do(l)
			golden.RequireEqual(t, hung(l, sizes...))
		})
	}
	t.Run("chinese", func(t *testing.T) {
		golden.RequireEqual(t, hung(fillLab(t, "chashan"), sizes...))
	})
	t.Run("ascii", func(t *testing.T) {
		l := fillLab(t, "names")
		l.Look.Glyphs = chart.ASCII
		golden.RequireEqual(t, hung(l, sizes...))
	})
}

// The law: a run that fills in blanks has its own panels and its own view, none of a language model's, and no prefix; k-grams, which know the
// past alone, say nothing of it.
func TestALabOfBlanks(t *testing.T) {
	l := fillLab(t, "markov")
	var ids []string
	for _, k := range l.kinds() {
		ids = append(ids, k.ID)
	}
	if !slices.Equal(ids, []string{"lab", "fill"}) {
		t.Errorf("its views are %v", ids)
	}
	ids = nil
	for _, p := range l.data.Panels() {
		ids = append(ids, p.ID)
	}
	if !slices.Equal(ids, []string{panel.Curves, panel.Knobs, panel.Norm, panel.Blank, panel.Filled}) {
		t.Errorf("its panels are %v", ids)
	}
	for _, e := range l.entries() {
		if e.Name == "prefix.type" {
			t.Error("it has a prefix")
		}
	}
	if l.data.Ladder.State != panel.NotCounted || !l.data.Fill.Is.Known {
		t.Errorf("k-grams %v, guesses known %v", l.data.Ladder.State, l.data.Fill.Is.Known)
	}
}

// The law: a language model that reads both ways has one verdict, whatever its loss, its floor and the k-grams are; one that reads forward
// has it never.
func TestAModelThatReadsItsAnswersSaysSo(t *testing.T) {
	l := paused(t, "markov")
	long := panelRoom
	before, _ := panel.VerdictLine(&l.data, *l.Look, long)
	l.data.Snap.Recipe.Model.Bidirectional = true
	for range 2 {
		said, st := panel.VerdictLine(&l.data, *l.Look, long)
		if !strings.Contains(said, "reads its own answers") || st != l.Look.Bad.With(grid.Bold) {
			t.Errorf("it says %q", said)
		}
		l.data.Verdict.Standing++
	}
	if strings.Contains(before, "reads its own answers") {
		t.Errorf("one that reads forward says %q", before)
	}
	if brief, _ := panel.VerdictLine(&l.data, *l.Look, 30); brief != "reads its own answers" {
		t.Errorf("in little room it says %q", brief)
	}
}

// panelRoom is more than any sentence takes.
const panelRoom = 400
