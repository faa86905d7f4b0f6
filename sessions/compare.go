package sessions

import (
	"math"

	"unroll/core/task"
	"unroll/core/text"
	"unroll/datasets"
)

// A Contrast is in what two sessions differ so that their losses mean different things.
type Contrast string

// The contrasts, the more important first.
const (
	OtherTask    Contrast = "task"
	OtherData    Contrast = "data"
	OtherReading Contrast = "reading" // what of the data is scored, or counts as one: tokens, lines, the held-out part
	OtherLoss    Contrast = "loss"
	OtherView    Contrast = "answers" // one reads what it is to predict
)

// Contrast is the first in which two sessions differ; "": their losses can be compared.
func (m Meta) Contrast(with Meta) Contrast {
	a, b := m.Recipe, with.Recipe
	switch {
	case m.TaskName() != with.TaskName():
		return OtherTask
	case m.Data.SHA256 != with.Data.SHA256, m.Data.Kind != with.Data.Kind:
		return OtherData
	case a.Model.Head != b.Model.Head:
		return OtherLoss
	case a.ReadsAnswers() != b.ReadsAnswers():
		return OtherView
	}
	same := m.Data.Split == with.Data.Split && a.Text.Valid == b.Text.Valid
	switch m.TaskName() {
	case task.Language.Name, task.Fill.Name:
		same = same && a.Text == b.Text && a.Reading() == b.Reading()
	case task.Series.Name:
		x, y := a.Series, b.Series
		x.Columns, y.Columns, x.Lags, y.Lags = "", "", 0, 0 // what it reads, not what it predicts
		same = same && x == y && a.Reading() == b.Reading()
	case task.Tagging.Name:
		same = same && a.Tagging.Column == b.Tagging.Column
	default:
		same = same && a.Pairs == b.Pairs && a.Model.Outputs == b.Model.Outputs
	}
	if !same {
		return OtherReading
	}
	return ""
}

// Floor is the exact minimum of a session's validation loss, if its data come with the program and their law is known; else NaN. It reads the
// data.
func (m Meta) Floor(o datasets.Opener) float64 {
	if m.Data.Source == "" {
		return math.NaN()
	}
	x, err := FindOrigin(m, o)
	if err != nil {
		return math.NaN()
	}
	s, err := about(x, m.Recipe)
	if err != nil || m.Recipe.ReadsAnswers() || m.Recipe.Reading() != (text.Windows{}) {
		return math.NaN()
	}
	return s.Floor
}
