package cli

import (
	"fmt"
	"math"
	"strings"

	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/datasets"
	"unroll/ui/draw/grid"
)

// A taggedSource is tagged sentences that come with the program, with their figures.
type taggedSource struct {
	tagging.Source
	tagged      datasets.Tagged
	corpus      *tagging.Corpus
	unseen      int           // words held out that training did not have
	past, whole tagging.Floor // NaN: not known
}

// loadTagged makes them, and works their figures out.
func loadTagged(s tagging.Source) (taggedSource, error) {
	src := taggedSource{Source: s}
	none := tagging.Floor{Nats: math.NaN(), Accuracy: math.NaN(), Loss: math.NaN()}
	src.past, src.whole = none, none
	var err error
	if src.tagged, err = (datasets.Opener{}).OpenTagged(s.Name, ""); err != nil {
		return src, err
	}
	learned, held := src.tagged.Held(recipe.Tagging().Text.Valid)
	if src.corpus, err = tagging.NewCorpus(learned, held, tagging.Options{}); err != nil {
		return src, err
	}
	for _, x := range held {
		for _, w := range x.Words {
			if src.corpus.Counts.Words[w] == nil {
				src.unseen++
			}
		}
	}
	if s.Law != nil {
		src.past, src.whole = s.Law.Floors(held)
	}
	return src, nil
}

// allTagged are all that come with the program.
func allTagged() (all []taggedSource, err error) {
	for _, s := range tagging.Sources {
		src, err := loadTagged(s)
		if err != nil {
			return nil, err
		}
		all = append(all, src)
	}
	return all, nil
}

// expected is a share in per cent; a sign if it is not known.
func (c *call) expected(share float64) string {
	if math.IsNaN(share) {
		return c.words.CLI.Units.NotKnown
	}
	return fmt.Sprintf("%.2f %%", 100*share)
}

func (c *call) taggedSources(all []taggedSource) string {
	w := c.words.CLI.Tagging.Datasets
	t := table{ink: c.ink, right: []bool{false, true, true, true, true, true}, head: []string{w.Name, w.Sentences, w.Words, w.Tags, w.Past, w.Whole, w.Shows}}
	for _, s := range all {
		t.add(s.Name, count(s.N), count(s.wordsOf()), count(len(s.corpus.Tags)), c.expected(s.past.Accuracy), c.expected(s.whole.Accuracy),
			c.words.Say("dataset."+s.Name+".shows", s.Shows))
	}
	return t.String() + w.Legend + "\n"
}

func (s taggedSource) wordsOf() int { return s.corpus.TrainRows.Rows() + s.corpus.ValidRows.Rows() }

// showTagged describes tagged sentences and shows the first.
func (c *call) showTagged(s taggedSource, asJSON bool) error {
	if asJSON {
		return c.printJSON(taggedJSON(s, true))
	}
	w := c.words.CLI.Tagging.Datasets
	say := func(what, english string) string { return c.words.Say("dataset."+s.Name+"."+what, english) }
	t := table{ink: c.ink, labels: true}
	t.add(w.Name, s.Name)
	t.add(w.Title, say("title", s.Title))
	t.add(w.About, say("about", s.About))
	t.add(w.Shows, say("shows", s.Shows))
	t.add(w.Sentences, count(s.N))
	t.add(w.Split, fmt.Sprintf(w.SplitIs, c.wordsOf(s.corpus.TrainRows.Rows()), count(s.corpus.ValidRows.Rows())))
	t.add(w.Tags, fmt.Sprintf(w.TagsAre, count(len(s.corpus.Tags)), listed(s.corpus.Tags)))
	t.add(w.Unseen, fmt.Sprintf(w.UnseenIs, count(s.unseen), c.shareOfAll(s.unseen, s.corpus.ValidRows.Rows())))
	if s.Law != nil {
		t.add(w.Past, fmt.Sprintf(w.FloorIs, c.inUnit(s.past.Nats), c.unit().Name, c.expected(s.past.Accuracy)))
		t.add(w.Whole, fmt.Sprintf(w.FloorIs, c.inUnit(s.whole.Nats), c.unit().Name, c.expected(s.whole.Accuracy)))
	}
	t.keep(w.SHA256, s.tagged.SHA256)
	_, err := fmt.Fprint(c.stdout, t.String()+"\n"+firstSentences(s))
	return err
}

// firstShown is how many sentences of a dataset are shown.
const firstShown = 10

// firstSentences are the first, each word with its tag.
func firstSentences(s taggedSource) string {
	var b strings.Builder
	for _, x := range s.tagged.Train[:min(firstShown, len(s.tagged.Train))] {
		var words []string
		for t, w := range x.Words {
			words = append(words, grid.SafeToken(w)+"/"+grid.SafeToken(x.Tags[t]))
		}
		b.WriteString(strings.Join(words, " ") + "\n")
	}
	return b.String()
}

type taggedSentence struct {
	Words []string `json:"words"`
	Tags  []string `json:"tags"`
}

type taggedObject struct {
	Name          string           `json:"name"`
	Task          string           `json:"task"`
	Title         string           `json:"title"`
	About         string           `json:"about"`
	Shows         string           `json:"shows"`
	Sentences     int              `json:"sentences"`
	Train         int              `json:"train_words"`
	Valid         int              `json:"valid_words"`
	Unseen        int              `json:"unseen_words"` // of the held-out ones
	Tags          []string         `json:"tags"`
	Past          number           `json:"past_nats"` // per word, of the exact law; null: not known
	PastAccuracy  number           `json:"past_accuracy"`
	Whole         number           `json:"whole_nats"`
	WholeAccuracy number           `json:"whole_accuracy"`
	SHA256        string           `json:"sha256"`
	First         []taggedSentence `json:"first,omitempty"`
}

func taggedJSON(s taggedSource, first bool) taggedObject {
	o := taggedObject{s.Name, tagged, s.Title, s.About, s.Shows, s.N, s.corpus.TrainRows.Rows(), s.corpus.ValidRows.Rows(), s.unseen, s.corpus.Tags,
		number(s.past.Nats), number(s.past.Accuracy), number(s.whole.Nats), number(s.whole.Accuracy), s.tagged.SHA256, nil}
	if first {
		for _, x := range s.tagged.Train[:min(firstShown, len(s.tagged.Train))] {
			o.First = append(o.First, taggedSentence(x))
		}
	}
	return o
}
