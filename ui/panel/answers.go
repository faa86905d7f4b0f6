package panel

import (
	"cmp"
	"context"
	"slices"

	"unroll/core/forecast"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// Answers are what the network answers to some held-out sequences, from the smallest true answer to the greatest.
type Answers struct {
	Known bool
	Step  int // of the network
	List  []forecast.Answer
}

// mostAnswers is how many are asked for.
const mostAnswers = 200

// AnswersOf asks m.
func AnswersOf(ctx context.Context, m *forecast.Answerer) Answers {
	list, err := m.Answers(ctx, mostAnswers)
	slices.SortFunc(list, func(a, b forecast.Answer) int { return cmp.Compare(a.True, b.True) })
	return Answers{Known: err == nil, Step: m.At(), List: list}
}

// drawAnswers draws what is right and what the network answers, a held-out sequence beside the other.
func drawAnswers(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	w, list := l.Words.Sequences, d.Answers.List
	in := frame(v, l, focus, w.Title, w.Sorted)
	switch {
	case in.Empty():
		return chart.Info{}
	case len(list) == 0 && d.Answered.ValidExamples() == 0:
		in.Text(0, 0, w.None, l.Dim)
		return chart.Info{}
	}
	right := chart.Series{N: len(list), At: func(i int) (x, y float64) { return float64(i + 1), list[i].True }, Style: l.Text, Label: w.True}
	said := chart.Series{N: len(list), At: func(i int) (x, y float64) { return float64(i + 1), list[i].Value }, Style: l.Valid, Dots: true, Label: w.Network}
	lo, hi := right.Range(1, float64(len(list)))
	if len(list) == 0 {
		lo, hi = 0, 1
	}
	room := (hi - lo) / 4
	p := chart.Plot{X: chart.Axis{Min: 1, Max: float64(max(2, len(list)))}, Y: chart.Fit(false, lo-room, hi+room).Nice(), XFormat: stepLabel, XLabel: w.Sequence,
		Series: []chart.Series{right, said}}
	return p.Draw(in, l.Theme, l.Glyphs)
}

// explainAnswers explains that panel.
func explainAnswers(d *Data, l look.Look) []help.Paragraph {
	w := l.Words.Sequences
	return []help.Paragraph{Prose(w.About, chart.Thousands(int64(d.Answered.T))), Marked(LineMark(l), l.Text, w.TrueIs), Marked(l.Pick("⠂", "."), l.Valid, w.NetworkIs)}
}
