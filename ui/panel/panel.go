// Package panel has the pictures of a run. A panel draws a snapshot in exactly the rectangle it is given and
// changes nothing.
//
// To add one: a file with its draw function and a line in Panels; package layout chooses its place.
package panel

import (
	"math"
	"slices"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
	"unroll/ui/screen/field"
)

// Data is what panels can show.
type Data struct {
	Snap  train.Snapshot
	Facts text.Facts // for a text
	// Levels are the losses that the task compares with; the first is an untrained model's.
	Levels []task.Level
	Floor  float64 // exact entropy rate, nats/token; NaN if not known
	// Published is what the preset's source reached, if it is comparable with this run.
	Published Published
	Clips     history.Series // the clipped updates of Snap.History
	Found     Found
	Knobs     []recipe.Knob
	Knob      int      // index of the chosen one
	Cursor    *float64 // crosshair, in updates; nil: none
	LogX      bool
	Scale     Scale // of the charts' values
	Prefix    Prefix
	Sample    string
	Beside    []Named // what the network can be compared with: k-grams, once they are counted
	You       You
	Ladder    Ladder
	Verdict   baseline.Verdict
	Numeric
	Tags    Tags    // of tagged sentences
	Taggers Taggers // of those: the ladder
	Fill    Fill    // of a text whose blanks are filled in
	Pairs   Pairs   // of pairs of sentences
}

// Numeric is what there is of a run about numbers.
type Numeric struct {
	Numbers   *task.Numbers   // of a series; nil for other runs
	Answered  *task.Sequences // of sequences with one answer each; nil for other runs
	Answers   Answers         // of those
	Forecasts Forecasts       // of a series
	Rungs     Rungs           // of a series
}

// Found is a row that was read from disk, of an update that is no longer whole in the history.
type Found struct {
	Row      history.Row // zero: none
	Revision int         // of the history that it belongs to
}

// At is the update nearest to x; of two equally near, the earlier. If it is no longer whole and has not been
// found, it is the average of the updates around it, and exact is false.
func (d *Data) At(x float64) (p history.Point, exact bool) {
	p, exact = d.Snap.History.At(int(math.Ceil(x - 0.5)))
	if f := d.Found; !exact && f.Row.Point.Step == p.Step && d.Snap.History.CommonWith(f.Revision) >= p.Step {
		return f.Row.Point, true
	}
	return p, exact
}

// OfSeries reports whether the run is about numbers: a series, or sequences with one answer each.
func (d *Data) OfSeries() bool { return d.Numbers != nil || d.Answered != nil }

// Task is the run's task, or the first one if nothing is known of the run.
func (d *Data) Task() *task.Task {
	switch {
	case d.Snap.Task != nil:
		return d.Snap.Task
	case d.Numbers != nil:
		return d.Numbers.Task()
	case d.Answered != nil:
		return d.Answered.Task()
	case d.Tags.Of != nil:
		return d.Tags.Of.Task()
	case d.Fill.Of != nil:
		return d.Fill.Of.Task()
	case d.Pairs.Of != nil:
		return d.Pairs.Of.Task()
	}
	return task.Tasks[0]
}

// Score is the figure shown beside a loss, in a few digits: for a language model the perplexity.
func (d *Data) Score(loss float64) string {
	v := d.Task().Score.Of(loss)
	if d.OfSeries() { // its unit may be of any size
		return chart.Short(v)
	}
	return Number(v)
}

// ShortOf is a metric's short name.
func ShortOf(m task.Metric, w *i18n.Catalogue) string { return w.Say("metric."+m.ID+".short", m.Short) }

// Named is a language with the name it is shown under.
type Named struct {
	Name string
	Is   lm.Language
}

// Published is a published figure for the loss chart.
type Published struct {
	Label string  // its source; "": there is none
	Loss  float64 // nats/token
	Rough bool    // it has not been verified
}

// Prefix is the text whose continuation is predicted.
type Prefix struct {
	Line   *field.Field
	Typing bool
	Text   string
	Is     lm.Prediction
	Known  bool       // Is has been computed
	Read   *lm.Prefix // what Is was computed from: the last prefix that has been read; nil before the first
}

// A Panel is one of the pictures.
type Panel struct {
	ID   string
	Draw func(v grid.View, d *Data, l look.Look, focus bool) chart.Info
}

// Panels lists them in the order in which the focus moves.
var Panels = []Panel{
	{Curves, drawCurves},
	{Knobs, drawKnobs},
	{Norm, drawNorm},
	{Next, drawNext},
	{Sample, drawSample},
	{Forecast, drawForecast},
	{Accuracy, drawAccuracy},
	{Tagging, drawTagging},
	{Blank, drawBlank},
	{Filled, drawFilled},
	{Translating, drawTranslating},
}

// An Instead is what a run that is not of a language model has in the place of the next token and of the sample: two
// panels, or one in the place of both if Sample is "".
type Instead struct {
	Next, Sample string
	Last         bool // where there is room for only one of the two, it is Sample
	Rows         int  // that Sample needs, with its frame, where the screen has them; 0: any
}

// Instead is d's run's; zero for a language model.
func (d *Data) Instead() Instead {
	switch {
	case d.OfSeries():
		return Instead{Next: Forecast}
	case d.Tags.Of != nil:
		return Instead{Next: Accuracy, Sample: Tagging}
	case d.Fill.Of != nil:
		return Instead{Next: Blank, Sample: Filled}
	case d.Pairs.Of != nil:
		return Instead{Next: Accuracy, Sample: Translating, Last: true, Rows: 5}
	}
	return Instead{}
}

// Panels are those of d's run, in the order of the table.
func (d *Data) Panels() []Panel {
	always := []string{Curves, Knobs, Norm}
	own := []string{Next, Sample}
	if in := d.Instead(); in != (Instead{}) {
		own = []string{in.Next, in.Sample}
	}
	return slices.DeleteFunc(slices.Clone(Panels), func(p Panel) bool {
		return !slices.Contains(always, p.ID) && !slices.Contains(own, p.ID)
	})
}

// The panels' names.
const (
	Curves = "curves"
	Norm   = "norm"
	Next   = "next"
	Knobs  = "knobs"
	Sample = "sample"
	// Forecast is the panel of a series.
	Forecast = "forecast"
	// Accuracy and Tagging are those of tagged sentences.
	Accuracy = "accuracy"
	Tagging  = "tagging"
	// Blank and Filled are those of a text whose blanks are filled in.
	Blank  = "blank"
	Filled = "filled"
	// Translating is that of pairs of sentences.
	Translating = "translating"
)

// Find is the panel with the given ID.
func Find(id string) (Panel, bool) {
	for _, p := range Panels {
		if p.ID == id {
			return p, true
		}
	}
	return Panel{}, false
}

// frame draws a panel's border and returns the inside.
func frame(v grid.View, l look.Look, focus bool, title, right string) grid.View {
	border := l.Border
	if focus {
		border = l.BorderFocus
	}
	return v.Frame(grid.Frame{Title: title, Right: right, Border: border, TitleStyle: l.Title, RightStyle: l.Dim})
}

// steps is the axis of updates, as far as the run has gone, also on the branch that it left last.
func steps(d *Data) chart.Axis {
	a := chart.Axis{Min: 0, Max: math.Max(20, float64(d.Snap.Step)), Log: d.LogX}
	if b, some := d.ghost(); some {
		a.Max = math.Max(a.Max, float64(b.History.Step()))
	}
	if a.Log {
		a.Min = 1
	}
	return a
}

func stepLabel(v float64) string { return chart.Thousands(int64(math.Round(v))) }
