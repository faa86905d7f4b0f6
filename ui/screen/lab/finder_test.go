package lab

import (
	"iter"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
)

// onDisk has the rows of an invented run, and counts how often it is asked.
type onDisk struct{ asked int }

func (d *onDisk) Rows(from int) iter.Seq2[history.Row, error] {
	d.asked++
	return func(yield func(history.Row, error) bool) {
		for step := from; yield(historytest.Row(step), nil); step++ {
		}
	}
}

func pictureOf(l *Lab) string {
	g := grid.New(160, 40)
	l.Draw(g.View())
	return g.Render(grid.Plain)
}

// The law: at an old update the crosshair shows the average of the updates around it, marked as such, until its
// row has been read from disk; then the row itself. A row that is whole is not requested, nor one of another
// branch.
func TestTheCrosshairReadsOldRows(t *testing.T) {
	const steps, old = 400_000, 200_123
	l, disk := still(t), &onDisk{}
	h := historytest.Made(steps)
	s := l.data.Snap
	s.History, s.Step, s.Saved = h.View(), steps, train.Saved{To: "run", Step: steps, Rows: disk}
	l.about, l.source = nil, nothing{}
	l.data.Snap = s
	l.view.focus = panel.Curves
	l.setCursor(old)
	mean, exact := s.History.At(old)
	if drawn := pictureOf(l); exact || !strings.Contains(drawn, "train ≈"+panel.Figure(mean.Loss)) {
		t.Errorf("no mean %s in\n%s", panel.Figure(mean.Loss), drawn)
	}
	workOff(l, l.take())
	want := historytest.Row(old).Point
	if got, exact := l.data.At(old); !exact || got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if drawn := pictureOf(l); !strings.Contains(drawn, "train "+panel.Figure(want.Loss)) || disk.asked != 1 {
		t.Errorf("asked %d times; no %s in\n%s", disk.asked, panel.Figure(want.Loss), drawn)
	}
	l.setCursor(steps - 5)
	workOff(l, l.take())
	if disk.asked != 1 {
		t.Error("a row in memory is read from disk")
	}
	from := h.CutBack(150_000) // and continues differently, on a branch that no save contains
	for step := from; step <= steps; step++ {
		r := historytest.Row(step)
		r.Point.Loss++
		h.Restore(r.Point)
	}
	l.data.Snap.History = h.View()
	l.setCursor(old)
	if workOff(l, l.take()); disk.asked != 1 {
		t.Error("a row of another branch is read from disk")
	}
	if _, exact := l.data.At(old); exact {
		t.Error("a row of another branch is shown")
	}
}
