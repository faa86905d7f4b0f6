package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/i18n"
)

// openingOfPairs says what a run over pairs is about to learn, with which model.
func (c *call) openingOfPairs(x sessions.PairsOrigin, d *task.Pairs, r recipe.Recipe) string {
	return i18n.Format(c.words.CLI.Pairs.Opening, tame(x.Title), c.pairsOf(d.Left.Pairs), count(len(d.Train)), count(len(d.Valid)),
		count(d.Source.Vocab()), count(d.Target.Vocab()), count(d.Longest()), r.Model, shortCount(r.Model.Size()), c.endOf(r))
}

// aboutPairs says what of the pairs is left out or cut, and how low a training loss can be.
func (c *call) aboutPairs(of *sessions.Subject) (said []string) {
	d, ok := of.Data.(*task.Pairs)
	if !ok {
		return nil
	}
	w := c.words.CLI.Pairs
	said = c.leftOf(d.Left, d.Limit())
	if f := d.TrainFloor(); f.Ambiguous > 0 {
		said = append(said, fmt.Sprintf(w.Floor, decimals(c.inUnit(f.Nats)), c.perTarget(), count(f.Ambiguous), count(f.Sources)))
	}
	return said
}

// attached says that punctuation is part of the words of most source sentences, so that "home." and "home" are two words; "": it is not.
func (c *call) attached(of *sessions.Subject) string {
	d, ok := of.Data.(*task.Pairs)
	if !ok || d.Prepare || d.Source.Chars {
		return ""
	}
	n, example := 0, ""
	for i, word := range d.Source.Words {
		if len(word) < 2 || !strings.ContainsAny(word[len(word)-1:], ",.!?") {
			continue
		}
		if n += d.Source.Often[i]; example == "" {
			example = word
		}
	}
	if 2*n < len(d.Train) {
		return ""
	}
	return fmt.Sprintf(c.words.CLI.Pairs.Attached, tame(example))
}

// pairsToShow is how many held-out pairs are translated at the end of a run.
const pairsToShow = 200

// summaryOfPairs prints what a person wants to know at the end of a run over pairs.
func (w *follower) summaryOfPairs(d *task.Pairs, e ending, took time.Duration) {
	if w.bar.quiet { // nothing is printed, so nothing need be worked out
		return
	}
	say := w.words.CLI.Pairs.Summary
	updates := w.last.History.Len() - w.past.Len()
	w.bar.say(fmt.Sprintf(w.words.CLI.Summary.Took, w.updates(updates), w.seconds(took), chart.Short(e.perSecond)))
	v, validated := w.last.History.LastValid()
	if loss, ok := recent(w.last.History); validated {
		w.bar.say(fmt.Sprintf(say.Validation, chart.Short(w.inUnit(v.Loss())), w.perTarget(), scoreText(task.Translation.Score, v.Loss()),
			w.shareOfAll(v.Right, v.Tokens), w.at(v.Step)))
	} else if ok {
		w.bar.say(fmt.Sprintf(say.NoneHeld, scoreText(task.Translation.Score, loss)))
	}
	if m, ok := w.last.Model.(*translation.Model); ok && !e.diverged {
		w.decoded(d, m)
	}
	l := rungsFor(w.run.Origin.(sessions.PairsOrigin), d.Corpus)
	w.bar.say(fmt.Sprintf(say.Scale, w.perTarget(), strings.Join(w.rungsOfPairs(d, l), " · ")))
	if m, ok := w.last.Model.(*translation.Model); ok && l != nil {
		if s, err := l.Stand(context.Background(), m); err == nil {
			if line := w.verdictOfPairs(s.Verdict, l); line != "" {
				w.bar.say(line)
			}
		}
	}
	if line := w.published(); line != "" {
		w.bar.say(line)
	}
}

// decoded prints how good translations of held-out sentences are.
func (w *follower) decoded(d *task.Pairs, m *translation.Model) {
	list, say := heldPairs(d.Corpus), w.words.CLI.Pairs.Summary
	which := w.pairsOf(len(list))
	if len(list) > pairsToShow {
		which = fmt.Sprintf(say.OfMore, w.pairsOf(pairsToShow), count(len(list)))
		list = list[:pairsToShow]
	}
	if len(list) == 0 {
		return
	}
	made, err := greedily(m, list, mostDecoded(d.Corpus, list), sessions.Threads())
	if err != nil {
		return
	}
	s := scoreOfPairs(d.Corpus, list, made)
	w.bar.say(fmt.Sprintf(say.Decoded, which, w.shareOfAll(s.Exact, s.Sentences), w.bleu(s.CorpusBLEU()), w.bleu(s.BookBLEU())))
}

// rungsOfPairs are the losses of simple models on the held-out pairs, and how good the sources are as translations. l may be nil: then
// they are those that the chart shows.
func (w *follower) rungsOfPairs(d *task.Pairs, l *ladder.Ladder) (said []string) {
	say := w.words.CLI.Pairs.Summary
	add := func(id string, order int, loss float64) {
		said = append(said, fmt.Sprintf(say.Rung, w.words.Pairs.Name(id, order), chart.Short(w.inUnit(loss))))
	}
	if l == nil {
		for _, level := range d.Levels() {
			add(level.ID, level.N, level.Loss)
		}
		return said
	}
	for _, r := range l.Rungs {
		if s := r.Score; r.Nats == nil {
			said = append(said, fmt.Sprintf(say.Copying, w.words.Pairs.Name(r.ID, 0), w.shareOfAll(s.Exact, s.Sentences), w.bleu(s.CorpusBLEU())))
			continue
		}
		add(r.ID, l.Grams, r.Loss())
	}
	return said
}
