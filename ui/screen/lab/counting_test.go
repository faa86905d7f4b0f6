package lab

import (
	"context"
	"math"
	"strings"
	"testing"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// paused is a lab on a run on a dataset that makes no updates.
func paused(t *testing.T, dataset string) *Lab {
	t.Helper()
	s, _ := datasets.Find(dataset)
	x, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	run, err := sessions.Begin(x, sessions.RecipeFor(x), train.Options{Threads: 1, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run.End() })
	plain, _ := theme.Find("plain")
	return New(run, &run.Subject, dataset, &look.Look{Theme: plain, Words: i18n.English})
}

// workOff does a lab's jobs until none is left.
func workOff(l *Lab, jobs []event.Job) {
	for len(jobs) > 0 {
		jobs = append(jobs[1:], l.Message(jobs[0]())...)
	}
}

// shown is l after its first validation.
func shown(l *Lab) *Lab {
	s := train.Snapshot{Recipe: l.about.Recipe, Step: 100, Model: &lm.Model{}}
	h := &history.History{}
	for i := range 100 {
		h.Append(history.Point{Step: i + 1, Tokens: 1024, Loss: 1.5 + 0.6*math.Exp(-float64(i)/20), Factor: 1})
	}
	h.AddValid(history.Valid{Step: 100, NLL: 1.5 * 20000, Tokens: 20000})
	s.History = h.View()
	l.absorb(snapshotMsg{lab: l, snap: s, ok: true})
	l.take()
	return l
}

// The law: for a source of order two the rungs fall until the 3-gram and stop there, and the pictures show it: no
// line of a longer k-gram on the chart, no bar for one in the table.
func TestRungsOfASourceOfOrderTwoStopInThePictures(t *testing.T) {
	l := paused(t, "markov")
	workOff(l, l.Enter())
	shown(l)
	if l.data.Ladder.State != panel.Counted || len(l.data.Ladder.Rungs) != mostOrder+1 || l.data.Ladder.Packed.Bits == 0 {
		t.Fatalf("counted: %+v", l.data.Ladder)
	}
	for _, s := range [][2]int{{80, 24}, {120, 36}} {
		chart := picture(l, s[0], s[1])
		wants := []string{"bigram 1.93", "1.442", "above the", "3-gram 1.44"}
		if s[0] < 100 { // the floor takes precedence if a row has no room for two names
			wants = wants[:3]
		}
		for _, want := range wants {
			if !strings.Contains(chart, want) {
				t.Errorf("no %q in\n%s", want, chart)
			}
		}
		for _, not := range []string{"4-gram", "5-gram", "6-gram"} {
			if strings.Contains(chart, not) {
				t.Errorf("%q in\n%s", not, chart)
			}
		}
		press(l, "3")
		table := picture(l, s[0], s[1])
		for row := range strings.SplitSeq(table, "\n") {
			name, rest, _ := strings.Cut(strings.Trim(row, "│ "), " ")
			if mark := strings.LastIndex(rest, "│"); mark >= 0 { // after the bars of the loss come those of the gain
				rest = rest[mark:]
			}
			bars := strings.ContainsAny(rest, "█▉▊▋▌▍▎▏")
			if wants := map[string]bool{"unigram": true, "bigram": true, "3-gram": true}[name]; strings.HasSuffix(name, "gram") && bars != wants {
				t.Errorf("%s has a bar: %v, in\n%s", name, bars, table)
			}
		}
		press(l, "1")
	}
}

// The law: counting is requested once, gives the other views the best k-gram, and is judged only when all rungs
// are computed.
func TestCounting(t *testing.T) {
	l := paused(t, "names")
	if l.data.Ladder.State != panel.NotCounted {
		t.Error("counted before the lab was entered")
	}
	jobs := l.Enter()
	if len(l.Enter()) != 0 || l.data.Ladder.State != panel.Counting {
		t.Error("counted twice")
	}
	shown(l)
	for len(jobs) > 0 {
		if l.data.Ladder.State == panel.Counting && (l.data.Verdict.Standing != baseline.NotJudged || len(l.data.Beside) > 0) {
			t.Fatalf("after %d rungs: %+v, to compare with %v", len(l.data.Ladder.Rungs), l.data.Verdict, l.data.Beside)
		}
		jobs = append(jobs[1:], l.Message(jobs[0]())...)
	}
	best, _ := baseline.BestRung(l.data.Ladder.Rungs)
	if b := l.data.Beside; len(b) != 1 || b[0].Name != panel.GramName(best.Order, *l.Look) || b[0].Is.Len() != l.data.Facts.Vocab {
		t.Errorf("to compare with: %+v", b)
	}
	if l.data.Verdict.Standing != baseline.BelowEveryRung || l.data.Verdict.Best != best.Order {
		t.Errorf("%+v", l.data.Verdict)
	}
}

// The law: counting ends silently with the run, and another run's count is not used.
func TestCountingEndsWithTheRun(t *testing.T) {
	l, other := paused(t, "tide"), paused(t, "tide")
	jobs := l.Enter()
	other.Message(jobs[0]())
	if len(other.data.Ladder.Rungs) != 0 || other.grams != nil {
		t.Error("another run's count was taken")
	}
	jobs = l.Message(jobs[0]())
	l.Close()
	msg := jobs[0]().(rungMsg)
	if msg.err != context.Canceled {
		t.Errorf("the rung of an ended run: %v", msg.err)
	}
	if jobs = l.Message(msg); len(jobs) != 0 || l.view.notice != "" {
		t.Errorf("%d jobs, %q", len(jobs), l.view.notice)
	}
}

// TestALongTextIsCountedInPart: of a long text only a part is counted, and the table says so.
func TestALongTextIsCountedInPart(t *testing.T) {
	l := still(t)
	l.data.Facts.Train, l.data.Facts.Valid = 5_000_000, 500_000
	l.data.Ladder.Train, l.data.Ladder.Valid = countTrain, countValid
	press(l, "3")
	want := "counted in the last 1,048,576 of 5,000,000 tokens, evaluated on the first 131,071 of 499,999 held-out tokens"
	if got := picture(l, 120, 36); !strings.Contains(got, want) {
		t.Errorf("no %q in\n%s", want, got)
	}
}
