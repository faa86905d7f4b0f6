package bench

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
)

// The comparison alternates between this program's updates and PyTorch's, in one run:
//
//	go test ./core/bench -run '^$' -bench PyTorch -benchtime 1x -timeout 30m
//
// It is skipped if there is no Python with PyTorch.
var (
	turnsFlag = flag.Int("turns", 5, "turns of each side against PyTorch")
	turnFlag  = flag.Duration("turn", 2*time.Second, "how long a turn against PyTorch takes")
	coresFlag = flag.String("cores", ",SkylakeX,Haswell", "cores whose kernels OpenBLAS is tried with; \"\": its own choice")
)

// peers are the recipes that are compared.
func peers() []recipe.Recipe {
	words := Characters("lstm", 2, 200, 20, 20)
	words.Model.Vocab, words.Model.Embed = 10_000, 200
	words.Optimizer, words.Settings.LR, words.Settings.Clip = "sgd", 1, 5
	return []recipe.Recipe{
		Characters("rnn", 1, 256, 32, 32),
		Characters("gru", 1, 256, 32, 32),
		Characters("lstm", 1, 256, 32, 32),
		Characters("lstm", 1, 128, 50, 50),
		Characters("lstm", 2, 512, 50, 50),
		words,
	}
}

// BenchmarkAgainstPyTorch compares one thread each, then two threads, with the PyTorch of everyPyTorch that is fastest on each work.
func BenchmarkAgainstPyTorch(b *testing.B) {
	python := pythonWithTorch()
	if python == "" {
		b.Skip("no python3 here can import torch (PYTHON names another)")
	}
	table := "\n| work | threads | tokens/s | PyTorch, tokens/s | ratio | least – most | PyTorch's best |\n|---|---|---|---|---|---|---|\n"
	for _, threads := range []int{1, 2} {
		var sides []*pytorch
		if threads <= runtime.NumCPU() {
			sides = everyPyTorch(b, python, threads)
		}
		for _, r := range peers() {
			name := strings.ReplaceAll(fmt.Sprintf("%s V%d/threads=%d", Name(r), r.Model.Vocab, threads), " ", "-")
			b.Run(name, func(b *testing.B) {
				if len(sides) == 0 {
					b.Skipf("%d processors are wanted", threads)
				}
				table += against(b, r, threads, sides)
			})
		}
		for _, s := range sides {
			s.end()
		}
	}
	fmt.Println(table)
}

// against compares one recipe with the fastest of the PyTorch processes, and returns a line of the table.
func against(b *testing.B, r recipe.Recipe, threads int, sides []*pytorch) string {
	corpus, err := Corpus(r)
	if err != nil {
		b.Fatal(err)
	}
	own, err := train.NewBench(r, task.Text{Corpus: corpus}, threads)
	if err != nil {
		b.Fatal(err)
	}
	defer own.Close()
	best := fastest(b, r, sides)
	var ours, theirs, ratios []float64
	for range *turnsFlag {
		s := side{update: own.Update}
		if err := takeTurns([]*side{&s}, *turnFlag, true); err != nil {
			b.Fatal(err)
		}
		mine, its := median(s.seconds), best.measure(b, *turnFlag)
		ours, theirs, ratios = append(ours, mine), append(theirs, its), append(ratios, its/mine)
	}
	speed := func(x []float64) float64 { return float64(r.Settings.Batch*r.Settings.Unroll) / median(x) }
	b.ReportMetric(0, "ns/op") // ns/op means nothing here
	b.ReportMetric(speed(ours), "tok/s")
	b.ReportMetric(speed(theirs), "pytorch-tok/s")
	b.ReportMetric(median(ratios), "ratio")
	return fmt.Sprintf("| %s V%d | %d | %.0f | %.0f | %.2f | %.2f – %.2f | %s |\n", Name(r), r.Model.Vocab, threads, speed(ours), speed(theirs),
		median(ratios), slices.Min(ratios), slices.Max(ratios), best.name)
}

// fastest makes each process build the net and tries it twice.
func fastest(b *testing.B, r recipe.Recipe, sides []*pytorch) *pytorch {
	b.Helper()
	least := make([]float64, len(sides))
	for i, s := range sides {
		s.layOut(b, r)
		least[i] = math.Inf(1)
	}
	for range 2 {
		for i, s := range sides {
			least[i] = min(least[i], s.measure(b, *turnFlag/2))
		}
	}
	return sides[slices.Index(least, slices.Min(least))]
}

// A pytorch is a process that builds nets and times their updates on request, in lines of JSON.
type pytorch struct {
	name string
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
}

// everyPyTorch starts PyTorch with every combination of its own threads and those of OpenBLAS and OpenMP, up to a number, with the kernels
// of each of coresFlag. PyTorch's number does not reach OpenBLAS: one thread of PyTorch over two of OpenBLAS is often the fastest.
func everyPyTorch(b *testing.B, python string, most int) (sides []*pytorch) {
	b.Helper()
	for core := range strings.SplitSeq(*coresFlag, ",") {
		for i := range most * most * most {
			sides = append(sides, startPyTorchWith(b, python, 1+i%most, 1+i/most%most, 1+i/most/most, core))
		}
	}
	return sides
}

// startPyTorchWith starts one with threads for PyTorch, OpenBLAS and OpenMP (and MKL, if it is built with that), and OpenBLAS's
// kernels for a core ("": as the environment says, or its own choice).
func startPyTorchWith(b *testing.B, python string, torch, blas, omp int, core string) *pytorch {
	b.Helper()
	p := &pytorch{cmd: exec.Command(python, "pytorch.py", fmt.Sprint(torch))}
	p.cmd.Env = append(os.Environ(), fmt.Sprintf("OPENBLAS_NUM_THREADS=%d", blas), fmt.Sprintf("OMP_NUM_THREADS=%d", omp), fmt.Sprintf("MKL_NUM_THREADS=%d", omp))
	if core != "" {
		p.cmd.Env = append(p.cmd.Env, "OPENBLAS_CORETYPE="+core)
	}
	p.begin(b, fmt.Sprintf("threads %d, OpenBLAS %d %s, OpenMP %d", torch, blas, core, omp))
	return p
}

// begin starts the process and names it.
func (p *pytorch) begin(b *testing.B, how string) {
	b.Helper()
	p.cmd.Stderr = os.Stderr
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		b.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	p.out = bufio.NewReader(out)
	if err := p.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	var first struct {
		Version     string
		Off, Gflops float64
	}
	p.answer(b, &first)
	p.name = fmt.Sprintf("%s, %s, products off by %.1g, %.0f GFLOP/s", first.Version, how, first.Off, first.Gflops)
	if first.Gflops < slowest {
		b.Fatalf("%s: such a library of products is not what PyTorch is fast with: install OpenBLAS", p.name)
	}
	if !(first.Off < 1e-5) {
		b.Fatalf("%s: the results are wrong, so its speed does not count", p.name)
	}
}

// slowest is the speed of products in GFLOP/s below which PyTorch has the reference BLAS, which Debian links it to unless there is
// another.
const slowest = 10

// layOut makes the process build the net of r, and checks that it is as large as ours.
func (p *pytorch) layOut(b *testing.B, r recipe.Recipe) {
	b.Helper()
	m, s := r.Model, r.Settings
	p.ask(b, map[string]any{"cell": m.Cell, "layers": m.Layers, "hidden": m.Hidden, "embed": m.Embed, "vocab": m.Vocab,
		"batch": s.Batch, "unroll": s.Unroll, "optimizer": r.Optimizer, "lr": s.LR, "clip": float64(s.Clip)})
	var net struct {
		Parameters int
		Loss       float64
	}
	p.answer(b, &net)
	if net.Parameters != m.Size() || math.Abs(net.Loss-math.Log(float64(m.Vocab))) > 0.5 {
		b.Fatalf("%s has %d parameters and a loss of %g; here it has %d and about ln %d", p.name, net.Parameters, net.Loss, m.Size(), m.Vocab)
	}
}

// measure is the median time of an update in seconds, measured for d.
func (p *pytorch) measure(b *testing.B, d time.Duration) float64 {
	b.Helper()
	p.ask(b, map[string]any{"seconds": d.Seconds()})
	var m struct{ Seconds float64 }
	p.answer(b, &m)
	return m.Seconds
}

func (p *pytorch) ask(b *testing.B, q any) {
	b.Helper()
	if err := json.NewEncoder(p.in).Encode(q); err != nil {
		b.Fatal(err)
	}
}

func (p *pytorch) answer(b *testing.B, to any) {
	b.Helper()
	line, err := p.out.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, to)
	}
	if err != nil {
		b.Fatalf("PyTorch answers %q: %v", line, err)
	}
}

// end closes the process's input, which ends it.
func (p *pytorch) end() {
	p.in.Close()
	_ = p.cmd.Wait()
}

// pythonWithTorch is the Python that PYTHON names, or else the first python3, or the system's; "" if it cannot
// import torch.
func pythonWithTorch() string {
	for _, name := range []string{cmp.Or(os.Getenv("PYTHON"), "python3"), "/usr/bin/python3"} {
		if path, err := exec.LookPath(name); err == nil && exec.Command(path, "-c", "import torch").Run() == nil {
			return path
		}
	}
	return ""
}
