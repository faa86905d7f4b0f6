package tags

import (
	"slices"
	"strings"

	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/keys"
)

// table is every key of the page that is shown; dispatch, help and the bottom row are made from it.
func (v *View) table() keys.Table[*View] {
	k, group := v.look.Words.Tagging.Keys, v.look.Words.Views["tags"]
	if v.line != nil {
		return keys.Table[*View]{{Name: "tags.done", Keys: []string{"esc", "enter"}, Does: k.Done, Brief: k.DoneBrief, Group: group, Do: (*View).done}}
	}
	return append(v.pageKeys(),
		keys.Binding[*View]{Name: "tags.sentence", Keys: []string{"s"}, Does: k.Sentence, Group: group, Do: to(sentencePage)},
		keys.Binding[*View]{Name: "tags.directions", Keys: []string{"d"}, Does: k.Sides, Group: group, Do: to(sidesPage)},
		keys.Binding[*View]{Name: "tags.confusion", Keys: []string{"m"}, Does: k.Matrix, Group: group, Do: to(matrixPage)},
		keys.Binding[*View]{Name: "tags.words", Keys: []string{"w"}, Does: k.Words, Group: group, Do: to(wordsPage)})
}

// pageKeys are those of the page that is shown alone.
func (v *View) pageKeys() keys.Table[*View] {
	k, group := v.look.Words.Tagging.Keys, v.look.Words.Views["tags"]
	switch v.page {
	case matrixPage:
		return append(keys.Table[*View]{
			{Name: "tags.right", Keys: []string{"right", "l"}, Show: "→ l", Does: k.CellRight, Group: group, Do: moveCell(0, +1)},
			{Name: "tags.left", Keys: []string{"left", "h"}, Show: "← h", Does: k.CellLeft, Group: group, Do: moveCell(0, -1)},
			{Name: "tags.down", Keys: []string{"down", "j"}, Show: "↓ j", Does: k.CellDown, Group: group, Do: moveCell(+1, 0)},
			{Name: "tags.up", Keys: []string{"up", "k"}, Show: "↑ k", Short: "←↑↓→", Does: k.CellUp, Brief: k.MoveBrief, Group: group, Do: moveCell(-1, 0)},
			{Name: "tags.worst", Keys: []string{"e", "n"}, Show: "e n", Short: "e", Does: k.Worst, Brief: k.WorstBrief, Group: group, Do: worst(+1)},
			{Name: "tags.less-bad", Keys: []string{"E", "p"}, Show: "E p", Does: k.WorstBefore, Group: group, Do: worst(-1)},
			{Name: "tags.open", Keys: []string{"enter"}, Does: k.OpenCell, Brief: k.OpenBrief, Group: group, Do: (*View).openCell},
		}, v.turning()...)
	case wordsPage:
		return slices.Concat(v.scrolling(), keys.Table[*View]{
			{Name: "tags.open", Keys: []string{"enter"}, Does: k.OpenWord, Brief: k.OpenBrief, Group: group, Do: (*View).openWord},
		}, v.turning())
	}
	return slices.Concat(keys.Table[*View]{
		{Name: "tags.next", Keys: []string{"right", "n", "l"}, Show: "→ n l", Does: k.Next, Group: group, Do: step(+1)},
		{Name: "tags.previous", Keys: []string{"left", "p", "h"}, Show: "← p h", Short: "←→", Does: k.Before, Brief: k.NextBrief, Group: group, Do: step(-1)},
	}, v.turning(), keys.Table[*View]{
		{Name: "tags.next-error", Keys: []string{"e"}, Does: k.NextError, Brief: k.ErrorBrief, Group: group, Do: nextError(+1)},
		{Name: "tags.previous-error", Keys: []string{"E"}, Does: k.ErrorBefore, Group: group, Do: nextError(-1)},
		{Name: "tags.type", Keys: []string{"i"}, Does: k.Type, Brief: k.TypeBrief, Group: group, Do: (*View).typeSentence},
	}, v.scrolling())
}

// turning are the keys that turn the pages.
func (v *View) turning() keys.Table[*View] {
	k, group := v.look.Words.Tagging.Keys, v.look.Words.Views["tags"]
	return keys.Table[*View]{
		{Name: "tags.next-page", Keys: []string{"tab"}, Does: k.NextPage, Brief: k.NextPageBrief, Group: group, Do: turn(+1)},
		{Name: "tags.previous-page", Keys: []string{"shift+tab"}, Does: k.PageBefore, Group: group, Do: turn(-1)},
	}
}

// scrolling are the keys that move over words.
func (v *View) scrolling() keys.Table[*View] {
	k, group := v.look.Words.Tagging.Keys, v.look.Words.Views["tags"]
	return keys.Table[*View]{
		{Name: "tags.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Down, Brief: k.MoveBrief, Group: group, Do: scroll(+1)},
		{Name: "tags.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.Up, Group: group, Do: scroll(-1)},
		{Name: "tags.page-down", Keys: []string{"pgdown"}, Show: "pgdn", Does: k.PageDown, Group: group, Do: func(v *View) { v.scroll(max(1, v.room-1)) }},
		{Name: "tags.page-up", Keys: []string{"pgup"}, Does: k.PageUp, Group: group, Do: func(v *View) { v.scroll(-max(1, v.room-1)) }},
		{Name: "tags.first", Keys: []string{"home"}, Does: k.First, Group: group, Do: func(v *View) { v.scroll(-v.lines()) }},
		{Name: "tags.last", Keys: []string{"end"}, Does: k.Last, Group: group, Do: func(v *View) { v.scroll(v.lines()) }},
	}
}

func turn(by int) func(*View) { return func(v *View) { v.page = (v.page + pages + by) % pages } }

func to(page int) func(*View) { return func(v *View) { v.page = page } }

func scroll(by int) func(*View) { return func(v *View) { v.scroll(by) } }

// scroll moves the cursor over the words of the page.
func (v *View) scroll(by int) {
	if v.page == wordsPage {
		v.toLine(v.wrong + by)
		return
	}
	v.toWord(v.word + by)
}

// lines are the words of the page.
func (v *View) lines() int {
	if v.page == wordsPage {
		return len(v.wrongWords())
	}
	return len(v.words())
}

// words are those of the sentence that is looked at.
func (v *View) words() []string {
	switch {
	case v.typed != nil:
		return v.typed.words
	case len(v.list) > 0:
		return v.list[v.at].Words
	}
	return nil
}

// toWord puts the cursor on a word of the sentence.
func (v *View) toWord(t int) { v.word = max(0, min(t, len(v.words())-1)) }

// toLine puts the cursor on a line of the list of words.
func (v *View) toLine(i int) { v.wrong = max(0, min(i, len(v.wrongWords())-1)) }

// toSentence looks at a sentence of the list, with the cursor on a word.
func (v *View) toSentence(at, word int) {
	v.at, v.chosen, v.typed = at, true, nil
	v.toWord(word)
}

// step goes to the next sentence, or from a typed one back to that of the list.
func step(by int) func(*View) {
	return func(v *View) {
		switch n := len(v.list); {
		case n == 0:
		case v.typed != nil:
			v.toSentence(v.at, 0)
		default:
			v.toSentence((v.at+by+n)%n, 0)
		}
	}
}

// nextError goes to the next sentence that has an error, as far as is known.
func nextError(by int) func(*View) {
	return func(v *View) {
		if !v.seek(by, func(_ string, c cell) bool { return c.gold != c.said }) {
			v.notice = v.look.Words.Tagging.NoErrors
		}
	}
}

// seek goes to the next sentence, in the order of by, that has a word which is so, with the cursor on it. ok is false if there is
// none, or nothing is known yet.
func (v *View) seek(by int, is func(word string, c cell) bool) (ok bool) {
	r, n := v.got.report, len(v.list)
	if r == nil {
		return false
	}
	for i := 1; i <= n; i++ {
		at := ((v.at+i*by)%n + n) % n
		for t, said := range r.said[at] {
			if is(v.list[at].Words[t], cell{r.gold[at][t], said}) {
				v.toSentence(at, t)
				return true
			}
		}
	}
	return false
}

// typeSentence opens the line, with what was typed before.
func (v *View) typeSentence() {
	if len(v.list) == 0 {
		return
	}
	f := field.NewText(v.look)
	if v.typed != nil {
		f.Set(strings.Join(v.typed.words, " ") + " ")
	}
	v.line = &f
	v.retype()
}

// typeKey edits the line. Every key takes effect at once.
func (v *View) typeKey(k event.Key) {
	if k.Name == "esc" || k.Name == "enter" {
		v.done()
		return
	}
	v.line.Key(k)
	v.retype()
}

// retype takes the words on the line.
func (v *View) retype() {
	version := 1
	if v.typed != nil {
		version = v.typed.version + 1
	}
	v.typed = &typed{strings.Fields(v.line.Value()), version}
	v.toWord(len(v.typed.words) - 1)
}

// done closes the line; if nothing is on it, the sentence of the list is there again.
func (v *View) done() {
	v.line = nil
	if len(v.typed.words) == 0 {
		v.typed = nil
		v.toWord(0)
	}
}

// Mouse handles the mouse: the wheel moves over words, and over the rows of the matrix.
func (v *View) Mouse(m event.Mouse) []event.Job {
	by := 0
	switch m.Kind {
	case event.WheelUp:
		by = -1
	case event.WheelDown:
		by = +1
	}
	if v.page == matrixPage {
		moveCell(by, 0)(v)
	} else {
		v.scroll(by)
	}
	return nil
}
