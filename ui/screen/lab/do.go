package lab

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"unroll/core/command"
	"unroll/core/train"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/view/rungs"
)

// Do runs a command, whoever gives it: a key, the : line, the mouse, a test. The view on the screen is asked
// first, then the lab, then the run. It returns why nothing was done, "" if something was; if the run refuses,
// its next snapshot says why.
func (l *Lab) Do(c command.Command) (why string) {
	text := c.String()
	if l.viewDoes(text) {
		return ""
	}
	if b, ok := l.keys().Named(text); ok {
		b.Do(l)
		return ""
	}
	switch {
	case isVerb(c.Name) && l.data.Tags.Of != nil && slices.Contains(c.Args, "temperature"):
		return l.Look.Words.Tagging.NoTemperature
	case isVerb(c.Name) && l.data.Pairs.Of != nil && slices.Contains(c.Args, "temperature"):
		return l.Look.Words.Pairs.NoTemperature
	case isVerb(c.Name):
		l.send(c)
	case c.Name == "view.show" && len(c.Args) == 1:
		return l.showNamed(c.Args[0])
	case c.Name == "rungs.set-period" && l.data.Numbers != nil:
		return l.setPeriod(c.Args)
	case c.Name == "help" && len(c.Args) > 0:
		return l.explainTerm(strings.Join(c.Args, " "))
	case c.Name == "unit.set" && len(c.Args) == 1:
		return l.setUnit(c.Args[0])
	case l.data.Answered != nil && strings.HasPrefix(c.Name, "prefix."):
		return l.Look.Words.Sequences.NoPrefix
	case l.data.Tags.Of != nil && strings.HasPrefix(c.Name, "prefix."):
		return l.Look.Words.Tagging.NoPrefix
	case l.data.Pairs.Of != nil && strings.HasPrefix(c.Name, "prefix."):
		return l.Look.Words.Pairs.NoPrefix
	case l.data.Instead() != (panel.Instead{}) && strings.HasPrefix(c.Name, "prefix."):
		return l.Look.Words.Forecast.NoPrefix
	case !l.inNats() && c.Name == "unit.next":
		return l.Look.Words.Forecast.NoUnit
	case c.Name == "prefix.set" && len(c.Args) == 1:
		l.data.Prefix.Line.Set(c.Args[0])
		l.retext()
	case c.Name == "view.show":
		return fmt.Sprintf(l.Look.Words.Lab.TakesView, c.Name, strings.Join(l.viewNames(), ", "))
	case c.Name == "prefix.set":
		return fmt.Sprintf(l.Look.Words.Lab.TakesText, c.Name)
	default:
		return fmt.Sprintf(l.Look.Words.NoCommand, c.Name)
	}
	return ""
}

// viewDoes makes the view on the screen run its action of that name, if it has one.
func (l *Lab) viewDoes(name string) bool {
	v := l.other()
	if v == nil {
		return false
	}
	for _, e := range v.Entries() {
		if e.Name == name {
			jobs, _ := v.Key(event.Key{Name: e.Names[0]})
			l.jobs = append(l.jobs, jobs...)
			return true
		}
	}
	return false
}

func isVerb(name string) bool {
	return slices.ContainsFunc(train.Verbs(), func(v train.Verb) bool { return v.Name == name })
}

// showNamed shows the view with a name or a number.
func (l *Lab) showNamed(name string) (why string) {
	for i, k := range l.kinds() {
		if k.ID == name || strconv.Itoa(i+1) == name || strings.EqualFold(l.Look.Words.Views[k.ID], name) {
			l.show(i)
			return ""
		}
	}
	return fmt.Sprintf(l.Look.Words.NoView, name, strings.Join(l.viewNames(), ", "))
}

// setPeriod shows the ladder of a series with another period.
func (l *Lab) setPeriod(args []string) (why string) {
	if why = l.showNamed("rungs"); why != "" {
		return why
	}
	jobs, why := l.other().(*rungs.View).Command(args)
	l.jobs = append(l.jobs, jobs...)
	return why
}

// setUnit requests the unit of information with a name.
func (l *Lab) setUnit(name string) (why string) {
	w := l.Look.Words.Units
	switch u, ok := look.FindUnit(name, l.Look.Words); {
	case !l.inNats():
		return l.Look.Words.Forecast.NoUnit
	case !ok:
		return fmt.Sprintf(w.None, name, w.Nats.Name, w.Bits.Name)
	case u == look.Bits:
		l.say(Restyle{Unit: InBits})
	default:
		l.say(Restyle{Unit: InNats})
	}
	return ""
}

func (l *Lab) viewNames() []string {
	var names []string
	for _, k := range l.kinds() {
		names = append(names, k.ID)
	}
	return names
}

// names are all commands that can be given now, for completion.
func (l *Lab) names() []string {
	var names []string
	add := func(name string) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, b := range l.keys() {
		add(b.Name)
	}
	if v := l.other(); v != nil {
		for _, e := range v.Entries() {
			add(e.Name)
		}
	}
	for _, v := range train.Verbs() {
		if !strings.HasPrefix(v.Name, "knob.") {
			add(v.Name)
			continue
		}
		for _, k := range l.data.Knobs {
			add(v.Name + " " + k.Name)
		}
	}
	if l.data.Instead() == (panel.Instead{}) {
		add("prefix.set")
	}
	for _, id := range l.Look.Words.Explain.TermIDs() {
		add("help " + id)
	}
	if l.inNats() {
		add("unit.set nats")
		add("unit.set bits")
	}
	slices.Sort(names)
	return names
}
