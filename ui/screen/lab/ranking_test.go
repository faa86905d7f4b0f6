package lab

import (
	"strings"
	"testing"

	"unroll/core/tagging"
	"unroll/core/tagging/ladder"
	"unroll/core/tagging/taggingtest"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// The law: the simple taggers are worked out once the lab has the screen, and the newest network stands beside them; a newer one
// waits its turn and is judged then. Nothing of it is said before it is known, and none of it is about a text.
func TestTaggedSentencesAreJudged(t *testing.T) {
	l := taggedLab(t, someTagged(t, "weather"), true)
	d, r := l.data.Tags.Of, l.about.Recipe
	at := func(step int) train.Snapshot {
		m, _ := taggingtest.Model(d.Corpus, true, step)
		return train.Snapshot{Task: d.Task(), Recipe: r, Step: step, Phase: train.Running, Settings: r.Settings, History: historyOf(4, 1, 0.25), Model: m}
	}
	jobs := l.Enter()
	if len(jobs) != 1 || l.data.Taggers.State != panel.Counting || len(l.Enter()) > 0 {
		t.Fatalf("%d jobs, state %v", len(jobs), l.data.Taggers.State)
	}
	workOff(l, snapshot(l, at(10)))
	if text, _ := panel.VerdictLine(&l.data, *l.Look, 60); text != l.Look.Words.Taggers.Counting {
		t.Errorf("before tags are counted it says %q", text)
	}
	workOff(l, jobs)
	first := l.data.Taggers.Stand
	if first.At != 10 || first.N != d.HeldOut() || first.Floor.Sentences == 0 || first.Verdict.Standing == ladder.NotJudged {
		t.Errorf("%+v", first)
	}
	text, _ := panel.VerdictLine(&l.data, *l.Look, 100)
	if want, _ := panel.TaggerStanding(first.Verdict, *l.Look); !strings.HasPrefix(want[0], text) && text != want[1] {
		t.Errorf("it says %q, want %q", text, want)
	}
	l.ranker.asker.Rest(0, 0)
	workOff(l, snapshot(l, at(20)))
	if s := l.data.Taggers.Stand; s.At != 20 || s.Score != first.Score {
		t.Errorf("the same network, later: %+v", s)
	}
	if jobs := l.Message(rankedMsg{lab: nil}); len(jobs) > 0 {
		t.Error("another lab's ladder is taken")
	}
	if _, own := l.ranker.asker.Take(event.Resized{}); own {
		t.Error("a message of another kind is its own")
	}
}

// The law: where nothing is held out, no tagger is judged, and that is said.
func TestNoTaggersWithoutHeldOutSentences(t *testing.T) {
	l := taggedLab(t, someTagged(t, "weather"), true)
	c, err := tagging.NewCorpus(l.data.Tags.Of.Train, nil, tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l.data.Tags.Of = task.NewTagged(c, true)
	if jobs := l.Enter(); len(jobs) > 0 || l.data.Taggers.State != panel.NotCounted {
		t.Errorf("%d jobs, state %v", len(jobs), l.data.Taggers.State)
	}
	m, _ := taggingtest.Model(l.data.Tags.Of.Corpus, true, 3)
	workOff(l, snapshot(l, train.Snapshot{Task: l.data.Tags.Of.Task(), Recipe: l.about.Recipe, Step: 3, Settings: l.about.Recipe.Settings, Model: m}))
	if text, _ := panel.VerdictLine(&l.data, *l.Look, 60); text != l.Look.Words.Taggers.NothingHeld {
		t.Errorf("it says %q", text)
	}
}
