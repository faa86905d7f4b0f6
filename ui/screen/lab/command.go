package lab

import (
	"math"
	"slices"
	"strings"

	"unroll/core/command"
	"unroll/core/fault"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
)

// commandLimit is the greatest length of the : line, in characters.
const commandLimit = 500

func (l *Lab) openCommand() {
	c := field.New(commandLimit, l.Look)
	l.view.command, l.view.choices = &c, false
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
		l.view.choices = true
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
	if l.unsure(c) {
		return
	}
	if why := l.Do(c); why != "" {
		l.view.notice = why
	}
}

// shorts are the short forms of commands without arguments, the most useful first.
var shorts = []struct{ short, full string }{
	{"save", "run.save"}, {"pause", "run.toggle"}, {"step", "run.step"}, {"undo", "run.undo"}, {"redo", "run.redo"}, {"view", "view.list"}, {"help", "help"}, {"theme", "theme.next"},
	{"bits", "unit.set bits"}, {"nats", "unit.set nats"}, {"quit", "quit"}, {"q", "quit"}, {"unit", "unit.next"}, {"glyphs", "glyphs.next"},
}

// shortNames are the names of shorts of more than a letter.
func shortNames() []string {
	var names []string
	for _, s := range shorts {
		if len(s.short) > 1 {
			names = append(names, s.short)
		}
	}
	return names
}

// useful is the number of short forms in an error.
const useful = 9

// What is wrong with a line.
var (
	errUnknown     = fault.New("lab.unknown", "no setting or command %q: settings are %s; commands are %s, and more with tab")
	errTakesNumber = fault.New("lab.takes_number", "%s is %s: give a number, as in %s %s")
	errTakesLimit  = fault.New("lab.takes_limit", "%s is %s: give a number or off, as in %s %s")
	errOneValue    = fault.New("lab.one_value", "%s takes one value, as in %s %s")
)

// read parses a command's text or a short form: one of shorts, view NAME, unit NAME, help TERM, period N, and a setting with
// its value, as lr 0.001 or lr=0.001.
func (l *Lab) read(text string) (command.Command, error) {
	first, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	for _, s := range shorts {
		if s.short == text {
			return command.Parse(s.full)
		}
	}
	switch {
	case first == "view" && rest != "":
		return command.New("view.show", rest), nil
	case first == "help" && rest != "":
		return command.New("help", rest), nil
	case first == "period" && l.data.Numbers != nil:
		return command.New("rungs.set-period", rest), nil
	case first == "unit" && rest != "":
		return command.New("unit.set", rest), nil
	case strings.Contains(first, ".") && !strings.Contains(first, "="), slices.Contains(l.names(), text):
		return command.Parse(text)
	}
	return l.readSetting(text)
}

// readSetting parses a setting and its value.
func (l *Lab) readSetting(text string) (command.Command, error) {
	name, value := text, ""
	if _, ok := l.findKnob(text); !ok {
		if at := strings.LastIndexAny(text, " ="); at >= 0 {
			name, value = strings.TrimRight(text[:at], " ="), strings.TrimSpace(text[at+1:])
		}
	}
	knob, ok := l.findKnob(name)
	if !ok {
		return command.Command{}, l.unknown(text)
	}
	if value == "" {
		return command.Command{}, l.takes(knob)
	}
	v, err := recipe.ParseValue(value)
	if err == nil {
		err = knob.Check(v)
	}
	return train.Set(knob.Name, v), err
}

// unknown says what is wrong with a line whose setting does not exist.
func (l *Lab) unknown(text string) error {
	first := text
	if i := strings.IndexAny(text, " ="); i >= 0 {
		first = text[:i]
	}
	if k, ok := l.findKnob(first); ok {
		return errOneValue.Of(k.Name, k.Name, example(k))
	}
	return errUnknown.Of(first, strings.Join(l.settings(), ", "), strings.Join(shortNames()[:useful], ", "))
}

// takes says which values a setting takes.
func (l *Lab) takes(k recipe.Knob) error {
	kind := errTakesNumber
	if math.IsInf(k.Max, 1) {
		kind = errTakesLimit
	}
	return kind.Of(k.Name, panel.KnobValue(k, l.data.Snap, *l.Look), k.Name, example(k))
}

// example is a value that a setting may have.
func example(k recipe.Knob) string {
	s := recipe.DefaultSettings()
	return panel.Value(k.Turn(k.Get(&s), -1))
}

// findKnob finds a setting by its name, by the panel's name for it, or by the beginning of either.
func (l *Lab) findKnob(name string) (recipe.Knob, bool) {
	w := l.Look.Words
	if knob, err := recipe.FindKnob(name); err == nil {
		return knob, true
	}
	for _, k := range recipe.Knobs {
		for _, called := range []string{w.Mark[k.Name], k.Name, w.KnobNames[k.Name]} {
			if name != "" && strings.HasPrefix(strings.ToLower(called), strings.ToLower(name)) {
				return k, true
			}
		}
	}
	return recipe.Knob{}, false
}

// shownKnobs omits settings that are not used: the momentum of other optimizers, the temperature where nothing is sampled, those of
// other tasks, and the unroll of pairs, which is the length of the longest sentence.
func shownKnobs(of, optimizer string, unsampled bool) []recipe.Knob {
	var list []recipe.Knob
	for _, k := range recipe.Knobs {
		if (k.Task == "" || k.Task == of) && (k.Name != "momentum" || optimizer == "momentum") && (k.Name != "temperature" || !unsampled) && (k.Name != "unroll" || of != task.Translation.Name) {
			list = append(list, k)
		}
	}
	return list
}

// settings are the names of the settings, without those of other tasks.
func (l *Lab) settings() []string {
	var names []string
	for _, k := range recipe.Knobs {
		if k.Task == "" || k.Task == l.data.Task().Name {
			names = append(names, k.Name)
		}
	}
	return names
}

// complete completes what is typed as far as it is unambiguous: the name of a setting, or else of a command.
func (l *Lab) complete(s string) string {
	if s == "" {
		return s
	}
	if found := beginning(l.settings(), s); len(found) == 1 && len(beginning(shortNames(), s)) == 0 {
		return found[0] + " "
	}
	if found := l.completions(s); len(found) > 0 {
		return common(found)
	}
	return s
}

// completions are the settings and commands that begin with what is typed, the shortest names first.
func (l *Lab) completions(s string) []string {
	var found []string
	for _, name := range slices.Concat(beginning(l.settings(), s), beginning(shortNames(), s), beginning(l.names(), s)) {
		if !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}

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
