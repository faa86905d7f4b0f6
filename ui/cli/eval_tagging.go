package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unroll/core/tagging"
	"unroll/core/tagging/ladder"
	"unroll/sessions"
	"unroll/ui/draw/grid"
)

// A taggedEvaluation is how well a session tags sentences.
type taggedEvaluation struct {
	*tagging.Report
	of      sessions.Tagger
	missing []missingTag
	exact   *taggerScore // the exact law that reads as the network does; nil: not known
	verdict ladder.Verdict
}

// evalTagged evaluates a session of tagged sentences on what it held out, or on a file.
func (c *call) evalTagged(f evalFlags, args []string) error {
	x, err := c.tagger(args[0], f.weights, f.data.last())
	if err != nil {
		return err
	}
	list := x.Data.Valid
	if len(args) > 1 {
		if list, err = c.opener(x.Meta.Recipe).OpenHeld(args[1], x.Meta.Recipe.Tagging.Column); err != nil {
			return wrongData(err)
		}
	} else if len(list) == 0 {
		return &hinted{errNothingTags.Of(x.Meta.Name), hintEvalTags.Of(x.Meta.Name)}
	}
	e := taggedEvaluation{of: x, missing: missingTags(x.Data.Corpus, list)}
	if e.Report, err = reportOn(x.Model, list); err != nil {
		return err
	}
	if e.verdict, err = verdictOn(x.Model, list); err != nil {
		return err
	}
	for _, s := range exactScores(x.Data.Corpus, list) {
		if (s.ID == tagging.WholeFloor) == x.Meta.Recipe.Model.Bidirectional {
			e.exact = &s
		}
	}
	if f.json {
		return c.printJSON(taggedEvaluationJSON(e, c.inNats().verdictOfTags(e.verdict)))
	}
	said := c.verdictOfTags(e.verdict)
	if said != "" {
		said = "\n" + said + "\n"
	}
	_, err = fmt.Fprint(c.stdout, c.taggedTable(e)+said+"\n"+c.tagsTable(e)+c.confusionTable(e)+c.wrongTable(e))
	return err
}

// tagger opens a session of tagged sentences; data says where its data are now, "" for where they were.
func (c *call) tagger(name string, which sessions.Weights, data string) (sessions.Tagger, error) {
	var args []string
	if data != "" {
		args = []string{data}
	}
	return sessions.Default(c.folder).Tagger(name, which, c.ownOpener(sessions.Meta{}.Recipe), args...)
}

func (c *call) taggedTable(e taggedEvaluation) string {
	w, s := c.words.CLI.Tagging.Eval, e.Score
	t := table{ink: c.ink, labels: true, right: []bool{false, true}}
	t.add(w.Words, count(s.N))
	t.add(w.Accuracy, c.shareOfAll(s.Right, s.N), fmt.Sprintf(w.Right, count(s.Right)))
	if s.Unseen > 0 {
		right, all := seenOf(s)
		t.add(w.Known, c.shareOfAll(right, all), fmt.Sprintf(w.OfN, count(all)))
		t.add(w.UnseenWords, c.shareOfAll(s.RightOfUnseen, s.Unseen), fmt.Sprintf(w.OfN, count(s.Unseen)))
	}
	t.add(w.Loss, c.lossOf(s.Loss(), decimals), c.perWord())
	t.add(w.Perplexity, c.perplexityOfTag(s.Loss(), decimals), fmt.Sprintf(w.Untrained, count(len(e.ByTag))))
	if e.exact != nil {
		t.add(w.Exact, c.shareOfAll(e.exact.Right, e.exact.N), fmt.Sprintf(w.ExactIs, c.lossOf(e.exact.Loss(), decimals), c.perWord()))
	}
	if len(e.missing) > 0 {
		names, words := namesOfMissing(e.missing)
		t.add(w.Missing, c.wordsOf(words), fmt.Sprintf(w.MissingIs, tame(listed(names))))
	}
	return t.String()
}

// tagsTable has a row for each tag.
func (c *call) tagsTable(e taggedEvaluation) string {
	w := c.words.CLI.Tagging.Eval
	t := table{ink: c.ink, right: []bool{false, true, true, true, true, true}, head: []string{w.Tag, w.Words, w.Precision, w.Recall, w.F1, c.perWord()}}
	shown := func(v float64) string {
		if v != v {
			return c.words.CLI.Units.NotKnown
		}
		return decimals(v)
	}
	for _, s := range e.ByTag {
		t.add(grid.SafeToken(s.Tag), count(s.N), shown(s.Precision()), shown(s.Recall()), shown(s.F1()), shown(c.inUnit(s.Loss())))
	}
	return t.String()
}

// mostMistakes is how many rows a table of mistakes has.
const mostMistakes = 8

// A confusion is how often words of a tag were given another.
type confusion struct {
	Tag   string `json:"tag"`
	Given string `json:"given"`
	Times int    `json:"times"`
}

// confusions are the pairs of tags most often confused, the worst first; at most n.
func confusions(r *tagging.Report, n int) (list []confusion) {
	for g, row := range r.Confusion {
		for k, times := range row {
			if g != k && times > 0 {
				list = append(list, confusion{r.ByTag[g].Tag, r.ByTag[k].Tag, times})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b confusion) int { return cmp.Compare(b.Times, a.Times) })
	return list[:min(n, len(list))]
}

func (c *call) confusionTable(e taggedEvaluation) string {
	w := c.words.CLI.Tagging.Eval
	t := table{ink: c.ink, right: []bool{false, false, true}, head: []string{w.Tag, w.TakenFor, w.Times}}
	for _, m := range confusions(e.Report, mostMistakes) {
		t.add(grid.SafeToken(m.Tag), grid.SafeToken(m.Given), count(m.Times))
	}
	if len(t.rows) == 0 {
		return ""
	}
	return "\n" + c.ink.heading(w.Confusions) + "\n" + t.String()
}

func (c *call) wrongTable(e taggedEvaluation) string {
	w := c.words.CLI.Tagging.Eval
	t := table{ink: c.ink, right: []bool{false, false, false, true, true}, head: []string{w.Word, w.Tag, w.Given, w.Times, w.Of}}
	for _, m := range e.WrongWords(mostMistakes) {
		t.add(grid.SafeToken(m.Word), grid.SafeToken(goldOf(e, m)), grid.SafeToken(e.ByTag[m.Said].Tag), count(m.Times), count(m.Of))
	}
	if len(t.rows) == 0 {
		return ""
	}
	return "\n" + c.ink.heading(w.WrongWords) + "\n" + t.String()
}

// goldOf is the tag that a word has which was tagged wrong; of several that training lacks, all of them.
func goldOf(e taggedEvaluation, m tagging.WrongWord) string {
	if m.Gold >= 0 {
		return e.ByTag[m.Gold].Tag
	}
	names, _ := namesOfMissing(e.missing)
	return strings.Join(names, "/")
}
