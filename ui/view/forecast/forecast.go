// Package forecast is the view on a series: its rows with what the network says of them one or many steps ahead, free
// runs from any row, and a page on the errors.
//
// Every picture is the answer to a question, asked in the background and keyed by the step of the network and all else that it
// depends on. Draw only looks at the answers that have arrived. Only rows on the screen are asked for.
package forecast

import (
	"context"

	"unroll/core/forecast"
	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// A View is the view on one run's series.
type View struct {
	look  *look.Look
	data  *task.Numbers
	end   int             // the row behind the last one
	rows  buckets         // of the series, for drawing many
	model *forecast.Model // the newest; nil: none yet
	shown bool

	at     window
	cursor int // the row under the crosshair
	origin int // the last row that the free run knows
	free   bool
	choice int // of horizons
	past   past
	entry  *entry // a past being typed; nil: none
	errors bool   // the page of errors is shown
	step   int    // the horizon under the crosshair of that page

	aheads  ask.Asker[aheadKey, *aheads]
	runs    ask.Asker[runKey, *run]
	figures ask.Asker[int, *figures] // by the step of the network
	got     answers
	place   place
	notice  string
}

// answers are the last of each kind; nil: none yet.
type answers struct {
	ahead   *aheads
	run     *run
	figures *figures
}

// Begin begins the view of a run, whose data must be *task.Numbers.
func Begin(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	v := New(s.Data.(*task.Numbers), l)
	v.aheads.Under, v.runs.Under, v.figures.Under = ctx, ctx, ctx
	return v
}

// New is a view on d, before anything is known of a network: it shows where the held-out part begins, with a free run
// from there.
func New(d *task.Numbers, l *look.Look) *View {
	_, end := d.Bounds()
	v := &View{look: l, data: d, end: end, rows: bucketsOf(d, end), free: true, step: 1}
	v.at = first(d, end)
	v.origin = min(max(d.Split()-1, 0), end-1)
	v.cursor = v.origin
	return v
}

// See takes the newest model.
func (v *View) See(d *panel.Data, shown bool) []event.Job {
	v.shown = shown
	if m, ok := d.Snap.Model.(*forecast.Model); ok {
		v.model = m
	}
	return v.ask()
}

// Message takes an answer.
func (v *View) Message(msg any) []event.Job {
	if a, own := v.aheads.Take(msg); own {
		if a != nil {
			v.got.ahead = a.Is
			v.aheads.Rest(rest, a.Took)
		}
		return append(v.aheads.Next(), v.ask()...)
	}
	if a, own := v.runs.Take(msg); own {
		if a != nil {
			v.got.run = a.Is
			v.runs.Rest(rest, a.Took)
		}
		return append(v.runs.Next(), v.ask()...)
	}
	if a, own := v.figures.Take(msg); own {
		if a != nil {
			v.got.figures = a.Is
			v.figures.Rest(rest, a.Took)
		}
		return append(v.figures.Next(), v.ask()...)
	}
	if _, own := msg.(event.Resized); own {
		return v.ask()
	}
	return nil
}

// Typing reports whether a past is being typed.
func (v *View) Typing() bool { return v.entry != nil }

// Entries are its keys; while values are typed, those that are no text.
func (v *View) Entries() []keys.Entry {
	if v.entry != nil {
		return v.typingTable().Entries()
	}
	return v.table().Entries()
}

// Key handles a key.
func (v *View) Key(k event.Key) ([]event.Job, bool) {
	v.notice = ""
	if v.entry != nil {
		v.typed(k)
		return v.ask(), true
	}
	b, ok := v.table().Find(k.Name)
	if !ok {
		return nil, false
	}
	b.Do(v)
	return v.ask(), true
}

// Draw draws the view.
func (v *View) Draw(g grid.View) {
	if v.errors {
		v.drawErrors(g)
		return
	}
	v.drawSeries(g)
}

// entry is a past being typed.
type entry struct {
	line  field.Field
	first int    // the row of the first value
	bad   string // what is wrong with it; "": nothing
}
