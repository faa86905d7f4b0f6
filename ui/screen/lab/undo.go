package lab

import (
	"fmt"
	"math"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/panel"
)

// goBackHere goes back to the step at the crosshair.
func (l *Lab) goBackHere() {
	if l.data.Cursor == nil {
		l.view.notice = l.Look.Words.Undo.NoCrosshair
		return
	}
	l.send(train.RewindTo(int(math.Round(max(0, *l.data.Cursor)))))
}

// wentBack is what the bottom row says when the run has come to another step than the next; "": it has not.
func (l *Lab) wentBack(was, now train.Snapshot) string {
	w := l.Look.Words.Undo
	before, after := was.History, now.History
	switch {
	case was.Task == nil || now.Rewind != nil || after.Revision() == before.Revision():
		return ""
	case len(now.Branches) > 0:
		last := now.Branches[len(now.Branches)-1].History.Step()
		return fmt.Sprintf(w.Back, chart.Thousands(int64(now.Step)), chart.Thousands(int64(last)))
	}
	return fmt.Sprintf(w.Returned, chart.Thousands(int64(now.Step)))
}

// onTheWay is what the bottom row says while the run goes back.
func (l *Lab) onTheWay(r *train.Rewind) string {
	w := l.Look.Words
	n := r.To - r.At
	return fmt.Sprintf(w.Undo.OnTheWay, chart.Thousands(int64(r.To)), w.CLI.Units.Updates.Of(n, chart.Thousands(int64(n))))
}

// done is how much of the way back is done, in percent.
func done(r *train.Rewind) int {
	if r.To == r.From {
		return 100
	}
	return 100 * (r.At - r.From) / (r.To - r.From)
}

// undoable is the change of a setting that undo would undo; false: there is none.
func undoable(h history.View) (e history.Event, some bool) {
	list := h.Events()
	for i := len(list) - 1; i >= 0; i-- {
		if k, err := recipe.FindKnob(list[i].Knob); err == nil && !k.Looks {
			return list[i], true
		}
	}
	return e, false
}

// wayOut is what the bottom row says below a run that is ruined or has diverged: what undo would undo, if that may have been the cause.
func (l *Lab) wayOut() string {
	s, w := l.data.Snap, l.Look.Words
	e, some := undoable(s.History)
	if !some || s.Back != 0 {
		return l.troubleHint()
	}
	undo := w.Undo.Ruined
	if s.Phase == train.Diverged {
		undo = w.Undo.Diverged
	}
	return fmt.Sprintf(undo, panel.Mark(e.Knob, *l.Look), panel.Value(e.To), chart.Thousands(int64(e.Step)))
}
