package cli

import (
	"fmt"
	"strings"
	"time"

	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/i18n"
)

// openingOfTags says what a run over tagged sentences is about to learn, with which model, and which held-out words it will never
// get right.
func (c *call) openingOfTags(x sessions.TaggedOrigin, d *task.Tagged, r recipe.Recipe) string {
	w := c.words.CLI.Tagging
	unseen := 0
	for _, s := range d.Valid {
		for _, word := range s.Words {
			if d.Counts.Words[word] == nil {
				unseen++
			}
		}
	}
	return i18n.Format(w.Opening, tame(x.Title), c.sentencesOf(len(d.Train)+len(d.Valid)), c.wordsOf(d.TrainRows.Rows()), count(d.ValidRows.Rows()),
		percentOf(unseen, d.ValidRows.Rows()), count(len(d.Tags)), count(len(d.Features)), r.Model, shortCount(r.Model.Size()), c.endOf(r))
}

// percentOf is a share to a tenth of a per cent.
func percentOf(n, all int) string {
	if n == 0 {
		return "0"
	}
	return percent(float64(n) / float64(all))
}

// missingIn says which held-out tags training lacks; "": none.
func (c *call) missingIn(of *sessions.Subject) string {
	d, ok := of.Data.(*task.Tagged)
	if !ok {
		return ""
	}
	missing := missingTags(d.Corpus, d.Valid)
	if len(missing) == 0 {
		return ""
	}
	names, words := namesOfMissing(missing)
	return fmt.Sprintf(c.words.CLI.Tagging.Missing, c.wordsOf(words), tame(listed(names)), missing[0].Word, count(missing[0].Sentence))
}

// summaryOfTags prints what a person wants to know at the end of a run over tagged sentences.
func (w *follower) summaryOfTags(d *task.Tagged, e ending, took time.Duration) {
	if w.bar.quiet { // nothing is printed, so nothing need be worked out
		return
	}
	say := w.words.CLI.Tagging.Summary
	updates := w.last.History.Len() - w.past.Len()
	w.bar.say(fmt.Sprintf(say.Took, w.updates(updates), w.seconds(took), chart.Short(e.perSecond)))
	list, verdict := d.Valid, ""
	if m, ok := w.last.Model.(*tagging.Model); ok && len(list) > 0 {
		if r, err := reportOn(m, list); err == nil {
			w.bar.say(w.accuracyLine(r.Score, m.At()))
		}
		if v, err := verdictOn(m, list); err == nil {
			verdict = w.verdictOfTags(v)
		}
	} else if loss, ok := recent(w.last.History); ok && len(list) == 0 {
		w.bar.say(fmt.Sprintf(say.NoneHeld, chart.Short(w.last.Task.Score.Of(loss))))
	}
	if len(list) == 0 {
		list = d.Train
	}
	w.bar.say(fmt.Sprintf(say.Scale, w.perWord(), strings.Join(w.scoresLine(taggerScores(d.Corpus, list)), " · ")))
	if verdict != "" {
		w.bar.say(verdict)
	}
	if line := w.published(); line != "" {
		w.bar.say(line)
	}
}

// accuracyLine is the line on a validation.
func (c *call) accuracyLine(s tagging.Score, step int) string {
	say := c.words.CLI.Tagging.Summary
	loss, ppl := c.lossOf(s.Loss(), chart.Short), c.perplexityOfTag(s.Loss(), chart.Short)
	if s.Unseen == 0 {
		return fmt.Sprintf(say.AllKnown, c.shareOfAll(s.Right, s.N), count(step), loss, c.perWord(), ppl)
	}
	right, all := seenOf(s)
	return fmt.Sprintf(say.Validation, c.shareOfAll(s.Right, s.N), c.shareOfAll(right, all), c.shareOfAll(s.RightOfUnseen, s.Unseen), count(step), loss, c.perWord(), ppl)
}
