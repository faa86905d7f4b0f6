package tags

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unroll/core/nn"
	"unroll/core/tagging"
	"unroll/core/tagging/taggingtest"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help/helptest"
)

// untrained is a network with initial weights.
func untrained(t testing.TB, c *tagging.Corpus, both bool, step int) *tagging.Model {
	t.Helper()
	g, err := nn.New[float32](nn.Spec{Cell: "gru", Vocab: len(c.Features), Outputs: len(c.Tags), Hidden: 6, Layers: 1, Init: "uniform:1", Bidirectional: both})
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, uint64(step))))
	return tagging.NewModel(g, c, step)
}

// The law: “past” is what the network says of the last word of each beginning of the sentence; a network that reads forward says
// the same of it in the whole sentence, to the last bit, so only one that reads in both directions has such a column.
func TestThePastIsTheBeginningOfTheSentence(t *testing.T) {
	for _, both := range []bool{false, true} {
		v := harbour().on(t)
		m := untrained(t, v.data.Corpus, both, 3)
		settle(v, v.See(state(m), true))
		press(v, "d")
		r := v.of()
		past := pastOf(t.Context(), m, r.words)
		for n := range r.words {
			p, _ := m.Tag(t.Context(), []tagging.Sentence{{Words: r.words[:n+1]}})
			if !slices.Equal(p[0][n], past[n]) {
				t.Errorf("both %v, word %d: %v, want %v", both, n, past[n], p[0][n])
			}
			if same := slices.Equal(past[n], r.whole[n]); !both && !same {
				t.Errorf("word %d: %v with the past, %v with the whole", n, past[n], r.whole[n])
			}
		}
		if (r.past != nil) != both {
			t.Errorf("both %v: the past has %d words", both, len(r.past))
		}
	}
}

// The law: where the law of the source is known, the reference is its exact filtering and smoothing; else, or with words that are not
// the source's, a bigram HMM. All are distributions over the corpus's tags in its order.
func TestTheReference(t *testing.T) {
	m := weather()
	c := m.data(t).Corpus
	words := m.valid[0].Words
	r := referenceOf(t.Context(), c, words)
	for _, x := range []struct {
		got  [][]float64
		past bool
	}{{r.past, true}, {r.whole, false}} {
		want := tagging.Exact{Law: tagging.Weather, PastOnly: x.past}.Tag(words)
		for n := range words {
			for k, tag := range tagging.Weather.States {
				if x.got[n][c.Tag(tag)] != want[n][k] {
					t.Errorf("past %v, word %d, %s: %v, want %v", x.past, n, tag, x.got[n], want[n])
				}
			}
		}
	}
	odd := referenceOf(t.Context(), c, []string{"sun", "moon", "rain"})
	for n := range odd.past {
		for _, p := range [][]float64{odd.past[n], odd.whole[n]} {
			sum := 0.0
			for _, x := range p {
				sum += x
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("word %d: Σ %v", n, sum)
			}
		}
	}
	if !r.law || odd.law || len(odd.past) != 3 || !slices.Equal(odd.past[2], odd.whole[2]) || slices.Equal(odd.past[0], odd.whole[0]) {
		t.Errorf("law %v, with another word %v, %v and %v", r.law, odd.law, odd.past, odd.whole)
	}
}

// The law: the matrix and the list are tagging's own report on the sentences, and what is listed as wrong is wrong in a sentence
// that enter shows.
func TestTheReportIsTheModels(t *testing.T) {
	for _, m := range []material{weather(), harbour(), chinese()} {
		v := m.tagged(t, true, "w")
		want, err := v.model.Report(t.Context(), v.list)
		if err != nil {
			t.Fatal(err)
		}
		r := v.got.report
		if r.Score != want.Score || !reflect.DeepEqual(r.Confusion, want.Confusion) || !reflect.DeepEqual(r.words, want.WrongWords(mostWords)) || r.judged != len(v.list) {
			t.Errorf("%+v, want %+v", r.Score, want.Score)
		}
		for i, x := range r.words {
			v.page, v.wrong = wordsPage, i
			press(v, "enter")
			if at := v.of(); v.page != sentencePage || at.words[v.word] != x.Word || at.said[v.word] != x.Said || at.gold[v.word] != x.Gold {
				t.Errorf("%+v leads to word %d of %v", x, v.word, at.words)
			}
		}
		for _, c := range v.errors() {
			v.page, v.cell = matrixPage, c
			n := 0
			for _, e := range r.examples(c, v.list) {
				n += e.times
			}
			if all := r.Confusion[c.gold][c.said]; n != all && len(r.examples(c, v.list)) < mostExamples {
				t.Errorf("%v: %d examples of %d", c, n, all)
			}
			press(v, "enter")
			if at := v.of(); v.page != sentencePage || at.said[v.word] != c.said || at.gold[v.word] != c.gold {
				t.Errorf("%v leads to word %d of %v", c, v.word, at.words)
			}
		}
	}
}

// The law: the short names of tags are all different and at most two columns wide; the cell under the cursor is on the screen.
func TestAnyNumberOfTags(t *testing.T) {
	ud := strings.Fields("NOUN PUNCT VERB PRON ADP DET PROPN ADJ AUX ADV CCONJ PART NUM SCONJ X INTJ SYM")
	for _, tags := range [][]string{ud, {"", " ", "茶", "茶", "茶叶", "A", "A"}, strings.Fields("AA AA AA AAA A")} {
		seen := map[string]bool{}
		for _, h := range heads(tags) {
			if seen[h] || h == "" || grid.Width(h) > 2 {
				t.Errorf("%q has %q", tags, heads(tags))
			}
			seen[h] = true
		}
	}
	if got := strings.Join(heads(ud), " "); got != "NO PU VE PR AD DE PO AJ AU AV CC PA NU SC X IN SY" && !strings.HasPrefix(got, "NO PU VE PR AD DE PO") {
		t.Error(got)
	}
	for K := 1; K <= 40; K++ {
		v := many(K).tagged(t, true, "m")
		if len(v.data.Tags) != K {
			t.Fatalf("%d tags, want %d", len(v.data.Tags), K)
		}
		for _, at := range sizes {
			for _, c := range []cell{{0, 0}, {K - 1, K - 1}, {0, K - 1}, {K / 2, 0}} {
				v.cell = c
				picture(v, at[0], at[1])
				p := v.plan(at[0]-4, at[1]-2)
				if p.rows < 1 || p.columns < 1 || c.gold < v.corner.gold || c.gold >= v.corner.gold+p.rows || c.said < v.corner.said || c.said >= v.corner.said+p.columns {
					t.Errorf("K=%d, %v: cell %v is outside of %v, %+v", K, at, c, v.corner, p)
				}
				if v.corner.gold+p.rows > K || v.corner.said+p.columns > K {
					t.Errorf("K=%d, %v: %v, %+v", K, at, v.corner, p)
				}
			}
		}
	}
	if p := many(17).tagged(t, true, "m").plan(76, 20); p.rows != 17 || p.columns != 17 {
		t.Errorf("17 tags on 80×24: %+v", p)
	}
}

// The law: no keys, in whatever order and at whatever size, bring the view to a picture that is not sound, and every page
// explains itself.
func TestKeysLeaveASoundView(t *testing.T) {
	names := strings.Fields("up down left right home end pgup pgdown enter esc tab shift+tab e E n p s d m w i a 茶 h j k l")
	all := []func(t testing.TB) *View{
		func(t testing.TB) *View { return weather().tagged(t, true) }, func(t testing.TB) *View { return chinese().tagged(t, false) },
		func(t testing.TB) *View { return many(17).tagged(t, true) }, func(t testing.TB) *View { return chinese().on(t) },
	}
	rapid.Check(t, func(rt *rapid.T) {
		v := rapid.SampledFrom(all).Draw(rt, "subject")(t)
		v.look.Glyphs = rapid.SampledFrom([]chart.Glyphs{chart.Braille, chart.ASCII}).Draw(rt, "glyphs")
		for _, n := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 20).Draw(rt, "keys") {
			press(v, n)
			w, h := rapid.IntRange(0, 130).Draw(rt, "w"), rapid.IntRange(0, 40).Draw(rt, "h")
			for y, row := range strings.Split(picture(v, w, h), "\n") {
				if grid.Width(row) != w && h > 0 {
					rt.Fatalf("%d×%d: row %d is %d columns wide: %q", w, h, y, grid.Width(row), row)
				}
			}
			page := v.Explain()
			if bad := helptest.Nonsense(page, *v.look); bad != "" || page.Title == "" {
				rt.Fatalf("the page says %q", bad)
			}
		}
	})
}

// The law: wrong and right are told apart without colours.
func TestWrongWithoutColours(t *testing.T) {
	for _, glyphs := range []chart.Glyphs{chart.Braille, chart.ASCII} {
		v := chinese().tagged(t, true, "e")
		v.look.Glyphs = glyphs
		mark := v.look.Pick("×", "x")
		for _, row := range strings.Split(picture(v, 80, 22), "\n") {
			for n, w := range v.words() {
				if strings.Contains(row, w+" ") && strings.Contains(row, v.goldText(v.wordAt(n))) && strings.Contains(row, mark) != v.isWrong(v.wordAt(n)) && n > 0 {
					t.Errorf("word %d, wrong %v: %q", n, v.isWrong(v.wordAt(n)), row)
				}
			}
		}
		if !strings.Contains(picture(v, 80, 22), mark) {
			t.Error("nothing is marked")
		}
	}
}

// The law: typing is answered at every key, while newer networks come too; ← goes back to the held-out sentences.
func TestTypingIsAnsweredAtEveryKey(t *testing.T) {
	v := harbour().tagged(t, true)
	before := v.at
	press(v, "i")
	text := ""
	for i, c := range "the tide tables the wreck" {
		text += string(c)
		press(v, string(c))
		if r := v.of(); r == nil || strings.Join(r.words, " ") != strings.TrimSpace(text) || len(r.said) != len(r.words) || r.gold != nil {
			t.Fatalf("after %q: %+v", text, r)
		}
		m, _ := taggingtest.Model(v.data.Corpus, true, 1201+i)
		settle(v, v.See(state(m), true)[:0])
	}
	if !v.Typing() {
		t.Error("not typing")
	}
	press(v, "esc")
	if v.Typing() || v.typed == nil || len(v.words()) != 5 {
		t.Errorf("after esc: %v, %v", v.Typing(), v.words())
	}
	if press(v, "left"); v.typed != nil || v.at != before {
		t.Errorf("after ←: sentence %d, %v", v.at, v.typed)
	}
	if press(v, "i", "esc"); v.typed != nil {
		t.Error("nothing typed stays")
	}
}

// The law: one question of a kind at a time, of the newest network, and none while another view is shown; a newer network waits until
// the view has rested, a person does not.
func TestOneQuestionAtATime(t *testing.T) {
	v := harbour().on(t)
	at := func(step int) *tagging.Model { m, _ := taggingtest.Model(v.data.Corpus, true, step); return m }
	if len(v.See(state(at(1)), false)) != 0 {
		t.Error("it reads while another view is shown")
	}
	jobs := v.See(state(at(2)), true)
	if len(jobs) != 2 || len(v.See(state(at(3)), true)) != 0 {
		t.Fatalf("%d jobs: want the sentence and the report, and no more until they are there", len(jobs))
	}
	for _, j := range jobs {
		v.Message(j())
	}
	if v.of().key.step != 2 || v.got.report.step != 2 {
		t.Errorf("read by %d, judged %d", v.of().key.step, v.got.report.step)
	}
	if v.sentences.Busy() || v.reports.Busy() || v.sentences.Free() || v.reports.Free() {
		t.Error("it does not rest")
	}
	v.reports.Now = func() time.Time { return time.Now().Add(time.Hour) }
	jobs = v.askReport()
	if len(jobs) != 1 {
		t.Fatalf("%d jobs after an hour", len(jobs))
	}
	if v.Message(jobs[0]()); v.got.report.step != 3 {
		t.Errorf("judged the network of step %d", v.got.report.step)
	}
	if jobs, _ := v.Key(event.Key{Name: "right"}); len(jobs) != 1 {
		t.Errorf("%d jobs for a person's key", len(jobs))
	}
	if v.Message("another's message") != nil {
		t.Error("a message of another view does something")
	}
}

// The law: what nobody waits for stops: between parts of the sentences.
func TestJudgingStopsWithItsContext(t *testing.T) {
	m := harbour()
	c := m.data(t).Corpus
	ctx, stop := context.WithCancel(t.Context())
	stop()
	model, net := taggingtest.Model(c, true, 1)
	if r := judge(ctx, model, c.Train); r.judged != 0 || net.Rows.Load() != 0 {
		t.Errorf("%d sentences are judged although nobody waits", r.judged)
	}
}

// The law: a view has one unit.
func TestOneUnit(t *testing.T) {
	for _, u := range looktest.Units {
		for _, keys := range [][]string{{"e"}, {"e", "d"}, {"m"}, {"w"}} {
			v := weather().tagged(t, true, keys...)
			v.look.Unit = u
			for _, at := range sizes {
				looktest.OneUnit(t, fmt.Sprint(keys, at), picture(v, at[0], at[1]), u)
			}
		}
	}
}

// The law: all words of the view are the catalogue's: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	th, _ := theme.Find("plain")
	for _, keys := range [][]string{{}, {"right", "right"}, {"i"}, {"d"}, {"m", "e"}, {"w"}, {"m"}, {"E"}} {
		for _, at := range sizes {
			v := New(chinese().data(t), &look.Look{Theme: th, Words: i18ntest.Foreign(nil)})
			m, _ := taggingtest.Model(v.data.Corpus, true, 1200)
			settle(v, v.See(state(m), true))
			press(v, keys...)
			all := picture(v, at[0], at[1])
			if left := i18ntest.Left(all, i18ntest.Keys, "log p F1"); len(left) > 0 {
				t.Errorf("%v at %v: %q are not of the catalogue:\n%s", keys, at, left, all)
			}
		}
	}
}
