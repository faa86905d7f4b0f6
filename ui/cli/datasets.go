package cli

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/text"
	"unroll/datasets"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

const datasetsExample = `  unroll datasets list
  unroll datasets show markov`

func datasetsCommand(c *call) *cobra.Command {
	cmd := &cobra.Command{Use: "datasets", Short: "List and show the built-in texts", Example: datasetsExample}
	return group(cmd, listDatasets(c), showDataset(c))
}

// A source is a dataset with its numbers.
type source struct {
	datasets.Source
	text  datasets.Text
	facts text.Facts
	floor float64 // nats/token; NaN: not known
	err   error   // it cannot be had on this computer
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
	if law := datasets.LawFor(src.text, corpus.Vocab); law != nil && !s.Options.Lines {
		src.floor = law.Rate()
	}
	return src
}

func listDatasets(c *call) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the datasets",
		Args:  want(0, 0, ""),
		RunE: c.do(func(*cobra.Command, []string) error {
			var all []source
			for _, s := range datasets.Sources {
				all = append(all, load(s))
			}
			if asJSON {
				return c.printJSON(sourcesJSON(all))
			}
			_, err := fmt.Fprint(c.stdout, sourcesTable(all))
			return err
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array instead of a table")
	return cmd
}

func sourcesTable(all []source) string {
	t := table{right: []bool{false, true, true, true}}
	t.add("name", "characters", "V", "unigram", "good for seeing")
	for _, s := range all {
		if s.err != nil {
			t.add(s.Name, "–", "–", "–", "not on this computer: see unroll datasets show "+s.Name)
			continue
		}
		t.add(s.Name, count(s.facts.Chars), count(s.facts.Vocab), chart.Short(math.Exp(s.facts.Unigram)), s.Shows)
	}
	return t.String() + "unigram: the perplexity of a model that knows only token frequencies\n"
}

func showDataset(c *call) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:               "show NAME",
		Short:             "Describe a dataset and show its beginning",
		Args:              want(1, 1, "a dataset"),
		ValidArgsFunction: completeArg(datasetChoices, false),
		RunE: c.do(func(_ *cobra.Command, args []string) error {
			s, ok := datasets.Find(args[0])
			if !ok {
				return usagef("no dataset %q: there are %s", args[0], strings.Join(datasets.Names(), ", "))
			}
			src := load(s)
			switch {
			case src.err != nil:
				return src.err
			case asJSON:
				return c.printJSON(sourceJSON(src))
			}
			_, err := fmt.Fprint(c.stdout, sourceTable(src)+"\n"+harmless(firstPage(src.text.Train)))
			return err
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object")
	return cmd
}

func sourceTable(s source) string {
	var t table
	t.add("name", s.Name)
	t.add("title", s.Title)
	t.add("about", s.About)
	t.add("shows", s.Shows)
	t.add("cut", fmt.Sprintf("into %ss, the last %g%% held out", s.facts.Tokens, 100*s.Options.Valid))
	t.add("characters", count(s.facts.Chars))
	t.add("tokens", fmt.Sprintf("%s to learn from, %s held out", count(s.facts.Train), count(s.facts.Valid)))
	t.add("vocabulary", count(s.facts.Vocab))
	t.add("unigram", fmt.Sprintf("%.4f nats/token, perplexity %s", s.facts.Unigram, chart.Short(math.Exp(s.facts.Unigram))))
	if !math.IsNaN(s.floor) {
		t.add("entropy", fmt.Sprintf("%.4f nats/token, perplexity %s: the theoretical minimum", s.floor, chart.Short(math.Exp(s.floor))))
	}
	t.add("sha256", s.text.SHA256)
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
	j := datasetJSON{Name: s.Name, Title: s.Title, About: s.About, Shows: s.Shows, Available: s.err == nil,
		Tokens: s.Options.Tokens, Lines: s.Options.Lines, Characters: s.facts.Chars, Train: s.facts.Train, Valid: s.facts.Valid,
		Vocab: s.facts.Vocab, Unigram: number(s.facts.Unigram), Entropy: number(s.floor), SHA256: s.text.SHA256, FirstPage: &page}
	if s.err != nil {
		j.Unigram = number(math.NaN())
	}
	return j
}
