package ladder

import (
	"math"
	"strings"
	"testing"

	"unroll/ui/draw/grid"
)

// The law: the network's mark is in the same column in every row of the bars of the loss, and the bars that end
// before it are those of the lines better than the network.
func TestTheNetworkCrossesTheBars(t *testing.T) {
	for _, c := range states {
		v := still(t)
		c.do(v)
		net := v.network().nats
		for _, width := range []int{20, 33, 60} {
			bar, at := v.losses(), -1
			for _, l := range v.lines() {
				g := grid.New(width, 1)
				bar(g.View(), l)
				row := []rune(g.Render(grid.Plain))
				mark := strings.IndexRune(string(row), '│')
				if math.IsNaN(net) {
					if mark >= 0 {
						t.Fatalf("%s: there is a mark but no network: %q", c.name, string(row))
					}
					continue
				}
				if mark = len([]rune(string(row)[:mark])); at >= 0 && mark != at {
					t.Fatalf("%s: the mark is at %d and at %d", c.name, at, mark)
				}
				if at = mark; l.nats < net && strings.TrimSpace(string(row[at+1:])) != "" {
					t.Errorf("%s: %s is better than the network, but extends beyond it: %q", c.name, l.name, string(row))
				}
				if !math.IsNaN(l.nats) && l.nats > net*(1+2/float64(width))+0.3 && row[at+1] != '█' {
					t.Errorf("%s: %s is worse than the network, but ends before it: %q", c.name, l.name, string(row))
				}
			}
		}
	}
}

// The law: the widths of the columns and the blanks between them add up to the room, whatever it is; bars are
// never wider than the texts allow.
func TestColumnsFillTheRoom(t *testing.T) {
	for _, c := range states[:4] {
		v := still(t)
		c.do(v)
		lines := v.lines()
		for room := 20; room <= 200; room++ {
			list, sum, bars := v.columns(lines, room), -1, 0
			for _, col := range list {
				sum += col.Width + 1
				if col.Bar != nil {
					bars++
				}
			}
			if sum != room || bars < 1 || bars > 2 {
				t.Fatalf("%s in %d columns: %d taken, %d bars", c.name, room, sum, bars)
			}
			if two := bars == 2; two && room < 80 || !two && room >= 130 && c.name != "unjudged" {
				t.Errorf("%s in %d columns: %d bars", c.name, room, bars)
			}
		}
	}
}
