package panel

import (
	"math"
	"testing"

	"unroll/core/baseline"
	"unroll/core/tagging"
	"unroll/core/tagging/ladder"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
)

// sentences is tagged sentences as data, of which held are held out.
func sentences(t testing.TB, held int) *task.Tagged {
	t.Helper()
	list := tagging.Weather.Make(1, 20+held)
	c, err := tagging.NewCorpus(list[:20], list[20:], tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return task.NewTagged(c, true)
}

// The law: every standing of a tagger has a sentence of its own, wide and narrow; how far it is above the floor is said where
// that is known and there is room; better than possible is red.
func TestATaggersStandingInWords(t *testing.T) {
	l, nan := plainLook(), math.NaN()
	of, dark := sentences(t, 9), l
	dark.Theme, _ = theme.Find("dark")
	type v = ladder.Verdict
	for _, c := range []struct {
		v            v
		wide, narrow string
	}{
		{v{Standing: ladder.NoBetter, AboveFloor: nan}, "no better than giving every word the commonest tag", "no better than the commonest tag"},
		{v{Standing: ladder.NoBetter, Worse: 0.5, AboveFloor: nan}, "worse than giving every word the commonest tag: 0.50 nats above it", "worse than the commonest tag"},
		{v{Standing: ladder.Unsure, N: 1535, AboveFloor: nan}, "better than the commonest tag, but 1,535 held-out words are too few to be sure", "not surely better"},
		{v{Standing: ladder.BelowRungs, Best: tagging.BigramHMM, AboveBest: 0.4, AboveFloor: nan}, "better than the commonest tag, not as good as the tags of each word, 0.40 nats above the HMM; 0.0 % of words right", "better than the commonest tag"},
		{v{Standing: ladder.AsGood, Rung: tagging.TagsOfWord, Best: tagging.BigramHMM, AboveBest: 0.1, AboveFloor: nan, Accuracy: 0.861}, "about as good as the tags of each word, 0.10 nats above the HMM; 86.1 % of words right", "≈ the tags of each word"},
		{v{Standing: ladder.AsGood, Rung: tagging.SuffixTable, Best: tagging.BigramHMM, AboveBest: 0.1, AboveFloor: nan, Accuracy: 0.893}, "about as good as a suffix table, 0.10 nats above the HMM; 89.3 % of words right", "about as good as a suffix table"},
		{v{Standing: ladder.AsGood, Rung: tagging.BigramHMM, Best: tagging.BigramHMM, AboveBest: 0.001, AboveFloor: nan, Accuracy: 0.92}, "about as good as the HMM; 92.0 % of words right", "about as good as the HMM"},
		{v{Standing: ladder.AsGood, Rung: tagging.SuffixTable, Between: true, Best: tagging.BigramHMM, AboveBest: 0.004, AboveFloor: nan, Accuracy: 0.9}, "better than a suffix table, 0.004 nats above the HMM; 90.0 % of words right", "better than a suffix table"},
		{v{Standing: ladder.AsGood, Rung: tagging.TagsOfWord, AboveFloor: 0.024, Accuracy: 0.7}, "about as good as the tags of each word, 0.02 nats above what the past can tell; 70.0 % of words right", "≈ the tags of each word"},
		{v{Standing: ladder.AsGood, Rung: tagging.TagsOfWord, Whole: true, AboveFloor: 0.2, Accuracy: 0.7}, "about as good as the tags of each word, 0.20 nats above the minimum of the whole sentence; 70.0 % of words right", "≈ the tags of each word"},
		{v{Standing: ladder.PastRungs, Best: tagging.BigramHMM, AboveBest: -0.08, AboveFloor: nan, Accuracy: 0.941}, "past the HMM, by 0.08 nats; 94.1 % of words right", "past the HMM, by 0.08 nats"},
		{v{Standing: ladder.PastRungs, Best: tagging.BigramHMM, AboveBest: -0.08, AboveFloor: 0.05, Accuracy: 0.941}, "past the HMM, 0.05 nats above what the past can tell; 94.1 % of words right", "past the HMM"},
		{v{Standing: ladder.PastThePast, Whole: true, AboveFloor: 0.05, Accuracy: 0.8}, "better than the past allows, 0.05 nats above the minimum of the whole sentence; 80.0 % of words right", "better than the past allows"},
		{v{Standing: ladder.AtFloor, AboveFloor: 0.001, Accuracy: 0.7}, "at what the past can tell: only later words could tell more; 70.0 % of words right", "at what the past can tell"},
		{v{Standing: ladder.AtFloor, Whole: true, AboveFloor: 0.001, Accuracy: 0.77}, "at the minimum of the whole sentence: nothing can do better; 77.0 % of words right", "at the minimum"},
		{v{Standing: ladder.BelowFloor, AboveFloor: -0.2}, "below what the past can tell: it has seen later words, or the tags it is judged by", "below what the past can tell"},
		{v{Standing: ladder.BelowFloor, Whole: true, AboveFloor: -0.2}, "below the minimum of the whole sentence: it has seen the tags it is judged by", "below the minimum"},
	} {
		d := &Data{Snap: train.Snapshot{Model: &tagging.Model{}}, Tags: Tags{Of: of}, Taggers: Taggers{State: Counted, Stand: ladder.Stand{Score: tagging.Score{N: 9}, Verdict: c.v}}}
		for room, want := range map[int]string{120: c.wide, 32: c.narrow} {
			got, _ := VerdictLine(d, l, room)
			if got != want {
				t.Errorf("%d columns: %q, want %q", room, got, want)
			}
		}
		if _, st := TaggerStanding(c.v, dark); (st.FG == dark.Bad.FG) != (c.v.Standing == ladder.BelowFloor) {
			t.Errorf("%q: style %v", c.wide, st)
		}
		d.Verdict.Ails.Trouble = baseline.Diverged
		if got, _ := VerdictLine(d, l, 100); got == c.wide {
			t.Errorf("a run that diverged: %q", got)
		}
	}
}

// The law: before the ladder is known it says that tags are counted; where nothing is held out, that; amounts are in the unit
// that is shown.
func TestATaggersStandingBeforeItIsKnown(t *testing.T) {
	l := plainLook()
	d := &Data{Snap: train.Snapshot{Model: &tagging.Model{}}, Tags: Tags{Of: sentences(t, 9)}, Taggers: Taggers{State: Counting}}
	if got, _ := VerdictLine(d, l, 80); got != l.Words.Taggers.Counting {
		t.Errorf("%q", got)
	}
	d.Tags.Of = sentences(t, 0)
	if got, _ := VerdictLine(d, l, 80); got != l.Words.Taggers.NothingHeld {
		t.Errorf("%q", got)
	}
	l.Unit = look.Bits
	forms, _ := TaggerStanding(ladder.Verdict{Standing: ladder.PastRungs, Best: tagging.BigramHMM, AboveBest: -math.Ln2, AboveFloor: math.NaN()}, l)
	if forms[1] != "past the HMM, by 1.00 bits" {
		t.Errorf("%q", forms)
	}
}
