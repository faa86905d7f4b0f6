package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
)

// A proof is a run that shows what can be learned, by the default recipe unless it says otherwise.
type proof struct {
	name     string
	source   string // of translation.Sources; "": pairs of exactly twenty letters, backwards, with 64 hidden units and without dropout
	reverse  bool   // from the second language into the first
	blind    bool   // without attention
	plain    bool   // the encoder reads one way, and nothing is dropped
	epochs   float64
	exact    float64 // at least this share of the held-out sentences
	diagonal int     // > 0: the largest weight of attention is where the letter is, on so many %; where letters only change places
	back     bool    // it is the other diagonal
}

// proofs is the table of BenchmarkTranslation. A net of the plain cell is on the diagonal more often: see TestAttentionLooksWhereTheLetterIs.
var proofs = []proof{
	{name: "dates", source: "dates", epochs: 2, exact: 0.99},
	{name: "number-words", source: "number-words", epochs: 3, exact: 0.99},
	{name: "words-numbers", source: "number-words", reverse: true, epochs: 3, exact: 0.99},
	{name: "hanzi", source: "hanzi", epochs: 2, exact: 0.99},
	{name: "numerals-words", source: "hanzi", reverse: true, epochs: 2, exact: 0.99},
	{name: "echo", source: "echo", plain: true, epochs: 5, exact: 0.99, diagonal: 95},
	{name: "reverse", source: "reverse", epochs: 4, exact: 0.99, diagonal: 85, back: true},
	{name: "sort", source: "sort", epochs: 4, exact: 0.99},
	{name: "twenty", epochs: 5, exact: 0.99},
	{name: "twenty-blind", blind: true, epochs: 5},
	{name: "chinese", source: "chinese", epochs: 4},
}

// BenchmarkTranslation trains on the built-in pairs and says how many held-out sentences are translated exactly by greedy decoding, how
// the loss stands to the exact floors, and where attention looks:
//
//	go test -run '^$' -bench 'Translation/^dates$' -benchtime 1x -timeout 30m -v ./core/train
func BenchmarkTranslation(b *testing.B) {
	for _, p := range proofs {
		b.Run(p.name, func(b *testing.B) {
			for b.Loop() {
				p.run(b)
			}
		})
	}
}

// pairs are those of a proof, with the recipe that learns them.
func (p proof) pairs(t testing.TB) (recipe.Recipe, *task.Pairs) {
	t.Helper()
	r := recipe.Translation()
	r.Epochs, r.Schedule = p.epochs, "cosine"
	if p.source == "" {
		r.Model.Hidden, r.Model.Dropout = 64, 0
	}
	if p.plain {
		r.Model.Bidirectional, r.Model.Dropout = false, 0
	}
	if p.blind {
		r.Model.Attention = ""
	}
	s, lines := translation.Source{Options: translation.Options{Source: translation.Chars, Target: translation.Chars}}, twenty(20_000)
	if p.source != "" {
		s, _ = translation.Find(p.source)
		lines = s.Load()
	}
	length, least := r.Pairs.Length, r.Pairs.MinFreq
	r.Pairs = s.Options
	r.Pairs.Length, r.Pairs.MinFreq, r.Pairs.Reverse = length, least, p.reverse
	n := len(lines) * 9 / 10
	d := pairsOf(t, r, lines[:n], lines[n:])
	r.Settings.Unroll = d.Longest()
	return r, d
}

// twenty are n pairs of twenty letters, and the same backwards.
func twenty(n int) (list []translation.Line) {
	rng := rand.New(rand.NewPCG(20, 1))
	for range n {
		s := make([]byte, 20)
		for i := range s {
			s[i] = byte('a' + rng.IntN(26))
		}
		source := string(s)
		slices.Reverse(s)
		list = append(list, translation.Line{Source: source, Target: string(s)})
	}
	return list
}

// run trains to the end and judges.
func (p proof) run(b *testing.B) {
	r, d := p.pairs(b)
	run, err := NewBench(r, d, 2)
	if err != nil {
		b.Fatal(err)
	}
	defer run.Close()
	start := time.Now()
	for epoch := 1.0; epoch <= r.Epochs; epoch++ {
		sum, n := 0.0, 0.0
		for run.l.epochEnd() < epoch {
			if err := run.Update(); err != nil {
				b.Fatal(err)
			}
			sum, n = sum+run.l.hist.View().Last().Loss*float64(run.Tokens()), n+float64(run.Tokens())
		}
		list := d.Valid[:min(len(d.Valid), 500)]
		if epoch == r.Epochs {
			list = d.Valid
		}
		m := translation.NewModel(run.l.net, d.Corpus, run.l.step)
		x := pairsJudged(b, d, m, list)
		b.Logf("epoch %g, %d updates, %v: training %.5f nats/token, held out %.5f, %.2f %% of %d exact; attention is %.2f %% on the diagonal, %.2f %% on the other, %.2f %% behind it",
			epoch, run.l.step, time.Since(start).Round(time.Second), sum/n, x.loss, 100*x.exact, len(list), 100*x.diagonal, 100*x.other, 100*x.behind)
		if epoch < r.Epochs {
			continue
		}
		p.check(b, x, d, m, sum/n)
	}
}

// check reports figures and compares them with what is expected; training is the mean loss of the last epoch.
func (p proof) check(b *testing.B, x judgement, d *task.Pairs, m *translation.Model, training float64) {
	b.ReportMetric(100*x.exact, "%exact")
	b.ReportMetric(x.loss, "nats/token")
	on := x.diagonal
	if p.back {
		on = x.other
	}
	if p.diagonal > 0 {
		b.ReportMetric(100*on, "%argmax")
	}
	if x.exact < p.exact || 100*on < float64(p.diagonal) {
		b.Errorf("%.4f exact, want %.4f; %.4f on the diagonal, want %d %%", x.exact, p.exact, on, p.diagonal)
	}
	s, ok := translation.Find(p.source)
	if !ok {
		return
	}
	picture(b, d, m)
	e, f := s.Exact(d.Corpus, d.Valid), d.TrainFloor()
	b.Logf("the law: %.5f nats/token expected, %.5f on these, %.2f %% exact; floor of the training loss %.5f, training %.5f", e.Nats, e.Loss, 100*e.Match, f.Nats, training)
	if x.loss < e.Loss-1e-3 || training < f.Nats {
		b.Errorf("below the floor: %g of %g, training %g of %g", x.loss, e.Loss, training, f.Nats)
	}
}

// picture logs where attention looks in some held-out sentences: behind each token of the target, the place of the source, counted from
// 1, that has the largest weight, and the weight in hundredths.
func picture(b *testing.B, d *task.Pairs, m *translation.Model) {
	b.Helper()
	for i := 0; i < len(d.Valid) && i < 1000; i += 250 {
		list, err := m.Read(b.Context(), d.ValidRows[i:i+1])
		if err != nil {
			b.Fatal(err)
		}
		text := ""
		for k, w := range list[0].Attention {
			at := largest(w)
			text += fmt.Sprintf("  %s %d·%.0f", d.Target.Word(list[0].Targets[k]), at+1, 100*w[at])
		}
		b.Logf("%v:%s", d.Source.Spell(d.Valid[i].Source), text)
	}
}

// A judgement is how a model does on held-out pairs. Attention is that of the reference's tokens but <eos>: the share of them whose
// largest weight is on the same place of the source, on that counted from the end, and on the place behind that.
type judgement struct{ loss, exact, diagonal, other, behind float64 }

func pairsJudged(b testing.TB, d *task.Pairs, m *translation.Model, list []translation.Pair) (x judgement) {
	b.Helper()
	var sources [][]int32
	rows := d.Rows(list)
	for _, r := range rows {
		sources = append(sources, r.Source)
	}
	made, err := m.Greedy(b.Context(), sources, d.Longest())
	if err != nil {
		b.Fatal(err)
	}
	readings, err := m.Read(b.Context(), rows)
	if err != nil {
		b.Fatal(err)
	}
	tokens, looks := 0.0, 0.0
	for i, r := range readings {
		if slices.Equal(made[i].IDs, r.Targets) {
			x.exact += 1 / float64(len(list))
		}
		x.loss, tokens = x.loss+r.Loss(), tokens+float64(len(r.Targets))
		for k := range len(r.Attention) - 1 {
			w := r.Attention[k]
			at, back := largest(w), len(w)-2-k
			looks++
			x.diagonal, x.other, x.behind = x.diagonal+count(at == k), x.other+count(at == back), x.behind+count(at == back+1)
		}
	}
	x.loss, looks = x.loss/tokens, math.Max(1, looks)
	x.diagonal, x.other, x.behind = x.diagonal/looks, x.other/looks, x.behind/looks
	return x
}

func count(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// largest is the place of the largest number.
func largest(w []float32) (at int) {
	for i, v := range w {
		if v > w[at] {
			at = i
		}
	}
	return at
}
