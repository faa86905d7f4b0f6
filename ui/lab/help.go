package lab

import "unroll/ui/event"

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
