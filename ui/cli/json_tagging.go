package cli

import (
	"unroll/core/tagging"
	"unroll/core/task"
)

// partJSON is how many of some words are right.
type partJSON struct {
	Words    int    `json:"words"`
	Right    int    `json:"right"`
	Accuracy number `json:"accuracy"` // null: there are none
}

func partOf(right, words int) partJSON {
	return partJSON{words, right, number(float64(right) / float64(words))}
}

// scoreOfTags is what every score of tags has.
type scoreOfTags struct {
	partJSON
	Known      partJSON `json:"known"`
	Unseen     partJSON `json:"unseen"`
	Missing    int      `json:"missing"` // words with a tag that training lacks: wrong, and in no loss
	NLL        number   `json:"nll"`     // nats
	Loss       number   `json:"loss"`    // nats/word
	Perplexity number   `json:"tag_perplexity"`
}

func scoreTagsJSON(s tagging.Score) scoreOfTags {
	return scoreOfTags{partOf(s.Right, s.N), partOf(seenOf(s)), partOf(s.RightOfUnseen, s.Unseen), s.Missing,
		number(s.NLL), number(s.Loss()), number(task.Tagging.Score.Of(s.Loss()))}
}

type tagJSON struct {
	Tag       string `json:"tag"`
	Words     int    `json:"words"`
	Given     int    `json:"given"`
	Right     int    `json:"right"`
	Precision number `json:"precision"` // null: it was never given
	Recall    number `json:"recall"`    // null: no word has it
	F1        number `json:"f1"`
	Loss      number `json:"loss"`
}

type wrongJSON struct {
	Word  string  `json:"word"`
	Tag   *string `json:"tag"` // null: one that training lacks
	Given string  `json:"given"`
	Times int     `json:"times"`
	Of    int     `json:"of"`
}

type exactJSON struct {
	Accuracy number `json:"accuracy"`
	Loss     number `json:"loss"`
}

func taggedEvaluationJSON(e taggedEvaluation, verdict string) any {
	tags, wrong, missing := []tagJSON{}, []wrongJSON{}, []missingTag{}
	for _, s := range e.ByTag {
		tags = append(tags, tagJSON{s.Tag, s.N, s.Said, s.Right, number(s.Precision()), number(s.Recall()), number(s.F1()), number(s.Loss())})
	}
	const most = 50
	for _, m := range e.WrongWords(most) {
		j := wrongJSON{Word: m.Word, Given: e.ByTag[m.Said].Tag, Times: m.Times, Of: m.Of}
		if m.Gold >= 0 {
			j.Tag = &e.ByTag[m.Gold].Tag
		}
		wrong = append(wrong, j)
	}
	var exact *exactJSON
	if e.exact != nil {
		exact = &exactJSON{number(e.exact.Accuracy()), number(e.exact.Loss())}
	}
	return struct {
		Session string `json:"session"`
		Step    int    `json:"step"`
		scoreOfTags
		MissingTags []missingTag `json:"missing_tags"`
		Exact       *exactJSON   `json:"exact"` // the exact law on the same words, read as the network reads; null: not known
		Standing    string       `json:"standing"`
		Verdict     string       `json:"verdict"`
		ByTag       []tagJSON    `json:"by_tag"`
		Confusion   [][]int      `json:"confusion"` // rows are the words' tags, columns those given, both in the order of by_tag
		WrongWords  []wrongJSON  `json:"wrong_words"`
	}{e.of.Meta.Name, e.of.Model.At(), scoreTagsJSON(e.Score), append(missing, e.missing...), exact, standingsOfTags[e.verdict.Standing], verdict, tags, e.Confusion, wrong}
}
