package panel

import (
	"fmt"
	"math"
	"slices"

	"unroll/core/recipe"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// ExplainTerm is the page on a term of the catalogue, with its current value if it is a quantity of this run.
func ExplainTerm(id string, d *Data, l look.Look) help.Page {
	p := help.Of(id, l)
	page := help.Page{Title: p.Name, About: []help.Paragraph{{Term: id, Text: p.Text}}}
	if now, ok := termNow(id, d, l); ok {
		page.About = append(page.About, now)
	}
	return page
}

// termNow is the current value of a term; ok is false if it has none.
func termNow(id string, d *Data, l look.Look) (p help.Paragraph, ok bool) {
	w := l.Words.Explain
	switch id {
	case "perplexity", "cross-entropy", "surprisal", "nat":
		return lossNow(d, l)
	case "validation":
		return validNow(d, l)
	case "gradient-norm", "clip":
		return clippingNow(d, l)
	case "entropy", "softmax", "logit":
		return nextNow(d, l)
	case "verdict":
		forms, _ := verdict(d, l)
		if ok = len(forms) > 0; ok {
			p = Prose(w.Curves.Verdict, forms[0])
		}
		return p, ok
	case "entropy-rate":
		return Prose(w.Now, Information(d.Floor, l)), !math.IsNaN(d.Floor)
	case "vocabulary":
		return Prose(w.Now, "V = "+chart.Thousands(int64(d.Facts.Vocab))), d.Facts.Vocab > 0
	case "epoch":
		return Prose(w.Now, fmt.Sprintf("%s %.1f", l.Words.Epoch, math.Floor(d.Snap.Epoch*10)/10)), d.Snap.Task != nil
	case "update":
		return Prose(w.Now, l.Words.Step+" "+stepLabel(float64(d.Snap.Step))), d.Snap.Step > 0
	}
	i := slices.IndexFunc(d.Knobs, func(k recipe.Knob) bool { return KnobTerms[k.Name] == id })
	if i < 0 {
		return p, false
	}
	k := d.Knobs[i]
	return Prose(w.Now, l.Words.KnobNames[k.Name]+" "+KnobValue(k, d.Snap, l)), true
}
