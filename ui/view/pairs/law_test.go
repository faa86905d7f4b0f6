package pairs

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unroll/core/nn"
	"unroll/core/random"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help/helptest"
	"unroll/ui/view"
)

// The law: in the book's example greedy search finds A B C <eos> with 0.5 × 0.4 × 0.4 × 0.6 = 0.048, a beam of 2 or more finds
// A C B <eos> with 0.5 × 0.3 × 0.6 × 0.6 = 0.054, which is the best by the book's length penalty; without one, <eos> alone is likelier
// still once the beam is wide enough to keep it.
func TestTheBooksExample(t *testing.T) {
	b := wide().beam(t, 3, "e")
	for _, c := range []struct {
		width int
		alpha float64
		best  string
		p     float64
	}{{1, 0.75, "A B C <eos>", 0.048}, {2, 0.75, "A C B <eos>", 0.054}, {3, 0.75, "A C B <eos>", 0.054}, {4, 0.75, "A C B <eos>", 0.054},
		{2, 0, "A C B <eos>", 0.054}, {4, 0, "<eos>", 0.1}} {
		b.set = beamSettings{c.width, c.alpha}
		b.research()
		best := &b.sample.tree.found[b.ranked[0]]
		if got := b.spelled(best); got != c.best || math.Abs(math.Exp(best.LogP())-c.p) > 1e-12 {
			t.Errorf("width %d, α %v: %s with %v, want %s with %v", c.width, c.alpha, got, math.Exp(best.LogP()), c.best, c.p)
		}
		greedy := b.sample.tree.greedyFound()
		if greedy == nil || b.spelled(greedy) != "A B C <eos>" || math.Abs(math.Exp(greedy.LogP())-0.048) > 1e-12 || greedy.greedy != true {
			t.Errorf("width %d: greedy is %+v", c.width, greedy)
		}
	}
	b.set = firstBeam
	b.research()
	all := picture(b, 80, 22)
	for _, want := range []string{"0.5 × 0.4 × 0.4 × 0.6 = 0.048", "0.5 × 0.3 × 0.6 × 0.6 = 0.054"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not in\n%s", want, all)
		}
	}
	for text, row := range bookTable {
		sum := 0.0
		for _, p := range row {
			sum += p
		}
		if math.Abs(sum-1) > 1e-12 || len(row) != len(bookTokens) {
			t.Errorf("after %q the probabilities sum to %v", text, sum)
		}
	}
}

// The law: the tree has the nodes of the model's own search, and of greedy's path what the beam dropped; it has the same candidates with
// the same scores in the same order for every α; greedy's is one of them, so the best by log P is never less likely.
func TestTheTreeIsTheSearch(t *testing.T) {
	d := small().data(t)
	for seed := range 12 {
		m := untrained(t, d, seed)
		if seed%2 == 0 {
			m = unsureOf(d.Corpus, float32(seed)/8, 3)
		}
		for _, p := range d.Valid {
			source := d.SourceRow(d.Source.Spell(p.Source))
			width := 1 + seed%4
			s := search(t.Context(), m, beamKey{width: width}, source, d.Target.Spell(p.Target), 9)
			greedy, _ := m.Greedy(t.Context(), [][]int32{source}, 9)
			for _, alpha := range []float64{0, 0.3, 0.75, 2} {
				want, err := m.Search(t.Context(), source, translation.Beam{Width: width, Alpha: alpha, Most: 9})
				if err != nil {
					t.Fatal(err)
				}
				sameTree(t, s.tree, want)
				for i, at := range s.tree.ranked(alpha) {
					if got := s.tree.found[at].Score(alpha); len(s.tree.found) != len(want.Found) || got != want.Found[i].Score(alpha) {
						t.Fatalf("α %v, candidate %d of %d: %v, want %v of %d", alpha, i, len(s.tree.found), got, want.Found[i].Score(alpha), len(want.Found))
					}
				}
			}
			g := s.tree.greedyFound()
			if g == nil || !slices.Equal(g.IDs, greedy[0].IDs) || !slices.Equal(s.tree.path(g.node), g.IDs) {
				t.Fatalf("greedy is %+v, want %v", g, greedy[0].IDs)
			}
			if best := s.tree.found[s.tree.ranked(0)[0]]; best.LogP() < g.LogP() {
				t.Errorf("the best has log P %v, greedy %v", best.LogP(), g.LogP())
			}
		}
	}
}

// sameTree compares the nodes that a beam kept with those of a search.
func sameTree(t *testing.T, got *tree, want translation.Search) {
	t.Helper()
	kept := 0
	for i, n := range got.nodes {
		if n.outside {
			if !n.greedy || got.left < 0 || n.step < got.left {
				t.Fatalf("node %d is outside: %+v, greedy's path is left at %d", i, n, got.left)
			}
			continue
		}
		if w := want.Nodes[i]; n.parent != w.Parent || n.id != w.ID || n.step != w.Step || n.logP != w.LogP {
			t.Fatalf("node %d: %+v, want %+v", i, n, w)
		}
		kept++
	}
	if kept != len(want.Nodes) {
		t.Fatalf("%d nodes, want %d", kept, len(want.Nodes))
	}
	for _, x := range got.found {
		sum := 0.0
		got.walk(x.node, func(n *node) { sum += math.Log(n.p) })
		if !slices.Equal(got.path(x.node), x.IDs) || math.Abs(sum-x.LogP()) > 1e-9 {
			t.Fatalf("the path of %v is %v with log P %v", x.IDs, got.path(x.node), sum)
		}
	}
}

// The law: in the picture of a tree no token covers another, and no line between a token and its parent crosses a token or another line.
func TestNothingInATreeOverlaps(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := &tree{left: -1}
		kept := []int{-1}
		for step := range rapid.IntRange(1, 12).Draw(rt, "steps") {
			var next []int
			for range rapid.IntRange(1, 5).Draw(rt, "kept") {
				parent := rapid.SampledFrom(kept).Draw(rt, "parent")
				next = append(next, x.add(node{parent: parent, step: step, id: int32(len(x.nodes)), token: "a", logP: -float64(step)}))
			}
			kept = next
		}
		for i := range x.nodes {
			if len(childrenOf(x, i)) == 0 && rapid.Bool().Draw(rt, "ends") {
				x.found = append(x.found, candidate{node: i})
			}
		}
		x.finish()
		covered := map[[2]int]int{} // half a step and row: the node that is there, or the parent whose line is, below 0
		cover := func(at, row, by int) {
			if was, is := covered[[2]int{at, row}]; is && was != by {
				rt.Fatalf("%d and %d are both at %d, row %d", was, by, at, row)
			}
			covered[[2]int{at, row}] = by
		}
		for i, n := range x.nodes {
			cover(2*n.step+1, n.row, i+1)
			from := 0
			if n.parent >= 0 {
				from = x.nodes[n.parent].row
			}
			for row := from; row <= n.row; row++ {
				cover(2*n.step, row, -2-n.parent)
			}
			if n.row >= x.rows || n.row < from {
				rt.Fatalf("node %d is in row %d of %d, its parent in %d", i, n.row, x.rows, from)
			}
		}
	})
}

func childrenOf(x *tree, at int) (list []int) {
	for i, n := range x.nodes {
		if n.parent == at {
			list = append(list, i)
		}
	}
	return list
}

// The law: the batches are those that the run reads, in its order, from epoch to epoch, and back; sources end together with <eos>; the
// decoder's input is <bos> and the targets one step earlier; 1 stands where a token is scored, as often as the loss counts.
func TestBatchesAreTheRuns(t *testing.T) {
	for _, m := range []material{built("chinese"), small()} {
		v := m.batches(t)
		d := v.data
		reader, err := d.Batches(v.recipe.Model, v.size, d.Longest(), func(epoch int) *rand.Rand { return random.Stream(v.recipe.Seed, "data", uint64(epoch)) })
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for at := range 2*v.perEpoch() + 1 {
			var b nn.Batch[float32]
			scored, _ := reader.Next(0, &b)
			if p := v.got; p.key.at != at || p.scored != scored || !slices.Equal(p.source, b.Source.Tokens) || !slices.Equal(p.input, b.Tokens) || !slices.Equal(p.target, b.Targets) {
				t.Fatalf("batch %d: %+v", at, p)
			}
			soundBatch(t, v.got)
			all = append(all, picture(v, 120, 34))
			press(v, "n")
		}
		for at := 2 * v.perEpoch(); at >= 0; at-- {
			if press(v, "p"); picture(v, 120, 34) != all[at] {
				t.Fatalf("batch %d is another on the way back", at)
			}
		}
	}
}

func soundBatch(t *testing.T, p *padded) {
	t.Helper()
	scored := 0
	for pair := range p.pairs {
		source, input, target := p.ids(sourceRow, pair), p.ids(inputRow, pair), p.ids(targetRow, pair)
		if source[p.S-1] != translation.Eos || input[0] != translation.Bos {
			t.Fatalf("%v, %v", source, input)
		}
		for i := 1; i < p.S; i++ {
			if source[i-1] >= 0 && source[i] < 0 {
				t.Fatalf("padding behind a source: %v", source)
			}
		}
		for i := 0; i < p.T && target[i] >= 0; i++ {
			if scored++; i > 0 && input[i] != target[i-1] {
				t.Fatalf("input %v, target %v", input, target)
			}
		}
	}
	if scored != p.scored {
		t.Fatalf("%d ones, %d scored", scored, p.scored)
	}
}

// The law: another size of the batches is another order, and the key of the batch that is read next leads to the place that the run has
// reached.
func TestBatchesOfAnotherSize(t *testing.T) {
	v := built("dates").batches(t, "n", "n")
	d := state(nil)
	d.Snap.Settings.Batch, d.Snap.Epoch = 50, 1.34
	settle(v, v.See(d, true))
	if v.got.B != 50 || v.got.key != (batchKey{0, 50}) || v.perEpoch() != 3 {
		t.Errorf("%+v, %d in an epoch", v.got.key, v.perEpoch())
	}
	if press(v, "r"); v.got.key.at != 4 {
		t.Errorf("the batch that is read next is %d", v.got.key.at)
	}
}

// The law: bins have every sentence once, whatever their number; shares of <unk>, and the floors, are those of the corpus and the law.
func TestCounts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string) []int {
			return append([]int{0}, rapid.SliceOfN(rapid.IntRange(0, 9), 1, 200).Draw(rt, name)...)
		}
		c := &counted{lengths: translation.Lengths{Source: draw("source"), Target: draw("target")}}
		most := rapid.IntRange(1, 60).Draw(rt, "most")
		bins, sums, want := c.bins(most), [2]int{}, [2]int{}
		for i, b := range bins {
			if i > 0 && b.from != bins[i-1].to+1 {
				rt.Fatalf("%+v after %+v", b, bins[i-1])
			}
			sums[0], sums[1] = sums[0]+b.n[0], sums[1]+b.n[1]
		}
		for side, list := range [][]int{c.lengths.Source, c.lengths.Target} {
			for _, n := range list {
				want[side] += n
			}
		}
		if sums != want || len(bins) > most {
			rt.Fatalf("%v in %d bins, want %v in %d at most", sums, len(bins), want, most)
		}
	})
	v := small().batches(t, "tab")
	if c := v.known; c.tokens[0] != [2]int{13, 5} || c.unknown[0] != [2]int{1, 1} || c.unknown[1] != [2]int{0, 1} {
		t.Errorf("%+v", c)
	}
	v = built("chinese").batches(t, "tab", "tab")
	s, _ := translation.Find("chinese")
	if want := s.Exact(v.data.Corpus, v.data.Train); v.known.exact[0] != want || !strings.Contains(picture(v, 80, 22), fmt.Sprintf("%.4f", want.Nats)) {
		t.Errorf("the law's floor is %+v, want %+v", v.known.exact[0], want)
	}
	if f := v.data.TrainFloor(); !strings.Contains(picture(v, 80, 22), fmt.Sprintf("%.4f", f.Nats)) {
		t.Errorf("the floor %v is not shown", f.Nats)
	}
}

// The law: losses, right tokens and scores are the model's own over the pairs that were read; positions and lengths divide them up; the
// worst come first.
func TestErrorsAreTheModels(t *testing.T) {
	d := built("chinese").data(t)
	for _, m := range []*translation.Model{untrained(t, d, 3), unsureOf(d.Corpus, 3, 3)} {
		j := judge(t.Context(), m, d.Valid, judgedPairs, 30)
		readings, err := m.Read(t.Context(), d.ValidRows)
		if err != nil {
			t.Fatal(err)
		}
		var nats float64
		var tokens, right int
		var score translation.Score
		for i, r := range readings {
			greedy, _ := m.Greedy(t.Context(), [][]int32{r.Source}, 30)
			score = score.Plus(translation.Compare(d.Target.Spell(d.Valid[i].Target), d.Words(greedy[0])))
			nats += r.Loss()
			for at, best := range r.Best {
				if tokens++; best == r.Targets[at] {
					right++
				}
			}
		}
		same := func(name string, s sum) {
			if s.tokens != tokens || s.right != right || math.Abs(s.nats-nats) > 1e-9 {
				t.Errorf("%s: %d tokens, %d right, %v nats, want %d, %d, %v", name, s.tokens, s.right, s.nats, tokens, right, nats)
			}
		}
		same("all", j.all)
		same("positions", total(j.positions))
		same("lengths", total(j.lengths))
		for _, s := range []translation.Score{j.all.score, total(j.lengths).score} {
			if s.BLEU != score.BLEU || s.Exact != score.Exact || s.Sentences != len(d.Valid) {
				t.Errorf("%+v, want %+v", s, score)
			}
		}
		for i := 1; i < len(j.pairs); i++ {
			if x, y := j.pairs[i-1], j.pairs[i]; x.score.Exact > y.score.Exact || x.score.Exact == y.score.Exact && x.nats < y.nats {
				t.Errorf("pair %d is worse than the one before it", i)
			}
		}
	}
}

func total(list []sum) (all sum) {
	for _, s := range list {
		all.tokens, all.right, all.nats, all.score = all.tokens+s.tokens, all.right+s.right, all.nats+s.nats, all.score.Plus(s.score)
	}
	return all
}

// The law: of many pairs some are judged, spread over all, and what nobody waits for stops.
func TestJudgingIsBounded(t *testing.T) {
	list := make([]translation.Pair, 30_000)
	for i := range list {
		list[i].Target = make([]int32, i%100)
	}
	places := sample(list, judgedPairs)
	tokens := 0
	for _, at := range places {
		tokens += i100(at)
	}
	if n := len(places); n > judgedPairs || n < judgedPairs/4 || tokens > 2*judgedTokens || places[n-1] < len(list)*9/10 {
		t.Errorf("%d pairs with %d tokens, the last %d", n, tokens, places[n-1])
	}
	if n := len(sample(list[:20], judgedPairs)); n != 20 {
		t.Errorf("%d of 20 pairs", n)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	d := small().data(t)
	if judge(ctx, untrained(t, d, 1), d.Valid, judgedPairs, 9) != nil || search(ctx, untrained(t, d, 1), beamKey{width: 2}, []int32{4, 3}, nil, 9) != nil {
		t.Error("a question whose context has ended is answered")
	}
}

func i100(at int) int { return at%100 + 1 }

// The law: one question at a time, of the newest network, and none while another view is shown; a newer network waits until the view has
// rested, a person does not. The length penalty and the example ask nothing.
func TestOneQuestionAtATime(t *testing.T) {
	b := NewBeam(t.Context(), small().subject(t), plain()).(*Beam)
	at := func(step int) *translation.Model { return unsureOf(b.data.Corpus, 2, step) }
	if len(b.See(state(at(1)), false)) != 0 {
		t.Error("it searches while another view is shown")
	}
	jobs := b.See(state(at(2)), true)
	if len(jobs) != 1 || len(b.See(state(at(3)), true)) != 0 {
		t.Fatalf("%d jobs", len(jobs))
	}
	b.Message(jobs[0]())
	if b.got.key.step != 2 || b.asker.Busy() || b.asker.Free() {
		t.Errorf("step %d, busy %v, free %v", b.got.key.step, b.asker.Busy(), b.asker.Free())
	}
	press(b, "tab")
	for _, n := range []string{"+", "-", "0"} {
		if jobs, taken := b.Key(key(n)); len(jobs) != 0 || !taken {
			t.Errorf("%s: %d jobs", n, len(jobs))
		}
	}
	press(b, "tab")
	if jobs, _ := b.Key(key("+")); len(jobs) != 1 {
		t.Errorf("%d jobs for another width", len(jobs))
	}
	v := NewErrors(t.Context(), small().subject(t), plain()).(*Errors)
	settle(v, v.See(state(at(2)), true))
	v.asker.Now = func() time.Time { return time.Now().Add(time.Hour) }
	settle(v, v.See(state(at(5)), true))
	if v.got.step != 5 {
		t.Errorf("judged at step %d", v.got.step)
	}
	for _, v := range []view.View{b, v, small().batches(t)} {
		if v.Message("another's message") != nil {
			t.Error("a message of another view does something")
		}
	}
}

// The law: a typed source is searched at every key; esc closes the line and keeps it, n goes back to the pair; a typed value of a setting
// takes effect within its bounds, and one outside is refused.
func TestTyping(t *testing.T) {
	b := small().beam(t, 2, "n", "i")
	text := ""
	for _, c := range typing("a b zz") {
		text += c
		press(b, c)
		if s := b.now(); s == nil || len(s.source) != len(strings.Fields(text))+1 || len(s.tree.nodes) == 0 {
			t.Fatalf("after %q: %+v", text, s)
		}
	}
	if !b.Typing() || unknown(b.now().source) != 1 {
		t.Errorf("typing %v, %d unknown", b.Typing(), unknown(b.now().source))
	}
	if press(b, "esc"); b.Typing() || b.typed == nil {
		t.Error("esc does not keep what was typed")
	}
	if press(b, "n"); b.typed != nil || b.at != 1 || b.now() == nil || b.now().key.at != 1 {
		t.Errorf("n after a typed source is pair %d", b.at)
	}
	if press(b, "enter", "5", "enter"); b.set.width != 5 || b.now().key.width != 5 {
		t.Errorf("the width is %d", b.set.width)
	}
	if press(b, "tab", "enter", "1", ".", "5", "enter"); b.set.alpha != 1.5 {
		t.Errorf("α is %v", b.set.alpha)
	}
	for _, bad := range []string{"x", "-1", "99", "NaN"} {
		if press(b, append(append([]string{"enter"}, typing(bad)...), "enter")...); b.set.alpha != 1.5 || !strings.Contains(picture(b, 80, 22), bad) {
			t.Errorf("%s is taken: α %v", bad, b.set.alpha)
		}
	}
	if press(b, "enter", "7", "esc"); b.set.alpha != 1.5 || b.Typing() {
		t.Error("esc takes the value")
	}
	if press(b, "0"); b.set.alpha != firstBeam.alpha {
		t.Errorf("α is %v after a reset", b.set.alpha)
	}
	for range 100 {
		press(b, "-")
	}
	if b.set.alpha != 0 {
		t.Errorf("the least α is %v", b.set.alpha)
	}
}

// The law: the cursor moves along the lines of the tree, stays in its picture, and keeps its path when a newer network is searched.
func TestTheCursor(t *testing.T) {
	b := built("dates").beam(t, 1.5, "n")
	b.asker.Now = func() time.Time { return time.Now().Add(time.Hour) }
	nodes := b.now().tree.nodes
	if at := b.node(); !nodes[at].best || nodes[at].step != 0 {
		t.Errorf("the cursor begins at %+v", nodes[at])
	}
	for _, n := range typing("llljjkhlljjjkkhhhhh") {
		was := b.node()
		press(b, n)
		now := b.node()
		if (n == "l" && now != was && nodes[now].parent != was) || n == "h" && now != was && nodes[was].parent != now {
			t.Errorf("%s leads from node %d to %d", n, was, now)
		}
		for _, at := range sizes {
			picture(b, at[0], at[1])
			if x := b.sheet.x[nodes[now].step] - b.sheet.x[b.sheet.first]; nodes[now].step < b.sheet.first || x+stem > at[0] {
				t.Errorf("%v: step %d is not shown from %d", at, nodes[now].step, b.sheet.first)
			}
		}
	}
	press(b, "l", "l", "j")
	path := b.cursor
	settle(b, b.See(state(unsureOf(b.data.Corpus, 1.5, 1300)), true))
	if b.now().key.step != 1300 || !slices.Equal(b.now().tree.path(b.node()), path) {
		t.Errorf("the cursor is at %v, was at %v", b.now().tree.path(b.node()), path)
	}
	if press(b, "end"); !nodes[b.node()].best || nodes[b.node()].found < 0 {
		t.Error("end is not the end of the best candidate")
	}
}

// The law: no keys, in whatever order and at whatever size, bring a view to a picture that is not sound, and every page explains itself.
func TestKeysLeaveASoundView(t *testing.T) {
	names := strings.Fields("up down left right home end pgup pgdown enter esc tab shift+tab e n p r i a b 茶 + - 0 9 . backspace h j k l")
	rapid.Check(t, func(rt *rapid.T) {
		v := rapid.SampledFrom(subjects).Draw(rt, "subject").make(t)
		lookOf(v).Glyphs = rapid.SampledFrom([]chart.Glyphs{chart.Braille, chart.ASCII}).Draw(rt, "glyphs")
		for _, n := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 12).Draw(rt, "keys") {
			press(v, n)
			w, h := rapid.IntRange(0, 130).Draw(rt, "w"), rapid.IntRange(0, 40).Draw(rt, "h")
			for y, row := range strings.Split(picture(v, w, h), "\n") {
				if grid.Width(row) != w && h > 0 {
					rt.Fatalf("%d×%d: row %d is %d columns wide: %q", w, h, y, grid.Width(row), row)
				}
			}
			page := v.Explain()
			if bad := helptest.Nonsense(page, *lookOf(v)); bad != "" || page.Title == "" {
				rt.Fatalf("the page says %q", bad)
			}
		}
	})
}

// The law: a view has one unit.
func TestOneUnit(t *testing.T) {
	for _, u := range looktest.Units {
		for _, s := range subjects {
			v := s.make(t)
			lookOf(v).Unit = u
			for _, at := range sizes {
				looktest.OneUnit(t, fmt.Sprint(s.name, at), picture(v, at[0], at[1]), u)
			}
		}
	}
	b := small().beam(t, 2)
	nats := b.now().tree.found[b.ranked[0]].LogP()
	if b.look.Unit = look.Bits; !strings.Contains(picture(b, 80, 22), fmt.Sprintf("%.3f", math.Abs(nats/math.Ln2))) {
		t.Errorf("%v bits are not in\n%s", nats/math.Ln2, picture(b, 80, 22))
	}
}

// The law: all words of the views are the catalogue's: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	for _, s := range subjects {
		v := s.make(t)
		d, data := commonOf(v).data, "bos eos pad unk"
		data += " " + strings.Join(d.Source.Words, " ")
		if d.Source.Chars {
			data += strings.Join(sourcesOf(d), " ")
		}
		if b, ok := v.(*Beam); ok && b.got != nil {
			for _, x := range b.got.tree.found {
				data += " " + d.Target.Join(x.tokens)
			}
		}
		lookOf(v).Words, commonOf(v).notice = i18ntest.Foreign(nil), ""
		for _, n := range []string{"", "tab", "tab"} {
			if n != "" {
				v.Key(event.Key{Name: n})
			}
			for _, at := range sizes {
				all := picture(v, at[0], at[1])
				if left := i18ntest.Left(all, i18ntest.Keys, data); len(left) > 0 && at[0] > 40 { // at 40 columns words of sentences are cut
					t.Errorf("%s at %v: %q are not of the catalogue:\n%s", s.name, at, left, all)
				}
			}
		}
	}
}

// sourcesOf are all sources.
func sourcesOf(d *task.Pairs) (list []string) {
	for _, p := range slices.Concat(d.Train, d.Valid) {
		list = append(list, d.Source.Join(d.Source.Spell(p.Source)), d.Target.Join(d.Target.Spell(p.Target)))
	}
	return list
}
