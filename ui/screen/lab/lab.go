// Package lab is the screen where a run is watched and steered.
package lab

import (
	"context"
	"fmt"
	"time"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/help"
	"unroll/ui/screen/layout"
	"unroll/ui/view"
)

// A Lab shows one run. It owns nothing of the run: it asks with commands and looks at snapshots.
type Lab struct {
	Look *look.Look
	Name string // of what is learned

	source    train.Source
	snapshots <-chan train.Snapshot // of the source, the lab's own
	about     *sessions.Subject
	ctx       context.Context // done when the lab is closed: what it has worked out in the background ends then
	close     context.CancelFunc

	data      panel.Data
	view      looking
	views     views
	predictor predictor
	sampler   sampler
	finder    finder
	clipsOf   history.View    // that data.Clips are of
	grams     *baseline.Grams // once they are counted
	jobs      []event.Job     // to be handed out after the event at hand
	ended     bool
	// awaited: what came last is what a person waits to see.
	awaited bool
}

// looking is how the run is looked at.
type looking struct {
	focus   string // panel that has the keys
	zoom    bool
	help    bool
	page    help.Reader // of the help
	term    string      // that the help explains; "": what is shown
	command *field.Field
	notice  string // said in the bottom row until the next key
	opened  string // a session that has been opened and is to be said; "": none
	asked   bool   // for a save that has not been told of yet
	saving  time.Time
	refusal string // why the run refused the last command, said until the next key
	sent    bool   // a command whose answer no snapshot has brought yet
	turned  string // a knob whose new value is to be said; "": none
	plan    layout.Plan
	charts  map[string]chart.Info // where the charts came to lie when last drawn
}

// Leave asks for the list of datasets.
type Leave struct{}

// Quit asks for the end of the program.
type Quit struct{}

// Suspend asks for the shell.
type Suspend struct{}

// Redraw asks for the whole screen anew.
type Redraw struct{}

// Restyle asks for the next theme or set of glyphs, or for information in a unit.
type Restyle struct {
	Theme, Glyphs bool
	Unit          UnitChange
}

// A UnitChange is what becomes of the unit of information.
type UnitChange uint8

// The changes. The zero is none.
const (
	OtherUnit UnitChange = iota + 1
	InNats
	InBits
)

// Of is the unit that u becomes.
func (c UnitChange) Of(u look.Unit) look.Unit {
	switch c {
	case OtherUnit:
		return u.Next()
	case InNats:
		return look.Nats
	case InBits:
		return look.Bits
	}
	return u
}

// prefixLimit is how many characters a typed prefix may have.
const prefixLimit = 400

// firstPrefix is how much of the held-out text is predicted from before anything is typed.
const firstPrefix = 24

// New is a lab on a run, about being what the run is about. Its first jobs come from Start.
func New(source train.Source, about *sessions.Subject, name string, l *look.Look) *Lab {
	prefix := field.New(prefixLimit)
	lab := &Lab{source: source, about: about, Look: l, Name: name}
	lab.ctx, lab.close = context.WithCancel(context.Background())
	lab.data = panel.Data{Facts: about.Facts, Levels: levels(about), Floor: about.Floor, Published: published(about)}
	lab.data.Prefix = panel.Prefix{Line: &prefix, Text: firstText(about.Facts)}
	lab.predictor.asker.Under, lab.sampler.asker.Under, lab.finder.Under = lab.ctx, lab.ctx, lab.ctx
	lab.view = looking{focus: panel.Curves, charts: map[string]chart.Info{}}
	return lab
}

// levels are what the task holds the loss against.
func levels(about *sessions.Subject) []task.Level {
	if about.Data == nil {
		return nil
	}
	return about.Data.Levels()
}

// firstText is a beginning of the held-out text: something to predict from the first second.
func firstText(f text.Facts) string {
	n := 0
	for i := range f.FirstValid {
		if n == firstPrefix {
			return f.FirstValid[:i]
		}
		n++
	}
	return f.FirstValid
}

// Start is the lab's first work: waiting for a snapshot.
func (l *Lab) Start() []event.Job {
	l.snapshots = l.source.Snapshots(l.ctx)
	return []event.Job{l.listen}
}

// Close ends what the lab has going in the background. The run is not the lab's to end.
func (l *Lab) Close() { l.close() }

// snapshotMsg is a new state of a run; ok is false when the run has ended.
type snapshotMsg struct {
	lab  *Lab
	snap train.Snapshot
	ok   bool
}

func (l *Lab) listen() any {
	s, ok := <-l.snapshots
	return snapshotMsg{lab: l, snap: s, ok: ok}
}

// Message takes what a job came back with.
func (l *Lab) Message(msg any) []event.Job {
	switch m := msg.(type) {
	case snapshotMsg:
		if m.lab == l {
			l.absorb(m)
		}
	case panel.You:
		l.data.You = m
	case countedMsg:
		l.counted(m)
	case rungMsg:
		l.rung(m)
	case packedMsg:
		l.packed(m)
	case view.Prefix:
		l.setPrefix(m)
	default:
		if !l.predicted(msg) && !l.written(msg) && !l.found(msg) {
			l.tell(msg)
		}
	}
	return l.take()
}

// Awaited says, once, that what came is the answer to a key: its frame should not wait for its turn.
func (l *Lab) Awaited() bool {
	was := l.awaited
	l.awaited = false
	return was
}

func (l *Lab) take() []event.Job {
	jobs := l.jobs
	l.jobs = nil
	return jobs
}

func (l *Lab) do(j event.Job) { l.jobs = append(l.jobs, j) }

func (l *Lab) say(msg any) { l.do(func() any { return msg }) }

// absorb takes a snapshot in.
func (l *Lab) absorb(m snapshotMsg) {
	if !m.ok {
		l.ended = true
		l.view.notice = l.Look.Words.HasEnded
		return
	}
	d := &l.data
	l.awaited = l.awaited || m.snap.Settings != d.Snap.Settings || m.snap.Phase != d.Snap.Phase
	if m.snap.Refused != d.Snap.Refused || l.view.sent {
		l.view.refusal, l.view.sent = l.Look.Words.Error(m.snap.Refused), false
	}
	d.Snap = m.snap
	if l.view.asked && m.snap.Saved.When.After(l.view.saving) {
		l.view.asked = false
		l.view.notice = fmt.Sprintf(l.Look.Words.SavedAt, m.snap.Saved.To, chart.Thousands(int64(m.snap.Saved.Step)))
	}
	l.sayOpened()
	d.Knobs = shownKnobs(m.snap.Recipe.Optimizer)
	l.judge()
	l.find()
	l.sayKnob()
	l.ask()
	l.see()
	l.write()
	l.do(l.listen)
}

// shownKnobs leaves out what the optimizer does not use.
func shownKnobs(optimizer string) []train.Knob {
	var list []train.Knob
	for _, k := range train.Knobs {
		if k.Name != "momentum" || optimizer == "momentum" {
			list = append(list, k)
		}
	}
	return list
}

// Data is what the panels see: for whoever shows a part of the lab elsewhere.
func (l *Lab) Data() *panel.Data { return &l.data }

// Notice says something in the bottom row until the next key.
func (l *Lab) Notice(text string) { l.view.notice = text }

// Opens has the first snapshot say that it is of a session, opened to look at.
func (l *Lab) Opens(session string) { l.view.opened = session }

func (l *Lab) sayOpened() {
	if l.view.opened == "" {
		return
	}
	said := l.Look.Words.OpenedPaused
	if l.data.Snap.Phase == train.Finished {
		said = l.Look.Words.OpenedFinished
	}
	l.view.notice, l.view.opened = fmt.Sprintf(said, l.view.opened), ""
}

// Show is the message that gives the lab a snapshot, for who receives them in its place.
func (l *Lab) Show(s train.Snapshot) any { return snapshotMsg{lab: l, snap: s, ok: true} }
