package game

import (
	"strings"
	"testing"

	"unroll/core/text"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// TestPercentShowsSomething: whatever the probability, what is shown is not nothing unless it is, and within half a digit.
func TestPercentShowsSomething(t *testing.T) {
	for p, want := range map[float64]string{0: "0.0 %", 1: "100.0 %", 0.5: "50.0 %", 0.01: "1.0 %", 0.00999: "1 %", 0.001: "0.1 %", 0.000123: "0.012 %"} {
		if got := percent(p); got != want {
			t.Errorf("%v is %s, want %s", p, got, want)
		}
	}
}

// TestPlayedTokensStandOut: in the text those that were played for are bold, on a ground by what they cost where stakes were laid; the others are as they were, and so is one that stands
// before what is shown.
func TestPlayedTokensStandOut(t *testing.T) {
	dark, _ := theme.Find("dark")
	for way, keys := range [][]string{{"enter", "enter", "enter", "esc"}, {"m", "enter", "tab", "tab", "esc"}} {
		v := seated(t, strings.Repeat(prose, 3), char)
		v.look.Theme = dark
		first := v.at
		press(t, v, keys...)
		for _, from := range []int{0, first, first + 1} {
			for i, st := range v.played(from, 40+first-from) {
				at := from + i
				was := at == first || at == first+1
				if bold := st.Attr&grid.Bold != 0; bold != was || (st.BG != 0) != (was && way == stakes) {
					t.Errorf("way %d: token %d, of which %d and the next were played, is %+v", way, at, first, st)
				}
			}
		}
	}
}

// TestEveryGuessIsListed: whole, in as many rows as that takes; of less room the last rows, with the number of the next guess.
func TestEveryGuessIsListed(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), text.Options{Tokens: "word"})
	press(t, v, "m", "enter")
	for id := range int32(12) {
		v.tried = append(v.tried, id)
	}
	for _, w := range []int{20, 33, 80} {
		g := grid.New(w, 12)
		v.guessed(g.View())
		all := g.Render(grid.Plain)
		for _, id := range v.tried {
			if !strings.Contains(all, v.label(id)+" ") && !strings.Contains(all, v.label(id)+"\n") {
				t.Errorf("%q is not whole in\n%s", v.label(id), all)
			}
		}
		if !strings.Contains(all, "13: ") {
			t.Errorf("the guess is not the 13th in\n%s", all)
		}
		low := grid.New(w, 1)
		if v.guessed(low.View()); !strings.Contains(low.Render(grid.Plain), "13: ") {
			t.Errorf("in one row there is only %q", low.Render(grid.Plain))
		}
	}
}

// TestTheChosenStakeIsSeen: up and down go round the stakes, one at a time, and whatever room there is the chosen one is drawn with its mark.
func TestTheChosenStakeIsSeen(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	press(t, v, "enter", "e", "t", "a", "o", "I", "w")
	n := len(v.bet)
	for i, key := range []string{"down", "down", "up", "up", "up", "up", "down", "down", "down", "down", "down", "down", "up", "up"} {
		want := (v.chosen + n + map[string]int{"down": 1, "up": -1}[key]) % n
		if press(t, v, key); v.chosen != want {
			t.Fatalf("key %d, %s, goes to stake %d, want %d", i, key, v.chosen, want)
		}
		for h := 1; h < 9; h++ {
			g := grid.New(40, h)
			v.staked(g.View())
			rows := strings.Split(g.Render(grid.Plain), "\n")
			at := 0
			for _, row := range rows {
				if strings.HasPrefix(row, "▸ "+v.label(v.bet[v.chosen].ID)) {
					at++
				}
			}
			rest := strings.Contains(rows[len(rows)-1], percent(float64(v.bet.Rest())/1000/float64(v.corpus.Vocab.Len()-n)))
			if at != 1 || v.chosen == n-1 && h > 2 && h < n && !rest {
				t.Fatalf("stake %d is not seen on %d rows, or not the rest under the last:\n%s", v.chosen, h, g.Render(grid.Plain))
			}
		}
	}
}
