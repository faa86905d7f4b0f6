// Package game is the guessing game: a person bets on the next token of the held-out text, or guesses it, and is
// scored like the network. The rules are in core/lm/game.go; this is the table where it is played.
package game

import (
	"context"
	"slices"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// The ways to play.
const (
	stakes  = iota // divide one's belief among tokens
	guesses        // guess until right
	ways
)

// A View is the game over one run's text. Begin or New make one.
type View struct {
	look   *look.Look
	corpus *text.Corpus
	net    lm.Language // the newest; nil: none yet
	step   int         // of net
	rivals []panel.Named
	shown  bool

	text  lm.Passage
	at    int // index in text of the token that is played for
	games int // begun so far
	asker ask.Asker[turn, round]
	round *round // what the machines gave the token; nil: not known yet
	due   bool   // a bet is to be settled once round is known
	way   int
	board [ways]board
	last  *result

	playing bool
	word    *field.Field // for a vocabulary of words: the one being typed
	bet     lm.Bet
	chosen  int
	tried   []int32
	order   []int32 // all tokens by decreasing frequency
	notice  string
}

// board is the scores of a game.
type board struct {
	you      lm.Tally
	machines []lm.Tally // the network, then the rivals
	hits     []mine
}

// mine is a token that was played for, and its cost to the person and the network.
type mine struct {
	at       int
	you, net lm.Scored
}

// A turn is a token to be played for: a place in one of the games.
type turn struct{ game, at int }

// A round is the machines' scores for the token of a turn. They bet before the person does.
type round struct {
	turn
	step  int
	seats []seat // the network, then the rivals
}

// A seat is a machine at the table with its score.
type seat struct {
	name string
	lm.Scored
}

// A result is how the last token turned out.
type result struct {
	token string
	you   lm.Scored // for guesses only the rank
	round round
}

const (
	gameTokens = 4000 // the greatest length of a game
	firstShown = 400  // tokens to read before the first bet
	memory     = 512  // tokens that the machines read before a bet
)

// Begin begins the view of a run.
func Begin(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	v := New(s.Corpus, l)
	v.asker.Under = ctx
	return v
}

// New is a game on the held-out part of m, or on its training text if nothing is held out.
func New(m *text.Corpus, l *look.Look) *View {
	v := &View{look: l, corpus: m}
	if m.Vocab.Tokenizer().EndOfLine != "\n" {
		w := field.New(80, l)
		v.word = &w
	}
	v.begin()
	return v
}

// goldenRatio spreads games over the text: no two begin at the same place.
const goldenRatio = 0.6180339887498949

// begin begins a game: the first at the beginning, each later one elsewhere.
func (v *View) begin() {
	p, _ := lm.HeldOut(v.corpus, 0, 1)
	share := goldenRatio * float64(v.games)
	share -= float64(int(share))
	from := int(share * float64(max(0, p.Of-2*firstShown)))
	v.text, _ = lm.HeldOut(v.corpus, from, gameTokens)
	v.at = max(1, v.text.Lead+min(firstShown, v.text.Len()/4)) // the first of all tokens cannot be scored
	v.games++
	v.asker.Cancel()
	v.board, v.last = [ways]board{}, nil
	v.clear()
}

// clear prepares the table for the next token.
func (v *View) clear() {
	v.round, v.due = nil, false
	v.bet, v.chosen, v.tried = nil, 0, nil
	if v.word != nil {
		v.word.Set("")
	}
}

// over reports whether there is no token left to play for.
func (v *View) over() bool { return v.at < 1 || v.at >= len(v.text.IDs) }

// See takes the newest model and the rivals.
func (v *View) See(d *panel.Data, shown bool) []event.Job {
	v.shown, v.rivals = shown, d.Beside
	if m := d.Snap.Language(); m != nil {
		v.net, v.step = m, m.Step
	}
	if !shown && !v.due { // a bet already laid is still settled
		v.asker.Cancel()
	}
	return v.next()
}

// next has the machines bet, unless they have bet or are about to.
func (v *View) next() []event.Job {
	if !v.shown || v.net == nil || v.over() || (v.round != nil && v.round.at == v.at) {
		return nil
	}
	seats := append([]panel.Named{{Name: v.look.Words.Game.Network, Is: v.net}}, v.opponents()...)
	t, step, m := turn{v.games, v.at}, v.step, v.corpus
	stream := v.text.IDs[max(0, t.at-memory) : t.at+1]
	return v.asker.Ask(ask.Question[turn, round]{Key: t, Work: func(ctx context.Context) round {
		r := round{turn: t, step: step}
		for _, l := range seats {
			if ctx.Err() == nil {
				r.seats = append(r.seats, seat{l.Name, lastOf(l.Is, stream, m)})
			}
		}
		return r
	}})
}

// opponents are the rivals that have the network's tokens: the others cannot bet.
func (v *View) opponents() (list []panel.Named) {
	for _, r := range v.rivals {
		if r.Is.Len() == v.corpus.Vocab.Len() {
			list = append(list, r)
		}
	}
	return list
}

// lastOf is the score that l gets for the last token of stream.
func lastOf(l lm.Language, stream []int32, m *text.Corpus) lm.Scored {
	s := lm.NewScorer(l, m.Stream(stream))
	s.Skip(len(stream) - 1)
	x, _ := s.Next()
	return x
}

// Message takes the machines' bets.
func (v *View) Message(msg any) []event.Job {
	answer, own := v.asker.Take(msg)
	if !own {
		return nil
	}
	if answer != nil && answer.Key == (turn{v.games, v.at}) {
		v.round = &answer.Is
		if v.due {
			return append(v.settle(), v.next()...)
		}
	}
	return v.next()
}

// Typing reports whether keys are tokens at the moment.
func (v *View) Typing() bool { return v.playing }

// Entries are its keys; during play, those that apply to the way of playing.
func (v *View) Entries() []keys.Entry {
	list := playing(v.look.Words).Entries()
	if !v.playing {
		for i := range list { // for help, not for the bottom row
			list[i].Brief = ""
		}
		return append(table(v.look.Words).Entries(), list...)
	}
	not := []string{"bet.rest"}
	if v.way == guesses {
		not = []string{"bet.place", "bet.up", "bet.down", "bet.less", "bet.more", "bet.less-fine", "bet.more-fine", "bet.drop"}
	}
	return slices.DeleteFunc(list, func(e keys.Entry) bool { return slices.Contains(not, e.Name) })
}
