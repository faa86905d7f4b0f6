// Package lab is the screen where a run is watched and steered.
package lab

import (
	"context"
	"fmt"
	"time"

	"unroll/core/baseline"
	"unroll/core/command"
	"unroll/core/forecast"
	"unroll/core/history"
	taggers "unroll/core/tagging/ladder"
	"unroll/core/task"
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

// A Lab shows one run. It owns nothing of the run: it sends commands and looks at snapshots.
type Lab struct {
	Look *look.Look
	Name string // of the text or task

	source    train.Source
	snapshots <-chan train.Snapshot // of the source, the lab's own
	about     *sessions.Subject
	encoding  string          // that its data were read in; "": UTF-8
	ctx       context.Context // done when the lab is closed, which ends its background work
	close     context.CancelFunc

	data  panel.Data
	view  looking
	views views
	workers
	clipsOf history.View    // the history that data.Clips were taken from
	grams   *baseline.Grams // once they are counted
	jobs    []event.Job     // to be returned after the current event
	ended   bool
	// awaited: a person is waiting to see the latest result.
	awaited bool
}

// workers compute in the background what is on the screen.
type workers struct {
	predictor  predictor
	sampler    sampler
	forecaster forecaster
	answerer   answerer
	filler     filler
	tagger     tagger
	finder     finder
	climber    climber[forecast.Stand]
	ranker     climber[taggers.Stand]
	translator translator
}

// looking is the state of the screen.
type looking struct {
	focus   string // the panel with the focus
	zoom    bool
	help    bool
	page    help.Reader // of the help
	term    string      // explained by the help; "": what is shown
	command *field.Field
	choices bool   // tab was pressed on the : line: what it takes is shown even if it is empty
	notice  string // shown in the bottom row until the next key
	leaving bool   // the next esc leaves for the list
	opened  string // a session just opened, still to be announced; "": none
	asked   bool   // a save was requested and has not been reported yet
	saving  time.Time
	sure    *command.Command // asked back about: enter gives it; nil: none
	refusal string           // why the run refused the last command, shown until the next key
	sent    bool             // a command has not been answered by a snapshot yet
	turned  turned
	plan    layout.Plan
	charts  map[string]chart.Info // where the charts were last drawn
}

// turned is a setting whose new value is still to be shown.
type turned struct {
	knob string // "": none
	from float64
}

// Leave requests the list of datasets.
type Leave struct{}

// Quit requests the end of the program: a key, so that a person can be asked before anything is lost.
type Quit struct{}

// Suspend requests the shell.
type Suspend struct{}

// Redraw requests that the whole screen be redrawn.
type Redraw struct{}

// Restyle requests the next theme or set of glyphs, or another unit of information.
type Restyle struct {
	Theme, Glyphs bool
	Unit          UnitChange
}

// A UnitChange is a change of the unit of information.
type UnitChange uint8

// The changes. The zero value means none.
const (
	OtherUnit UnitChange = iota + 1
	InNats
	InBits
)

// Of is the unit after the change.
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

// New is a lab on a run; about is the run's subject. Its first jobs come from Start.
func New(source train.Source, about *sessions.Subject, name string, l *look.Look) *Lab {
	prefix := field.NewText(l)
	lab := &Lab{source: source, about: about, Look: l, Name: name}
	if about.Origin != nil {
		lab.encoding = about.Origin.Reference().Encoding
	}
	lab.ctx, lab.close = context.WithCancel(context.Background())
	lab.data = panel.Data{Facts: about.Facts, Levels: levels(about), Floor: about.Floor, Published: published(about)}
	lab.data.Numbers = numbersOf(about)
	lab.data.Answered, _ = about.Data.(*task.Sequences)
	if lab.data.Tags.Of = taggedOf(about); lab.data.Tags.Of != nil {
		lab.tagger.begin(lab.data.Tags)
	}
	lab.data.Fill, lab.data.Pairs = panel.FillOf(about.Data), panel.PairsOf(about.Data)
	lab.translator.under(lab.ctx)
	if lab.data.OfSeries() && !lab.inNats() {
		lab.data.Scale = panel.RobustLog // a squared error falls by powers of ten
	}
	lab.data.Prefix = panel.Prefix{Line: &prefix, Text: firstText(about.Facts)}
	lab.predictor.asker.Under, lab.sampler.asker.Under, lab.finder.Under = lab.ctx, lab.ctx, lab.ctx
	lab.answerer.Under, lab.tagger.asker.Under, lab.filler.Under = lab.ctx, lab.ctx, lab.ctx
	lab.forecaster.Under, lab.climber.asker.Under, lab.ranker.asker.Under = lab.ctx, lab.ctx, lab.ctx
	lab.view = looking{focus: panel.Curves, charts: map[string]chart.Info{}, notice: noted(about, l)}
	return lab
}

// levels are the losses that the task compares with.
func levels(about *sessions.Subject) []task.Level {
	if about.Data == nil {
		return nil
	}
	return about.Data.Levels()
}

// Start is the lab's first work: waiting for a snapshot.
func (l *Lab) Start() []event.Job {
	l.snapshots = l.source.Snapshots(l.ctx)
	return []event.Job{l.listen}
}

// Close ends the lab's background work. It does not end the run.
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

// Message takes the result of a job.
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
	case climbedMsg:
		l.climbed(m)
	case rankedMsg:
		l.ranked(m)
	case pairedMsg:
		l.paired(m)
	case view.Prefix:
		l.setPrefix(m)
	default:
		if !l.predicted(msg) && !l.written(msg) && !l.found(msg) && !l.forecasted(msg) && !l.filled(msg) && !l.translated(msg) && !l.judged(msg) {
			l.tell(msg)
		}
	}
	return l.take()
}

// Awaited reports, once, that what came is the answer to a key, so its frame should not wait for the next tick.
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

// absorb takes in a snapshot.
func (l *Lab) absorb(m snapshotMsg) {
	if !m.ok {
		l.ended = true
		l.view.notice = l.Look.Words.HasEnded
		return
	}
	d := &l.data
	news := l.newsOf(d.Snap, m.snap)
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
	d.Knobs = shownKnobs(m.snap.Recipe.Task, m.snap.Recipe.Optimizer, d.Instead() != panel.Instead{})
	l.judge()
	l.find()
	l.sayKnob()
	if news != "" {
		l.view.notice = news
	}
	l.ask()
	l.stand()
	l.rank()
	l.judgePairs()
	l.see()
	l.write()
	l.forecast()
	l.fillIn()
	l.translate()
	l.do(l.listen)
}

// Data is what the panels see, for showing a part of the lab elsewhere.
func (l *Lab) Data() *panel.Data { return &l.data }

// Notice shows a text in the bottom row until the next key.
func (l *Lab) Notice(text string) { l.view.notice = text }

// Opens makes the first snapshot announce that a session was opened to look at.
func (l *Lab) Opens(session string) { l.view.opened = session }

func (l *Lab) sayOpened() {
	if l.view.opened == "" {
		return
	}
	said, s := l.Look.Words.OpenedPaused, l.data.Snap
	if name, wrong := l.trouble(); wrong && s.Back >= 0 {
		l.view.notice, l.view.opened = fmt.Sprintf(l.Look.Words.Ruin.Opened, l.view.opened, name, chart.Thousands(int64(s.Back))), ""
		return
	}
	if l.data.Snap.Phase == train.Finished {
		said = l.Look.Words.OpenedFinished
	}
	if s.Over() {
		said = l.Look.Words.Lab.Over
	}
	l.view.notice, l.view.opened = fmt.Sprintf(said, l.view.opened), ""
}
