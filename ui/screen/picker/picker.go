// Package picker is the screen for choosing what to learn. A small model is already learning the highlighted
// entry.
package picker

import (
	"cmp"
	"slices"
	"time"

	"unroll/core/preset"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/help"
	"unroll/ui/screen/lab"
)

// A Picker is the list of what can be learned, with a preview of the highlighted entry.
type Picker struct {
	Look   *look.Look
	source Source

	items    []item
	unfolded map[group]bool
	at       int // index into visible()
	filter   *field.Field
	typing   bool
	files    anywhere
	help     bool
	page     help.Reader // of the help
	busy     string      // what is being opened
	waits    bool        // busy is the run beside the list, which has not begun yet
	returned bool        // it has the screen again after a run, and nothing has been highlighted since
	part     float64     // fraction read of what is being opened
	preview  preview
	said     map[string]answer // what a person has answered about files, by their paths
	manage   managing          // of the saved sessions
	opened   *lab.Lab          // requested, but does not have the screen yet
	jobs     []event.Job
	rowsAt   int // where the list was last drawn, for the mouse
	firstRow int
	drawn    []listRow // what was drawn there, from firstRow on
	listW    int
	listH    int // in rows of the list
}

// Open requests the lab on a run.
type Open struct {
	Lab *lab.Lab
	Run *sessions.Run
}

// settle is how long an entry must stay highlighted before it is read, so that holding a key down skips entries.
const settle = 90 * time.Millisecond

// pageSize is how much of a text is shown, in characters.
const pageSize = 3000

// New is a picker for what source has.
func New(s Source, l *look.Look) *Picker {
	f := field.New(60, l)
	p := &Picker{Look: l, source: s, filter: &f, said: map[string]answer{}, unfolded: map[group]bool{}}
	p.items = p.listed(nil)
	return p
}

// Start is the picker's first work.
func (p *Picker) Start() []event.Job {
	p.do(p.findMore)
	p.highlight(p.first())
	return p.take()
}

// Return is the work of a list that has the screen again, as it was left. Nothing begins to learn beside it until a key is
// pressed or the run that was left has been saved: see Left.
func (p *Picker) Return() []event.Job {
	p.opened, p.busy, p.waits = nil, "", false
	p.do(p.findMore)
	p.preview.id++
	p.drop()
	p.returned = true
	return p.take()
}

// Left is the work of a list after the run that was left has become a session ("": it was not saved): unless a person has moved
// meanwhile, the session is highlighted.
func (p *Picker) Left(session string) []event.Job {
	if session == "" && p.returned {
		p.highlight(p.at)
	}
	p.do(func() any { return foundMsg{more(p.source, p.Look.Words), session} })
	return p.take()
}

// first is the entry that is highlighted first: the series of the preset that was asked for, or the first text.
func (p *Picker) first() int {
	of, ok := preset.Find(p.source.Preset)
	if !ok || !of.OfSeries() {
		return max(0, p.place(func(it item) bool { return it.group == builtIns }))
	}
	return max(0, p.place(func(it item) bool { return it.group == sources && it.name == of.Series }))
}

// Close ends the run beside the list, if there is one, and deletes for good what was deleted in the list.
func (p *Picker) Close() []event.Job {
	p.preview.id++
	p.drop()
	p.purge()
	return p.take()
}

func (p *Picker) do(j event.Job) { p.jobs = append(p.jobs, j) }

func (p *Picker) take() []event.Job {
	jobs := p.jobs
	p.jobs = nil
	return jobs
}

func (p *Picker) say(msg any) { p.do(func() any { return msg }) }

// foundMsg is what was found in addition to the built-in datasets.
type foundMsg struct {
	items []item
	left  string // the session that was left; "": none
}

func (p *Picker) findMore() any { return foundMsg{items: more(p.source, p.Look.Words)} }

// settledMsg: an entry has stayed highlighted for a moment.
type settledMsg struct{ id int }

// begunMsg: a run has begun on the highlighted entry, or could not.
type begunMsg struct {
	id    int
	run   *sessions.Run
	name  string
	shown content
	past  *Past
	asks  *question
	notes []error // what a person should know of how it was read
	err   error
}

// highlight moves the bar and drops what was shown beside it.
func (p *Picker) highlight(at int) {
	p.returned = false
	if p.waits { // a person who moves on no longer wants it
		p.busy, p.waits = "", false
	}
	shown := p.visible()
	if len(shown) == 0 {
		p.at = 0
		p.preview.id++
		p.drop()
		return
	}
	p.at = min(max(at, 0), len(shown)-1)
	p.preview.id++
	id := p.preview.id
	p.drop()
	p.do(func() any { time.Sleep(settle); return settledMsg{id} })
}

// Message takes the result of a job.
func (p *Picker) Message(msg any) []event.Job {
	switch m := msg.(type) {
	case foundMsg:
		p.found(m)
	case settledMsg:
		if it, ok := p.current(); ok && m.id == p.preview.id && it.folded == 0 {
			p.begin(it)
		}
	case begunMsg:
		p.begun(m)
	case event.Progress:
		p.progress(m)
	case Opened:
		if p.Wants(m) {
			p.busy, p.part, p.preview.err = "", 0, m.Err
		}
	default:
		if p.browsed(msg) || p.managed(msg) {
			break
		}
		if live := cmp.Or(p.preview.live, p.opened); live != nil {
			p.jobs = append(p.jobs, live.Message(msg)...)
		}
	}
	return p.take()
}

// progress handles a progress report. A preview that is no longer wanted ends by itself.
func (p *Picker) progress(m event.Progress) {
	switch m.Of {
	case Opening{p.busy}:
		p.part = m.Part
	case p.preview.id:
		p.preview.part = m.Part
	default:
		if _, opening := m.Of.(Opening); !opening {
			return
		}
	}
	p.do(m.More) // even if the session is no longer wanted: it must be closed once it is open
}

// found adds sessions and files to the list; the highlighted entry stays highlighted.
func (p *Picker) found(m foundMsg) {
	old, _ := p.current()
	p.items = p.listed(m.items)
	p.at = slices.IndexFunc(p.visible(), old.same)
	if p.at < 0 {
		p.at = p.place(old.same)
	}
	session := func(it item) bool { return it.past != nil && it.name == m.left }
	switch {
	case p.returned && m.left != "" && p.place(session) >= 0:
		p.highlight(p.place(session))
	case p.at < 0: // it is no longer there
		p.highlight(p.first())
	}
}

func (p *Picker) begun(m begunMsg) {
	if m.id != p.preview.id {
		if m.run != nil {
			p.do(func() any { _ = m.run.End(); return nil })
		}
		return
	}
	p.preview.shown, p.preview.past, p.preview.asks, p.preview.err, p.preview.part = m.shown, m.past, m.asks, m.err, 0
	p.preview.notes = m.notes
	if m.run != nil {
		p.preview.live, p.preview.run = lab.New(m.run, &m.run.Subject, m.name, p.Look), m.run
		p.jobs = append(p.jobs, p.preview.live.Start()...)
	}
	if p.waits {
		p.busy, p.waits = "", false
		p.open()
	}
}

// open goes to the lab with the run beside the list, or as soon as there is one.
func (p *Picker) open() {
	it, ok := p.current()
	switch {
	case !ok || p.preview.err != nil:
	case it.folded > 0:
		p.unfold(it.group)
	case p.preview.asks != nil:
		p.preview.asking = true
	case it.open != nil && it.name == p.busy: // it is already being opened
	case it.open != nil:
		p.busy, p.part = it.name, 0
		p.do(it.open)
	case p.preview.live != nil:
		live, run := p.preview.live, p.preview.run
		// From now on the screen is the lab's, but until it has it, the results of its jobs arrive here. The lab
		// requests the next snapshot only after receiving one, so losing one would be the end of them.
		p.preview.live, p.preview.run, p.opened = nil, nil, live
		p.preview.id++
		p.purge()
		p.say(Open{Lab: live, Run: run})
	default:
		p.busy, p.waits, p.part = it.name, true, 0
	}
}

// Wants reports whether an opened session is the one that was requested last.
func (p *Picker) Wants(o Opened) bool { return !p.waits && o.Session == p.busy }
