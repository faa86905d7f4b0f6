package cli

import (
	"context"
	"fmt"
	"math"
	"strings"
	"sync"

	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/core/work"
	"unroll/ui/i18n"
)

// pairsOf and perTarget are a count of pairs with its noun, and the unit of a loss.
func (c *call) pairsOf(n int) string { return c.words.CLI.Pairs.Pairs.Of(n, count(n)) }

// A judgedPair is a pair that a network is judged by.
type judgedPair struct {
	translation.Row
	reference []string // its target as tokens; what training lacks is not <unk>
}

// heldPairs are the pairs that a corpus holds out.
func heldPairs(c *translation.Corpus) []judgedPair {
	list := make([]judgedPair, len(c.Valid))
	for i, p := range c.Valid {
		list[i] = judgedPair{c.Row(p), c.Target.Spell(p.Target)}
	}
	return list
}

// pairsIn reads lines as the corpus's own were: it leaves out or cuts the same.
func pairsIn(c *translation.Corpus, lines []translation.Line) (list []judgedPair, left translation.Left) {
	limit := c.Limit()
	for _, x := range lines {
		if c.Reverse {
			x.Source, x.Target = x.Target, x.Source
		}
		source, target := c.SourceTokens(x.Source), c.TargetTokens(x.Target)
		left.Pairs++
		switch long := max(len(source), len(target)) >= limit; {
		case len(source) == 0 || len(target) == 0:
			left.Empty++
			continue
		case long && !c.Cut:
			left.Long++
			continue
		case long:
			for _, side := range []*[]string{&source, &target} {
				if len(*side) >= limit {
					*side = (*side)[:limit]
					left.Cut++
				}
			}
		}
		p := translation.Pair{Source: c.Source.Index(source), Target: c.Target.Index(target)}
		list = append(list, judgedPair{c.Row(p), target})
	}
	return list, left
}

// rowsOf are pairs as a network reads them.
func rowsOf(list []judgedPair) []translation.Row {
	rows := make([]translation.Row, len(list))
	for i, p := range list {
		rows[i] = p.Row
	}
	return rows
}

// mostDecoded is how many tokens a translation of some pairs has at most.
func mostDecoded(c *translation.Corpus, list []judgedPair) int {
	most := 0
	for _, p := range list {
		most = max(most, len(p.Row.Source), len(p.Targets))
	}
	return ladder.Most(c, most)
}

// lossOfPairs reads pairs with the reference as the decoder's input.
func lossOfPairs(m *translation.Model, list []judgedPair, threads int) history.Valid {
	pool := work.New(threads, false)
	defer pool.Close()
	e := translation.NewEvaluator(m.Net, rowsOf(list), m.At())
	for len(list) > 0 && e.Next(pool) {
	}
	return e.Result
}

// decodedAtOnce is how many sentences a thread translates at a time.
const decodedAtOnce = 32

// greedily translates the sources of pairs by the likeliest token every time.
func greedily(m *translation.Model, list []judgedPair, most, threads int) ([]translation.Hypothesis, error) {
	made := make([]translation.Hypothesis, len(list))
	err := inParts(len(list), decodedAtOnce, threads, func(from, to int) error {
		var sources [][]int32
		for _, p := range list[from:to] {
			sources = append(sources, p.Source)
		}
		some, err := m.Greedy(context.Background(), sources, most)
		copy(made[from:to], some)
		return err
	})
	return made, err
}

// byBeam translates them by a beam search.
func byBeam(m *translation.Model, list []judgedPair, b translation.Beam, threads int) ([]translation.Hypothesis, error) {
	made := make([]translation.Hypothesis, len(list))
	err := inParts(len(list), 1, threads, func(from, _ int) error {
		s, err := m.Search(context.Background(), list[from].Source, b)
		if err == nil {
			made[from] = s.Found[0]
		}
		return err
	})
	return made, err
}

// inParts calls do for parts of n things, by several threads; it returns one of its errors.
func inParts(n, size, threads int, do func(from, to int) error) error {
	parts, failed := make(chan int), make(chan error, threads)
	var group sync.WaitGroup
	for range threads {
		group.Go(func() {
			var first error
			for from := range parts {
				if err := do(from, min(from+size, n)); err != nil && first == nil {
					first = err
				}
			}
			if first != nil {
				failed <- first
			}
		})
	}
	for from := 0; from < n; from += size {
		parts <- from
	}
	close(parts)
	group.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

// scoreOfPairs compares translations with their references.
func scoreOfPairs(c *translation.Corpus, list []judgedPair, made []translation.Hypothesis) (s translation.Score) {
	for i, h := range made {
		s = s.Plus(translation.Compare(list[i].reference, c.Words(h)))
	}
	return s
}

// perTarget is the unit of a loss.
func (c *call) perTarget() string { return c.unit().PerToken }

// bleu is a score from 0 to 1; a sign if there is none.
func (c *call) bleu(v float64) string {
	if math.IsNaN(v) {
		return c.words.CLI.Units.NotKnown
	}
	return decimals(v)
}

// perplexityOfTarget is that of a loss.
func perplexityOfTarget(nats float64, write func(float64) string) string {
	return write(task.Translation.Score.Of(nats))
}

// leftOf lists what was left out or cut, each with its number; nil: nothing.
func (c *call) leftOf(l translation.Left, limit int) (said []string) {
	w := c.words.CLI.Pairs
	if l.Empty > 0 {
		said = append(said, fmt.Sprintf(w.Empty, c.pairsOf(l.Empty)))
	}
	if l.Long > 0 {
		said = append(said, i18n.Format(w.Long, c.pairsOf(l.Long), limit))
	}
	if len(said) > 0 {
		said = []string{fmt.Sprintf(w.Left, strings.Join(said, ", "))}
	}
	if l.Cut > 0 {
		said = append(said, i18n.Format(w.Cut, c.sentencesOf(l.Cut), limit))
	}
	return said
}
