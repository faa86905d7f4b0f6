package translate

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/nn"
	"unroll/core/translation"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help/helptest"
	"unroll/ui/view"
)

// untrained is a network with initial weights.
func untrained(t testing.TB, c *translation.Corpus, step int) *translation.Model {
	t.Helper()
	g, err := nn.New[float32](nn.Spec{Cell: "gru", Source: c.Source.Vocab(), Vocab: c.Target.Vocab(), Embed: 5, Hidden: 6, Layers: 1, Init: "uniform:1", Attention: "dot"})
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, uint64(step))))
	return translation.NewModel(g, c, step)
}

// The law: what is shown of a pair is what the model makes of it: greedy, the beam's best by its score, the reference as it is read, and
// the scores of both against it.
func TestTheAnswerIsTheModels(t *testing.T) {
	for _, m := range []material{french(), chinese(), dates()} {
		v := m.view(t)
		c := v.data.Corpus
		model := untrained(t, c, 7)
		settle(v, v.See(state(model), true))
		for range 3 {
			a, p := v.current(), v.list[v.at]
			row := c.Row(p)
			greedy, _ := model.Greedy(t.Context(), [][]int32{row.Source}, mostTokens(len(row.Source)))
			found, _ := model.Search(t.Context(), row.Source, translation.Beam{Width: v.width, Alpha: v.alpha, Most: mostTokens(len(row.Source))})
			read, _ := model.Read(t.Context(), []translation.Row{row})
			if !reflect.DeepEqual(a.greedy, greedy[0]) || !reflect.DeepEqual(a.best, found.Found[0]) || !reflect.DeepEqual(*a.reading, read[0]) {
				t.Fatalf("pair %d: %+v", v.at, a)
			}
			for i, h := range []translation.Hypothesis{greedy[0], found.Found[0]} {
				if want := translation.Compare(c.Target.Spell(p.Target), c.Words(h)); a.scores[i] != want {
					t.Errorf("pair %d, %d: %+v, want %+v", v.at, i, a.scores[i], want)
				}
			}
			press(v, "right", "b", "a")
		}
		if v.width != firstWidth+3 || v.alpha != firstAlpha+3*alphaStep {
			t.Errorf("width %d, α %v", v.width, v.alpha)
		}
	}
}

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
					w -= barsHave + 2
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

// The law: a sentence is translated at every key while newer networks come too, unknown words are said, and ← goes back to the pairs.
func TestTypingIsTranslatedAtEveryKey(t *testing.T) {
	v := french().translated(t)
	press(v, "i")
	text := ""
	for i, c := range "we go awway" {
		text += string(c)
		press(v, string(c))
		source, _ := v.now()
		if a := v.current(); a == nil || a.source != text || len(a.greedy.IDs) == 0 || strings.Join(source.words, " ") != strings.TrimSpace(text) {
			t.Fatalf("after %q: %+v", text, a)
		}
		v.See(state(copying(v.data.Corpus, 1201+i)), true)
	}
	if !v.Typing() || !strings.Contains(picture(v, 80, 22), "does not have “awway”") {
		t.Errorf("typing %v:\n%s", v.Typing(), picture(v, 80, 22))
	}
	press(v, "esc")
	if _, reference := v.now(); v.Typing() || len(reference.words) != 0 || !strings.Contains(picture(v, 80, 22), v.look.Words.Translate.NoReference) {
		t.Error("a typed sentence has a reference")
	}
	press(v, letters("r", "nous va t'en")...)
	if press(v, "enter"); v.current().reading == nil || v.current().scores[0].Tokens != 3 {
		t.Errorf("the typed reference is not read: %+v", v.current())
	}
	if press(v, "left"); v.ownSource || v.ownReference || v.at != 0 {
		t.Errorf("after ←: %+v", v.choice)
	}
	if press(v, "i", "esc"); v.ownSource {
		t.Error("nothing typed stays")
	}
	if press(v, "r", "ctrl+u", "esc"); v.ownReference {
		t.Error("no reference stays")
	}
}

// The law: a line takes no more than it may, and says so.
func TestALineHasAnEnd(t *testing.T) {
	v := french().translated(t, "i")
	v.line.Set(strings.Repeat("we go ", typedMost))
	press(v, "x")
	if n := len([]rune(v.source)); n != typedMost {
		t.Errorf("%d characters", n)
	}
	if p := picture(v, 80, 22); !strings.Contains(p, "at most 1,000 characters") || !strings.Contains(p, "no source among the pairs has more than") {
		t.Error(p)
	}
}

// The law: when what is asked has changed, the old question is given up: its context ends, its answer is never shown, and the new one is
// asked as soon as it has returned.
func TestAskingIsCancelledWhenTheTextChanges(t *testing.T) {
	v := french().translated(t, "i", "w")
	first, _ := v.Key(key("e"))
	if len(first) != 1 {
		t.Fatalf("%d jobs", len(first))
	}
	if second, _ := v.Key(key(" ")); len(second) != 0 {
		t.Fatal("two questions at a time")
	}
	next := v.Message(first[0]())
	if v.current() != nil || v.got.source != "w" || len(next) != 1 {
		t.Fatalf("%+v is shown, %d jobs", v.got, len(next))
	}
	if v.Message(next[0]()); v.current() == nil || v.got.source != "we " {
		t.Errorf("%+v", v.got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if a := translate(ctx, v.model, v.list, v.asked); len(a.greedy.IDs) != 0 || a.reading != nil {
		t.Errorf("%+v is translated although it is not wanted", a)
	}
}

// The law: one question at a time, of the newest network, and none while another view is shown or by a network without attention; a newer
// network waits until the view has rested, a person does not.
func TestOneQuestionAtATime(t *testing.T) {
	v, m := french().view(t), french().attention(t)
	c := v.data.Corpus
	if len(v.See(state(copying(c, 1)), false)) != 0 || len(m.See(state(copying(c, 1)), false)) != 0 {
		t.Error("it translates while another view is shown")
	}
	jobs := v.See(state(copying(c, 2)), true)[1:] // the first asks for the other view's choice
	if len(jobs) != 1 || len(v.See(state(copying(c, 3)), true)) != 0 {
		t.Fatalf("%d jobs: want one, and no other until it is answered", len(jobs))
	}
	if next := v.Message(jobs[0]()); v.got.step != 2 || v.asker.Free() {
		t.Errorf("step %d, %d jobs, free %v: want 2, and a rest", v.got.step, len(next), v.asker.Free())
	}
	if jobs, _ := v.Key(event.Key{Name: "right"}); len(jobs) != 1 {
		t.Errorf("%d jobs for a person's key", len(jobs))
	}
	if len(v.Message("another's message")) != 0 {
		t.Error("a message of another view does something")
	}
	if w := french().without(t); w.asker.Busy() || w.got != nil {
		t.Error("a map is asked of a network without attention")
	}
}

// The law: what is looked at in one view is looked at in the other when that is shown, whether it was begun before or not.
func TestBothViewsLookAtTheSameSentence(t *testing.T) {
	v, m := french().translated(t), french().attention(t)
	both := []view.View{v, m}
	var tell func(jobs []event.Job)
	tell = func(jobs []event.Job) {
		for _, j := range jobs {
			msg := j()
			for _, x := range both {
				tell(x.Message(msg))
			}
		}
	}
	d := state(v.model)
	press(v, "right", "right")
	tell(v.See(d, false))
	tell(m.See(d, true))
	if m.at != 2 || m.current() == nil {
		t.Fatalf("pair %d", m.at)
	}
	press(m, letters("i", "go now")...)
	press(m, "enter")
	tell(m.See(d, false))
	tell(v.See(d, true))
	if v.choice != m.choice || v.source != "go now" || v.current() == nil {
		t.Errorf("%+v and %+v", v.choice, m.choice)
	}
	if at, ok := v.Chosen(); ok || at != 2 {
		t.Errorf("chosen: %d, %v", at, ok)
	}
}

// The law: no keys, in whatever order and at whatever size, bring a view to a picture that is not sound, and every state explains itself.
func TestKeysLeaveASoundView(t *testing.T) {
	names := strings.Fields("up down left right home end pgup pgdown enter esc tab e n p i r a A b B m h j k l backspace w 茶 ctrl+u")
	all := []func(t testing.TB) view.View{
		func(t testing.TB) view.View { return french().translated(t) }, func(t testing.TB) view.View { return french().mapped(t) },
		func(t testing.TB) view.View { return chinese().translated(t) }, func(t testing.TB) view.View { return chinese().mapped(t) },
		func(t testing.TB) view.View { return long().mapped(t) }, func(t testing.TB) view.View { return french().without(t) },
		func(t testing.TB) view.View { return french().view(t) }, func(t testing.TB) view.View { return french().attention(t) },
	}
	rapid.Check(t, func(rt *rapid.T) {
		v := rapid.SampledFrom(all).Draw(rt, "subject")(t)
		l := lookOf(v)
		l.Glyphs = rapid.SampledFrom([]chart.Glyphs{chart.Braille, chart.ASCII}).Draw(rt, "glyphs")
		if rapid.Bool().Draw(rt, "colours") {
			l.Theme = theme.Default(true)
		}
		for _, n := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 12).Draw(rt, "keys") {
			press(v, n)
			w, h := rapid.IntRange(0, 130).Draw(rt, "w"), rapid.IntRange(0, 40).Draw(rt, "h")
			for y, row := range strings.Split(picture(v, w, h), "\n") {
				if grid.Width(row) != w && h > 0 {
					rt.Fatalf("%d×%d: row %d is %d columns wide: %q", w, h, y, grid.Width(row), row)
				}
			}
			page := v.Explain()
			if bad := helptest.Nonsense(page, *l); bad != "" || page.Title == "" {
				rt.Fatalf("the page says %q", bad)
			}
			v.Entries()
		}
	})
}

// The law: a view has one unit, and that of the other is nowhere.
func TestOneUnit(t *testing.T) {
	for _, u := range looktest.Units {
		v := french().translated(t)
		v.look.Unit = u
		for _, at := range sizes {
			if !looktest.OneUnit(t, fmt.Sprint(at), picture(v, at[0], at[1]), u) {
				t.Errorf("%v: no unit", at)
			}
		}
	}
}

// The law: all words of the views are the catalogue's: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	th, _ := theme.Find("plain")
	foreign := &look.Look{Theme: th, Words: i18ntest.Foreign(nil)}
	known := "BLEU unk eos log alpha additive attention " + i18ntest.Keys
	for _, s := range subjects {
		v := s.make(t)
		switch v := v.(type) {
		case *View:
			v.look = foreign
		case *Map:
			v.look = foreign
		}
		for _, at := range sizes {
			all := picture(v, at[0], at[1])
			words := slices.DeleteFunc(append(slices.Concat(dataOf(v).Source.Words, dataOf(v).Target.Words), "wyay"), func(w string) bool { return len(w) < 2 })
			slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
			for _, w := range words {
				all = strings.ReplaceAll(all, w, "")
			}
			if left := i18ntest.Left(all, known); len(left) > 0 && !(at[0] < 80 && strings.HasPrefix(s.name, "map ")) { // there words are cut
				t.Errorf("%s at %v: %q are not of the catalogue", s.name, at, left)
			}
		}
	}
}

func dataOf(v view.View) *translation.Corpus {
	if m, ok := v.(*Map); ok {
		return m.data.Corpus
	}
	return v.(*View).data.Corpus
}
