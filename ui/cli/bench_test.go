package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"unroll/core/bench"
)

// someReport has one row that was measured and one that was not.
func someReport(peak float64, threads int) bench.Report {
	lstm := bench.Characters("lstm", 1, 256, 32, 32)
	measured := bench.Update{Recipe: lstm, MultiplyAdds: 1e9, One: 0.02}
	if threads > 1 {
		measured.Many = 0.01
	}
	return bench.Report{Kernel: "avx2", Processor: "a chip", Cores: 2, Threads: threads, Peak: peak, Took: 3 * time.Second,
		Products: []bench.Product{{Op: "MulPanel", M: 32, N: 1024, K: 256, Flops: 1e11}},
		Updates:  []bench.Update{measured, {Recipe: lstm, MultiplyAdds: 1e9}}}
}

// The law: the keys are always the same, in the same order, and what is not known is null.
func TestBenchJSONKeysAreStable(t *testing.T) {
	const rows = `"products":[{"op":"MulPanel","m":32,"n":1024,"k":256,"gflops":100,"of_peak":PEAKPART}],"updates":[` +
		`{"task":"language","cell":"lstm","layers":1,"hidden":256,"bidirectional":false,"batch":32,"unroll":32,"vocab":65,"multiply_adds":1000000000,"ms":20,"tokens_per_second":51200,"gflops":100,"of_roofline":PEAKPART,MANY},` +
		`{"task":"language","cell":"lstm","layers":1,"hidden":256,"bidirectional":false,"batch":32,"unroll":32,"vocab":65,"multiply_adds":1000000000,"ms":null,"tokens_per_second":null,"gflops":null,"of_roofline":null,NONE}],"seconds":3}`
	const none, many = `"ms_threads":null,"tokens_per_second_threads":null,"speedup":null`, `"ms_threads":10,"tokens_per_second_threads":102400,"speedup":2`
	for _, c := range []struct {
		r    bench.Report
		want string
	}{
		{someReport(2e11, 2), `{"kernel":"avx2","cpu":"a chip","cores":2,"threads":2,"peak_gflops":200,` + strings.NewReplacer("PEAKPART", "0.5", "MANY", many, "NONE", none).Replace(rows)},
		{someReport(0, 1), `{"kernel":"avx2","cpu":"a chip","cores":2,"threads":1,"peak_gflops":null,` + strings.NewReplacer("PEAKPART", "null", "MANY", none, "NONE", none).Replace(rows)},
	} {
		got, err := json.Marshal(benchJSON(c.r))
		if err != nil || string(got) != c.want {
			t.Errorf("%s, %v\nwant\n%s", got, err, c.want)
		}
	}
	r := someReport(2e11, 2)
	r.Processor = ""
	if got, _ := json.Marshal(benchJSON(r)); !strings.Contains(string(got), `"cpu":null`) {
		t.Errorf("%s", got)
	}
}

// The law: the tables have the same numbers, and a dash for what is not known.
func TestBenchTables(t *testing.T) {
	for _, c := range []struct {
		r    bench.Report
		rows [][]string
	}{
		{someReport(2e11, 2), [][]string{
			{"MulPanel", "32×1024×256", "100.0", "50", "%"},
			{"update", "ms", "tok/s", "GFLOP/s", "of", "roofline", "tok/s,", "2", "threads", "speedup"},
			{"LSTM", "1×256", "B32", "T32", "20.00", "51,200", "100.0", "50", "%", "102,400", "2.00"},
			{"LSTM", "1×256", "B32", "T32", "–", "–", "–", "–", "–", "–"},
		}},
		{someReport(0, 1), [][]string{
			{"peak", "of", "one", "thread:", "–", "GFLOP/s"},
			{"MulPanel", "32×1024×256", "100.0", "–"},
			{"LSTM", "1×256", "B32", "T32", "20.00", "51,200", "100.0", "–"},
			{"LSTM", "1×256", "B32", "T32", "–", "–", "–", "–"},
		}},
	} {
		var lines [][]string
		for line := range strings.Lines(talk().benchTables(c.r)) {
			lines = append(lines, strings.Fields(line))
		}
		for _, want := range c.rows {
			if !slices.ContainsFunc(lines, func(line []string) bool { return slices.Equal(line, want) }) {
				t.Errorf("no line %q in\n%s", want, talk().benchTables(c.r))
			}
		}
	}
}
