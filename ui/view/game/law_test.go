package game

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// hit does what press does, where a property is being tested.
func hit(v *View, name string) (said []panel.You) {
	k := event.Key{Name: name}
	if len([]rune(name)) == 1 {
		k.Text, k.Raw = name, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
	}
	jobs, _ := v.Key(k)
	for len(jobs) > 0 {
		msg := jobs[0]()
		jobs = append(jobs[1:], v.Message(msg)...)
		if you, ok := msg.(panel.You); ok {
			said = append(said, you)
		}
	}
	return said
}

// betting are keys that lay and weigh stakes; the characters are of the text, but for the last.
var betting = []string{"e", "a", " ", "t", "光", "岛", "Ж", "up", "down", "left", "right", "shift+left", "shift+right", "backspace", "ctrl+n", "tab"}

// TestABetIsAllThereIs: whatever keys are pressed, stakes and the rest are a thousand thousandths, a token has one stake, none is below 0, and one that is chosen is there.
func TestABetIsAllThereIs(t *testing.T) {
	v := seated(t, prose, char)
	press(t, v, "enter")
	rapid.Check(t, func(t *rapid.T) {
		v.clear()
		do := rapid.SliceOfN(rapid.SampledFrom(betting), 1, 40).Draw(t, "keys")
		for _, k := range do {
			hit(v, k)
			sum, seen := v.bet.Rest(), map[int32]bool{}
			for _, s := range v.bet {
				if s.Thousandth < 0 || seen[s.ID] || s.ID < 0 || int(s.ID) >= v.corpus.Vocab.Len() {
					t.Fatalf("%v: the bet is %v", do, v.bet)
				}
				sum, seen[s.ID] = sum+s.Thousandth, true
			}
			if sum != 1000 || v.bet.Rest() < 0 || v.chosen < 0 || v.chosen >= max(1, len(v.bet)) {
				t.Fatalf("%v: %v and %d sum to %d, the %d-th is chosen", do, v.bet, v.bet.Rest(), sum, v.chosen)
			}
		}
		if err := v.bet.Into(make([]float64, v.corpus.Vocab.Len())); err != nil {
			t.Fatalf("%v is no bet: %v", v.bet, err)
		}
	})
}

// TestTheScoreByHand: a token costs −log of what was laid on it, or of its part of the rest, which all others share; the total is the sum and the mean is of as many tokens as were
// played; the chart is told the mean after each.
func TestTheScoreByHand(t *testing.T) {
	source := strings.Repeat(prose, 3)
	first := seated(t, source, char)
	size := first.corpus.Vocab.Len()
	rapid.Check(t, func(rt *rapid.T) {
		v := seated(t, source, char)
		press(t, v, "enter")
		sum, net := 0.0, 0.0
		for n := 1; n <= rapid.IntRange(1, 6).Draw(rt, "tokens"); n++ {
			for _, k := range rapid.SliceOfN(rapid.SampledFrom(betting), 0, 6).Draw(rt, "keys") {
				hit(v, k)
			}
			if rapid.Bool().Draw(rt, "knows") { // what comes
				hit(v, v.text.Tokens[v.at])
			}
			id, laid := v.text.IDs[v.at], -1
			for _, s := range v.bet {
				if s.ID == id {
					laid = s.Thousandth
				}
			}
			p := float64(laid) / 1000
			if laid < 0 {
				p = float64(v.bet.Rest()) / 1000 / float64(size-len(v.bet))
			}
			sum -= math.Log(p)
			stream := v.text.IDs[max(0, v.at-memory) : v.at+1]
			scores := lm.Score(v.net, v.corpus.Stream(stream))
			net += scores[len(scores)-1].Nats
			said := hit(v, "enter")
			b := v.board[stakes]
			same := func(a, b float64) bool { return a == b || math.Abs(a-b) < 1e-9*(1+b) }
			if b.you.Tokens != n || !same(b.you.NLL, sum) || !same(b.machines[0].NLL, net) {
				rt.Fatalf("after %d tokens you have paid %v, by hand %v; the network %v, by hand %v", n, b.you.NLL, sum, b.machines[0].NLL, net)
			}
			if len(said) != 1 || !same(said[0].Nats, sum/float64(n)) || said[0].Tokens != n {
				rt.Fatalf("the chart is told %+v", said)
			}
			you := v.rows()[0].is
			if want := v.cost(-math.Log(p)); you[0] != want || you[1] != v.cost(sum/float64(n)) || you[2] != "–" { // a perplexity of so few tokens says nothing
				rt.Fatalf("the board says %v, want %s", you, want)
			}
		}
	})
}

// TestShannonsBoundsByHand: of four tokens found at guesses 1, 1, 2 and 1 the shares are 3/4 and 1/4; the upper bound on the entropy is
// −Σ q log q; three of four were right at once.
func TestShannonsBoundsByHand(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	press(t, v, "m", "enter")
	for _, guess := range []int{1, 1, 2, 1} {
		if guess == 2 {
			wrong := "e"
			if v.text.Tokens[v.at] == wrong {
				wrong = "a"
			}
			if said := press(t, v, wrong); len(said) != 0 || v.notice == "" {
				t.Fatal("a wrong guess is taken for the right one")
			}
		}
		press(t, v, v.text.Tokens[v.at])
		if v.last.you.Rank != guess {
			t.Fatalf("found at guess %d, want %d", v.last.you.Rank, guess)
		}
	}
	upper := math.Exp(-0.75*math.Log(0.75) - 0.25*math.Log(0.25))
	if got, want := v.rows()[0].is, [3]string{"1", "75 %", "–"}; got != want { // bounds after so few tokens say nothing
		t.Errorf("the board says %v, want %v", got, want)
	}
	if you := v.standing(); math.Abs(you.Nats-math.Log(upper)) > 1e-12 || !you.AtMost || you.Tokens != 4 {
		t.Errorf("the chart is told %+v", you)
	}
}

// TestTheTwoWaysAreTwoBoards: what is played in one way does not count in the other, and what was laid or guessed is taken back when the way changes.
func TestTheTwoWaysAreTwoBoards(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	press(t, v, "enter", "a", "enter", "e", "esc", "m")
	if len(v.bet) != 0 || v.board[guesses].you.Tokens != 0 || v.board[stakes].you.Tokens != 1 {
		t.Fatalf("a bet of %v, boards %+v", v.bet, v.board)
	}
	press(t, v, "enter", "Z", "tab", "T", "esc", "m")
	if len(v.tried) != 0 || v.board[guesses].you.Tokens != 1 || v.board[stakes].you.Tokens != 1 || v.way != stakes {
		t.Errorf("tried %v, boards %+v", v.tried, v.board)
	}
}

// TestGamesBeginAtDifferentPlaces: each at a token of the text with some to read before it and some to play after, none where another of the first dozen began.
func TestGamesBeginAtDifferentPlaces(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 100), char)
	seen := map[int]bool{}
	for game := range 12 {
		at := v.text.First + v.at - v.text.Lead
		if seen[at] || v.at < 1 || v.at-v.text.Lead < 100 || v.at > len(v.text.IDs)-100 || v.over() {
			t.Errorf("game %d begins at token %d, %d of %d of its passage", game, at, v.at, len(v.text.IDs))
		}
		seen[at] = true
		press(t, v, "n")
	}
}

// TestTheShortestTexts: a game over two tokens or more begins, is played to its end, and takes every key after it; over all it is drawn.
func TestTheShortestTexts(t *testing.T) {
	for _, s := range []string{"ab", "aba", "光光", "e\u0301e\u0301", "a\nb"} {
		for _, o := range []text.Options{char, {Tokens: "byte"}, {Tokens: "char", Lines: true}} {
			v := seated(t, s, o)
			press(t, v, "enter")
			for range 8 {
				press(t, v, "a", "enter")
			}
			if !v.over() || v.Typing() || v.board[stakes].you.Tokens < 1 {
				t.Errorf("%q, %+v: %d tokens played, at %d of %d", s, o, v.board[stakes].you.Tokens, v.at, len(v.text.IDs))
			}
			for _, k := range []string{"enter", "m", "enter", "tab", "a", "n", "m", "enter", "tab", "tab", "tab", "esc"} {
				press(t, v, k)
				picture(v, 80, 22)
			}
		}
	}
}

// TestWhatAMachineCouldNotBelieve: one that gave a token nothing pays ∞ from there on, and the board says ∞, not a number.
func TestWhatAMachineCouldNotBelieve(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	press(t, v, "enter")
	v.round.seats[0].Nats, v.round.seats[0].P = math.Inf(1), 0
	press(t, v, "enter", "enter")
	if got := v.rows()[1].is; got[1] != "∞" || got[0] == "∞" {
		t.Errorf("the network has %v", got)
	}
	for _, size := range [][2]int{{200, 58}, {120, 34}, {80, 22}, {40, 10}} {
		if got := picture(v, size[0], size[1]); strings.Contains(got, "Inf") || strings.Contains(got, "NaN") {
			t.Errorf("%v:\n%s", size, got)
		}
	}
}

// TestWhoCannotBetHasNoSeat: a language of other tokens is not at the table, and the numbers of one behind it stand beside its own name.
func TestWhoCannotBetHasNoSeat(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	n := v.corpus.Vocab.Len()
	do(t, v, v.See(&panel.Data{Beside: []panel.Named{{Name: "other", Is: die{n + 1, 3}}, {Name: "5-gram", Is: die{n, 5}}}}, true))
	v.round = nil
	v.begin()
	do(t, v, v.next())
	press(t, v, "enter", "enter", "enter")
	five := v.board[stakes].machines[1]
	for _, r := range v.rows() {
		if r.name == "other" || r.name == "5-gram" && r.is[1] != v.cost(five.Loss()) {
			t.Errorf("%s has %v, the 5-gram's mean is %s", r.name, r.is, v.cost(five.Loss()))
		}
	}
	if len(v.board[stakes].machines) != 2 {
		t.Errorf("%d machines", len(v.board[stakes].machines))
	}
}

// TestACharacterOfBytesIsItsFirst: over bytes a character that is typed stands for the byte it begins with.
func TestACharacterOfBytesIsItsFirst(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), text.Options{Tokens: "byte"})
	press(t, v, "enter", "岛")
	if len(v.bet) != 1 || v.corpus.Vocab.Token(v.bet[0].ID) != "岛"[:1] {
		t.Errorf("the bet is %v", v.bet)
	}
}

// TestSeveralCharactersAtOnce are so many stakes, in their order, as if each had been typed.
func TestSeveralCharactersAtOnce(t *testing.T) {
	one, all := seated(t, prose, char), seated(t, prose, char)
	press(t, one, "enter", "a", "t", "e")
	press(t, all, "enter")
	jobs, _ := all.Key(event.Key{Name: "[ate]", Text: "ate", Raw: tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("ate"), Paste: true}})
	do(t, all, jobs)
	if !slices.Equal(one.bet, all.bet) || len(all.bet) != 3 {
		t.Errorf("%v and %v", one.bet, all.bet)
	}
}

// TestAfterTheBetNothingMoves: a bet that waits for the machines is not changed any more.
func TestAfterTheBetNothingMoves(t *testing.T) {
	v := seated(t, prose, char)
	press(t, v, "enter", "a", "e")
	v.round = nil
	hit(v, "enter")
	if !v.due {
		t.Fatal("the bet does not wait")
	}
	before := fmt.Sprint(v.bet)
	for _, k := range []string{"t", "right", "left", "backspace", "shift+right"} {
		if v.Key(event.Key{Name: k, Text: strings.Repeat(k, 2-min(2, len(k)))}); fmt.Sprint(v.bet) != before {
			t.Errorf("after %s the bet is %v, it was %s", k, v.bet, before)
		}
	}
}
