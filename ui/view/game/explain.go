package game

import (
	"math"

	"unroll/core/lm"
	"unroll/core/task"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains the game and the current scores.
func (v *View) Explain() help.Page {
	l, w, says, you := *v.look, v.look.Words, v.look.Words.Explain.Game, v.board[v.way].you
	if v.way == guesses {
		about := []help.Paragraph{panel.Prose(says.AboutGuesses)}
		if lower, upper := you.Bounds(); you.Tokens >= panel.Played && !math.IsNaN(upper) {
			about = append(about, panel.Prose(says.Bounds, panel.Number(task.Language.Score.Of(lower)), panel.Number(task.Language.Score.Of(upper))))
		}
		return help.Page{Title: w.Views["bet"], About: about}
	}
	about := []help.Paragraph{panel.Prose(says.About)}
	if math.IsInf(you.NLL, 1) {
		about = append(about, panel.Prose(says.Infinite))
	} else if you.Tokens > 0 {
		about = append(about, panel.Prose(says.You, you.Tokens, v.meaning(you)))
	}
	if m := v.board[v.way].machines; len(m) > 0 && m[0].Tokens > 0 {
		about = append(about, panel.Prose(says.Network, v.meaning(m[0])))
	}
	about = append(about, panel.Marked(l.Pick("██", "##"), l.Bar, says.Bet), help.Paragraph{Name: l.Units().PerToken, Text: help.Say(says.Mean, l.UnitName())})
	return help.Page{Title: w.Views["bet"], About: about}
}

// meaning says what a player's mean loss means.
func (v *View) meaning(t lm.Tally) help.Text {
	d := &panel.Data{}
	d.Facts.Tokens, d.Facts.Vocab = v.corpus.Tokens, v.corpus.Vocab.Len()
	return panel.LossMeans(t.Loss(), d, *v.look)
}
