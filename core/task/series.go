package task

import (
	"context"
	"math"
	"math/rand/v2"

	"unroll/core/forecast"
	"unroll/core/nn"
	"unroll/core/series/ladder"
	"unroll/core/text"
)

// Series is the next value of a series of numbers, by squared loss or by the likelihood of a normal distribution. The line
// in the table knows no series: it shows its score in standard deviations of the training part. What Numbers.Task returns
// has it in the data's unit.
var Series = func() *Task {
	t := seriesTask("", 1, "sd")
	t.ForHead = func(head string) *Task { return seriesTask(head, 1, "sd") }
	return t
}()

// seriesTask is the task of a head, for values of a standard deviation.
func seriesTask(head string, sd float64, unit string) *Task {
	t := &Task{Name: "series", About: "the next value of a series of numbers", Graph: Net}
	t.Loss = Metric{ID: "loss", Unit: "½ squared error", Of: func(loss float64) float64 { return loss }}
	t.Score = rootMeanSquare(sd, unit)
	if head == "gaussian" {
		t.Loss.Unit, t.Score = "nats/step", equalDeviation(sd, unit)
	}
	return t
}

// rootMeanSquare is the root of the mean squared error that a loss of standardised values stands for, with their standard
// deviation sd.
func rootMeanSquare(sd float64, unit string) Metric {
	return Metric{ID: "rmse", Short: "rmse", Unit: unit, Of: func(loss float64) float64 { return sd * math.Sqrt(2*loss) }}
}

// equalDeviation is the standard deviation of the normal distribution whose entropy is the loss: what perplexity is for
// tokens.
//
//	loss = ½ log 2πeσ²
func equalDeviation(sd float64, unit string) Metric {
	return Metric{ID: "sigma", Short: "σ", Unit: unit, Of: func(loss float64) float64 {
		return sd * math.Exp(loss) / math.Sqrt(2*math.Pi*math.E)
	}}
}

// Numbers is a series as data: a recurrent network reads it row by row, a feed-forward one by the last rows.
type Numbers struct {
	*forecast.Data
	task   *Task
	levels []Level
	errors []float64 // mean squared errors of levels, in the data's unit
	floor  float64
}

// NewNumbers prepares d for a network with such a head ("": the squared one).
func NewNumbers(d *forecast.Data, head string) *Numbers {
	x := &Numbers{Data: d, floor: math.NaN(), task: seriesTask(head, d.Scale().SD, "")}
	x.levels, x.errors = x.climb(head == "gaussian")
	return x
}

// Task is Series with the head's loss, and the score in the data's unit.
func (d *Numbers) Task() *Task { return d.task }

// Fit sets the widths, and the head if it is none for numbers.
func (d *Numbers) Fit(s nn.Spec) nn.Spec {
	s.Vocab, s.Embed, s.Inputs, s.Outputs = 0, 0, d.Width(), 1
	if head, err := nn.FindHead(s.Head); err == nil && !head.Real {
		s.Head = "squared"
	}
	return s
}

// Batches goes through the training part: in order for a recurrent network, shuffled for a feed-forward one. Error: too few
// rows.
func (d *Numbers) Batches(s nn.Spec, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error) {
	if info, err := nn.FindCell(s.Cell); err == nil && info.FeedForward {
		return forecast.NewShuffled(d.Data, batch, T, seed), nil
	}
	if d.Data.Windows.Kind != text.Carried {
		return forecast.NewDealt(d.Data, batch, T, seed)
	}
	return forecast.NewReader(d.Data, batch, T, seed)
}

// HeldOut is the number of rows that a validation scores.
func (d *Numbers) HeldOut() int { return d.ValidExamples() }

// Validate reads the held-out part.
func (d *Numbers) Validate(g nn.Graph[float32], step int) Validation {
	return forecast.NewValidation(g, d.Data, step)
}

// Windowed is the same series, read so by a recurrent network.
func (d *Numbers) Windowed(w text.Windows) Data {
	x, of := *d, *d.Data
	of.Windows = w
	x.Data = &of
	return &x
}

// Vocab is nil: there are no tokens.
func (d *Numbers) Vocab() *text.Vocab { return nil }

// Model is a *forecast.Model.
func (d *Numbers) Model(g nn.Graph[float32], step int) Model {
	return forecast.NewModel(g, d.Data, step)
}

// Levels are the losses, on the held-out part or else the training part, of the mean, of repeating the last value, of repeating
// the last period if there is one, and of the best line through the past.
func (d *Numbers) Levels() []Level { return d.levels }

// LevelErrors are the mean squared errors of Levels, one for each, on the scale of Data.Measured, whatever the head.
func (d *Numbers) LevelErrors() []float64 { return d.errors }

// FloorError is the mean squared error that Floor is the loss of; NaN where there is none.
func (d *Numbers) FloorError() float64 {
	if law := d.Problem().Law; law != nil && law.Floor(1) > 0 {
		return law.Floor(1)
	}
	return math.NaN()
}

// Floor is the loss that no forecast is below but by chance, if the series was made by a law that leaves something to chance;
// else NaN.
func (d *Numbers) Floor() float64 { return d.floor }

const (
	levelRows  = 100_000 // more are not needed to know a level
	levelOrder = 32      // of a line through the past
)

// climb works out levels with their mean squared errors, and floor.
func (d *Numbers) climb(gaussian bool) ([]Level, []float64) {
	if mse := d.FloorError(); !math.IsNaN(mse) {
		d.floor = d.loss(gaussian, mse, math.Sqrt(mse))
	}
	p := d.Problem()
	none := len(p.X) == p.Train // held out: judged by what it is trained on
	if none {
		p.X = append(p.X, p.X[p.Train-1]) // a ladder has to have something to judge by
	}
	if over := p.Train - levelRows; over > 0 {
		p.X, p.Train = p.X[over:], levelRows
	}
	p.X = p.X[:min(len(p.X), p.Train+levelRows)]
	p.Inputs, p.Law, p.Most = nil, nil, levelOrder
	levels, errors := []Level{{ID: "mean"}, {ID: "persistence"}, {ID: "seasonal"}, {ID: "ar"}}, make([]float64, 4)
	for i := range levels {
		levels[i].Loss = math.Inf(1)
	}
	err := ladder.Ladder(context.Background(), p, func(r ladder.Rung) {
		i, mse := min(int(r.Kind), 3), r.MSE
		if none {
			mse = r.TrainMSE
		}
		if loss := d.loss(gaussian, mse, math.Sqrt(r.TrainMSE)); loss < levels[i].Loss {
			levels[i].Loss, levels[i].N, errors[i] = loss, r.Order, mse
		}
	})
	if err != nil { // too few rows for a ladder
		v := d.variance()
		return []Level{{ID: "mean", Loss: d.loss(gaussian, v, math.Sqrt(v))}}, []float64{v}
	}
	return finiteLevels(levels, errors)
}

// variance is the target's in the training part, on the scale of the network's steps: 1 if standardised.
func (d *Numbers) variance() float64 { return d.Scale().SD * d.Scale().SD }

// loss is the head's loss of forecasts with a mean squared error, with a band of standard deviation sd around them.
func (d *Numbers) loss(gaussian bool, mse, sd float64) float64 {
	if gaussian {
		return d.Nats(mse, sd)
	}
	return d.Loss(mse)
}

// finiteLevels leaves out what could not be worked out, and a line of no order, which is the mean.
func finiteLevels(list []Level, errors []float64) (kept []Level, of []float64) {
	for i, l := range list {
		if !math.IsInf(l.Loss, 0) && !math.IsNaN(l.Loss) && !(l.ID == "ar" && l.N == 0) {
			kept, of = append(kept, l), append(of, errors[i])
		}
	}
	return kept, of
}
