package cli

import (
	"fmt"
	"math"
	"strings"
	"time"

	"unroll/core/lm"
	"unroll/ui/draw/chart"
)

// summary is what a person wants to know at the end.
func (w *follower) summary(e ending, took time.Duration) {
	updates := w.last.History.Len() - w.past.Len()
	w.bar.say("%s in %s, %s tokens/s", plural(updates, "update"), seconds(took), chart.Short(e.perSecond))
	if v, ok := w.validation(); ok {
		w.bar.say("validation perplexity %s (%s bits/token, %s bits/character) at step %s",
			chart.Short(w.last.Task.Score.Of(v.Loss())), chart.Short(v.BitsPerToken()), chart.Short(v.BitsPerChar()), count(v.Step))
	} else if loss, ok := recent(w.last.History); ok {
		w.bar.say("recent training perplexity %s; no text was held out for validation", chart.Short(w.last.Task.Score.Of(loss)))
	}
	w.bar.say("for scale: %s", w.scale())
	if line := w.published(); line != "" {
		w.bar.say("%s", line)
	}
	switch {
	case w.interrupted || e.diverged: // the error says it
	case w.kept != "":
		w.bar.say("saved as session %s: see unroll sample %s, unroll train --resume %s", w.kept, w.kept, w.kept)
	case w.err == nil:
		w.bar.say("not saved: the same command with --save NAME repeats the run and saves it")
	}
}

// validation is the last one.
func (w *follower) validation() (lm.Evaluation, bool) {
	v, ok := w.last.History.LastValid()
	if !ok {
		return lm.Evaluation{}, false
	}
	return lm.Evaluation{Valid: v, Chars: lm.HeldOutChars(w.run.Corpus)}, true
}

// scale names the perplexities that the run's can be held against.
func (w *follower) scale() string {
	f := w.run.Facts
	list := []string{"untrained " + count(f.Vocab), "unigram " + chart.Short(math.Exp(f.Unigram))}
	if !math.IsNaN(w.run.Floor) {
		list = append(list, fmt.Sprintf("floor %s", chart.Short(math.Exp(w.run.Floor))))
	}
	return strings.Join(list, " · ")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return count(n) + " " + what + "s"
}

// seconds is clock with a tenth where that says something.
func seconds(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return clock(d)
}
