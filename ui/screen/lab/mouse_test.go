package lab

import (
	"strings"
	"testing"

	"unroll/core/command"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// told is a source that writes down its commands.
type told struct {
	made
	got []string
}

func (s *told) Send(c command.Command) bool {
	s.got = append(s.got, c.String())
	return true
}

// The law: the wheel turns the setting under it, whichever is chosen, in the panel and in the row of a small screen; beside
// the settings it turns nothing.
func TestTheWheelTurnsTheSettingUnderIt(t *testing.T) {
	plain, _ := theme.Find("plain")
	for _, size := range [][2]int{{100, 30}, {40, 12}} {
		source := &told{}
		l := New(source, &sessions.Subject{}, "text", &look.Look{Theme: plain, Words: i18n.English})
		defer l.Close()
		r := recipe.Default()
		l.Message(l.Show(train.Snapshot{Recipe: r, Step: 3, Settings: r.Settings, History: historyOf(4, 1, 0.25)}))
		l.data.Knob = 0
		g := grid.New(size[0], size[1])
		l.Draw(g.View())
		for y, row := range strings.Split(g.Render(grid.Plain), "\n") {
			at := strings.Index(row, "clip θ")
			if at < 0 {
				at = strings.Index(row, " θ ")
			}
			if at < 0 || size[0] == 100 && !strings.Contains(row, "│") {
				continue
			}
			l.Mouse(event.Mouse{Kind: event.WheelUp, X: grid.Width(row[:at]) + 2, Y: y})
			break
		}
		if got := strings.Join(source.got, "; "); got != "knob.up clip" {
			t.Errorf("%v: %q", size, got)
		}
		l.Mouse(event.Mouse{Kind: event.WheelDown, X: 10, Y: 3})
		if len(source.got) > 1 {
			t.Errorf("%v: over the curves: %v", size, source.got)
		}
	}
}
