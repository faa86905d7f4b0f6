package game

import (
	"fmt"

	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
)

// table is the keys while nobody is playing.
func table(w *i18n.Catalogue) keys.Table[*View] {
	k, group := w.Game.Keys, w.Views["bet"]
	return keys.Table[*View]{
		{Name: "bet.play", Keys: []string{"enter"}, Does: k.Play, Brief: k.PlayBrief, Group: group, Do: func(v *View) { v.playing = !v.over() }},
		{Name: "bet.mode", Keys: []string{"m"}, Does: k.Mode, Brief: k.ModeBrief, Group: group, Do: func(v *View) {
			v.way = (v.way + 1) % ways
			v.bet, v.chosen, v.tried, v.last = nil, 0, nil, nil
		}},
		{Name: "bet.new", Keys: []string{"n"}, Does: k.New, Brief: k.NewBrief, Group: group, Do: (*View).begin},
	}
}

// playing is the keys during play: all others are text.
func playing(w *i18n.Catalogue) keys.Table[*player] {
	k, group := w.Game.Keys, w.Game.Board
	return keys.Table[*player]{
		{Name: "bet.place", Keys: []string{"enter"}, Does: k.Place, Brief: k.PlaceBrief, Group: group, Do: (*player).enter},
		{Name: "bet.up", Keys: []string{"up"}, Show: "↑", Does: k.Choose, Group: group, Do: choose(-1)},
		{Name: "bet.down", Keys: []string{"down"}, Show: "↓", Does: k.ChooseNext, Group: group, Do: choose(+1)},
		{Name: "bet.less", Keys: []string{"left"}, Show: "←", Short: "← →", Does: k.Weigh, Brief: k.WeighBrief, Group: group, Do: weigh(-50)},
		{Name: "bet.more", Keys: []string{"right"}, Show: "→", Does: k.WeighMore, Group: group, Do: weigh(+50)},
		{Name: "bet.less-fine", Keys: []string{"shift+left"}, Show: "shift+←", Does: k.WeighFine, Group: group, Do: weigh(-10)},
		{Name: "bet.more-fine", Keys: []string{"shift+right"}, Show: "shift+→", Does: k.WeighFineMore, Group: group, Do: weigh(+10)},
		{Name: "bet.drop", Keys: []string{"backspace"}, Does: k.Drop, Brief: k.DropBrief, Group: group, Do: (*player).back},
		{Name: "bet.line-end", Keys: []string{"ctrl+n"}, Does: k.LineEnd, Brief: k.LineEndBrief, Group: group, Do: func(p *player) { p.name(p.corpus.Vocab.EndOfLine()) }},
		{Name: "bet.rest", Keys: []string{"tab"}, Does: k.Rest, Brief: k.RestBrief, Group: group, Do: (*player).rest},
		{Name: "bet.stop", Keys: []string{"esc"}, Does: k.Stop, Brief: k.StopBrief, Group: group, Do: func(p *player) { p.playing = false }},
	}
}

// A player is the view with the current key and the jobs that it causes.
type player struct {
	*View
	key  event.Key
	jobs []event.Job
}

// name plays a token, if the vocabulary has it.
func (p *player) name(id int32) {
	if id < 0 {
		p.notice = fmt.Sprintf(p.look.Words.Game.NotAToken, grid.SafeToken(p.key.Text))
		return
	}
	p.jobs = append(p.jobs, p.View.name(id)...)
}

func choose(dir int) func(*player) {
	return func(p *player) {
		if n := len(p.bet); n > 0 {
			p.chosen = (p.chosen + dir + n) % n
		}
	}
}

func weigh(by int) func(*player) { return func(p *player) { p.weigh(by) } }

// enter settles the bet; a word being typed is played first, and when guessing it is the guess.
func (p *player) enter() {
	if p.word != nil && p.word.Value() != "" {
		p.endWord()
		return
	}
	if p.way == stakes {
		p.jobs = append(p.jobs, p.settle()...)
	}
}

// rest has the remaining tokens guessed by frequency.
func (p *player) rest() {
	if p.way == guesses {
		p.jobs = append(p.jobs, p.settle()...)
	}
}

// back deletes a letter of a word, or else the chosen stake.
func (p *player) back() {
	if p.word != nil && p.word.Value() != "" {
		p.word.Key(p.key)
		return
	}
	p.drop()
}

// endWord plays the typed word as a token.
func (p *player) endWord() {
	word := p.word.Value()
	p.word.Set("")
	p.key.Text = word
	_, ids := p.corpus.Vocab.Prefix(word)
	if len(ids) > 0 {
		p.name(ids[0])
	}
}

// text plays a typed character, or several that came together.
func (p *player) text() {
	switch {
	case p.word != nil && p.key.Text == " ":
		if p.word.Value() != "" {
			p.endWord()
		}
	case p.word != nil:
		p.word.Key(p.key)
	case p.key.Text != "":
		_, ids := p.corpus.Vocab.Prefix(p.key.Text)
		if p.corpus.Vocab.Tokenizer().Raw {
			ids = ids[:1] // the byte that a character begins with
		}
		for _, id := range ids {
			p.name(id)
		}
	}
}

// Key handles a key.
func (v *View) Key(k event.Key) ([]event.Job, bool) {
	v.notice = ""
	if v.playing {
		p := &player{View: v, key: k}
		if b, ok := playing(v.look.Words).Find(k.Name); ok {
			b.Do(p)
		} else {
			p.text()
		}
		if v.over() {
			v.playing = false
		}
		return append(p.jobs, v.next()...), true
	}
	b, ok := table(v.look.Words).Find(k.Name)
	if !ok {
		return nil, false
	}
	b.Do(v)
	return v.next(), true
}

// Mouse handles the mouse: a click begins to play.
func (v *View) Mouse(m event.Mouse) []event.Job {
	if m.Kind == event.Press {
		v.playing = !v.over()
	}
	return nil
}
