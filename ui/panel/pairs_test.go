package panel

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/core/translation/translationtest"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
)

// pairsOf is pairs as data, of which the last are held out.
func pairsOf(t testing.TB, held int, o translation.Options, lines ...translation.Line) *task.Pairs {
	t.Helper()
	n := len(lines) - held
	c, err := translation.NewCorpus(lines[:n], lines[n:], o)
	if err != nil {
		t.Fatal(err)
	}
	return task.NewPairs(c)
}

func sourcePairs(t testing.TB, name string, n, held int) *task.Pairs {
	t.Helper()
	s, _ := translation.Find(name)
	return pairsOf(t, held, s.Options, s.Load()[:n]...)
}

// The law: every standing has a sentence of its own, wide and narrow; how far it is above the law is said where that is known and there
// is room; exact match and BLEU stand with it; better than possible is red.
func TestATranslatorsStandingInWords(t *testing.T) {
	l, nan := plainLook(), math.NaN()
	of, dark := sourcePairs(t, "echo", 40, 9), l
	dark.Theme, _ = theme.Find("dark")
	type v = ladder.Verdict
	for _, c := range []struct {
		v            v
		wide, narrow string
	}{
		{v{Standing: ladder.NoBetter}, "no better than knowing how common each token is", "no better than token counts"},
		{v{Standing: ladder.NoBetter, Worse: 8.06e17}, "worse than knowing how common each token is: 8.1e17 nats above that", "worse than token counts"},
		{v{Standing: ladder.NoBetter, Worse: 0.5}, "worse than knowing how common each token is: 0.50 nats above that", "worse than token counts"},
		{v{Standing: ladder.Unsure, Pairs: 12}, "better than token counts, but too few pairs (12) to be sure", "not surely better"},
		{v{Standing: ladder.BelowGrams, Grams: 0.4, Exact: 0, BLEU: 0.021}, "0.40 nats above a 4-gram of the target, which does not see the source; exact match 0.0 %, BLEU 0.021", "not as good as a 4-gram"},
		{v{Standing: ladder.AsGood, Exact: 0.01, BLEU: 0.1}, "as good as a 4-gram of the target, which does not see the source; exact match 1.0 %, BLEU 0.100", "as good as a 4-gram of the target"},
		{v{Standing: ladder.PastGrams, Grams: -0.25, AboveLaw: nan, Exact: 0.1, BLEU: 0.2}, "0.25 nats below a 4-gram of the target: it uses the source; exact match 10.0 %, BLEU 0.200", "below a 4-gram: it uses the source"},
		{v{Standing: ladder.PastGrams, Grams: -0.25, AboveLaw: 0.5, Exact: 0.1, BLEU: 0.2}, "0.25 nats below a 4-gram of the target: it uses the source, 0.50 nats above the minimum; exact match 10.0 %, BLEU 0.200", "below a 4-gram: it uses the source"},
		{v{Standing: ladder.PastRungs, Best: translation.TargetGrams, Above: -0.97, AboveLaw: nan, Exact: 0.9996, BLEU: 0.9}, "better than every simple model: 0.97 nats below a 4-gram of the target; exact match 99.9 %, BLEU 0.900", "better than a 4-gram of the target"},
		{v{Standing: ladder.PastRungs, Best: translation.IBMModel1, Above: -0.2, AboveLaw: nan, Exact: 1, BLEU: 1}, "better than every simple model: 0.20 nats below IBM model 1; exact match 100.0 %, BLEU 1.000", "0.20 nats below IBM model 1"},
		{v{Standing: ladder.AtLaw, AboveLaw: 0.001, Exact: 0.5, BLEU: 0.8}, "at the minimum: what is left is what the sources leave open; exact match 50.0 %, BLEU 0.800", "at the minimum; exact match 50.0 %"},
		{v{Standing: ladder.BelowLaw, AboveLaw: -0.2}, "below the minimum: it has seen the translations it is judged by", "below the minimum"},
	} {
		d := &Data{Snap: train.Snapshot{Model: &translation.Model{}}, Pairs: Pairs{Of: of, State: Counted, Ladder: &ladder.Ladder{Grams: 4}, Stand: ladder.Stand{Tokens: 9, Verdict: c.v}}}
		for room, want := range map[int]string{140: c.wide, 34: c.narrow} {
			if got, _ := VerdictLine(d, l, room); got != want {
				t.Errorf("%d columns: %q, want %q", room, got, want)
			}
		}
		if _, st := PairStanding(c.v, 4, dark); (st.FG == dark.Bad.FG) != (c.v.Standing == ladder.BelowLaw) {
			t.Errorf("%q: style %v", c.wide, st)
		}
		d.Pairs.Ladder.Train = true
		if got, _ := VerdictLine(d, l, 160); got != "on training pairs: "+c.wide {
			t.Errorf("nothing held out: %q", got)
		}
		d.Verdict.Ails.Trouble = baseline.Diverged
		if got, _ := VerdictLine(d, l, 140); got == c.wide {
			t.Errorf("a run that diverged: %q", got)
		}
	}
	d := &Data{Snap: train.Snapshot{Model: &translation.Model{}}, Pairs: Pairs{Of: of, State: Counting}}
	if got, _ := VerdictLine(d, l, 80); got != l.Words.Pairs.Counting {
		t.Errorf("%q", got)
	}
	l.Unit = look.Bits
	forms, _ := PairStanding(v{Standing: ladder.PastRungs, Best: translation.IBMModel1, Above: -math.Ln2, AboveLaw: nan, Exact: nan}, 4, l)
	if forms[1] != "1.00 bits below IBM model 1" {
		t.Errorf("%q", forms)
	}
}

// The law: the least training loss is a line of its own, in the training curve's colour, where some sources have several translations;
// not where it is 0, and not where padding is learned. The least validation loss is another line, and in the floor's colour.
func TestTheFloorOfTrainingIsOfTheTrainingCurve(t *testing.T) {
	l := plainLook()
	l.Theme, _ = theme.Find("dark")
	line := func(a, b string) translation.Line { return translation.Line{Source: a, Target: b} }
	twice := []translation.Line{line("a", "x"), line("a", "y"), line("b", "z"), line("c", "x")}
	want := 2 * math.Ln2 / 6 // of 3 training pairs with 2 tokens each
	for name, c := range map[string]struct {
		of     *task.Pairs
		floor  float64
		labels []string
	}{
		"ambiguous":  {pairsOf(t, 1, translation.Options{}, twice...), math.NaN(), []string{fmt.Sprintf("train minimum %.3f", want)}},
		"and law":    {pairsOf(t, 1, translation.Options{}, twice...), 0.25, []string{fmt.Sprintf("train minimum %.3f", want), "valid minimum 0.250"}},
		"padding":    {pairsOf(t, 1, translation.Options{NoMask: true}, twice...), math.NaN(), nil},
		"one to one": {pairsOf(t, 1, translation.Options{}, twice[1:]...), 0, nil},
	} {
		d := &Data{Pairs: Pairs{Of: c.of}, Levels: c.of.Levels(), Floor: c.floor}
		var labels []string
		for _, r := range lossRefs(d, l) {
			if strings.Contains(r.Label, "minimum") {
				labels = append(labels, r.Label)
				if (r.Style.FG == l.Train.FG) != strings.HasPrefix(r.Label, "train") {
					t.Errorf("%s: %q has style %v", name, r.Label, r.Style)
				}
			}
		}
		if !slices.Equal(labels, c.labels) {
			t.Errorf("%s: %q, want %q", name, labels, c.labels)
		}
		var said []string
		for _, p := range pairLines(d, l) {
			said = append(said, string(p.Text))
		}
		all := strings.Join(said, "\n")
		if strings.Contains(all, "Dropout lifts") != (len(c.labels) > 0) || strings.Contains(all, "Here padding is learned too") != c.of.NoMask {
			t.Errorf("%s says %s", name, all)
		}
	}
}

// The law: the levels of pairs have words, with the order of the k-gram.
func TestLevelsOfPairsHaveWords(t *testing.T) {
	of, l := sourcePairs(t, "dates", 300, 30), plainLook()
	d := &Data{Pairs: Pairs{Of: of}, Levels: of.Levels(), Floor: math.NaN()}
	var labels []string
	for _, r := range lossRefs(d, l) {
		labels = append(labels, r.Label)
	}
	v := of.Levels()
	want := []string{fmt.Sprintf("untrained %.2f (V=%d)", v[0].Loss, of.Target.Vocab()), fmt.Sprintf("one token, no context %.2f", v[1].Loss), fmt.Sprintf("%d-gram of the target %.2f", v[2].N, v[2].Loss)}
	if !slices.Equal(labels, want) {
		t.Errorf("%q, want %q", labels, want)
	}
}

// The law: what is marked as right is part of a longest common subsequence: as long, and in the reference in that order.
func TestWhatIsCommon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"a", "b", "c"})
		x, y := rapid.SliceOfN(word, 0, 7).Draw(t, "words"), rapid.SliceOfN(word, 0, 7).Draw(t, "reference")
		var kept []string
		for i, right := range common(x, y) {
			if right {
				kept = append(kept, x[i])
			}
		}
		longest := 0
		for set := range 1 << len(x) {
			var some []string
			for i, w := range x {
				if set>>i&1 == 1 {
					some = append(some, w)
				}
			}
			if within(some, y) {
				longest = max(longest, len(some))
			}
		}
		if len(kept) != longest || !within(kept, y) {
			t.Fatalf("%q in %q: %q", x, y, kept)
		}
	})
}

// within says whether some are in list in that order, with gaps.
func within(some, list []string) bool {
	for _, w := range list {
		if len(some) > 0 && some[0] == w {
			some = some[1:]
		}
	}
	return len(some) == 0
}

// The law: whatever the size, the panel is whole; source and translation are on it wherever it has a row, the reference where it has
// three; a wrong token is underlined and no other is.
func TestTranslationsAtEverySize(t *testing.T) {
	l := plainLook()
	for name, of := range map[string]*task.Pairs{"chinese": sourcePairs(t, "chinese", 300, 40), "dates": sourcePairs(t, "dates", 300, 40), "none held": sourcePairs(t, "echo", 40, 0)} {
		d := &Data{Pairs: Pairs{Of: of}}
		var ok bool
		if d.Pairs.Is, ok = TranslatedBy(t.Context(), translationtest.Model(of.Corpus, 5), of, 1); !ok || len(d.Pairs.Is.List) != several {
			t.Fatalf("%s: %d translations", name, len(d.Pairs.Is.List))
		}
		for _, l.Glyphs = range []chart.Glyphs{chart.Braille, chart.ASCII} {
			for w := 1; w <= 130; w += 3 {
				for h := 1; h <= 40; h += 1 + h/8 {
					rows := strings.Split(painted(d, Translating, w, h, l).Render(grid.Plain), "\n")
					for _, row := range rows {
						if grid.Width(row) != w || len(rows) != h {
							t.Fatalf("%s, %d×%d:\n%s", name, w, h, strings.Join(rows, "\n"))
						}
					}
					if first := d.Pairs.Is.List[0]; w > 30 && h >= 3 && !strings.Contains(strings.Join(rows, ""), first.Source[0]) {
						t.Fatalf("%s, %d×%d: no source in\n%s", name, w, h, strings.Join(rows, "\n"))
					}
				}
			}
		}
		for _, x := range d.Pairs.Is.List {
			for i, m := range x.marks(l)[:len(x.Words)] {
				if wrong := m.style.Attr&grid.Underline != 0; wrong == x.Right[i] {
					t.Errorf("%s: %q is underlined: %v", name, m.text, wrong)
				}
			}
		}
	}
}

// The law: a change of teacher forcing is on the axis of both charts, with its new value.
func TestTeacherForcingIsMarked(t *testing.T) {
	l, h := plainLook(), &history.History{}
	for i := range 100 {
		h.Append(history.Point{Step: i + 1, Loss: 1})
	}
	h.AddEvent(history.Event{Step: 50, Knob: "teacher_forcing", From: 1, To: 0.5})
	d := &Data{Snap: train.Snapshot{Step: 100, History: h.View()}}
	for _, of := range []func(string) bool{aboutRight, func(string) bool { return true }} {
		if got := changes(d, l, of); len(got) != 1 || got[0].Label != "tf=0.5" {
			t.Errorf("%+v", got)
		}
	}
}
