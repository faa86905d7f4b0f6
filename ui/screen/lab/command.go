package lab

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"unroll/core/train"
	"unroll/ui/screen/event"
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

// obey does "NAME VALUE" or "NAME=VALUE", or a word that stands for a key.
func (l *Lab) obey(text string) {
	switch text {
	case "q", "quit":
		l.say(Quit{})
		return
	case "help":
		l.view.help, l.view.scroll = true, 0
		return
	}
	at := strings.LastIndexAny(text, " =")
	name, value := text, ""
	if at >= 0 {
		name, value = text[:at], text[at+1:]
	}
	knob, err := l.findKnob(strings.TrimRight(name, " ="))
	if err != nil {
		l.view.notice = err.Error()
		return
	}
	v, err := readValue(strings.TrimSpace(value))
	if err == nil {
		err = knob.Check(v)
	}
	if err != nil {
		l.view.notice = err.Error()
		return
	}
	l.send(train.Set(knob.Name, v))
}

// findKnob takes a setting's name, what the panel calls it, or the beginning of either.
func (l *Lab) findKnob(name string) (train.Knob, error) {
	w := l.Look.Words
	knob, err := train.FindKnob(name)
	if err == nil || name == "" {
		return knob, err
	}
	for _, k := range train.Knobs {
		for _, called := range []string{w.Mark[k.Name], k.Name, w.KnobNames[k.Name]} {
			if strings.HasPrefix(strings.ToLower(called), strings.ToLower(name)) {
				return k, nil
			}
		}
	}
	return knob, err
}

func readValue(s string) (float64, error) {
	if s == "off" || s == "∞" {
		return math.Inf(1), nil
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) {
		return 0, fmt.Errorf("%q is not a number: write the setting and its value, as lr 0.001", s)
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
