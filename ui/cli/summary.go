package cli

import (
	"fmt"
	"math"
	"strings"
	"time"

	"unroll/core/lm"
	"unroll/core/task"
	"unroll/ui/draw/chart"
)

// summary prints what a person wants to know at the end.
func (w *follower) summary(e ending, took time.Duration) {
	if tags, ok := w.run.Data.(*task.Tagged); ok {
		w.summaryOfTags(tags, e, took)
		w.whereKept(e)
		return
	}
	if d, ok := w.run.Data.(*task.Filling); ok {
		w.summaryOfFill(d, e, took)
		w.whereKept(e)
		return
	}
	if d, ok := w.run.Data.(*task.Pairs); ok {
		w.summaryOfPairs(d, e, took)
		w.whereKept(e)
		return
	}
	if w.run.Corpus == nil {
		w.summaryOfSeries(e, took)
		w.whereKept(e)
		return
	}
	say, unit := w.words.CLI.Summary, w.unit()
	updates := w.last.History.Len() - w.past.Len()
	w.bar.say(fmt.Sprintf(say.Took, w.updates(updates), w.seconds(took), chart.Short(e.perSecond)))
	if v, ok := w.validation(); ok && math.IsNaN(v.BitsPerChar()) && v.Rare > 0 {
		w.bar.say(fmt.Sprintf(say.ValidationWords, chart.Short(w.last.Task.Score.Of(v.Loss())), chart.Short(w.inUnit(v.Loss())), unit.PerToken, w.at(v.Step)))
	} else if ok {
		w.bar.say(fmt.Sprintf(say.Validation, chart.Short(w.last.Task.Score.Of(v.Loss())), chart.Short(w.inUnit(v.Loss())), unit.PerToken,
			chart.Short(w.inUnit(v.NLL/float64(v.Chars))), unit.PerChar, w.at(v.Step)))
	} else if loss, ok := recent(w.last.History); ok {
		w.bar.say(fmt.Sprintf(say.NoneHeld, chart.Short(w.last.Task.Score.Of(loss))))
	}
	if line := w.rightLines(); line != "" {
		w.bar.say(line)
	}
	if w.last.Recipe.ReadsAnswers() { // nothing can be compared with it
		w.bar.say(w.words.CLI.Fill.Answers)
		w.whereKept(e)
		return
	}
	w.bar.say(fmt.Sprintf(say.Scale, w.scale()))
	if line := w.published(); line != "" {
		w.bar.say(line)
	}
	w.whereKept(e)
}

// whereKept says where the run is saved.
func (w *follower) whereKept(e ending) {
	switch {
	case w.interrupted || e.diverged || e.ruined || w.unsaved: // the error says so
	case w.kept != "":
		saved := w.words.CLI.Train.SavedAs
		if w.run.Corpus == nil {
			saved = w.words.CLI.Series.Summary.SavedAs
		}
		if w.last.Task == task.Fill {
			saved = w.words.CLI.Fill.Summary.SavedAs
		}
		if w.last.Task == task.Translation {
			saved = w.words.CLI.Pairs.Summary.SavedAs
		}
		w.bar.say(fmt.Sprintf(saved, w.kept))
	case w.err == nil:
		w.bar.say(w.words.CLI.Train.SameCommand)
	}
}

// at is the step of a figure, and how many updates ago it was if the run has gone on since.
func (w *follower) at(step int) string {
	ago := w.last.Step - step
	return w.words.Ruin.AgoOf(count(step), ago, w.updates(ago))
}

// validation is the last validation.
func (w *follower) validation() (lm.Evaluation, bool) {
	v, ok := w.last.History.LastValid()
	if !ok {
		return lm.Evaluation{}, false
	}
	return lm.Judged(v, w.run.Corpus), true
}

// scale names the perplexities that the run's can be compared with.
func (w *follower) scale() string {
	f, say := w.run.Facts, w.words.CLI.Summary
	list := []string{fmt.Sprintf(say.Untrained, count(f.Vocab)), fmt.Sprintf(say.Unigram, chart.Short(math.Exp(f.Unigram)))}
	if !math.IsNaN(w.run.Floor) {
		list = append(list, fmt.Sprintf(say.Floor, chart.Short(math.Exp(w.run.Floor))))
	}
	return strings.Join(list, " · ")
}

// seconds is clock with tenths if they matter.
func (c *call) seconds(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf(c.words.CLI.Units.TenthsOfSeconds, d.Seconds())
	}
	return c.clock(d)
}
