package panel

import (
	"fmt"
	"math"
	"slices"

	"unroll/core/lm"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// KnobTerms maps the settings' names to their terms.
var KnobTerms = map[string]string{
	"lr": "learning-rate", "clip": "clip", "temperature": "temperature", "unroll": "unroll", "batch": "batch", "momentum": "momentum", "valid_every": "validation",
	"teacher_forcing": "teacher-forcing",
}

// explainKnobs explains every setting by its term, with its value.
func explainKnobs(d *Data, l look.Look) []help.Paragraph {
	w := l.Words.Explain.Knobs
	list := []help.Paragraph{Prose(w.About)}
	if d.Snap.LR != d.Snap.Settings.LR && d.Snap.Task != nil {
		list = append(list, Prose(w.Rate, chart.Short(d.Snap.LR)))
	}
	for i, k := range d.Knobs {
		p := help.Of(KnobTerms[k.Name], l)
		p.Name, p.Mark = l.Words.KnobNames[k.Name]+" "+KnobValue(k, d.Snap, l), " "
		if i == d.Knob {
			p.Mark, p.Style = l.Pick("▸", ">"), l.Focus
		}
		list = append(list, p)
	}
	return list
}

func explainNext(d *Data, l look.Look) []help.Paragraph {
	w := l.Words.Explain.Next
	list := []help.Paragraph{Prose(w.About)}
	if p, ok := nextNow(d, l); ok {
		list = append(list, p)
	}
	list = append(list, Marked(l.Pick("██", "##"), l.Bar, w.Bar, l.Units().Cost))
	if slices.ContainsFunc(d.Prefix.Is.Prefix, func(t lm.Token) bool { return !t.Known }) {
		list = append(list, Marked("x", l.Bad.With(grid.Underline), w.Unknown))
	}
	return list
}

// nextNow says how unsure the network is of the next token, and which it thinks likeliest.
func nextNow(d *Data, l look.Look) (p help.Paragraph, ok bool) {
	w, is := l.Words.Explain.Next, d.Prefix.Is
	if !d.Prefix.Known || len(is.Top) == 0 {
		return p, false
	}
	text := Unsure(is.Entropy, l)
	if best := is.Top[0]; !math.IsNaN(is.Entropy) {
		text += " " + help.Say(w.Top, grid.SafeToken(best.Text), fmt.Sprintf("%.3f", best.P))
	}
	return help.Paragraph{Text: text}, true
}

// Unsure says what an entropy in nats means.
func Unsure(nats float64, l look.Look) help.Text {
	w, n := l.Words.Explain.Next, math.Exp(nats)
	switch {
	case math.IsNaN(nats):
		return help.Say(w.NaN)
	case n < nearlySure:
		return help.Say(w.Sure, Information(nats, l))
	}
	return help.Say(w.Entropy, Information(nats, l), choices(n))
}

func explainSample(d *Data, l look.Look) []help.Paragraph {
	w, t := l.Words.Explain.Sample, d.Snap.Settings.Temperature
	list := []help.Paragraph{Prose(w.About)}
	switch said := fmt.Sprintf("%.2f", t); {
	case d.Snap.Task == nil:
		return list
	case t <= 0:
		return append(list, Prose(w.Greedy))
	case t == 1:
		return append(list, Prose(w.As))
	case t < 1:
		return append(list, Prose(w.Cool, said))
	default:
		return append(list, Prose(w.Hot, said))
	}
}
