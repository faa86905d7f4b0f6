package cli

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"unroll/core/forecast"
	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/i18n"
)

// rows is a count of rows with its noun.
func (c *call) rows(n int) string { return c.words.CLI.Series.Rows.Of(n, count(n)) }

// openingOf says what a run is about to learn, with which model; "" for one over a text.
func (c *call) openingOf(of *sessions.Subject, r recipe.Recipe) string {
	if d, ok := of.Data.(*task.Filling); ok {
		return c.openingOfFill(of.Text.Title, d, r)
	}
	if tags, ok := of.Origin.(sessions.TaggedOrigin); ok {
		return c.openingOfTags(tags, of.Data.(*task.Tagged), r)
	}
	if pairs, ok := of.Origin.(sessions.PairsOrigin); ok {
		return c.openingOfPairs(pairs, of.Data.(*task.Pairs), r)
	}
	x, ok := of.Origin.(sessions.SeriesOrigin)
	if !ok {
		return ""
	}
	if d, ok := of.Data.(*task.Sequences); ok {
		return i18n.Format(c.words.CLI.Series.OpeningAnswers, tame(x.Title), count(d.N), c.rows(d.T), count(d.TrainExamples()), count(d.ValidExamples()),
			r.Model, shortCount(r.Model.Size()), c.endOf(r))
	}
	d := of.Data.(*task.Numbers)
	return i18n.Format(c.words.CLI.Series.Opening, tame(x.Title), c.rows(x.Series.Rows()), count(d.Split()), count(d.HeldOut()),
		tame(c.readsOf(x.Series)), r.Model, shortCount(r.Model.Size()), c.endOf(r))
}

// readsOf names the columns that are read and the one that is predicted.
func (c *call) readsOf(s *series.Series) string {
	w := c.words.CLI.Series
	const most = 12 // more are not read by anybody
	var inputs []string
	for _, i := range s.Inputs[:min(most, len(s.Inputs))] {
		inputs = append(inputs, s.Labels[i].String())
	}
	if len(s.Inputs) > most {
		inputs = append(inputs, "…")
	}
	if len(s.Inputs) == 1 && s.Inputs[0] == s.Target {
		return fmt.Sprintf(w.OneOf, inputs[0])
	}
	return fmt.Sprintf(w.Several, s.Labels[s.Target], listed(inputs))
}

// summaryOfSeries prints what a person wants to know at the end of a run over a series.
func (w *follower) summaryOfSeries(e ending, took time.Duration) {
	say := w.words.CLI.Series.Summary
	updates := w.last.History.Len() - w.past.Len()
	w.bar.say(fmt.Sprintf(say.Took, w.updates(updates), w.seconds(took), chart.Short(e.perSecond)))
	d := w.run.Data
	score := d.Task().Score
	verdict := ""
	m, ok := w.last.Model.(*forecast.Model)
	answers, _ := d.(*task.Sequences)
	switch loss, recently := recent(w.last.History); {
	case w.bar.quiet: // nothing is printed, so nothing need be worked out
		return
	case d.HeldOut() == 0 && recently:
		w.bar.say(fmt.Sprintf(say.NoneHeld, w.words.Metric(score.ID), scoreText(score, loss)))
	case answers != nil:
		if line := w.summaryOfAnswers(answers); line != "" {
			w.bar.say(line)
		}
	case ok && d.HeldOut() > 0:
		if j, err := judge(context.Background(), m); err == nil {
			rmse := chart.Plain(j.RMSE())
			if v, ok := w.last.History.LastValid(); ok && v.Step == m.At() && !m.Gaussian() { // of all rows, where fewer were judged
				rmse = scoreText(score, v.Loss())
			}
			if m.Data.Log {
				rmse = fmt.Sprintf(say.OfLogs, rmse)
			}
			w.bar.say(fmt.Sprintf(say.Validation, rmse, count(m.At()), w.figures(j)))
			verdict = w.verdict(j.Verdict)
		}
	}
	w.bar.say(fmt.Sprintf(say.Scale, w.levels(d)))
	if verdict != "" {
		w.bar.say(verdict)
	}
	if line := w.published(); line != "" {
		w.bar.say(line)
	}
}

// figures are those of a forecast besides its RMSE.
func (w *follower) figures(j judged) string {
	say := w.words.CLI.Series.Summary
	list := []string{fmt.Sprintf(say.MAE, chart.Plain(j.MAE))}
	if !math.IsNaN(j.Left) && !math.IsInf(j.Left, 0) {
		list = append(list, fmt.Sprintf(say.Left, percent(j.Left)))
	}
	if !math.IsNaN(j.Score.Skill) && !math.IsInf(j.Score.Skill, 0) {
		list = append(list, fmt.Sprintf(say.Skill, signed(j.Score.Skill)))
	}
	of := w.run.Data.Task()
	if v, ok := w.last.History.LastValid(); ok && v.Step == w.last.Step && of.Loss.InNats() { // an update later it is of another network
		list = append(list, fmt.Sprintf(say.Nats, chart.Short(w.inUnit(v.Loss())), w.unit().Name, w.words.Metric(of.Score.ID), scoreText(of.Score, v.Loss())))
	}
	if !math.IsNaN(j.covered) {
		list = append(list, fmt.Sprintf(say.Covers, 100*forecast.Cover, 100*j.covered))
	}
	return strings.Join(list, ", ")
}

// levels are the root mean squared errors that the run's can be compared with, whatever its score.
func (c *call) levels(d task.Data) string {
	say := c.words.CLI.Series.Summary
	n, rows := d.(*task.Numbers)
	var list []string
	for i, l := range d.Levels() {
		rmse := d.Task().Score.Of(l.Loss) // of sequences it is the same for every head
		if rows {
			rmse = math.Sqrt(n.LevelErrors()[i])
		}
		v := chart.Plain(rmse)
		if l.N > 0 {
			list = append(list, fmt.Sprintf(say.Levels[l.ID], l.N, v))
		} else {
			list = append(list, fmt.Sprintf(say.Levels[l.ID], v))
		}
	}
	if rows && !math.IsNaN(n.FloorError()) {
		list = append(list, fmt.Sprintf(say.Floor, chart.Plain(math.Sqrt(n.FloorError()))))
	}
	return strings.Join(list, " · ")
}

// scoreText is the score of a loss: an error in the unit of data without letters that look like units.
func scoreText(score task.Metric, loss float64) string {
	if score.ID == task.Language.Score.ID {
		return chart.Short(score.Of(loss))
	}
	return chart.Plain(score.Of(loss))
}

// signed is a share to two places, or to as many as matter where it is large.
func signed(v float64) string {
	if math.Abs(v) >= 100 {
		return chart.Short(v)
	}
	return fmt.Sprintf("%.2f", math.Round(v*100)/100+0)
}
