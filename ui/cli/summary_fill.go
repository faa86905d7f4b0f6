package cli

import (
	"fmt"
	"math"
	"strings"
	"time"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/i18n"
)

// openingOfFill says what a run that fills in blanks is about to learn, with which model.
func (c *call) openingOfFill(title string, d *task.Filling, r recipe.Recipe) string {
	return i18n.Format(c.words.CLI.Fill.Opening, tame(title), count(d.Train.Scored()), count(d.Valid.Scored()), count(d.Corpus.Vocab.Len()),
		r.Model, shortCount(r.Model.Size()), c.endOf(r))
}

// summaryOfFill prints what a person wants to know at the end of a run that fills in blanks.
func (w *follower) summaryOfFill(d *task.Filling, e ending, took time.Duration) {
	say, score, unit := w.words.CLI.Fill.Summary, d.Task().Score, w.unit()
	updates := w.last.History.Len() - w.past.Len()
	w.bar.say(fmt.Sprintf(w.words.CLI.Summary.Took, w.updates(updates), w.seconds(took), chart.Short(e.perSecond)))
	v, validated := w.last.History.LastValid()
	if loss, ok := recent(w.last.History); validated {
		w.bar.say(fmt.Sprintf(say.Validation, chart.Short(score.Of(v.Loss())), chart.Short(w.inUnit(v.Loss())), unit.PerToken, w.at(v.Step)))
	} else if ok {
		w.bar.say(fmt.Sprintf(say.NoneHeld, chart.Short(score.Of(loss))))
	}
	list := []string{}
	formats := map[string]string{"unigram": say.Unigram, "bigram": say.Bigram, "neighbours": say.Neighbours}
	for _, l := range d.Levels() {
		if l.N > 0 {
			list = append(list, fmt.Sprintf(say.Untrained, count(l.N)))
		} else {
			list = append(list, fmt.Sprintf(formats[l.ID], chart.Short(score.Of(l.Loss))))
		}
	}
	if floor := d.Floor(); !math.IsNaN(floor) {
		list = append(list, fmt.Sprintf(say.Floor, chart.Short(score.Of(floor))))
	}
	w.bar.say(fmt.Sprintf(w.words.CLI.Summary.Scale, strings.Join(list, " · ")))
	if floor := d.Floor(); validated && !math.IsNaN(floor) {
		w.bar.say(fmt.Sprintf(say.AboveFloor, percent(v.Loss()/floor-1)))
	}
	w.bar.say(say.NotAText)
}
