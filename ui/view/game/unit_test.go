package game

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/panel"
)

// The law: the board has one unit at every size, in both ways of playing.
func TestOneUnit(t *testing.T) {
	for _, way := range [][]string{{"enter", "a", "enter", "e", "enter"}, {"m", "enter", "a", "tab", "e", "tab"}} {
		for _, u := range looktest.Units {
			v := seated(t, strings.Repeat(prose, 3), char)
			v.look.Unit = u
			press(t, v, way...)
			for _, s := range [][2]int{{40, 10}, {80, 22}, {120, 34}, {200, 58}} {
				if !looktest.OneUnit(t, fmt.Sprint(way[0], s), picture(v, s[0], s[1]), u) && v.way == stakes && s[1] > 20 {
					t.Errorf("%v: no unit is named", s)
				}
			}
		}
	}
}

// The law: a player who lays nothing pays log₂ V bits, and has perplexity V in either unit.
func TestScoresInBits(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	press(t, v, "enter")
	for range panel.Played {
		press(t, v, "enter")
	}
	size := float64(v.corpus.Vocab.Len())
	for u, want := range map[look.Unit]string{look.Nats: fmt.Sprintf("%.2f", math.Log(size)), look.Bits: fmt.Sprintf("%.2f", math.Log2(size))} {
		v.look.Unit = u
		if you := v.rows()[0].is; you[0] != want || you[1] != want || !strings.HasPrefix(you[2], fmt.Sprintf("%.0f", size)[:2]) {
			t.Errorf("unit %v: %v, want %s", u, you, want)
		}
	}
}
