package translate

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"unroll/core/translation"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
)

// The law: the maps are the model's: of its own greedy translation, and of the reference as it is read.
func TestTheMapIsTheModels(t *testing.T) {
	v := chinese().attention(t)
	c := v.data.Corpus
	model := untrained(t, c, 7)
	settle(v, v.See(state(model), true))
	row := c.Row(v.list[0])
	greedy, _ := model.Greedy(t.Context(), [][]int32{row.Source}, mostTokens(len(row.Source)))
	read, _ := model.Read(t.Context(), []translation.Row{row})
	if a := v.current(); !reflect.DeepEqual(a.greedy.weights, greedy[0].Attention) || !reflect.DeepEqual(a.ref.weights, read[0].Attention) ||
		!slices.Equal(a.source, []string{"the", "tide", "falls", "on", "Monday", "<eos>"}) || strings.Join(a.ref.tokens, "") != "星期一潮退了。<eos>" {
		t.Errorf("%+v", a)
	}
	if v.key != most(greedy[0].Attention[0]) {
		t.Errorf("the cursor is on source token %d", v.key)
	}
}

// byHand is a map of weights that are made by hand: all of row i on source token at(i).
func byHand(t *testing.T, tokens []string, at func(i int) int) *Map {
	m := chinese().mapped(t)
	m.got = &maps{mapQuestion: m.got.mapQuestion, source: tokens, unknown: make([]bool, len(tokens))}
	for i := range tokens {
		w := make([]float32, len(tokens))
		w[at(i)] = 1
		m.got.greedy.tokens, m.got.greedy.marks = append(m.got.greedy.tokens, tokens[at(i)]), append(m.got.greedy.marks, false)
		m.got.greedy.p, m.got.greedy.weights = append(m.got.greedy.p, 1), append(m.got.greedy.weights, w)
	}
	m.clamp()
	return m
}

// The law: in the row of a token the mark and the number are in the column of the source token that it looks at, whatever the widths of
// the tokens, on the diagonal or on the other; without colours and with glyphs alone too.
func TestADiagonalIsDrawnAsOne(t *testing.T) {
	diagonal, back := func(i int) int { return i }, func(n int) func(int) int { return func(i int) int { return n - 1 - i } }
	for _, tokens := range [][]string{
		strings.Split("abcdefgh", ""), strings.Split("我们星期一看书。", ""), {"on", "Monday", "三月", "we", "读"}, strings.Split("abcdefghijklmnopqrstuvwxyzabcdefghij", ""),
	} {
		for _, at := range []func(int) int{diagonal, back(len(tokens))} {
			for _, glyphs := range []chart.Glyphs{chart.Braille, chart.ASCII} {
				m := byHand(t, tokens, at)
				m.look.Glyphs = glyphs
				g := grid.New(120, 46)
				m.drawMap(g.View().Sub(0, 0, 90, 46), m.current())
				p := m.mapPlan(90, 46, m.current(), m.heat())
				if p.shown != len(tokens) || p.rows != len(tokens) {
					t.Fatalf("%v: %+v", tokens, p)
				}
				x := p.label
				for j, token := range tokens {
					head, _ := strings.CutSuffix(grid.Truncate(token, p.cells[j]-1, ""), "…")
					if got := string(g.View().At(x+1, 0).Rune); !strings.HasPrefix(head, got) {
						t.Errorf("over column %d is %q, not %q", j, got, token)
					}
					for i := range tokens {
						text := ""
						for dx := range p.cells[j] {
							text += string(g.View().At(x+dx, 1+i).Rune)
						}
						marked := strings.HasPrefix(text, m.look.Pick("▸", ">"))
						full := strings.ContainsAny(text, "19█#")
						if is := at(i) == j; marked != is || full != is {
							t.Errorf("%v, row %d, column %d: %q", tokens, i, j, text)
						}
					}
					x += p.cells[j]
				}
			}
		}
	}
}

// The law: a shade is never lighter for a greater weight, and the lightest and the darkest differ.
func TestShadesGrow(t *testing.T) {
	for _, glyphs := range []chart.Glyphs{chart.Braille, chart.ASCII} {
		order := "·░▒▓█"
		if glyphs == chart.ASCII {
			order = "-:=*#"
		}
		last := 0
		for w := 0.0; w <= 1; w += 0.01 {
			at := strings.Index(order, shade(w, glyphs))
			if at < last {
				t.Fatalf("%v is %q", w, shade(w, glyphs))
			}
			last = at
		}
		if shade(0, glyphs) == shade(1, glyphs) || shade(math.NaN(), glyphs) != "?" {
			t.Error("not told apart")
		}
	}
}

// The law: the token under the cursor is on the screen, at every size; columns fill the room from the first on, and none is left empty
// at the end.
func TestTheCursorIsShown(t *testing.T) {
	for _, material := range []material{french(), dates(), chinese(), long()} {
		m := material.mapped(t)
		for _, at := range append(slices.Clone(sizes), [2]int{24, 8}) {
			for _, keys := range [][]string{{"home"}, {"end"}, {"down", "right", "right"}, {"end", "left", "left", "left"}, {"home", "right"}, {"pgdown"}} {
				press(m, keys...)
				picture(m, at[0], at[1])
				w, h := at[0]-4, at[1]-3
				if w >= barsFrom {
					w -= barsHave + barsGap
				}
				p := m.mapPlan(w, h, m.current(), m.heat())
				if m.query < m.corner.row || m.query >= m.corner.row+p.rows || m.key < m.corner.column || m.key >= m.corner.column+p.shown {
					t.Fatalf("%v after %v: (%d, %d) is not in %+v from %+v", at, keys, m.query, m.key, p, m.corner)
				}
				if m.corner.column+p.shown > len(m.current().source) {
					t.Fatalf("%v: %+v from %+v", at, p, m.corner)
				}
			}
		}
	}
}

// The law: a click on a weight puts the cursor there, one on a token on the greatest weight of its row; elsewhere it does nothing.
func TestAClickIsOnAWeight(t *testing.T) {
	m := chinese().mapped(t, "tab")
	rows := strings.Split(picture(m, 80, 22), "\n")
	at := func(row int, text string) (x int) {
		before, _, found := strings.Cut(rows[row], text)
		if !found {
			t.Fatalf("no %s in %q", text, rows[row])
		}
		return grid.Width(before)
	}
	for i, c := range []struct {
		x, y, query, key int
	}{{at(2, "falls"), 4, 1, 2}, {at(2, "Monday"), 9, 6, 4}, {at(6, "潮"), 6, 3, 3}, {at(2, "<eos>") + 30, 5, 3, 3}, {at(2, "falls"), 2, 3, 3}, {at(2, "falls"), 19, 3, 3}} {
		m.Mouse(event.Mouse{Kind: event.Press, X: c.x, Y: c.y})
		if m.query != c.query || m.key != c.key {
			t.Errorf("click %d: (%d, %d), want (%d, %d)", i, m.query, m.key, c.query, c.key)
		}
	}
	m.Mouse(event.Mouse{Kind: event.WheelDown})
	if m.query != 4 {
		t.Errorf("the wheel leads to %d", m.query)
	}
}
