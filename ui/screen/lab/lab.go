// Package lab is the screen where a run is watched and steered.
package lab

import (
	"fmt"
	"time"

	"unroll/core/baseline"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/layout"
	"unroll/ui/view"
)

// A Lab shows one run. It owns nothing of the run: it asks with commands and looks at snapshots.
type Lab struct {
	Run  *sessions.Run
	Look *look.Look
	Name string // of what is learned

	data      panel.Data
	view      looking
	views     views
	predictor predictor
	sampler   sampler
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
	scroll  int // of the help
	command *field.Field
	notice  string // said in the bottom row until the next key
	asked   bool   // for a save that has not been told of yet
	saving  time.Time
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

// Restyle asks for the next theme or set of glyphs.
type Restyle struct{ Theme, Glyphs bool }

// prefixLimit is how many characters a typed prefix may have.
const prefixLimit = 400

// firstPrefix is how much of the held-out text is predicted from before anything is typed.
const firstPrefix = 24

// New is a lab on a run. Its first jobs come from Start.
func New(run *sessions.Run, name string, l *look.Look) *Lab {
	prefix := field.New(prefixLimit)
	lab := &Lab{Run: run, Look: l, Name: name}
	lab.predictor.asker.Under, lab.sampler.asker.Under = run.Context(), run.Context()
	lab.data = panel.Data{Facts: run.Facts, Floor: run.Floor, Published: published(run)}
	lab.data.Prefix = panel.Prefix{Line: &prefix, Text: firstText(run.Facts)}
	lab.view = looking{focus: panel.Knobs, charts: map[string]chart.Info{}}
	return lab
}

// firstText is a beginning of the held-out text: something to predict from the first second.
func firstText(f train.Facts) string {
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
func (l *Lab) Start() []event.Job { return []event.Job{l.listen} }

// snapshotMsg is a new state of a run; ok is false when the run has ended.
type snapshotMsg struct {
	run  *sessions.Run
	snap train.Snapshot
	ok   bool
}

func (l *Lab) listen() any {
	s, ok := <-l.Run.Trainer.Snapshots()
	return snapshotMsg{run: l.Run, snap: s, ok: ok}
}

// Message takes what a job came back with.
func (l *Lab) Message(msg any) []event.Job {
	switch m := msg.(type) {
	case snapshotMsg:
		if m.run == l.Run {
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
		if !l.predicted(msg) && !l.written(msg) {
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
		return
	}
	d := &l.data
	points := m.snap.History.Points
	for i := len(d.Snap.History.Points); i < len(points); i++ {
		if points[i].Clipped() {
			d.Clipped = append(d.Clipped, int32(i))
		}
	}
	l.awaited = l.awaited || m.snap.Settings != d.Snap.Settings || m.snap.Phase != d.Snap.Phase
	d.Snap = m.snap
	if l.view.asked && m.snap.Saved.When.After(l.view.saving) {
		l.view.asked = false
		l.view.notice = fmt.Sprintf(l.Look.Words.SavedAt, m.snap.Saved.To, chart.Thousands(int64(m.snap.Saved.Step)))
	}
	d.Knobs = shownKnobs(m.snap.Recipe.Optimizer)
	l.judge()
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

// Show is the message that gives the lab a snapshot, for who receives them in its place.
func (l *Lab) Show(s train.Snapshot) any { return snapshotMsg{run: l.Run, snap: s, ok: true} }
