package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

// openingOfPairs says what a run over pairs is about to learn, with which model.
func (c *call) openingOfPairs(x sessions.PairsOrigin, d *task.Pairs, r train.Recipe) string {
	return fmt.Sprintf(c.words.CLI.Pairs.Opening, tame(x.Title), c.pairsOf(d.Left.Pairs), count(len(d.Train)), count(len(d.Valid)),
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

const (
	pairsToShow = 200     // held-out pairs that are translated at the end of a run
	quickToFit  = 1 << 19 // target tokens up to which IBM model 1 is learned at the end of a run: about a second
)

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
			w.shareOfAll(v.Right, v.Tokens), count(v.Step)))
	} else if ok {
		w.bar.say(fmt.Sprintf(say.NoneHeld, scoreText(task.Translation.Score, loss)))
	}
	if m, ok := w.last.Model.(*translation.Model); ok && !e.diverged {
		w.decoded(d, m)
	}
	w.bar.say(fmt.Sprintf(say.Scale, w.perTarget(), strings.Join(w.rungsOfPairs(d), " · ")))
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

// rungsOfPairs are the losses of simple models on the held-out pairs, and how good the sources are as translations.
func (w *follower) rungsOfPairs(d *task.Pairs) (said []string) {
	say := w.words.CLI.Pairs.Summary
	for _, l := range d.Levels() {
		said = append(said, fmt.Sprintf(say.Rung, w.rungOfPairs(l.ID, l.N), chart.Short(w.inUnit(l.Loss))))
	}
	if d.TrainTokens() <= quickToFit && len(d.Valid) > 0 {
		if m, err := translation.NewIBM1(context.Background(), d.Corpus); err == nil {
			sum, n := 0.0, 0
			for _, p := range d.Valid {
				for _, v := range m.Losses(d.SourceIDs(p), d.Scored(p)) {
					sum += v
					n++
				}
			}
			said = append(said, fmt.Sprintf(say.Rung, w.rungOfPairs(translation.IBMModel1, 0), chart.Short(w.inUnit(sum/float64(n)))))
		}
	}
	if list := heldPairs(d.Corpus); len(list) > 0 {
		s := scoreOfCopies(list)
		said = append(said, fmt.Sprintf(say.Copying, w.rungOfPairs(translation.Copying, 0), w.shareOfAll(s.Exact, s.Sentences), w.bleu(s.CorpusBLEU())))
	}
	return said
}
