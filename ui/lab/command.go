package lab

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"unroll/core/train"
	"unroll/ui/event"
)

// typeCommand edits the : line: enter does it, esc leaves it, tab completes the name of a setting.
func (l *Lab) typeCommand(k event.Key) {
	switch k.Name {
	case "esc":
		l.view.command = nil
	case "enter":
		text := strings.TrimSpace(l.view.command.Value())
		l.view.command = nil
		if text != "" {
			l.obey(text)
		}
	case "tab":
		l.view.command.Set(complete(l.view.command.Value()))
	default:
		l.view.command.Key(k)
	}
}

// obey does "NAME VALUE" or "NAME=VALUE".
func (l *Lab) obey(text string) {
	name, value, _ := strings.Cut(strings.Replace(text, "=", " ", 1), " ")
	knob, err := train.FindKnob(strings.ToLower(name))
	if err != nil {
		l.view.notice = err.Error()
		return
	}
	v, err := readValue(strings.TrimSpace(value))
	if err == nil {
		err = knob.Check(v)
	}
	if err != nil {
		l.view.notice = fmt.Sprintf("%s: %v", name, err)
		return
	}
	l.send(train.Set(knob.Name, v))
}

func readValue(s string) (float64, error) {
	if s == "off" || s == "∞" {
		return math.Inf(1), nil
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) {
		return 0, fmt.Errorf("%q is not a number", s)
	}
	return v, nil
}

// complete finishes the name of a setting as far as it is clear.
func complete(s string) string {
	match := ""
	for _, k := range train.Knobs {
		if s != "" && strings.HasPrefix(k.Name, s) {
			if match != "" {
				return s
			}
			match = k.Name + " "
		}
	}
	if match == "" {
		return s
	}
	return match
}
