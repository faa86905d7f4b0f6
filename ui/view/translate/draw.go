package translate

import (
	"fmt"
	"math"
	"strings"

	"unroll/core/translation"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
)

// sheet is all that the view shows, in w columns; airy: with empty rows.
func (v *View) sheet(w int, airy bool) *sheet {
	s, words := &sheet{look: v.look, w: w, airy: airy}, v.look.Words.Translate
	for _, name := range []string{words.Token, words.P, words.Likeliest} {
		s.names = max(s.names, grid.Width(name))
	}
	source, reference := v.now()
	v.writeSource(s, source)
	a := v.current()
	if a == nil || len(a.greedy.IDs) == 0 {
		if len(source.words) == 0 {
			s.prose(words.NoWords, v.look.Dim)
		}
		a = nil
	} else {
		v.writeTranslation(s, words.Greedy, a.greedy, a, 0)
		if !a.same {
			v.writeTranslation(s, fmt.Sprintf(words.Beam, a.width), a.best, a, 1)
		}
	}
	v.writeReference(s, reference, a)
	return s
}

// writeSource writes the source, with what is not known of it.
func (v *View) writeSource(s *sheet, x sentence) {
	w := v.look.Words.Translate
	s.head(w.Source, v.sourceName()+" · "+i18n.Format(w.Tokens, number(len(x.ids))), v.sourceName())
	if len(x.ids) > v.longest {
		s.prose(i18n.Format(w.Long, number(len(x.ids)), number(v.longest)), v.look.Warn)
	}
	s.gloss([]string{w.Token, ""}, v.tokens(&v.data.Source, x, 1))
	v.writeUnknown(s, &v.data.Source, x)
}

// sourceName says which sentence it is.
func (c *chooser) sourceName() string {
	w, format := c.look.Words.Translate, c.look.Words.Translate.Pair
	switch {
	case c.ownSource:
		return w.Typed
	case !c.held:
		format = w.PairTrained
	}
	return fmt.Sprintf(format, number(c.at+1), number(len(c.list)))
}

// tokens are those of a sentence as stacks: the token, <unk> if it is read as that, and more cells.
func (c *chooser) tokens(side *translation.Side, x sentence, more int) (list []stack) {
	for i, id := range x.ids {
		st := make(stack, 1+more)
		if i >= len(x.words) {
			st[0] = cell{side.Word(id), c.look.Dim}
		} else if st[0] = (cell{label(side, x.words[i]), c.look.Text}); id == translation.Unk {
			st[0].st = c.look.Warn
			st[1] = cell{side.Word(id), c.look.Warn}
		}
		list = append(list, st)
	}
	return list
}

// label is a token, safe to draw; a blank that is a token of its own is visible.
func label(side *translation.Side, word string) string {
	if side.Chars {
		return grid.SafeToken(word)
	}
	return grid.Safe(word)
}

// mostUnknown are named.
const mostUnknown = 4

// writeUnknown says which words the network does not know, and why.
func (v *View) writeUnknown(s *sheet, side *translation.Side, x sentence) {
	w, l := v.look.Words.Translate, v.look
	var fresh, rare []string
	seen := map[string]bool{}
	for i, word := range x.words {
		if x.ids[i] != translation.Unk || seen[word] {
			continue
		}
		seen[word] = true
		name := "“" + label(side, word) + "”"
		if at := x.places[i]; at < 0 || side.Often[at] == 0 {
			fresh = append(fresh, name)
		} else {
			rare = append(rare, name)
		}
	}
	if len(fresh) > 0 {
		s.prose(fmt.Sprintf(w.New, v.few(fresh)), l.Warn)
	}
	if len(rare) > 0 {
		s.prose(fmt.Sprintf(w.Rare, v.few(rare), v.data.MinFreq), l.Warn)
	}
}

// few are the first names of a list, and how many others there are.
func (v *View) few(list []string) string {
	if n := len(list) - mostUnknown; n > 0 {
		return fmt.Sprintf(v.look.Words.Translate.Others, strings.Join(list[:mostUnknown], ", "), n)
	}
	return strings.Join(list, ", ")
}

// writeTranslation writes a translation, token by token with its probability; which is its place in the answer's scores.
func (v *View) writeTranslation(s *sheet, name string, h translation.Hypothesis, a *answer, which int) {
	w := v.look.Words.Translate
	logP := fmt.Sprintf(w.LogP, v.amount(h.LogP()), v.look.UnitName())
	score := fmt.Sprintf(w.Score, v.amount(h.Score(a.alpha)), v.strength(a.alpha))
	if which == 0 && a.same {
		both := fmt.Sprintf(w.Both, a.width)
		s.head(name, both+" · "+logP+" · "+score, logP+" · "+score, logP)
	} else {
		s.head(name, logP+" · "+score, logP)
	}
	var list []stack
	for i, id := range h.IDs {
		st := v.look.Text
		if id < translation.Marks {
			st = v.look.Dim
		}
		list = append(list, stack{{label(&v.data.Target, v.data.Target.Word(id)), st}, v.chance(chanceOf(h.Nats[i]))})
	}
	s.gloss([]string{w.Token, w.P}, list)
	if !h.Ended() {
		s.prose(i18n.Format(w.NotEnded, number(len(h.IDs))), v.look.Warn)
	}
}

// writeReference writes the reference, with what the network says of it if a is not nil.
func (v *View) writeReference(s *sheet, x sentence, a *answer) {
	l, w := v.look, v.look.Words.Translate
	if len(x.ids) == 0 {
		s.head(w.Reference, w.NoReference)
		return
	}
	name := w.Reference
	if v.ownReference {
		name = w.OwnReference
	}
	list := v.tokens(&v.data.Target, x, 4)
	if a == nil || a.reading == nil {
		s.head(name)
		s.gloss([]string{w.Token, ""}, list)
		return
	}
	for i := range list {
		v.judge(list[i], a.reading, i)
	}
	loss := fmt.Sprintf(w.PerToken, panel.Surprisal(a.reading.Loss()/float64(len(x.ids)), 3, *l), l.UnitName())
	s.head(name, loss+" · "+i18n.Format(w.Tokens, number(len(x.ids))), loss)
	s.gloss([]string{w.Token, "", w.P, w.Likeliest, w.P}, list)
	v.writeUnknown(s, &v.data.Target, x)
	for i, name := range []string{w.Greedy, fmt.Sprintf(w.Beam, a.width)} {
		if i == 0 || !a.same {
			v.writeScore(s, name, a.scores[i])
		}
	}
}

// judge says of token i of the reference how likely it is, and which is likelier.
func (v *View) judge(st stack, r *translation.Reading, i int) {
	l, side := v.look, &v.data.Target
	st[2] = v.chance(chanceOf(r.Nats[i]))
	if best := r.Best[i]; best >= 0 && best != r.Targets[i] {
		st[0].st = l.Bad.With(grid.Underline)
		st[3] = cell{label(side, side.Word(best)), l.Text}
		st[4] = v.chance(r.BestP[i])
	}
}

// writeScore writes how a translation compares with the reference.
func (v *View) writeScore(s *sheet, name string, x translation.Score) {
	l, w := v.look, v.look.Words.Translate
	book := fmt.Sprintf(w.Book, x.BookBLEU())
	bleu := fmt.Sprintf(w.BLEU, x.CorpusBLEU())
	why := ""
	if n := x.BLEU.Without(); n > 0 && x.BLEU.Total[n-1] == 0 {
		why = fmt.Sprintf(w.TooShort, n)
	} else if n > 0 {
		why = fmt.Sprintf(w.NoGram, n)
	}
	forms := []string{bleu + " · " + book}
	if why != "" {
		forms = []string{bleu + " " + why + " · " + book, bleu + " · " + book}
	}
	if x.Exact == 1 {
		forms = append([]string{w.Exact + " · " + forms[0]}, forms...)
	}
	r, at := line{{2, name + " · ", l.Text}}, 2+grid.Width(name)+3
	for _, f := range forms {
		if at+grid.Width(f) <= s.w {
			s.rows = append(s.rows, append(r, piece{at, f, l.Dim}))
			return
		}
	}
	s.rows = append(s.rows, append(r, piece{at, bleu, l.Dim}), line{{at, book, l.Dim}})
}

// amount is an amount of information with its sign, in the unit that is shown.
func (v *View) amount(nats float64) string {
	if math.IsInf(nats, -1) {
		return v.look.Pick("−∞", "-inf")
	}
	text := fmt.Sprintf("%.2f", v.look.Loss(nats))
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		if strings.Trim(rest, "0.") == "" {
			return rest
		}
		return v.look.Pick("−", "-") + rest
	}
	return text
}

// strength is the length penalty with its name.
func (v *View) strength(alpha float64) string {
	return v.look.Pick("α", "alpha") + " " + fmt.Sprint(alpha)
}

// foot says what else there is, if row top is the first that is shown: how to stop typing, or how many rows are below.
func (v *View) foot(top int) string {
	switch rest := v.drawn.rows - v.drawn.room - top; {
	case v.line != nil:
		return v.typingFoot()
	case rest > 0 && v.model != nil:
		return fmt.Sprintf(v.look.Words.Translate.More, number(rest)) + " " + v.look.Pick("↓", "v")
	}
	return ""
}

// typingFoot is what to know of the line that is typed.
func (c *chooser) typingFoot() string {
	return c.look.Words.Translate.TypeHint
}
