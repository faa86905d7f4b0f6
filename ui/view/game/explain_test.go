package game

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/lm"
	"unroll/ui/panel"
	"unroll/ui/screen/help/helptest"
)

// TestExplanations compares the explanation as a person sees it, without colours, after a token has been played
// for.
func TestExplanations(t *testing.T) {
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			v := seated(t, prose, char)
			press(t, v, "enter", "e", "enter", "esc")
			golden.RequireEqual(t, []byte(helptest.Picture(v.Explain(), *v.look, s[0], s[1])))
		})
	}
}

// The law: the explanation follows the scores: nothing before the first token, ∞ if a token was given probability
// 0, and bounds if tokens are guessed.
func TestExplanationFollowsTheGame(t *testing.T) {
	v := seated(t, prose, char)
	said := func() string {
		t.Helper()
		if bad := helptest.Nonsense(v.Explain(), *v.look); bad != "" {
			t.Errorf("it says %q", bad)
		}
		return helptest.Said(v.Explain(), *v.look)
	}
	if text := said(); strings.Contains(text, "You (") || strings.Contains(text, "The network, on") {
		t.Errorf("before the first token: %s", text)
	}
	press(t, v, "enter", "enter", "esc")
	if text := said(); !strings.Contains(text, "You (1 played):") || !strings.Contains(text, "a uniform guess") || !strings.Contains(text, "The network, on the same tokens:") {
		t.Errorf("after a bet on nothing: %s", text)
	}
	v.board[stakes].you.NLL = math.Inf(1)
	if text := said(); !strings.Contains(text, "it costs ∞") || strings.Contains(text, "You (") {
		t.Errorf("after probability 0: %s", text)
	}
	press(t, v, "m")
	if text := said(); !strings.Contains(text, "Shannon's experiment") || strings.Contains(text, "lies between") {
		t.Errorf("before the first guess: %s", text)
	}
	press(t, v, "enter", "tab", "esc")
	if text := said(); strings.Contains(text, "lies between") {
		t.Errorf("bounds from a single guess: %s", text)
	}
	v.board[guesses].you = lm.Tally{Tokens: panel.Played, Ranks: []int{20, 6, 4}}
	if text := said(); !strings.Contains(text, "Your perplexity lies between") {
		t.Errorf("after many guesses: %s", text)
	}
}
