package bench

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
)

// A tagger against PyTorch, on the same padded batches:
//
//	go test ./core/bench -run '^$' -bench PyTorchTagger -benchtime 1x -timeout 30m -sentences en_ewt-ud-train.conllu
//
// Only words are counted, padding is not. Times are those of the processor, all threads together, and of the clock.
var (
	sentencesFlag = flag.String("sentences", "", "a file of tagged sentences, whose lengths alone are used; \"\": lengths like those of English")
	shuffledFlag  = flag.Bool("shuffled", false, "sentences of a batch as they come, instead of about equally long ones")
	wordsFlag     = flag.Int("words", taggerVocab, "different words")
	threadsFlag   = flag.Int("most", 2, "compare on one thread, and on two; 1: on one only")
	batchesFlag   = flag.Int("batches", 40, "batches of a turn")
)

// theirLengths are the lengths of the flag's sentences.
func theirLengths(b *testing.B) (list []int) {
	if *sentencesFlag == "" {
		return lengths(12_000, 160)
	}
	f, err := os.Open(*sentencesFlag)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	read, err := tagging.Read(f, *sentencesFlag, "")
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range read {
		list = append(list, len(s.Words))
	}
	return list
}

// padded is sentences as padded batches, the same ones again and again.
type padded struct {
	*task.Tagged
	list []nn.Batch[float32]
	at   int
}

// batchesOf makes whole batches of B sentences, about equally long ones unless the flag says otherwise, in random order, and
// the lengths of each.
func batchesOf(d *task.Tagged, B int) (list []nn.Batch[float32], sizes [][]int) {
	rng := rand.New(rand.NewPCG(5, 5))
	spans := slices.Clone(d.TrainRows.Spans)
	rng.Shuffle(len(spans), func(i, j int) { spans[i], spans[j] = spans[j], spans[i] })
	if !*shuffledFlag {
		slices.SortStableFunc(spans, func(a, b text.Span) int { return a.Len() - b.Len() })
	}
	groups := slices.Collect(slices.Chunk(spans[:len(spans)/B*B], B))
	rng.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
	for _, group := range groups {
		list = append(list, paddedBatch(d.TrainRows, group))
		var size []int
		for _, s := range group {
			size = append(size, s.Len())
		}
		sizes = append(sizes, size)
	}
	return list, sizes
}

// paddedBatch is sentences side by side.
func paddedBatch(of *text.Sequences, group []text.Span) nn.Batch[float32] {
	b := nn.Batch[float32]{B: len(group)}
	for _, s := range group {
		b.T = max(b.T, s.Len())
	}
	for t := range b.T {
		for _, s := range group {
			if t < s.Len() {
				b.Tokens, b.Targets = append(b.Tokens, of.Inputs[s.From+t]), append(b.Targets, of.Targets[s.From+t])
			} else {
				b.Tokens, b.Targets = append(b.Tokens, text.Unknown), append(b.Targets, text.Unknown)
			}
			b.Reset = append(b.Reset, t == 0 || t >= s.Len())
		}
	}
	return b
}

// Batches is the batches; the other methods of task.Batches that only a trainer with commands needs are missing.
func (p *padded) Batches(nn.Spec, int, int, func(int) *rand.Rand) (task.Batches, error) {
	return &paddedReader{of: p}, nil
}

type paddedReader struct {
	task.Batches
	of *padded
}

func (r *paddedReader) Next(_ int, b *nn.Batch[float32]) (scored int, fresh bool) {
	*b = r.of.list[r.of.at%len(r.of.list)]
	r.of.at++
	for i := range b.Targets {
		if b.Targets[i] >= 0 {
			scored++
		}
	}
	return scored, true
}
func (r *paddedReader) Rows() int               { return r.of.list[0].B }
func (r *paddedReader) Epochs() float64         { return 0 }
func (r *paddedReader) Passed(int) float64      { return 0 }
func (r *paddedReader) Position() text.Position { return text.Position{} }

// A tally is what some batches took.
type tally struct{ Seconds, CPU float64 }

// BenchmarkPyTorchTagger compares on one thread, then on two, with PyTorch on as many as suit it best, packed or padded.
func BenchmarkPyTorchTagger(b *testing.B) {
	python := pythonWithTorch()
	if python == "" {
		b.Skip("no python3 here can import torch (PYTHON names another)")
	}
	r := Tagger("lstm", 1, 128, 32, 160)
	r.Model.Vocab = *wordsFlag
	d, err := Sentences(theirLengths(b), r.Model.Vocab, taggerTags)
	if err != nil {
		b.Fatal(err)
	}
	list, sizes := batchesOf(d, 32)
	words, rows, sentences := 0, 0, 0
	for i, x := range list {
		rows += x.Rows()
		sentences += len(sizes[i])
		for _, n := range sizes[i] {
			words += n
		}
	}
	share := 1 - float64(words)/float64(rows)
	adds := multiplyAdds(r.Model, float64(words), float64(sentences)) / float64(words)
	fmt.Printf("\n%d batches, %d words, %.1f %% of the rows are padding; %d different words; load %s\n", len(list), words, 100*share, r.Model.Vocab, load())
	for _, threads := range []int{1, 2}[:min(2, *threadsFlag)] {
		b.Run(fmt.Sprint("threads=", threads), func(b *testing.B) {
			if threads > runtime.NumCPU() {
				b.Skip("not as many processors")
			}
			againstTagger(b, python, r, d, list, sizes, threads, adds)
		})
	}
}

// againstTagger alternates with the fastest of PyTorch's settings and prints both speeds.
func againstTagger(b *testing.B, python string, r recipe.Recipe, d *task.Tagged, list []nn.Batch[float32], sizes [][]int, threads int, adds float64) {
	own := &padded{Tagged: d, list: list}
	run, err := train.NewBench(r, own, threads)
	if err != nil {
		b.Fatal(err)
	}
	defer run.Close()
	best := fastestTagger(b, python, r, sizes, threads)
	defer best.end()
	n := min(*batchesFlag, len(list))
	var ours, theirs, both [4][]float64 // words a second by the clock and by the processor; ratios
	peak := 0.0
	for turn := range *turnsFlag {
		first, words := turn*n%(len(list)-n+1), 0.0
		for _, size := range sizes[first : first+n] {
			for _, s := range size {
				words += float64(s)
			}
		}
		own.at = first
		began, cpu := time.Now(), cpuSeconds()
		for range n {
			if err := run.Update(); err != nil {
				b.Fatal(err)
			}
		}
		mine := tally{time.Since(began).Seconds(), cpuSeconds() - cpu}
		its := best.batches(b, first, first+n)
		peak = max(peak, peakOfProcessor())
		for i, x := range [][2]float64{{mine.Seconds, its.Seconds}, {mine.CPU, its.CPU}} {
			ours[i], theirs[i], both[i] = append(ours[i], words/x[0]), append(theirs[i], words/x[1]), append(both[i], x[1]/x[0])
		}
	}
	fmt.Printf("%d threads, best of PyTorch: %s\n", threads, best.name)
	for i, name := range []string{"clock", "processor"} {
		fmt.Printf("  %-9s %.0f words/s, best turn %.0f; PyTorch %.0f, best %.0f; ratio %.2f (%.2f – %.2f), of the best %.2f; of roofline %.0f %%, best %.0f %%\n", name,
			median(ours[i]), slices.Max(ours[i]), median(theirs[i]), slices.Max(theirs[i]), median(both[i]), slices.Min(both[i]), slices.Max(both[i]),
			slices.Max(ours[i])/slices.Max(theirs[i]), 100*2*adds*median(ours[i])/peak, 100*2*adds*slices.Max(ours[i])/peak)
	}
	fmt.Printf("  peak %.0f GFLOP/s; load %s\n", peak/1e9, load())
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(both[0]), "ratio")
	b.ReportMetric(median(both[1]), "cpu-ratio")
}

// fastestTagger is PyTorch with the settings that were fastest in a short trial: its threads, those of OpenBLAS and of OpenMP,
// OpenBLAS's kernels, padded or packed, tensors of the optimizer one by one or together.
func fastestTagger(b *testing.B, python string, r recipe.Recipe, sizes [][]int, threads int) (best *pytorch) {
	least := math.Inf(1)
	cores := strings.Split(*coresFlag, ",")
	n := threads * threads * threads
	for i := range n * len(cores) {
		p := startPyTorchWith(b, python, 1+i%threads, 1+i/threads%threads, 1+i/threads/threads%threads, cores[i/n])
		mine, packed, foreach := math.Inf(1), false, false
		for how := range 4 {
			p.layOutTagger(b, r, sizes, how&1 > 0, how&2 > 0)
			took := p.batches(b, 0, trial).Seconds
			if took = min(took, p.batches(b, 0, trial).Seconds); took < mine {
				mine, packed, foreach = took, how&1 > 0, how&2 > 0
			}
		}
		if mine >= least {
			p.end()
			continue
		}
		if best != nil {
			best.end()
		}
		best, least = p, mine
		p.layOutTagger(b, r, sizes, packed, foreach)
		p.name += fmt.Sprintf(", packed %v, foreach %v", packed, foreach)
	}
	return best
}

// trial is how many batches a setting of PyTorch is tried on.
const trial = 10

// layOutTagger makes the process build the tagger, and checks that it is as large as ours.
func (p *pytorch) layOutTagger(b *testing.B, r recipe.Recipe, sizes [][]int, packed, foreach bool) {
	b.Helper()
	m := r.Model
	p.ask(b, map[string]any{"cell": m.Cell, "layers": m.Layers, "hidden": m.Hidden, "embed": m.Embed, "vocab": m.Vocab, "tags": m.Outputs,
		"sentences": sizes, "packed": packed, "foreach": foreach, "lr": r.Settings.LR, "clip": float64(r.Settings.Clip)})
	var net struct{ Parameters int }
	if p.answer(b, &net); net.Parameters != m.Size() {
		b.Fatalf("%s has %d parameters; here it has %d", p.name, net.Parameters, m.Size())
	}
}

// batches makes updates on some batches.
func (p *pytorch) batches(b *testing.B, first, end int) (t tally) {
	b.Helper()
	p.ask(b, map[string]any{"batches": []int{first, end}})
	p.answer(b, &t)
	return t
}

// load is how many processes want to run, on average over a minute.
func load() string {
	s, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(s), " ")
	return first
}
