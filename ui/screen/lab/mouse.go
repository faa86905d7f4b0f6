package lab

import (
	"unroll/core/command"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// Mouse handles the mouse: a click gives a panel the focus, chooses a setting, or places the crosshair; the wheel
// changes the chosen setting over the settings, and scrolls the help.
func (l *Lab) Mouse(m event.Mouse) []event.Job {
	l.view.sure = nil
	if l.view.help {
		l.helpMouse(m)
		return l.take()
	}
	if l.views.list {
		l.views.list = m.Kind != event.Press
		return l.take()
	}
	if l.clickTab(m) {
		return l.take()
	}
	if v := l.other(); v != nil {
		if b := l.view.plan.Body; b.Contains(m.X, m.Y) {
			m.X, m.Y = m.X-b.X, m.Y-b.Y
			return v.Mouse(m)
		}
		return l.take()
	}
	for _, p := range l.view.plan.Panels {
		if p.Contains(m.X, m.Y) {
			l.click(p.ID, m, m.X-p.X-1, m.Y-p.Y-1)
		}
	}
	return l.take()
}

func (l *Lab) click(id string, m event.Mouse, column, row int) {
	switch {
	case id == panel.Knobs && m.Kind == event.WheelUp:
		l.Do(command.New("knob.up"))
	case id == panel.Knobs && m.Kind == event.WheelDown:
		l.Do(command.New("knob.down"))
	case m.Kind == event.Press || m.Kind == event.Drag:
		l.view.focus = id
		l.point(id, m, column, row)
	}
}

func (l *Lab) point(id string, m event.Mouse, column, row int) {
	switch id {
	case panel.Knobs:
		if row >= 0 && row < len(l.data.Knobs) {
			l.data.Knob = row
		}
	case panel.Curves, panel.Norm:
		if info, ok := l.view.charts[id]; ok {
			if x, ok := info.XAt(column); ok {
				l.setCursor(x)
			}
		}
	case panel.Forecast:
		if m.Kind == event.Press {
			l.Do(command.New("view.show", "forecast"))
		}
	case panel.Tagging:
		if m.Kind == event.Press {
			l.Do(command.New("view.show", "tags"))
		}
	case panel.Next:
		if m.Kind == event.Press {
			l.Do(command.New("prefix.type"))
		}
	}
}
