package cli

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/tagging"
	"unroll/core/text"
	"unroll/core/translation"
	"unroll/datasets"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

func datasetsCommand(c *call) *cobra.Command {
	return group(described(&cobra.Command{Use: "datasets"}, c.words.CLI.Datasets.Command), listDatasets(c), showDataset(c))
}

// A source is a dataset with its numbers.
type source struct {
	datasets.Source
	text  datasets.Text
	facts text.Facts
	floor float64 // nats/token; NaN: not known
	err   error   // it is not available on this computer
}

func load(s datasets.Source) source {
	src := source{Source: s, floor: math.NaN()}
	if src.text, src.err = s.Load(); src.err != nil {
		return src
	}
	corpus, err := datasets.Corpus(src.text, s.Options)
	if src.err = err; err != nil {
		return src
	}
	src.facts = text.FactsOf(corpus)
	src.floor = datasets.FloorFor(src.text, corpus)
	return src
}

func listDatasets(c *call) *cobra.Command {
	asJSON := false
	cmd := briefly(&cobra.Command{
		Use:  "list",
		Args: want(0, 0, nil),
		RunE: c.do(func(*cobra.Command, []string) error {
			var all []source
			for _, s := range datasets.Sources {
				all = append(all, load(s))
			}
			numbers, err := allNumbers()
			if err != nil {
				return err
			}
			tags, err := allTagged()
			if err != nil {
				return err
			}
			pairs, err := allPairs()
			if err != nil {
				return err
			}
			if asJSON {
				list := []any{}
				for _, s := range sourcesJSON(all) {
					list = append(list, s)
				}
				for _, s := range numbers {
					list = append(list, numbersJSON(s, false))
				}
				for _, s := range tags {
					list = append(list, taggedJSON(s, false))
				}
				for _, s := range pairs {
					list = append(list, pairsJSON(s, false))
				}
				return c.printJSON(list)
			}
			_, err = fmt.Fprint(c.stdout, c.sourcesTable(all)+"\n"+c.numbersTable(numbers)+"\n"+c.taggedSources(tags)+"\n"+c.pairsSources(pairs))
			return err
		}),
	}, c.words.CLI.Datasets.List)
	cmd.Flags().BoolVar(&asJSON, "json", false, c.words.CLI.Flags.JSONArray)
	return cmd
}

func (c *call) sourcesTable(all []source) string {
	w, none := c.words.CLI.Datasets, c.words.CLI.Units.NotKnown
	t := table{ink: c.ink, right: []bool{false, true, true, true}}
	t.head = []string{w.Name, w.Characters, w.Vocab, w.Unigram, w.Shows}
	for _, s := range all {
		if s.err != nil {
			t.add(s.Name, none, none, none, fmt.Sprintf(w.NotHere, s.Name))
			continue
		}
		t.add(s.Name, count(s.facts.Chars), count(s.facts.Vocab), chart.Short(math.Exp(s.facts.Unigram)), c.words.Say("dataset."+s.Name+".shows", s.Shows))
	}
	return t.String() + w.UnigramIs + "\n"
}

func showDataset(c *call) *cobra.Command {
	asJSON := false
	cmd := briefly(&cobra.Command{
		Use:               "show NAME",
		Args:              want(1, 1, datasetMissing),
		ValidArgsFunction: completeArg(c.dataChoices, false),
		RunE: c.do(func(_ *cobra.Command, args []string) error {
			if src, ok, err := findNumbers(args[0]); ok || err != nil {
				if err != nil {
					return err
				}
				return c.showNumbers(src, asJSON)
			}
			if s, ok := tagging.Find(args[0]); ok {
				src, err := loadTagged(s)
				if err != nil {
					return err
				}
				return c.showTagged(src, asJSON)
			}
			if s, ok := translation.Find(args[0]); ok {
				src, err := loadPairs(s)
				if err != nil {
					return err
				}
				return c.showPairs(src, asJSON)
			}
			s, ok := datasets.Find(args[0])
			if !ok {
				return misuse(errNoDataset, args[0], listed(allNames()))
			}
			src := load(s)
			switch {
			case src.err != nil:
				return src.err
			case asJSON:
				return c.printJSON(sourceJSON(src))
			}
			_, err := fmt.Fprint(c.stdout, c.sourceTable(src)+"\n"+harmless(firstPage(src.text.Train)))
			return err
		}),
	}, c.words.CLI.Datasets.Show)
	cmd.Flags().BoolVar(&asJSON, "json", false, c.words.CLI.Flags.JSONObject)
	return cmd
}

func (c *call) sourceTable(s source) string {
	w, unit := c.words.CLI.Datasets, c.unit()
	say := func(what, english string) string { return c.words.Say("dataset."+s.Name+"."+what, english) }
	t := table{ink: c.ink, labels: true}
	t.add(w.Name, s.Name)
	t.add(w.Title, say("title", s.Title))
	t.add(w.About, say("about", s.About))
	t.add(w.Shows, say("shows", s.Shows))
	split := fmt.Sprintf(w.SplitIs, c.kinds(s.facts.Tokens), 100*s.Options.Valid)
	if s.text.Valid != nil {
		split = fmt.Sprintf(w.SplitLines, c.kinds(s.facts.Tokens), scoring(s.Options.Score))
	}
	t.add(w.Split, split)
	t.add(w.Characters, count(s.facts.Chars))
	train, valid := s.facts.Own()
	t.add(w.Tokens, fmt.Sprintf(w.TokensAre, count(train), count(valid)))
	t.add(w.Vocabulary, count(s.facts.Vocab))
	t.add(w.Unigram, fmt.Sprintf(w.UnigramAt, c.inUnit(s.facts.Unigram), unit.PerToken, chart.Short(math.Exp(s.facts.Unigram))))
	if !math.IsNaN(s.floor) {
		t.add(w.Entropy, fmt.Sprintf(w.EntropyIs, c.inUnit(s.floor), unit.PerToken, chart.Short(math.Exp(s.floor))))
	}
	t.keep(w.SHA256, s.text.SHA256)
	return t.String()
}

// firstPage is a screenful of a text.
func firstPage(s string) string {
	const lines, width = 20, 80
	var page []string
	for line := range strings.SplitSeq(s, "\n") {
		line = grid.Truncate(grid.Safe(line), width, "…")
		if page = append(page, line); len(page) == lines {
			break
		}
	}
	return strings.Join(page, "\n")
}

type datasetJSON struct {
	Name       string  `json:"name"`
	Title      string  `json:"title"`
	About      string  `json:"about"`
	Shows      string  `json:"shows"`
	Available  bool    `json:"available"`
	Tokens     string  `json:"tokens"`
	Lines      bool    `json:"lines"`
	Score      string  `json:"score"` // "all": every token counts
	Characters int     `json:"characters"`
	Train      int     `json:"train_tokens"`
	Valid      int     `json:"valid_tokens"`
	Vocab      int     `json:"vocab"`
	Unigram    number  `json:"unigram"` // nats/token
	Entropy    number  `json:"entropy"` // nats/token; null: not known
	SHA256     string  `json:"sha256"`
	FirstPage  *string `json:"first_page,omitempty"`
}

func sourcesJSON(all []source) []datasetJSON {
	list := []datasetJSON{}
	for _, s := range all {
		j := sourceJSON(s)
		j.FirstPage = nil
		list = append(list, j)
	}
	return list
}

func sourceJSON(s source) datasetJSON {
	page := firstPage(s.text.Train)
	train, valid := s.facts.Own()
	j := datasetJSON{Name: s.Name, Title: s.Title, About: s.About, Shows: s.Shows, Available: s.err == nil,
		Tokens: s.Options.Tokens, Lines: s.Options.Lines, Score: scoring(s.Options.Score).String(), Characters: s.facts.Chars, Train: train, Valid: valid,
		Vocab: s.facts.Vocab, Unigram: number(s.facts.Unigram), Entropy: number(s.floor), SHA256: s.text.SHA256, FirstPage: &page}
	if s.err != nil {
		j.Unigram = number(math.NaN())
	}
	return j
}
