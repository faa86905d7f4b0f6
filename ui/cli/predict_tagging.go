package cli

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/tagging"
	"unroll/sessions"
	"unroll/ui/draw/grid"
)

// tagsAtOnce is how many sentences are tagged, and printed, at a time.
const tagsAtOnce = 256

// predictTagged tags a sentence, or those of a file.
func (c *call) predictTagged(cmd *cobra.Command, f predictFlags, args []string) error {
	given := cmd.Flags().Changed("sentence")
	switch {
	case given && len(args) > 1:
		return misuse(errEither, "--sentence", args[1])
	case f.json && f.conllu:
		return misuse(errEither, "--json", "--conllu")
	case f.top < 1:
		return misuse(errAtLeast, "top", f.top, 1)
	case !given && len(args) < 2, given && len(strings.Fields(f.sentence)) == 0:
		return misuse(errToTag)
	}
	x, err := c.tagger(args[0], f.weights, f.data.last())
	if err != nil {
		return err
	}
	list := []tagging.Sentence{{Words: strings.Fields(f.sentence)}}
	if !given {
		if list, err = c.opener(x.Meta.Recipe).OpenWords(args[1], x.Meta.Recipe.Tagging.Column); err != nil {
			return wrongData(err)
		}
	}
	for from := 0; from < len(list); from += tagsAtOnce {
		part := list[from:min(from+tagsAtOnce, len(list))]
		p, err := x.Model.Tag(context.Background(), part)
		if err != nil {
			return err
		}
		if err := c.printTags(x, f, part, p, from > 0); err != nil {
			return err
		}
	}
	return nil
}

// printTags writes sentences with what a network makes of them; more says that others were written before.
func (c *call) printTags(x sessions.Tagger, f predictFlags, list []tagging.Sentence, p [][][]float64, more bool) error {
	var b bytes.Buffer
	for i, s := range list {
		words := taggedWords(x, s, p[i], f.top)
		switch {
		case f.json:
			if err := c.printJSON(sentenceJSON(x, words)); err != nil {
				return err
			}
		case f.conllu:
			b.Write(inCoNLLU(x.Meta.Recipe.Tagging.Column, words))
		default:
			if more || i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(c.sentenceTable(words))
		}
	}
	_, err := c.stdout.Write(b.Bytes())
	return err
}

// A likelyTag is a tag with its probability.
type likelyTag struct {
	Tag string `json:"tag"`
	P   number `json:"p"`
}

// A taggedWord is what a network makes of a word.
type taggedWord struct {
	Word  string      `json:"word"`
	Known bool        `json:"known"` // training had the word
	Tag   string      `json:"tag"`
	P     number      `json:"p"`
	Gold  *string     `json:"gold"` // null: not known
	Top   []likelyTag `json:"top"`  // the likeliest first
}

func taggedWords(x sessions.Tagger, s tagging.Sentence, p [][]float64, top int) []taggedWord {
	tags := x.Data.Tags
	words := []taggedWord{}
	for t, word := range s.Words {
		order := make([]int, len(tags))
		for k := range order {
			order[k] = k
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[t][b], p[t][a]) })
		best := tagging.Best(p[t])
		w := taggedWord{Word: word, Known: x.Data.Counts.Words[word] != nil, Tag: tags[best], P: number(p[t][best])}
		for _, k := range order[:min(top, len(order))] {
			w.Top = append(w.Top, likelyTag{tags[k], number(p[t][k])})
		}
		if t < len(s.Tags) && s.Tags[t] != tagging.NoTag {
			w.Gold = &s.Tags[t]
		}
		words = append(words, w)
	}
	return words
}

func (c *call) sentenceTable(words []taggedWord) string {
	w := c.words.CLI.Tagging.Predict
	t := table{ink: c.ink, right: []bool{false, false, true}, head: []string{w.Word, w.Tag, w.P, w.Next}}
	judged := slices.ContainsFunc(words, func(x taggedWord) bool { return x.Gold != nil })
	unseen := slices.ContainsFunc(words, func(x taggedWord) bool { return !x.Known })
	if judged {
		t.head = append(t.head, w.IsRight)
	}
	if unseen {
		t.head = append(t.head, "")
	}
	for _, x := range words {
		row := []string{grid.SafeToken(x.Word), grid.SafeToken(x.Tag), fmt.Sprintf("%.4f", float64(x.P)), ""}
		if len(x.Top) > 1 {
			row[3] = grid.SafeToken(x.Top[1].Tag) + " " + fmt.Sprintf("%.4f", float64(x.Top[1].P))
		}
		if judged && x.Gold != nil && *x.Gold != x.Tag {
			row = append(row, grid.SafeToken(*x.Gold))
		} else if judged {
			row = append(row, "")
		}
		if !x.Known {
			row = append(row, w.New)
		}
		t.add(row...)
	}
	return t.String()
}

func sentenceJSON(x sessions.Tagger, words []taggedWord) any {
	return struct {
		Session string       `json:"session"`
		Step    int          `json:"step"`
		Words   []taggedWord `json:"words"`
	}{x.Meta.Name, x.Model.At(), words}
}

// inCoNLLU is a sentence with its tags in the column that the network learned, or in UPOS if that is none of CoNLL-U.
func inCoNLLU(column string, words []taggedWord) []byte {
	const columns, upos = 10, 4
	at := cmp.Or(tagging.Number(column), upos)
	if n, err := strconv.Atoi(column); err == nil && n > upos && n <= columns {
		at = n
	}
	var b bytes.Buffer
	var said []string
	for _, w := range words {
		said = append(said, w.Word)
	}
	fmt.Fprintf(&b, "# text = %s\n", strings.Join(said, " "))
	for i, w := range words {
		row := slices.Repeat([]string{tagging.NoTag}, columns)
		row[0], row[1], row[at-1] = strconv.Itoa(i+1), w.Word, w.Tag
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	b.WriteByte('\n')
	return b.Bytes()
}
