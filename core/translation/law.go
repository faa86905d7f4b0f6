package translation

import (
	"math"
	"slices"
	"strings"
)

// A Way is a translation of a sentence, and how probable it is.
type Way struct {
	Target string
	P      float64
}

// A Law has all translations of the sentences of a source that has several, the most probable first. Its keys are sentences as Prepare
// writes them.
type Law map[string][]Way

// Law is the law of the sentences of Load; nil: each has one translation.
func (s Source) Law() Law {
	if s.law == nil {
		return nil
	}
	return s.law(1, s.N)
}

// Ways are the translations of a sentence; nil of one that the source does not have.
func (l Law) Ways(sentence string) []Way { return l[lawKey(sentence)] }

func lawKey(sentence string) string { return strings.Join(strings.Fields(Prepare(sentence)), " ") }

// An Exact is the best that anybody can do on pairs of a source: it costs nats per scored target token, <eos> included.
type Exact struct {
	Nats  float64 // expected: the mean entropy of the law over the mean number of tokens
	Loss  float64 // of the law on the targets that are there, which chance makes more or less than Nats
	Match float64 // expected share of exact matches, where the likeliest translation is always given
}

// Exact is the exact floor of the loss on a part of a corpus of the source's pairs: of any loss, not only of the training loss, as no
// network can know more than the law. NaN where it is not known: with Options.Reverse, unless the source is OneToOne; where a sentence
// was cut, a target has a word that is <unk>, or a pair is not the source's.
func (s Source) Exact(c *Corpus, part []Pair) Exact {
	unknown := Exact{math.NaN(), math.NaN(), math.NaN()}
	switch {
	case len(part) == 0 || c.Reverse && !s.OneToOne:
		return unknown
	case s.law == nil:
		return Exact{Match: 1}
	}
	law, known := s.Law(), map[string]expectation{}
	e, tokens, expected := Exact{}, 0.0, 0.0
	for _, p := range part {
		source, target := c.Source.Join(c.Source.Spell(p.Source)), c.Target.Join(c.Target.Spell(p.Target))
		list := law.Ways(source)
		i := slices.IndexFunc(list, func(w Way) bool { return w.Target == target })
		if i < 0 || slices.ContainsFunc(p.Target, func(w int32) bool { return int(w) >= c.Target.Known }) {
			return unknown
		}
		x, ok := known[source]
		if !ok {
			x = c.expect(list)
			known[source] = x
		}
		e.Loss, e.Nats, e.Match = e.Loss-math.Log(list[i].P), e.Nats+x.nats, e.Match+list[0].P
		tokens, expected = tokens+float64(c.steps(p.Target)), expected+x.tokens
	}
	return Exact{e.Nats / expected, e.Loss / tokens, e.Match / float64(len(part))}
}

// An expectation is of a translation: its entropy, and how many tokens it has, with <eos>.
type expectation struct{ nats, tokens float64 }

func (c *Corpus) expect(list []Way) (x expectation) {
	for _, w := range list {
		x.nats -= w.P * math.Log(w.P)
		x.tokens += w.P * float64(len(c.TargetTokens(w.Target))+1)
	}
	return x
}

// ways are the texts that a template stands for: [你5|您3|你们2] is one of three, with probabilities of 5, 3 and 2 tenths.
func ways(template string) []Way {
	list := []Way{{"", 1}}
	for template != "" {
		before, rest, choice := strings.Cut(template, "[")
		for i := range list {
			list[i].Target += before
		}
		if !choice {
			break
		}
		var inside string
		inside, template, _ = strings.Cut(rest, "]")
		var next []Way
		for _, w := range list {
			for _, x := range strings.Split(inside, "|") {
				last := len(x) - 1
				next = append(next, Way{w.Target + x[:last], w.P * float64(x[last]-'0') / 10})
			}
		}
		list = next
	}
	slices.SortStableFunc(list, func(a, b Way) int {
		switch {
		case a.P > b.P:
			return -1
		case a.P < b.P:
			return 1
		}
		return 0
	})
	return list
}
