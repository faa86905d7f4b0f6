package lab

import (
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
)

// helpEntries are the keys, and behind them the marks on the charts.
func (l *Lab) helpEntries() []keys.Entry {
	list := l.entries()
	if l.other() != nil {
		return list
	}
	for _, m := range panel.Legend(*l.Look) {
		list = append(list, keys.Entry{Keys: m.Glyph, Does: m.Means, Group: l.Look.Words.Legend.Title})
	}
	return list
}

// helpKey moves the page of keys, or closes it.
func (l *Lab) helpKey(k event.Key) {
	switch k.Name {
	case "down", "j":
		l.view.scroll++
	case "up", "k":
		l.view.scroll--
	case "pgdown", " ":
		l.view.scroll += 10
	case "pgup":
		l.view.scroll -= 10
	default:
		l.view.help = false
	}
}

func (l *Lab) helpMouse(m event.Mouse) {
	switch m.Kind {
	case event.WheelDown:
		l.view.scroll += 2
	case event.WheelUp:
		l.view.scroll -= 2
	case event.Press:
		l.view.help = false
	}
}
