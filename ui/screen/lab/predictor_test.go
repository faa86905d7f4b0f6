package lab

import (
	"context"
	"strings"
	"testing"
	"time"

	"unroll/core/lm"
	"unroll/core/train"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

// begun is a lab on a paused run, with the snapshot that its model came with, and a stopped clock.
func begun(t *testing.T) (*Lab, train.Snapshot) {
	t.Helper()
	l := paused(t, "names")
	at := time.Unix(1000, 0)
	l.predictor.asker.Now = func() time.Time { return at }
	for s := range l.source.Snapshots(context.Background()) {
		if s.Model != nil {
			return l, s
		}
	}
	t.Fatal("the run ended")
	return nil, train.Snapshot{}
}

// readings does a lab's jobs until only the one for the next snapshot is left, and returns what it has read.
func readings(l *Lab, jobs []event.Job) (list []read) {
	for n := 0; len(jobs) > 0 && n < 20; n++ { // a job that waits under a stopped clock would wait forever
		msg := jobs[0]()
		if a, ok := msg.(ask.Answer[question, read]); ok {
			list = append(list, a.Is)
		}
		jobs = append(jobs[1:], l.Message(msg)...)
	}
	return list
}

// snapshot gives the lab a snapshot, without the job that waits for the next.
func snapshot(l *Lab, s train.Snapshot) []event.Job {
	jobs := l.Message(l.Show(s))
	return jobs[:len(jobs)-1]
}

func typed(l *Lab, names ...string) (jobs []event.Job) {
	for _, n := range names {
		jobs = append(jobs, l.Key(event.Key{Name: n, Text: n})...)
	}
	return jobs
}

// The law: with the predict view open, a key has the prefix read once for panel and view: the view shows what was
// computed for the panel.
func TestAKeyReadsThePrefixOnce(t *testing.T) {
	l, s := begun(t)
	readings(l, snapshot(l, s))
	if len(l.data.Prefix.Read.Terms) != 0 {
		t.Error("the surprisal of each token is computed although it is not shown")
	}
	readings(l, typed(l, "2"))
	before := l.data.Prefix.Text
	token := l.data.Prefix.Is.Top[0].Text
	list := readings(l, typed(l, "enter"))
	r := l.data.Prefix.Read
	if len(list) != 1 || list[0].prefix != r || r.Text != before+token || !r.Chained() {
		t.Fatalf("%d readings, the last of %q", len(list), r.Text)
	}
	shown := picture(l, 120, 36)
	readings(l, typed(l, "+", "+"))
	if l.data.Prefix.Read != r {
		t.Error("a setting of the view has had the prefix read again")
	}
	m := s.Language()
	if want := m.Predict(r.Text, 1, candidates); want.Top[0] != l.data.Prefix.Is.Top[0] || !strings.Contains(shown, "greedy") {
		t.Errorf("%+v is shown\n%s", l.data.Prefix.Is.Top[0], shown)
	}
}

// The law: while a view that needs the chain is open, newer models wait their turn, the newest is not forgotten,
// and a key does not wait; otherwise every model reads the prefix.
func TestReadingWithTheChainWaitsItsTurn(t *testing.T) {
	l, s := begun(t)
	next := func() []event.Job {
		newer := *s.Language()
		newer.Step++
		s.Model, s.Step = &newer, newer.Step
		return snapshot(l, s)
	}
	readings(l, snapshot(l, s))
	if list := readings(l, next()); len(list) != 1 {
		t.Fatalf("%d readings for a newer model", len(list))
	}
	readings(l, typed(l, "2"))
	next()
	next()
	if l.predictor.asker.Busy() {
		t.Error("a newer model does not wait")
	}
	if list := readings(l, typed(l, "enter")); len(list) != 1 || list[0].prefix.Model != s.Model {
		t.Errorf("%d readings for a key", len(list))
	}
	next()
	at := time.Unix(2000, 0)
	l.predictor.asker.Now = func() time.Time { return at }
	l.jobs = append(l.jobs, l.predictor.asker.Next()...)
	if list := readings(l, l.take()); len(list) != 1 || list[0].prefix.Model != s.Model {
		t.Errorf("%d readings when the rest is over", len(list))
	}
}

// The law: another run's prediction is not used, and predictions and samples end with the run.
func TestPredictionsEndWithTheRun(t *testing.T) {
	l, s := begun(t)
	other, _ := begun(t)
	s.Phase = train.Running
	jobs := snapshot(l, s)
	if len(jobs) != 2 {
		t.Fatalf("%d jobs: a prediction and a sample are due", len(jobs))
	}
	for _, j := range jobs {
		other.Message(j())
	}
	if other.data.Prefix.Known || other.data.Sample != "" {
		t.Error("another run's were taken")
	}
	l.Close()
	for _, j := range jobs {
		if more := l.Message(j()); len(more) != 0 {
			t.Errorf("%d more jobs", len(more))
		}
	}
	if l.data.Prefix.Read != (*lm.Prefix)(nil) || l.data.Sample != "" {
		t.Error("answers of a run that has ended were taken")
	}
}
