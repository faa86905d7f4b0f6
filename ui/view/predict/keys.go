package predict

import (
	"slices"
	"strings"
	"unicode/utf8"

	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// table is the keys of the page on the screen.
func (p *Predict) table() keys.Table[*Predict] {
	if p.page == microscope {
		return append(p.choosing(), p.microKeys()...)
	}
	return append(p.choosing(), p.pageKeys()...)
}

// choosing are the keys of both pages, for moving over the candidates.
func (p *Predict) choosing() keys.Table[*Predict] {
	k, group := p.look.Words.Predict.Keys, p.look.Words.Views["predict"]
	return keys.Table[*Predict]{
		{Name: "predict.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.Up, Group: group, Do: move(-1)},
		{Name: "predict.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Down, Brief: k.MoveBrief, Group: group, Do: move(+1)},
		{Name: "predict.page-up", Keys: []string{"pgup"}, Does: k.PageUp, Group: group, Do: move(-10)},
		{Name: "predict.page-down", Keys: []string{"pgdown"}, Does: k.PageDown, Group: group, Do: move(+10)},
		{Name: "predict.first", Keys: []string{"home"}, Does: k.Home, Group: group, Do: func(p *Predict) { p.chosen = nobody; p.updateSoftmax() }},
		{Name: "predict.append", Keys: []string{"enter"}, Does: k.Append, Brief: k.AppendBrief, Group: group, Do: (*Predict).extend},
		{Name: "predict.shorten", Keys: []string{"backspace"}, Does: k.Back, Group: group, Do: (*Predict).shorten},
	}
}

func (p *Predict) pageKeys() keys.Table[*Predict] {
	k, group := p.look.Words.Predict.Keys, p.look.Words.Views["predict"]
	return keys.Table[*Predict]{
		{Name: "predict.next-setting", Keys: []string{"tab"}, Does: k.Knob, Brief: k.KnobBrief, Group: group, Do: nextKnob(+1)},
		{Name: "predict.previous-setting", Keys: []string{"shift+tab"}, Does: k.KnobBefore, Group: group, Do: nextKnob(-1)},
		{Name: "predict.more", Keys: []string{"+", "=", "right", "l"}, Show: "+ → l", Short: "+/-", Does: k.Turn, Brief: k.TurnBrief, Group: group, Do: turn(+1)},
		{Name: "predict.less", Keys: []string{"-", "_", "left", "h"}, Show: "- ← h", Does: k.TurnDown, Group: group, Do: turn(-1)},
		{Name: "predict.reset", Keys: []string{"0"}, Does: k.Default, Group: group, Do: (*Predict).resetKnob},
		{Name: "predict.beside", Keys: []string{"b"}, Does: k.Beside, Brief: p.besideBrief(), Group: group, Do: (*Predict).nextBeside},
		{Name: "predict.softmax", Keys: []string{"s"}, Does: k.Microscope, Brief: k.MicroscopeBrief, Group: group, Do: func(p *Predict) { p.page = microscope; p.updateSoftmax() }},
	}
}

func (p *Predict) microKeys() keys.Table[*Predict] {
	k, group := p.look.Words.Predict.Keys, p.look.Words.Views["predict"]
	return keys.Table[*Predict]{
		{Name: "softmax.add-ten", Keys: []string{"+", "="}, Show: "+", Short: "+/-", Does: k.AddTen, Brief: k.AddBrief, Group: group, Do: add(+10)},
		{Name: "softmax.take-ten", Keys: []string{"-", "_"}, Show: "-", Does: k.TakeTen, Group: group, Do: add(-10)},
		{Name: "softmax.add-one", Keys: []string{"right", "l"}, Show: "→ l", Does: k.AddOne, Group: group, Do: add(+1)},
		{Name: "softmax.take-one", Keys: []string{"left", "h"}, Show: "← h", Does: k.TakeOne, Group: group, Do: add(-1)},
		{Name: "softmax.edge", Keys: []string{"e"}, Does: k.Edge, Brief: k.EdgeBrief, Group: group, Do: (*Predict).nextEdge},
		{Name: "softmax.reset", Keys: []string{"0"}, Does: k.NoC, Group: group, Do: func(p *Predict) { p.setC(0) }},
		{Name: "softmax.leave", Keys: []string{"s", "esc"}, Show: "s esc", Short: "s", Does: k.Leave, Brief: k.LeaveBrief, Group: group, Do: func(p *Predict) { p.page = distribution }},
	}
}

// besideBrief is in the bottom row only if there is something to compare with.
func (p *Predict) besideBrief() string {
	if len(p.seen.beside) == 0 {
		return ""
	}
	return p.look.Words.Predict.Keys.BesideBrief
}

func (p *Predict) nextBeside() {
	p.set.beside = (p.set.beside + 1) % (len(p.seen.beside) + 1)
	p.ask()
}

// at is the row of the cursor.
func (p *Predict) at() int {
	if p.is == nil {
		return 0
	}
	return max(0, slices.Index(p.is.order, p.chosen))
}

func move(by int) func(*Predict) {
	return func(p *Predict) { p.choose(p.at() + by) }
}

// choose puts the cursor on a row.
func (p *Predict) choose(row int) {
	if p.is == nil || len(p.is.order) == 0 {
		return
	}
	p.chosen = p.is.order[min(max(row, 0), len(p.is.order)-1)]
	p.updateSoftmax()
}

// extend requests the prefix with the token under the cursor appended; nothing while the screen shows another
// prefix.
func (p *Predict) extend() {
	r := p.is
	if r == nil || r.text != p.seen.text || len(r.order) == 0 {
		return
	}
	p.want(r.text + p.written(r.text, r.vocab.Vocab.Token(r.order[p.at()])))
}

// written is a token as it is typed after a text.
func (p *Predict) written(before, token string) string {
	switch {
	case !p.seen.words:
		return token
	case token == endOfLine:
		return "\n"
	case before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, " "):
		return token
	}
	return " " + token
}

// endOfLine is the word that stands for the end of a line.
const endOfLine = "<eos>"

// shorten requests the prefix without its last token.
func (p *Predict) shorten() {
	r := p.is
	if r == nil || r.text != p.seen.text || len(r.prefix) == 0 {
		return
	}
	last := r.prefix[len(r.prefix)-1].Text
	text := r.text
	if p.seen.words {
		text = strings.TrimRight(text, " \t")
		last = strings.Replace(last, endOfLine, "\n", 1)
	}
	short, cut := strings.CutSuffix(text, last)
	if !cut { // the vocabulary has normalised what was typed
		_, n := utf8.DecodeLastRuneInString(text)
		short = text[:len(text)-n]
	}
	if p.seen.words {
		short = strings.TrimRight(short, " \t")
	}
	p.want(short)
}

func (p *Predict) want(text string) {
	msg := view.Prefix{From: p.seen.text, To: text}
	p.jobs = append(p.jobs, func() any { return msg })
}
