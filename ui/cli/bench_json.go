package cli

import (
	"cmp"
	"math"

	"unroll/core/bench"
	"unroll/core/task"
)

// What bench writes as JSON. What is not known or was not measured is null; keys are never omitted.
type (
	machineJSON struct {
		Kernel   string        `json:"kernel"`
		CPU      *string       `json:"cpu"`
		Cores    int           `json:"cores"`
		Threads  int           `json:"threads"`
		Peak     number        `json:"peak_gflops"` // of one thread
		Products []productJSON `json:"products"`
		Updates  []updateJSON  `json:"updates"`
		Seconds  number        `json:"seconds"` // taken by the measurement
	}
	productJSON struct {
		Op     string `json:"op"`
		M      int    `json:"m"`
		N      int    `json:"n"`
		K      int    `json:"k"`
		Gflops number `json:"gflops"`
		OfPeak number `json:"of_peak"` // 0 … 1
	}
	updateJSON struct {
		Task         string `json:"task"`
		Cell         string `json:"cell"`
		Layers       int    `json:"layers"`
		Hidden       int    `json:"hidden"`
		Both         bool   `json:"bidirectional"`
		Batch        int    `json:"batch"`
		Unroll       int    `json:"unroll"`
		Vocab        int    `json:"vocab"`
		MultiplyAdds int64  `json:"multiply_adds"` // of an update's products
		Millis       number `json:"ms"`            // of an update on one thread
		PerSecond    number `json:"tokens_per_second"`
		Gflops       number `json:"gflops"`
		OfRoofline   number `json:"of_roofline"` // 0 … 1
		ManyMillis   number `json:"ms_threads"`  // the same on all threads; null: measured on one only
		ManySecond   number `json:"tokens_per_second_threads"`
		Speedup      number `json:"speedup"`
	}
)

func benchJSON(r bench.Report) machineJSON {
	j := machineJSON{Kernel: r.Kernel, Cores: r.Cores, Threads: r.Threads, Peak: known(r.Peak / 1e9), Seconds: number(r.Took.Seconds())}
	if r.Processor != "" {
		j.CPU = &r.Processor
	}
	for _, p := range r.Products {
		j.Products = append(j.Products, productJSON{p.Op, p.M, p.N, p.K, known(p.Flops / 1e9), known(r.OfPeak(p.Flops))})
	}
	for _, u := range r.Updates {
		m, s := u.Recipe.Model, u.Recipe.Settings
		j.Updates = append(j.Updates, updateJSON{
			Task: cmp.Or(u.Recipe.Task, task.Language.Name), Cell: m.Cell, Layers: m.Layers, Hidden: m.Hidden, Both: m.Bidirectional, Batch: s.Batch, Unroll: s.Unroll, Vocab: m.Vocab, MultiplyAdds: int64(u.MultiplyAdds),
			Millis: known(1e3 * u.One), PerSecond: known(u.Speed(u.One)), Gflops: known(u.Flops() / 1e9), OfRoofline: known(r.OfPeak(u.Flops())),
			ManyMillis: known(1e3 * u.Many), ManySecond: known(u.Speed(u.Many)), Speedup: known(u.Speedup()),
		})
	}
	return j
}

// known is v; 0, which means not known, becomes null.
func known(v float64) number {
	if v == 0 {
		return number(math.NaN())
	}
	return number(v)
}
