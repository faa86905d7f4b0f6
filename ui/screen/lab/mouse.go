package lab

import (
	"unroll/core/command"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// Mouse handles the mouse: a click gives a panel the focus, chooses a setting, or places the crosshair; the wheel
// changes the setting under it, and scrolls the help.
func (l *Lab) Mouse(m event.Mouse) []event.Job {
	l.view.leaving, l.view.sure = false, nil
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
	if k := l.view.plan.KnobLine; k.Contains(m.X, m.Y) {
		if i, ok := panel.KnobInLine(&l.data, *l.Look, k.W, m.X-k.X); ok {
			l.knobMouse(i, m)
		}
	}
	for _, p := range l.view.plan.Panels {
		if !p.Contains(m.X, m.Y) {
			continue
		}
		l.click(p.ID, m, m.X-p.X-1)
		if i, ok := panel.KnobAt(&l.data, p.H-2, m.Y-p.Y-1); ok && p.ID == panel.Knobs {
			l.knobMouse(i, m)
		}
	}
	return l.take()
}

// knobMouse chooses the setting under the mouse; the wheel turns it too.
func (l *Lab) knobMouse(i int, m event.Mouse) {
	l.data.Knob = i
	switch m.Kind {
	case event.WheelUp:
		l.Do(command.New("knob.up"))
	case event.WheelDown:
		l.Do(command.New("knob.down"))
	}
}

func (l *Lab) click(id string, m event.Mouse, column int) {
	switch {
	case m.Kind == event.Press || m.Kind == event.Drag:
		l.view.focus = id
		l.point(id, m, column)
	}
}

func (l *Lab) point(id string, m event.Mouse, column int) {
	switch id {
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
