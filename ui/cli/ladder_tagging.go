package cli

import (
	"fmt"

	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/sessions"
)

// ladderOfTags evaluates simple taggers, and the exact law where it is known.
func (c *call) ladderOfTags(f ladderFlags, x sessions.TaggedOrigin, r recipe.Recipe) error {
	r.Tagging.Suffixes = false // what a network reads does not matter here
	s, err := x.Subject(r)
	if err != nil {
		return startError(err)
	}
	d := s.Data.(*task.Tagged)
	if len(d.Valid) == 0 {
		return &usage{errNoHeldTags.Of(x.Name), hintShare.Of()}
	}
	scores := taggerScores(d.Corpus, d.Valid)
	if !f.json {
		_, err := fmt.Fprint(c.stdout, c.taggersTable(x, d, scores))
		return err
	}
	for _, s := range scores {
		if err := c.printJSON(struct {
			ID string `json:"tagger"`
			scoreOfTags
		}{s.ID, scoreTagsJSON(s.Score)}); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) taggersTable(x sessions.TaggedOrigin, d *task.Tagged, scores []taggerScore) string {
	w := c.words.CLI.Tagging.Ladder
	t := table{ink: c.ink, right: []bool{false, true, true, true, true, true}, head: []string{w.Tagger, w.Accuracy, w.Known, w.Unseen, c.perWord(), w.Perplexity}}
	exact := ""
	for _, s := range scores {
		right, all := seenOf(s.Score)
		t.add(c.words.Taggers.Names[s.ID], c.shareOfAll(s.Right, s.N), c.shareOfAll(right, all), c.shareOfAll(s.RightOfUnseen, s.Unseen),
			c.lossOf(s.Loss(), decimals), c.perplexityOfTag(s.Loss(), decimals))
		if s.ID == tagging.WholeFloor {
			exact = w.Exact + "\n"
		}
	}
	of := scores[0].Score
	page := t.String() + fmt.Sprintf(w.Judged, c.wordsOf(of.N), tame(x.Title), percentOf(of.Unseen, of.N)+" %", count(d.TrainRows.Rows())) + "\n" + exact
	if missing := missingTags(d.Corpus, d.Valid); len(missing) > 0 {
		names, words := namesOfMissing(missing)
		page += fmt.Sprintf(c.words.CLI.Tagging.Missing, c.wordsOf(words), tame(listed(names)), missing[0].Word, count(missing[0].Sentence)) + "\n"
	}
	return page
}
