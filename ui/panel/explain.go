package panel

import (
	"fmt"
	"math"
	"slices"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// An explainer says what a panel shows, with the current numbers.
type explainer struct {
	title func(d *Data, l look.Look) string
	about func(d *Data, l look.Look) []help.Paragraph
}

// explainers maps the panels' IDs to their explainers.
var explainers = map[string]explainer{
	Curves:      {func(d *Data, l look.Look) string { return d.LossTitle(l) }, explainCurves},
	Norm:        {func(_ *Data, l look.Look) string { return l.Words.NormTitle }, explainNorm},
	Knobs:       {func(_ *Data, l look.Look) string { return l.Words.Knobs }, explainKnobs},
	Next:        {func(_ *Data, l look.Look) string { return l.Words.NextAfter }, explainNext},
	Sample:      {func(_ *Data, l look.Look) string { return l.Words.Sample }, explainSample},
	Forecast:    {func(_ *Data, l look.Look) string { return l.Words.Forecast.Title }, explainForecast},
	Accuracy:    {func(d *Data, l look.Look) string { return d.accuracyWords(l).Title }, explainAccuracy},
	Tagging:     {func(_ *Data, l look.Look) string { return l.Words.Tagging.Title }, explainTagging},
	Blank:       {func(_ *Data, l look.Look) string { return l.Words.Fill.Blank }, explainBlank},
	Filled:      {func(_ *Data, l look.Look) string { return l.Words.Fill.Filled }, explainFilled},
	Translating: {func(_ *Data, l look.Look) string { return l.Words.Pairs.Title }, explainTranslating},
}

// Explain is the page on a panel, without the keys: what it shows, with the current numbers if there are any.
func Explain(id string, d *Data, l look.Look) help.Page {
	e, ok := explainers[id]
	if !ok {
		return help.Page{}
	}
	return help.Page{Title: e.title(d, l), About: e.about(d, l)}
}

// Prose is a paragraph without a mark.
func Prose(format string, args ...any) help.Paragraph {
	return help.Paragraph{Text: help.Say(format, args...)}
}

// Marked is a mark as it is on the screen, and its meaning.
func Marked(glyph string, st grid.Style, format string, args ...any) help.Paragraph {
	return help.Paragraph{Mark: glyph, Style: st, Text: help.Say(format, args...)}
}

// Try is the end of a page: what to try next; nothing if there is no suggestion for this id.
func Try(id string, l look.Look) []help.Paragraph {
	w := l.Words.Explain
	if w.Tries[id] == "" {
		return nil
	}
	return []help.Paragraph{Prose(w.Try, help.Say(w.Tries[id]))}
}

// legend is the mark on the charts whose meaning in the legend is means, explained by says.
func legend(l look.Look, means, says string) help.Paragraph {
	marks := Legend(l)
	i := slices.IndexFunc(marks, func(m LegendMark) bool { return m.Means == means })
	if i < 0 {
		return Marked("", l.Text, says)
	}
	return Marked(marks[i].Glyph, marks[i].Style, says)
}

// bandMark is the shaded band, which is a term.
func bandMark(l look.Look, st grid.Style) help.Paragraph {
	p, mark := help.Of("band", l), BandMark(l, st, "")
	p.Mark, p.Style = mark.Mark, mark.Style
	return p
}

// BandMark is a filled range as charts have it, a background if there are colours, else a texture, and its meaning.
func BandMark(l look.Look, st grid.Style, format string, args ...any) help.Paragraph {
	if st.FG != 0 {
		return Marked("  ", grid.Style{BG: st.FG}, format, args...)
	}
	return Marked(l.Pick("░░", "::"), st, format, args...)
}

// LineMark is a piece of a curve, in the current set of glyphs.
func LineMark(l look.Look) string {
	switch l.Glyphs {
	case chart.Braille:
		return "⠤⠒"
	case chart.Blocks:
		return "▄▀"
	}
	return ".'"
}

// Information is a loss, an entropy or a surprisal with its unit.
func Information(nats float64, l look.Look) string {
	return Loss(nats, l) + " " + l.UnitName()
}

// LossMeans says what a loss in nats/token means: the loss, its perplexity, and how unsure that is.
func LossMeans(nats float64, d *Data, l look.Look) help.Text {
	w := l.Words.Explain.Perplexity
	if math.IsNaN(nats) || math.IsInf(nats, 0) {
		return unsure(nats, d, l)
	}
	return help.Say(w.Loss, Information(nats, l), unsure(nats, d, l))
}

// The bounds between the ways of describing a perplexity.
const (
	nearlySure    = 1.1
	nearUniform   = 0.02 // of V
	mostPlainSize = 1e15 // up to here it is written as a plain number
)

// unsure is the meaning of a perplexity in words. NaN and infinities have words of their own.
func unsure(nats float64, d *Data, l look.Look) help.Text {
	w, things := l.Words.Explain.Perplexity, l.Words.Explain.Things[d.Facts.Tokens]
	ppl, V := task.Language.Score.Of(nats), float64(d.Facts.Vocab)
	said, vocab := Number(ppl), chart.Thousands(int64(d.Facts.Vocab))
	switch {
	case math.IsNaN(ppl):
		return help.Say(w.NaN)
	case math.IsInf(nats, 1):
		return help.Say(w.Inf)
	case ppl > mostPlainSize:
		return help.Say(w.Huge)
	case ppl < nearlySure:
		return help.Say(w.Sure, said, l.Words.Explain.Thing[d.Facts.Tokens])
	case V > 0 && ppl > V*(1+nearUniform):
		return help.Say(w.Worse, said, vocab, things)
	case V > 0 && ppl > V*(1-nearUniform):
		return help.Say(w.Uniform, said, vocab, things)
	case ppl < 1.95:
		return help.Say(w.Two, said, things)
	}
	return help.Say(w.As, said, choices(ppl), things)
}

// choices is a perplexity as a number of choices: a whole number if it is close to one.
func choices(ppl float64) string {
	whole := math.Round(ppl)
	switch {
	case ppl >= 1e6:
		return chart.Short(ppl)
	case ppl >= 10 || math.Abs(ppl-whole) < 0.1:
		return chart.Thousands(int64(whole))
	}
	return fmt.Sprintf("%.1f", ppl)
}

// lossNow is the loss of the last update; ok is false if there is none.
func lossNow(d *Data, l look.Look) (p help.Paragraph, ok bool) {
	h, w := d.Snap.History, l.Words.Explain.Curves
	if h.Len() == 0 {
		return p, false
	}
	last := h.Last()
	step := stepLabel(float64(last.Step))
	if math.IsNaN(last.Loss) || d.Snap.Phase == train.Diverged {
		return Prose(w.Diverged, step), true
	}
	return Prose(w.Train, step, d.means(last.Loss, l)), true
}

// validNow is the result of the last validation.
func validNow(d *Data, l look.Look) (p help.Paragraph, ok bool) {
	v, ok := d.Snap.History.LastValid()
	if !ok {
		return p, false
	}
	return Prose(l.Words.Explain.Curves.Valid, stepLabel(float64(v.Step)), d.means(v.Loss(), l)), true
}

// means is what a loss means, for any task.
func (d *Data) means(loss float64, l look.Look) help.Text {
	if d.Task() == task.Language {
		return LossMeans(loss, d, l)
	}
	t := d.Task()
	return help.Say(l.Words.Explain.Perplexity.Loss, d.LossText(l, loss), l.Words.Metric(t.Score.ID)+" "+d.Score(loss))
}

func explainCurves(d *Data, l look.Look) []help.Paragraph {
	w, t := l.Words.Explain.Curves, d.Task()
	exp, log := w.Exp, w.Log
	if l.Unit == look.Bits {
		exp, log = w.Exp2, w.Log2
	}
	list := []help.Paragraph{Prose(w.About, l.Words.Explain.Thing[d.Facts.Tokens], l.UnitName(), exp)}
	if t != task.Language {
		list[0] = Prose(w.AboutOther, l.Words.Metric(t.Loss.ID), d.LossUnit(l), l.Words.Metric(t.Score.ID))
	}
	if d.OfSeries() {
		list = append(list, aboutSeriesLoss(d, l))
	}
	for _, now := range []func(*Data, look.Look) (help.Paragraph, bool){lossNow, validNow} {
		if p, ok := now(d, l); ok {
			list = append(list, p)
		}
	}
	list = append(list,
		Marked(LineMark(l), l.Train, w.TrainMark), bandMark(l, l.TrainBand),
		Marked(l.Pick("○", "o"), l.Valid, w.ValidMark, chart.Thousands(int64(d.Snap.Settings.ValidEvery))),
		Marked(l.Pick("◉", "@"), l.Valid, w.BothMark))
	if u := d.untrained(); t == task.Language && !math.IsNaN(u.Loss) {
		list = append(list, Marked(l.Pick("╌╌", "- "), l.Reference, w.Levels, log, u.N, d.Loss(l, u.Loss)))
	}
	switch {
	case d.OfSeries():
		list = append(list, seriesLines(d, l)...)
	case d.Tags.Of != nil:
		list = append(list, taggedLines(d, l)...)
	case d.Pairs.Of != nil:
		list = append(list, pairLines(d, l)...)
	case !math.IsNaN(d.Floor):
		says := w.Floor
		if d.Fill.Of != nil {
			says = l.Words.Explain.Fill.Floor
		}
		list = append(list, Marked(l.Pick("╌╌", "- "), l.Floor, says, d.LossText(l, d.Floor)))
	}
	g := l.Words.Legend
	list = append(list, Marked(l.Pick("▲", "^"), l.Train, w.Beyond), legend(l, g.Changed, g.Changed), legend(l, g.Saved, g.Saved), legend(l, g.Pass, w.Epoch))
	if d.Snap.Phase == train.Diverged {
		list = append(list, Marked(l.Pick("×", "x"), l.Bad, w.NaN))
	}
	switch {
	case t == task.Language:
		list = append(list, explainVerdict("verdict", d, l))
	case d.Rungs.State != NotCounted:
		list = append(list, explainVerdict("standing", d, l))
	case d.Tags.Of != nil:
		list = append(list, explainVerdict("tagger-standing", d, l))
	case d.Pairs.Of != nil:
		list = append(list, explainVerdict("pair-standing", d, l))
	}
	return list
}

// explainVerdict explains the sentence under the curves, which is a term, and what it says now.
func explainVerdict(term string, d *Data, l look.Look) help.Paragraph {
	p := help.Of(term, l)
	if forms, _ := sentence(d, l); len(forms) > 0 {
		p.Text += " " + help.Say(l.Words.Explain.Curves.Verdict, forms[0])
	}
	return p
}

func explainNorm(d *Data, l look.Look) []help.Paragraph {
	w := l.Words.Explain.Norm
	list := []help.Paragraph{Prose(w.About)}
	if p, ok := clippingNow(d, l); ok {
		list = append(list, p)
	}
	return append(list,
		Marked(LineMark(l), l.Norm, w.Mark), bandMark(l, l.NormBand),
		Marked(l.Pick("╌╌", "- "), l.Threshold, w.Line),
		Marked(l.Pick("▲", "^"), l.Norm, l.Words.Explain.Curves.Beyond), legend(l, l.Words.Legend.Clipped, w.Clip), legend(l, l.Words.Legend.Changed, l.Words.Legend.Changed))
}

// clippingNow says what clipping did to the last update and to those before it.
func clippingNow(d *Data, l look.Look) (p help.Paragraph, ok bool) {
	w, h := l.Words.Explain.Norm, d.Snap.History
	if h.Len() == 0 {
		return p, false
	}
	last, did := h.Last(), baseline.ClippingOf(h, float64(d.Snap.Settings.Clip))
	share, text := w.Some, lastClipping(last, d, l)
	switch did.Is {
	case baseline.ClipsNever, baseline.ClipsRarely:
		share = w.Rare
	case baseline.ClipsNearlyAll:
		share = w.Always
	}
	if did.Count > 0 {
		text += " " + help.Say(share, did.Clipped, did.Count)
	}
	switch r := d.Snap.Recipe; {
	case did.Is != baseline.ClipsNearlyAll:
	case r.Rescales():
		text += " " + help.Say(w.Normalises, r.Optimizer)
	default:
		text += " " + help.Say(w.Sets)
	}
	return help.Paragraph{Text: text}, true
}

func lastClipping(p history.Point, d *Data, l look.Look) help.Text {
	w := l.Words.Explain.Norm
	if math.IsNaN(p.Clip) { // not kept for older updates
		p.Clip = float64(d.Snap.Settings.Clip)
	}
	switch {
	case math.IsNaN(p.GradNorm) || math.IsInf(p.GradNorm, 0):
		return help.Say(w.NaN)
	case p.Clipped():
		return help.Say(w.Clipped, chart.Short(p.GradNorm), chart.Short(p.Clip), chart.Short(p.Factor))
	case math.IsInf(p.Clip, 1):
		return help.Say(w.Off)
	}
	return help.Say(w.Whole, chart.Short(p.GradNorm), chart.Short(p.Clip))
}
