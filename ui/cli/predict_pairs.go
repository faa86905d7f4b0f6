package cli

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

// A translated is a sentence with what a network makes of it.
type translated struct {
	source    []string                 // its tokens
	ids       []int32                  // of them, with <eos>
	best      translation.Hypothesis   // the translation
	found     []translation.Hypothesis // by a beam, the best first; nil: greedy
	nodes     int                      // of the beam
	reference []string                 // nil: none was given
	reading   translation.Reading      // of the reference
	beam      beamFlags
}

// predictPairs translates a sentence, or those of a file.
func (c *call) predictPairs(cmd *cobra.Command, f predictFlags, args []string) error {
	given := cmd.Flags().Changed("source")
	switch {
	case given && len(args) > 1:
		return misuse(errEither, "--source", args[1])
	case !given && cmd.Flags().Changed("reference"):
		return misuse(errReferenceAlone)
	case f.top < 1:
		return misuse(errAtLeast, "top", f.top, 1)
	case !given && len(args) < 2:
		return misuse(errToTranslate)
	}
	if err := f.beam.check(cmd); err != nil {
		return err
	}
	x, err := c.translator(args[0], f.weights, f.data)
	if err != nil {
		return err
	}
	if !given {
		return c.predictLines(f, x, args[1])
	}
	t, err := translate(f, x, f.source, f.reference)
	switch {
	case err != nil:
		return err
	case cmd.Flags().Changed("reference") && t.reference == nil:
		return misuse(errEmptyReference)
	case f.json:
		return c.printJSON(translatedJSON(x, t, f.top))
	}
	c.sayUnknownWords(x.Data.Corpus, t)
	_, err = fmt.Fprint(c.stdout, c.translatedPage(x.Data.Corpus, t, f.top))
	return err
}

// predictLines translates the sentences of a file, a line each: line n of what is printed translates line n of the file, so an empty line
// stays one. Of JSON there is nothing for it.
func (c *call) predictLines(f predictFlags, x sessions.Translator, file string) error {
	lines, err := c.opener(x.Meta.Recipe).OpenSentences(file)
	if err != nil {
		return wrongData(err)
	}
	var unknown unknownNames
	for i, line := range lines {
		if err := c.predictLine(f, x, line, &unknown); as[*usage](err) {
			return &datasets.BadData{Reason: errPairLine.Of(file, i+1, err)}
		} else if err != nil {
			return err
		}
	}
	c.sayUnknownNames(c.words.CLI.Pairs.Predict.Unknown, unknown)
	return nil
}

// predictLine translates a sentence of a file. Errors: *usage about the sentence.
func (c *call) predictLine(f predictFlags, x sessions.Translator, line translation.Line, unknown *unknownNames) error {
	if line.Source == "" && f.json {
		return nil
	}
	if line.Source == "" {
		_, err := fmt.Fprintln(c.stdout)
		return err
	}
	t, err := translate(f, x, line.Source, line.Target)
	switch {
	case err != nil:
		return err
	case f.json:
		return c.printJSON(translatedJSON(x, t, f.top))
	}
	unknown.add(t.source, t.ids)
	_, err = fmt.Fprintln(c.stdout, c.sentence(x.Data.Corpus, t.best))
	return err
}

// translate translates a sentence, and reads its reference if it is not empty. Errors: *usage about the sentence.
func translate(f predictFlags, x sessions.Translator, source, reference string) (t translated, err error) {
	corpus, m := x.Data.Corpus, x.Model
	t.beam, t.source = f.beam, corpus.SourceTokens(source)
	longest := max(corpus.Limit(), translation.DefaultLength)
	switch {
	case len(t.source) == 0:
		return t, misuse(errToTranslate)
	case len(t.source) >= longest:
		return t, misuse(errLongSource, count(len(t.source)), x.Meta.Name, count(longest-1))
	}
	t.ids = corpus.SourceRow(t.source)
	most := ladder.Most(corpus, len(t.ids))
	if f.beam.width > 0 {
		s, err := m.Search(context.Background(), t.ids, translation.Beam{Width: f.beam.width, Alpha: f.beam.alpha, Most: most})
		if err != nil {
			return t, err
		}
		t.found, t.nodes, t.best = s.Found, len(s.Nodes), s.Found[0]
	} else {
		list, err := m.Greedy(context.Background(), [][]int32{t.ids}, most)
		if err != nil {
			return t, err
		}
		t.best = list[0]
	}
	tokens := corpus.TargetTokens(reference)
	switch {
	case len(tokens) == 0:
		return t, nil
	case len(tokens) >= longest:
		return t, misuse(errLongSource, count(len(tokens)), x.Meta.Name, count(longest-1))
	}
	t.reference = tokens
	row := translation.Row{Source: t.ids, Targets: targetsOf(corpus, tokens)}
	row.Tokens = append([]int32{translation.Bos}, row.Targets[:len(tokens)]...)
	list, err := m.Read(context.Background(), []translation.Row{row})
	if err == nil {
		t.reading = list[0]
	}
	return t, err
}

// targetsOf are the ids of a translation, as long as it is, with <eos>.
func targetsOf(c *translation.Corpus, tokens []string) (ids []int32) {
	for _, i := range c.Target.Index(tokens) {
		ids = append(ids, c.Target.ID(i))
	}
	return append(ids, translation.Eos)
}

// sentence is a translation as people write it, safe to show.
func (c *call) sentence(corpus *translation.Corpus, h translation.Hypothesis) string {
	return grid.Safe(corpus.Target.Join(corpus.Words(h)))
}

// sayUnknownWords names the tokens that training lacks.
func (c *call) sayUnknownWords(corpus *translation.Corpus, t translated) {
	var source, reference unknownNames
	source.add(t.source, t.ids)
	if t.reference != nil {
		reference.add(t.reference, t.reading.Targets)
	}
	c.sayUnknownNames(c.words.CLI.Pairs.Predict.Unknown, source)
	c.sayUnknownNames(c.words.CLI.Pairs.Predict.UnknownReference, reference)
}

// unknownNames are tokens that training lacks, each once, safe to show.
type unknownNames []string

func (u *unknownNames) add(tokens []string, ids []int32) {
	for i, s := range tokens {
		if s = grid.SafeToken(s); ids[i] == translation.Unk && !slices.Contains(*u, s) {
			*u = append(*u, s)
		}
	}
}

// sayUnknownNames names them, not too many.
func (c *call) sayUnknownNames(format string, list unknownNames) {
	const most = 20 // more are not read by anybody
	if len(list) > most {
		list = append(list[:most:most], "…")
	}
	if len(list) > 0 {
		fmt.Fprintf(c.errw, format+"\n", strings.Join(list, " "))
	}
}

// translatedPage is a translation with its tokens, the hypotheses of the beam and the reference.
func (c *call) translatedPage(corpus *translation.Corpus, t translated, top int) string {
	w := c.words.CLI.Pairs.Predict
	about := table{ink: c.ink, labels: true}
	about.add(w.SourceIs, grid.Safe(corpus.Source.Join(t.source)))
	about.add(w.Translation, c.sentence(corpus, t.best))
	said := fmt.Sprintf(w.LogPIs, signedShort(c.inUnit(t.best.LogP())), c.unit().Name, c.tokens(len(t.best.IDs)))
	if t.found != nil {
		said += "; " + fmt.Sprintf(w.ScoreIs, signedShort(c.inUnit(t.best.Score(t.beam.alpha))), t.beam.alpha)
	}
	if !t.best.Ended() {
		said += "; " + fmt.Sprintf(w.Unended, count(len(t.best.IDs)))
	}
	about.add(w.LogP, said)
	return about.String() + "\n" + c.alignmentTable(corpus, t) + c.foundTable(corpus, t, top) + c.referenceTable(corpus, t)
}

// signedShort is a logarithm, which is 0 at most.
func signedShort(v float64) string {
	if v > -5e-5 {
		return chart.Short(0)
	}
	return "−" + chart.Short(-v)
}

// alignmentTable has a row for each token of a translation: what its probability is, and which tokens of the source it attends to.
func (c *call) alignmentTable(corpus *translation.Corpus, t translated) string {
	w := c.words.CLI.Pairs.Predict
	b := table{ink: c.ink, right: []bool{false, true, true}, head: []string{w.Token, w.P, c.unit().Name}}
	if t.best.Attention != nil {
		b.head = append(b.head, w.LooksAt)
	}
	for i, id := range t.best.IDs {
		row := []string{grid.SafeToken(corpus.Target.Word(id)), fmt.Sprintf("%.4f", math.Exp(-t.best.Nats[i])), chart.Short(math.Abs(c.inUnit(t.best.Nats[i])))}
		if t.best.Attention != nil {
			row = append(row, attended(t, t.best.Attention[i]))
		}
		b.add(row...)
	}
	return b.String()
}

const (
	mostAttended  = 3    // tokens of the source that are named
	leastAttended = 0.05 // weight of all but the first
)

// attended names the tokens of the source with the largest weights.
func attended(t translated, weights []float32) string {
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weights[b], weights[a]) })
	var said []string
	for k, i := range order[:min(mostAttended, len(order))] {
		if k > 0 && weights[i] < leastAttended {
			break
		}
		word := translationEnd
		if i < len(t.source) {
			word = grid.SafeToken(t.source[i])
		}
		said = append(said, fmt.Sprintf("%s %.2f", word, weights[i]))
	}
	return strings.Join(said, " · ")
}

// translationEnd is the mark behind a sentence.
const translationEnd = "<eos>"

// foundTable has a row for each hypothesis of a beam.
func (c *call) foundTable(corpus *translation.Corpus, t translated, top int) string {
	if t.found == nil {
		return ""
	}
	w := c.words.CLI.Pairs.Predict
	b := table{ink: c.ink, right: []bool{true, true, true}, head: []string{w.Score, w.LogP, w.Tokens, w.Translation}}
	for _, h := range t.found[:min(top, len(t.found))] {
		b.add(signedShort(c.inUnit(h.Score(t.beam.alpha))), signedShort(c.inUnit(h.LogP())), count(len(h.IDs)), c.sentence(corpus, h))
	}
	return "\n" + b.String() + fmt.Sprintf(w.Looked, count(t.nodes), t.beam.width) + "\n"
}

// referenceTable is what the network thinks of each token of the reference, with the reference as input.
func (c *call) referenceTable(corpus *translation.Corpus, t translated) string {
	if t.reference == nil {
		return ""
	}
	w, r := c.words.CLI.Pairs.Predict, t.reading
	b := table{ink: c.ink, right: []bool{false, true, true}, head: []string{w.Word, w.P, c.unit().Name, w.Likeliest}}
	for i := range r.Targets {
		j := targetJSON(corpus, r, t.reference, i, 0)
		b.add(grid.SafeToken(string(j.Token)), fmt.Sprintf("%.4f", j.P), chart.Short(math.Abs(c.inUnit(r.Nats[i]))),
			grid.SafeToken(string(j.Best))+" "+fmt.Sprintf("%.4f", r.BestP[i]))
	}
	loss, s := r.Loss()/float64(len(r.Targets)), translation.Compare(t.reference, corpus.Words(t.best))
	return "\n" + c.ink.heading(w.ReferenceIs) + "\n" + b.String() +
		fmt.Sprintf(w.ReferenceSum, signedShort(-c.inUnit(r.Loss())), c.unit().Name, chart.Short(c.inUnit(loss)), c.perTarget(), perplexityOfTarget(loss, chart.Short)) + "\n" +
		fmt.Sprintf(w.Judged, c.bleu(s.CorpusBLEU()), c.bleu(s.BookBLEU())) + "\n"
}
