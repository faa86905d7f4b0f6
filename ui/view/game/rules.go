package game

import (
	"fmt"
	"slices"

	"unroll/core/lm"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// settle shows the token and records its cost; if the machines have not bet yet, once they have.
func (v *View) settle() []event.Job {
	if v.over() {
		return nil
	}
	if v.round == nil {
		v.due = true
		return nil
	}
	id, b := v.text.IDs[v.at], &v.board[v.way]
	r := result{token: v.text.Tokens[v.at], round: *v.round}
	if v.way == stakes {
		p := make([]float64, v.corpus.Vocab.Len())
		err := v.bet.Into(p)
		if err == nil {
			r.you, err = lm.Settle(p, id)
		}
		if err != nil {
			v.notice = v.look.Words.Error(err)
			return nil
		}
		b.you.Add(r.you)
	} else {
		r.you = lm.Scored{ID: id, Rank: lm.RankOf(id, v.tried, v.frequent())}
		b.you.Guess(r.you.Rank)
	}
	for len(b.machines) < len(v.round.seats) {
		b.machines = append(b.machines, lm.Tally{})
	}
	for i, s := range v.round.seats {
		b.machines[i].Add(s.Scored)
	}
	b.hits = append(b.hits, mine{v.at, r.you, v.round.seats[0].Scored})
	v.last = &r
	v.at++
	v.clear()
	you := v.standing()
	return []event.Job{func() any { return you }}
}

// standing is the person's line for the chart.
func (v *View) standing() panel.You {
	t := v.board[v.way].you
	if v.way == stakes {
		return panel.You{Nats: t.Loss(), Tokens: t.Tokens}
	}
	_, upper := t.Bounds()
	return panel.You{Nats: upper, Tokens: t.Tokens, AtMost: true}
}

// frequent are all tokens, in order of decreasing frequency in the training text.
func (v *View) frequent() []int32 {
	if v.order == nil {
		v.order = lm.ByFrequency(v.corpus)
	}
	return v.order
}

// name plays a typed token: a stake goes on it, or it is guessed.
func (v *View) name(id int32) []event.Job {
	if v.due || v.over() {
		return nil
	}
	if v.way == stakes {
		v.lay(id)
		return nil
	}
	if slices.Contains(v.tried, id) {
		v.notice = fmt.Sprintf(v.look.Words.Game.Tried, v.label(id))
		return nil
	}
	v.tried = append(v.tried, id)
	if id == v.text.IDs[v.at] {
		return v.settle()
	}
	v.notice = fmt.Sprintf(v.look.Words.Game.Wrong, v.label(id))
	return nil
}

// lay adds half of what is left to the stake on a token.
func (v *View) lay(id int32) {
	part := (v.bet.Rest() + 1) / 2
	for i := range v.bet {
		if v.bet[i].ID == id {
			v.bet[i].Thousandth += part
			v.chosen = i
			return
		}
	}
	v.bet = append(v.bet, lm.Stake{ID: id, Thousandth: part})
	v.chosen = len(v.bet) - 1
}

// weigh moves by thousandths from the rest to the chosen stake, or back if negative. A stake keeps at least one.
func (v *View) weigh(by int) {
	if v.chosen >= len(v.bet) || v.due {
		return
	}
	s := &v.bet[v.chosen]
	s.Thousandth = max(min(1, s.Thousandth), s.Thousandth+min(by, v.bet.Rest()))
}

// drop removes the chosen stake.
func (v *View) drop() {
	if v.chosen < len(v.bet) && !v.due {
		v.bet = slices.Delete(v.bet, v.chosen, v.chosen+1)
		v.chosen = max(0, min(v.chosen, len(v.bet)-1))
	}
}

func (v *View) label(id int32) string { return grid.SafeToken(v.corpus.Vocab.Token(id)) }
