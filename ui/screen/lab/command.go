package lab

import (
	"slices"
	"strings"

	"unroll/core/command"
	"unroll/core/train"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
)

// commandLimit is the greatest length of the : line, in characters.
const commandLimit = 500

func (l *Lab) openCommand() {
	c := field.New(commandLimit)
	l.view.command = &c
}

// typeCommand edits the : line: enter runs it, esc closes it, tab completes a name.
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
		l.view.command.Set(l.complete(l.view.command.Value()))
	default:
		l.view.command.Key(k)
	}
}

// obey runs the command on the : line.
func (l *Lab) obey(text string) {
	c, err := l.read(text)
	if err != nil {
		l.view.notice = l.Look.Words.Error(err)
		return
	}
	if why := l.Do(c); why != "" {
		l.view.notice = why
	}
}

// read parses a command's text or a short form: q, view NAME, unit NAME, help TERM, and a setting with its value,
// as lr 0.001 or lr=0.001.
func (l *Lab) read(text string) (command.Command, error) {
	first, rest, _ := strings.Cut(text, " ")
	switch {
	case text == "q":
		return command.New("quit"), nil
	case first == "view" && strings.TrimSpace(rest) != "":
		return command.New("view.show", strings.TrimSpace(rest)), nil
	case first == "help" && strings.TrimSpace(rest) != "":
		return command.New("help", strings.TrimSpace(rest)), nil
	case first == "view":
		return command.New("view.list"), nil
	case first == "unit" && strings.TrimSpace(rest) != "":
		return command.New("unit.set", strings.TrimSpace(rest)), nil
	case first == "unit":
		return command.New("unit.next"), nil
	case strings.Contains(first, ".") && !strings.Contains(first, "="), slices.Contains(l.names(), text):
		return command.Parse(text)
	}
	at := strings.LastIndexAny(text, " =")
	name, value := text, ""
	if at >= 0 {
		name, value = text[:at], text[at+1:]
	}
	knob, err := l.findKnob(strings.TrimRight(name, " ="))
	if err != nil {
		return command.Command{}, err
	}
	v, err := train.ParseValue(strings.TrimSpace(value))
	if err == nil {
		err = knob.Check(v)
	}
	return train.Set(knob.Name, v), err
}

// findKnob finds a setting by its name, by the panel's name for it, or by the beginning of either.
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

// complete completes what is typed as far as it is unambiguous: the name of a setting, or else of a command.
func (l *Lab) complete(s string) string {
	if s == "" {
		return s
	}
	var settings []string
	for _, k := range train.Knobs {
		settings = append(settings, k.Name)
	}
	if found := beginning(settings, s); len(found) == 1 {
		return found[0] + " "
	}
	if found := l.completions(s); len(found) > 0 {
		return common(found)
	}
	return s
}

// completions are the commands that begin with what is typed.
func (l *Lab) completions(s string) []string { return beginning(l.names(), s) }

func beginning(names []string, s string) []string {
	var found []string
	for _, n := range names {
		if strings.HasPrefix(n, s) {
			found = append(found, n)
		}
	}
	return found
}

// common is the longest common prefix.
func common(names []string) string {
	s := names[0]
	for _, n := range names {
		for !strings.HasPrefix(n, s) {
			s = s[:len(s)-1]
		}
	}
	return s
}
