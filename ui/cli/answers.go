package cli

import (
	"context"
	"fmt"
	"math"
	"strings"

	"unroll/core/forecast"
	"unroll/core/series"
	"unroll/core/series/ladder"
	"unroll/core/task"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

// Sequences with one answer each, at their end, are data of task series of which no row is the next: they have no ladder, and no
// forecast but their answers.

// scoreOfAnswers is how good answers are; Left is the share of the squared error of always answering the same.
func scoreOfAnswers(list []forecast.Answer, fails float64) ladder.Score {
	var missed []float64
	for _, a := range list {
		missed = append(missed, a.True-a.Value)
	}
	return ladder.Judged(missed, fails, math.NaN())
}

// summaryOfAnswers is the line on a validation.
func (w *follower) summaryOfAnswers(d *task.Sequences) string {
	m, ok := w.last.Model.(*forecast.Answerer)
	if !ok || d.ValidExamples() == 0 {
		return ""
	}
	list, err := m.Answers(context.Background(), d.ValidExamples())
	if err != nil {
		return ""
	}
	say, s := w.words.CLI.Series.Summary, scoreOfAnswers(list, d.Source.Fails)
	figures := []string{fmt.Sprintf(say.MAE, chart.Short(s.MAE)), fmt.Sprintf(say.OfFails, percent(s.Left))}
	return fmt.Sprintf(say.Validation, chart.Short(s.RMSE()), count(m.At()), strings.Join(figures, ", "))
}

// evalAnswers evaluates a session on the sequences that it held out.
func (c *call) evalAnswers(f evalFlags, x sessions.Forecasting, files []string) error {
	if len(files) > 0 {
		return misuse(errAnswersOnly, x.Meta.Name, files[0])
	}
	d := x.Answers.Data
	if d.ValidExamples() == 0 {
		return &hinted{errSeriesHeld.Of(x.Meta.Name), hintHoldOut.Of()}
	}
	list, err := x.Answers.Answers(context.Background(), d.ValidExamples())
	if err != nil {
		return err
	}
	s := scoreOfAnswers(list, d.Source.Fails)
	if f.json {
		return c.printJSON(struct {
			Session string `json:"session"`
			Step    int    `json:"step"`
			Answers int    `json:"answers"`
			RMSE    number `json:"rmse"`
			MAE     number `json:"mae"`
			Left    number `json:"left"` // of the squared error of always giving the same answer
		}{x.Meta.Name, x.Answers.At(), s.N, number(s.RMSE()), number(s.MAE), number(s.Left)})
	}
	w := c.words.CLI.Series.Eval
	t := table{ink: c.ink, labels: true, right: []bool{false, true}}
	t.add(w.Answers, count(s.N))
	t.add(w.RMSE, figure(s.RMSE()))
	t.add(w.MAE, figure(s.MAE))
	t.add(w.Left, figure(s.Left), w.OfSame)
	_, err = fmt.Fprint(c.stdout, t.String())
	return err
}

// answersAhead are the answers to the first held-out sequences, as forecasts.
func answersAhead(f predictFlags, x sessions.Forecasting) (prediction, error) {
	p := prediction{meta: x.Meta, step: x.Answers.At(), from: x.Answers.Data.TrainExamples() + 1}
	list, err := x.Answers.Answers(context.Background(), f.horizon)
	for _, a := range list {
		p.points, p.actual = append(p.points, a.Point), append(p.actual, a.True)
	}
	return p, err
}

// loadAnswered makes the sequences of a source.
func loadAnswered(s series.Answered) (numbersSource, error) {
	n, err := datasets.Opener{}.OpenSeries(s.Name, forecast.Options{})
	if err != nil {
		return numbersSource{}, err
	}
	d, err := forecast.Options{}.PrepareSequences(*n.Answered, s, s.Valid)
	if err != nil {
		return numbersSource{}, err
	}
	answers := make([]float64, len(n.Answered.Targets))
	for i, v := range n.Answered.Targets {
		answers[i] = float64(v)
	}
	return numbersSource{
		Source:  series.Source{Name: s.Name, Title: s.Title, About: s.About, Shows: s.Shows},
		numbers: n, train: d.TrainExamples(), held: d.ValidExamples(), facts: series.Describe(answers), last: math.Sqrt(s.Fails), floor: 0, answers: answers,
	}, nil
}
