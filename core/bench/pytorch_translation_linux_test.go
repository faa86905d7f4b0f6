package bench

import (
	"flag"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"unroll/core/recipe"
	"unroll/core/train"
)

// An encoder and a decoder against PyTorch, on pairs of random words:
//
//	go test ./core/bench -run '^$' -bench PyTorchTranslator -benchtime 1x -timeout 60m
//
// Times are those of the clock, and of the processor, all threads together.
var (
	updatesFlag = flag.Int("updates", 8, "updates of a turn of translation")
	seesFlag    = flag.String("sees", "context,additive,dot", "what decoders see of their source")
)

// BenchmarkPyTorchTranslator compares on one thread, then on two, with PyTorch on as many as suit it best, in the way to write it that
// suits it best.
func BenchmarkPyTorchTranslator(b *testing.B) {
	python := pythonWithTorch()
	if python == "" {
		b.Skip("no python3 here can import torch (PYTHON names another)")
	}
	for _, threads := range []int{1, 2}[:min(2, *threadsFlag)] {
		for _, sees := range strings.Split(*seesFlag, ",") {
			b.Run(fmt.Sprintf("%s/threads=%d", sees, threads), func(b *testing.B) {
				if threads > runtime.NumCPU() {
					b.Skip("not as many processors")
				}
				againstTranslator(b, python, Translator(sees), threads)
			})
		}
	}
}

// againstTranslator alternates with the fastest of PyTorch's settings and prints both speeds.
func againstTranslator(b *testing.B, python string, r recipe.Recipe, threads int) {
	d, err := data(r)
	if err != nil {
		b.Fatal(err)
	}
	run, err := train.NewBench(r, d, threads)
	if err != nil {
		b.Fatal(err)
	}
	defer run.Close()
	best := fastestTranslator(b, python, r, threads)
	defer best.end()
	n := *updatesFlag
	tokens := float64(n * r.Settings.Batch * r.Settings.Unroll)
	var ours, theirs, both [2][]float64 // target tokens a second by the clock and by the processor; ratios
	peak := 0.0
	for range *turnsFlag {
		if err := run.Update(); err != nil { // the process that ran before has left its data in the caches
			b.Fatal(err)
		}
		began, cpu := time.Now(), cpuSeconds()
		for range n {
			if err := run.Update(); err != nil {
				b.Fatal(err)
			}
		}
		mine := tally{time.Since(began).Seconds(), cpuSeconds() - cpu}
		best.batches(b, 0, 1)
		its := best.batches(b, 0, n)
		peak = max(peak, peakOfProcessor())
		for i, x := range [][2]float64{{mine.Seconds, its.Seconds}, {mine.CPU, its.CPU}} {
			ours[i], theirs[i], both[i] = append(ours[i], tokens/x[0]), append(theirs[i], tokens/x[1]), append(both[i], x[1]/x[0])
		}
	}
	adds := MultiplyAdds(r) / (tokens / float64(n))
	fmt.Printf("%s, %d threads, best of PyTorch: %s\n", r.Model, threads, best.name)
	for i, name := range []string{"clock", "processor"} {
		fmt.Printf("  %-9s %.0f tokens/s, best turn %.0f; PyTorch %.0f, best %.0f; ratio %.2f (%.2f – %.2f), of the best %.2f; of roofline %.0f %%, best %.0f %%\n", name,
			median(ours[i]), slices.Max(ours[i]), median(theirs[i]), slices.Max(theirs[i]), median(both[i]), slices.Min(both[i]), slices.Max(both[i]),
			slices.Max(ours[i])/slices.Max(theirs[i]), 100*2*adds*median(ours[i])/peak, 100*2*adds*slices.Max(ours[i])/peak)
	}
	fmt.Printf("  peak %.0f GFLOP/s; load %s\n", peak/1e9, load())
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(both[0]), "ratio")
	b.ReportMetric(median(both[1]), "cpu-ratio")
}

// fastestTranslator is PyTorch with the settings that were fastest in a short trial: its threads, those of OpenBLAS and of OpenMP,
// OpenBLAS's kernels, tensors of the optimizer one by one or together, and the ways to write attention.
func fastestTranslator(b *testing.B, python string, r recipe.Recipe, threads int) (best *pytorch) {
	least, ways := math.Inf(1), 2
	if r.Model.Attention != "" {
		ways = 8
	}
	cores := strings.Split(*coresFlag, ",")
	n := threads * threads * threads
	for i := range n * len(cores) {
		p := startPyTorchWith(b, python, 1+i%threads, 1+i/threads%threads, 1+i/threads/threads%threads, cores[i/n])
		mine, way := math.Inf(1), 0
		for how := range ways {
			p.layOutTranslator(b, r, how)
			took := p.batches(b, 0, translatorTrial).Seconds
			if took = min(took, p.batches(b, 0, translatorTrial).Seconds); took < mine {
				mine, way = took, how
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
		p.layOutTranslator(b, r, way)
		p.name += fmt.Sprintf(", foreach %v, bmm %v, cells %v", way&1 > 0, way&2 > 0, way&4 > 0)
	}
	return best
}

// translatorTrial is how many updates a setting of PyTorch is tried on, twice.
const translatorTrial = 2

// layOutTranslator makes the process build the net in one of the ways to write it, and checks that it is as large as ours: PyTorch's cells have
// as many biases.
func (p *pytorch) layOutTranslator(b *testing.B, r recipe.Recipe, how int) {
	b.Helper()
	m := r.Model
	p.ask(b, map[string]any{"cell": m.Cell, "layers": m.Layers, "hidden": m.Hidden, "embed": m.Embed, "vocab": m.Vocab, "source": m.Source, "attention": m.Attention,
		"batch": r.Settings.Batch, "unroll": r.Settings.Unroll, "foreach": how&1 > 0, "bmm": how&2 > 0, "cells": how&4 > 0,
		"lr": r.Settings.LR, "clip": float64(r.Settings.Clip)})
	var net struct{ Parameters int }
	if p.answer(b, &net); net.Parameters != m.Size() {
		b.Fatalf("%s has %d parameters; here it has %d", p.name, net.Parameters, m.Size())
	}
}
