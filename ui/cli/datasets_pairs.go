package cli

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"unroll/core/translation"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
)

// A pairsSource is pairs that come with the program, with their figures.
type pairsSource struct {
	translation.Source
	pairs  datasets.Pairs
	corpus *translation.Corpus
	exact  translation.Exact // of what is held out
	floor  translation.Floor // of the training loss
}

// loadPairs makes them, and works their figures out.
func loadPairs(s translation.Source) (pairsSource, error) {
	src := pairsSource{Source: s}
	var err error
	if src.pairs, err = (datasets.Opener{}).OpenPairs(s.Name, ""); err != nil {
		return src, err
	}
	r := sessions.RecipeForPairs(src.pairs)
	learned, held := src.pairs.Held(r.Text.Valid, r.Pairs)
	if src.corpus, err = translation.NewCorpus(learned, held, r.Pairs); err != nil {
		return src, err
	}
	src.exact, src.floor = s.Exact(src.corpus, src.corpus.Valid), src.corpus.Floor()
	return src, nil
}

// allPairs are all that come with the program.
func allPairs() (all []pairsSource, err error) {
	for _, s := range translation.Sources {
		src, err := loadPairs(s)
		if err != nil {
			return nil, err
		}
		all = append(all, src)
	}
	return all, nil
}

func (c *call) pairsSources(all []pairsSource) string {
	w := c.words.CLI.Pairs.Datasets
	t := table{ink: c.ink, right: []bool{false, true, true, true, true}, head: []string{w.Name, w.Pairs, w.Vocab, w.Longest, w.Floor, w.Shows}}
	for _, s := range all {
		floor := c.words.CLI.Units.NotKnown
		switch v := s.exact.Nats; {
		case v == 0:
			floor = "0"
		case !math.IsNaN(v):
			floor = decimals(c.inUnit(v))
		}
		t.add(s.Name, count(s.N), fmt.Sprintf(w.VocabIs, count(s.corpus.Source.Vocab()), count(s.corpus.Target.Vocab())), count(s.corpus.Longest()), floor,
			c.words.Say("dataset."+s.Name+".shows", s.Shows))
	}
	return t.String() + fmt.Sprintf(w.Legend, c.perTarget()) + "\n"
}

// showPairs describes pairs and shows the first.
func (c *call) showPairs(s pairsSource, asJSON bool) error {
	if asJSON {
		return c.printJSON(pairsJSON(s, true))
	}
	w := c.words.CLI.Pairs.Datasets
	say := func(what, english string) string { return c.words.Say("dataset."+s.Name+"."+what, english) }
	t := table{ink: c.ink, labels: true}
	t.add(w.Name, s.Name)
	t.add(w.Title, say("title", s.Title))
	t.add(w.About, say("about", s.About))
	t.add(w.Shows, say("shows", s.Shows))
	t.add(w.Pairs, fmt.Sprintf(w.SplitIs, c.pairsOf(len(s.corpus.Train)), count(len(s.corpus.Valid))))
	t.add(w.Sides, c.sidesOf(s.corpus.Source.Chars, s.corpus.Target.Chars))
	t.add(w.Tokens, count(s.corpus.TrainTokens()))
	t.add(w.Vocabulary, fmt.Sprintf(w.VocabularyIs, count(s.corpus.Source.Vocab()), count(s.corpus.Target.Vocab())))
	t.add(w.Longest, i18n.Format(w.LongestIs, count(s.corpus.Longest())))
	if s.floor.Ambiguous > 0 {
		t.add(w.Ambiguous, fmt.Sprintf(w.AmbiguousIs, count(s.floor.Ambiguous), count(s.floor.Sources), c.inUnit(s.floor.Nats), c.perTarget()))
	} else {
		t.add(w.Ambiguous, w.OneTarget)
	}
	if s.exact.Nats > 0 {
		t.add(w.Exact, fmt.Sprintf(w.FloorIs, c.inUnit(s.exact.Nats), c.perTarget(), c.expected(s.exact.Match)))
	}
	t.keep(w.SHA256, s.pairs.SHA256)
	_, err := fmt.Fprint(c.stdout, t.String()+"\n"+c.firstPairs(s))
	return err
}

// sidesOf says what the tokens of both sides are.
func (c *call) sidesOf(source, target bool) string {
	w := c.words.CLI.Pairs.Show
	kind := func(chars bool) string {
		if chars {
			return w.Chars
		}
		return w.Words
	}
	return fmt.Sprintf(w.SideIs, kind(source), kind(target))
}

// firstDifferent are the first lines, each once.
func firstDifferent(lines []translation.Line) (list []translation.Line) {
	for _, x := range lines {
		if len(list) == firstShown {
			break
		}
		if !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}

// firstPairs are the first, a line each.
func (c *call) firstPairs(s pairsSource) string {
	var b strings.Builder
	for _, x := range firstDifferent(s.pairs.Train) {
		fmt.Fprintf(&b, c.words.CLI.Pairs.Show.SideIs+"\n", grid.Safe(x.Source), grid.Safe(x.Target))
	}
	return b.String()
}

type pairOfJSON struct {
	Source string `json:"source"`
	Target string `json:"target"`
}

type pairsObject struct {
	Name         string       `json:"name"`
	Task         string       `json:"task"`
	Title        string       `json:"title"`
	About        string       `json:"about"`
	Shows        string       `json:"shows"`
	Pairs        int          `json:"pairs"`
	Train        int          `json:"train_pairs"`
	Valid        int          `json:"valid_pairs"`
	Tokens       int          `json:"train_target_tokens"`
	SourceVocab  int          `json:"source_vocab"`
	TargetVocab  int          `json:"target_vocab"`
	Longest      int          `json:"longest"` // tokens, with <eos>
	Sources      int          `json:"train_sources"`
	Ambiguous    int          `json:"ambiguous_sources"` // of those, with several targets
	TrainMinimum number       `json:"train_floor"`       // nats per target token
	Minimum      number       `json:"valid_floor"`       // of the exact law; null: not known
	Match        number       `json:"valid_exact_match"` // at most, expected
	SHA256       string       `json:"sha256"`
	First        []pairOfJSON `json:"first,omitempty"`
}

func pairsJSON(s pairsSource, first bool) pairsObject {
	c := s.corpus
	o := pairsObject{s.Name, paired, s.Title, s.About, s.Shows, s.N, len(c.Train), len(c.Valid), c.TrainTokens(), c.Source.Vocab(), c.Target.Vocab(), c.Longest(),
		s.floor.Sources, s.floor.Ambiguous, number(s.floor.Nats), number(s.exact.Nats), number(s.exact.Match), s.pairs.SHA256, nil}
	if first {
		for _, x := range firstDifferent(s.pairs.Train) {
			o.First = append(o.First, pairOfJSON(x))
		}
	}
	return o
}
