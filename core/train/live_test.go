package train

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"unroll/core/command"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
)

// tiny is a recipe whose updates take less than a millisecond, after the given changes.
func tiny(change ...func(r *recipe.Recipe)) recipe.Recipe {
	r := recipe.Default()
	r.Model.Hidden = 6
	r.Settings.Batch, r.Settings.Unroll, r.Settings.ValidEvery, r.Settings.LR = 5, 6, 7, 0.01
	for _, f := range change {
		f(&r)
	}
	return r
}

func corpusOf(t testing.TB, r recipe.Recipe, s string) *text.Corpus {
	t.Helper()
	c, err := text.NewCorpus(s, nil, r.Text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A memory is a Recorder that keeps every checkpoint.
type memory struct {
	saves  []*Checkpoint
	closed int
	err    error // returned by Save and Close
}

func (m *memory) Name() string { return "memory" }
func (m *memory) Close() error { m.closed++; return m.err }
func (m *memory) Save(c *Checkpoint) error {
	m.saves = append(m.saves, c)
	return m.err
}

func (m *memory) last() *Checkpoint { return m.saves[len(m.saves)-1] }

// A live run is a Trainer with Run in a goroutine of its own.
type live struct {
	*Trainer
	t      *testing.T
	kept   *memory
	cancel context.CancelFunc
	ran    chan error
	over   bool
	marks  int
}

// start starts a paused run that is saved in a memory. The run ends when the test does, and must
// leave nothing behind.
func start(t *testing.T, r recipe.Recipe, c *text.Corpus, o Options) *live {
	t.Helper()
	l := &live{t: t, ran: make(chan error, 1)}
	if o.Recorder == nil {
		l.kept = &memory{}
		o.Recorder = l.kept
	}
	var err error
	if l.Trainer, err = New(r, task.Text{Corpus: c}, o); err != nil {
		t.Fatal(err)
	}
	var ctx context.Context
	ctx, l.cancel = context.WithCancel(context.Background())
	go func() { l.ran <- l.Run(ctx) }()
	t.Cleanup(func() {
		l.cancel()
		if !l.over {
			l.end()
		}
		goleak.VerifyNone(t)
	})
	return l
}

// do runs f in the trainer's goroutine, between two updates, and waits for it to return.
func (l *live) do(f func(t *Trainer)) {
	l.t.Helper()
	done := make(chan struct{})
	l.tell(func(t *Trainer) error {
		f(t)
		close(done)
		return nil
	})
	<-done
}

// see reads snapshots until one satisfies holds.
func (l *live) see(holds func(s Snapshot) bool) Snapshot {
	l.t.Helper()
	for s := range l.Snapshots(context.Background()) {
		if holds(s) {
			return s
		}
	}
	l.t.Fatal("the run is over, and no snapshot satisfied the condition")
	return Snapshot{}
}

// shown is a snapshot published after everything that was asked for before.
func (l *live) shown() Snapshot {
	l.t.Helper()
	l.marks++
	mark := fmt.Errorf("mark %d", l.marks)
	l.tell(func(*Trainer) error { return mark })
	return l.see(func(s Snapshot) bool { return s.Refused == mark })
}

// ask sends a command, waits until it has been carried out, and returns in English why it was refused, or "".
func (l *live) ask(c command.Command) (refused string) {
	l.t.Helper()
	done := make(chan error, 1)
	l.tell(func(t *Trainer) error {
		why := t.obey(c)
		done <- why
		return why
	})
	return said(<-done)
}

// said is the English text of an error; "" for nil.
func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func (l *live) send(c command.Command) {
	l.t.Helper()
	l.tell(func(t *Trainer) error { return t.obey(c) })
}

func (l *live) tell(r request) {
	l.t.Helper()
	if !l.Trainer.ask(r) {
		l.t.Fatal("a command was not accepted")
	}
}

// until checks holds between updates until it is true.
func (l *live) until(holds func(t *Trainer) bool) {
	l.t.Helper()
	for met := false; !met; {
		l.do(func(t *Trainer) { met = holds(t) })
	}
}

// rest waits until a running or due validation has ended.
func (l *live) rest() {
	l.t.Helper()
	l.until(func(t *Trainer) bool { return t.eval == nil && !t.dueValidation() })
}

// end waits until Run has returned and returns its error.
func (l *live) end() error {
	for range l.Snapshots(context.Background()) {
	}
	l.over = true
	return <-l.ran
}

// stop ends the run and returns what it saved last.
func (l *live) stop() *Checkpoint {
	l.t.Helper()
	l.send(Stop())
	if err := l.end(); err != nil {
		l.t.Fatal(err)
	}
	return l.kept.last()
}

// runToEnd runs a recipe that has an end, and returns the run's last checkpoint.
func runToEnd(t *testing.T, r recipe.Recipe, c *text.Corpus, o Options) *Checkpoint {
	t.Helper()
	l := start(t, r, c, o)
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	l.rest()
	return l.stop()
}

func replay(t *testing.T, r recipe.Recipe, c *text.Corpus, events []history.Event, steps, threads int) *Checkpoint {
	t.Helper()
	cp, err := Replay(r, task.Text{Corpus: c}, events, steps, threads)
	if err != nil {
		t.Fatal(err)
	}
	return cp
}

// differs names the first thing in which two runs differ by a byte; "" if there is none. Wall-clock
// times, and when the run was saved and validated, are not part of what is learned.
func differs(a, b *Checkpoint) string {
	switch {
	case a.Step != b.Step:
		return fmt.Sprintf("step: %d and %d", a.Step, b.Step)
	case a.Position != b.Position:
		return fmt.Sprintf("position: %+v and %+v", a.Position, b.Position)
	case a.Judged != b.Judged || a.PlateauBest != b.PlateauBest || a.Decay != b.Decay:
		return fmt.Sprintf("plateau: %d %v %v and %d %v %v", a.Judged, a.PlateauBest, a.Decay, b.Judged, b.PlateauBest, b.Decay)
	}
	if d := differTensors("weights", a.Weights, b.Weights); d != "" {
		return d
	}
	if len(a.Slots) != len(b.Slots) {
		return "optimizer: other slots"
	}
	for name := range a.Slots {
		if d := differTensors(name, a.Slots[name], b.Slots[name]); d != "" {
			return d
		}
	}
	if d := differTensors("carried state", a.State, b.State); d != "" {
		return d
	}
	if a.History.Len() != b.History.Len() || a.History.WholeFrom() != b.History.WholeFrom() {
		return fmt.Sprintf("points: %d, whole from step %d, and %d, from %d", a.History.Len(), a.History.WholeFrom(), b.History.Len(), b.History.WholeFrom())
	}
	made := historytest.Points(b.History)
	for i, p := range historytest.Points(a.History) {
		q := made[i]
		p.Millis, q.Millis = 0, 0
		if p != q {
			return fmt.Sprintf("point %d: %+v and %+v", i, p, q)
		}
	}
	return ""
}

func differTensors(what string, a, b []nn.Values[float32]) string {
	if len(a) != len(b) {
		return fmt.Sprintf("%s: %d tensors and %d", what, len(a), len(b))
	}
	for i := range a {
		if a[i].Name != b[i].Name || !slices.Equal(a[i].Shape, b[i].Shape) {
			return fmt.Sprintf("%s: %s %v and %s %v", what, a[i].Name, a[i].Shape, b[i].Name, b[i].Shape)
		}
		for j, v := range a[i].Data {
			if math.Float32bits(v) != math.Float32bits(b[i].Data[j]) {
				return fmt.Sprintf("%s: number %d of %s is %v and %v", what, j, a[i].Name, v, b[i].Data[j])
			}
		}
	}
	return ""
}

// differsSettings is differs, but also compares the settings and the changes made to them by hand.
func differsSettings(a, b *Checkpoint) string {
	if a.Settings != b.Settings {
		return fmt.Sprintf("settings: %+v and %+v", a.Settings, b.Settings)
	}
	if !slices.Equal(a.History.Events(), b.History.Events()) {
		return fmt.Sprintf("events: %v and %v", a.History.Events(), b.History.Events())
	}
	return differs(a, b)
}
