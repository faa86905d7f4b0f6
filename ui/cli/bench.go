package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"unroll/core/bench"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

const benchLong = `Measure how fast this machine trains: the most that multiply-adds in registers reach on one
thread, the matrix products that nets are made of, and whole updates of every cell at three
sizes (Adam, clip 1, one-hot, 65 characters), on one thread and on --threads taking turns.

"of roofline" is the speed of an update on one thread, of the speed that its products alone
would allow at that peak; "×1" is how many times as fast it is on --threads. Let nothing else
run meanwhile. UNROLL_KERNEL forces a kernel.`

const benchExample = `  unroll bench
  unroll bench --quick --threads 1
  UNROLL_KERNEL=avx2 unroll bench --json`

// What a measurement takes, in seconds.
const (
	benchSeconds = 28.0
	quickSeconds = 5.0
	mostSeconds  = 3600.0
)

type benchFlags struct {
	json, quick bool
	seconds     float64
	threads     int
}

func benchCommand(c *call) *cobra.Command {
	var f benchFlags
	cmd := &cobra.Command{
		Use:     "bench",
		Short:   "Measure how fast this machine trains",
		Long:    benchLong,
		Example: benchExample,
		Args:    want(0, 0, ""),
		RunE:    c.do(func(cmd *cobra.Command, _ []string) error { return c.bench(cmd, f) }),
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.BoolVar(&f.json, "json", false, "print a JSON object instead of tables")
	fs.Float64Var(&f.seconds, "seconds", benchSeconds, "take about `S` seconds in all; what would take longer is left out")
	fs.BoolVar(&f.quick, "quick", false, fmt.Sprintf("--seconds %g", quickSeconds))
	addThreads(fs, &f.threads)
	fs.Lookup("threads").Usage = "compare one thread with `N`; 1: one thread only"
	return cmd
}

func (c *call) bench(cmd *cobra.Command, f benchFlags) error {
	switch {
	case f.quick && cmd.Flags().Changed("seconds"):
		return usagef("--quick and --seconds: give one or the other")
	case !(f.seconds > 0 && f.seconds <= mostSeconds):
		return usagef("seconds is %g: it must be more than 0 and at most %g", f.seconds, mostSeconds)
	}
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	if f.quick {
		f.seconds = quickSeconds
	}
	line := statusLine{call: c}
	r, err := bench.Run(bench.Options{Time: time.Duration(f.seconds * float64(time.Second)), Threads: f.threads}, line.show)
	line.clear()
	if err != nil {
		return err
	}
	if f.json {
		return c.printJSON(benchJSON(r))
	}
	_, err = fmt.Fprint(c.stdout, benchTables(r))
	return err
}

// A statusLine says on a terminal what is going on, in one line that is written over; elsewhere nothing.
type statusLine struct {
	call  *call
	shown bool
}

func (l *statusLine) show(what string) {
	if !canRewrite(l.call.errw) {
		return
	}
	l.shown = true
	io.WriteString(l.call.errw, "\r"+grid.Truncate("measuring "+what, columns(l.call.errw)-1, "…")+"\x1b[K")
}

func (l *statusLine) clear() {
	if l.shown {
		io.WriteString(l.call.errw, "\r\x1b[K")
	}
}

func benchTables(r bench.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "kernel %s on %s, %s\n", r.Kernel, processorOf(r), plural(r.Cores, "core"))
	fmt.Fprintf(&b, "peak of one thread: %s GFLOP/s\n\n", giga(r.Peak))
	products := table{right: []bool{false, true, true, true}}
	products.add("product", "M×N×K", "GFLOP/s", "of peak")
	for _, p := range r.Products {
		products.add(p.Op, fmt.Sprintf("%d×%d×%d", p.M, p.N, p.K), giga(p.Flops), percent(r.OfPeak(p.Flops)))
	}
	b.WriteString(products.String() + "\n")
	updates := table{right: []bool{false, true, true, true, true, true, true}}
	head := []string{"update", "ms", "tok/s", "GFLOP/s", "of roofline"}
	if r.Threads > 1 {
		head = append(head, fmt.Sprintf("tok/s, %d threads", r.Threads), "×1")
	}
	updates.add(head...)
	for _, u := range r.Updates {
		updates.add(updateCells(r, u)...)
	}
	b.WriteString(updates.String())
	fmt.Fprintf(&b, "took %.0f s\n", r.Took.Seconds())
	return b.String()
}

func updateCells(r bench.Report, u bench.Update) []string {
	row := []string{bench.Name(u.Recipe), "–", "–", "–", "–"}
	if u.One > 0 {
		row = []string{row[0], fmt.Sprintf("%.2f", 1e3*u.One), chart.Thousands(int64(u.Speed(u.One))), giga(u.Flops()), percent(r.OfPeak(u.Flops()))}
	}
	switch {
	case r.Threads > 1 && u.Many > 0:
		row = append(row, chart.Thousands(int64(u.Speed(u.Many))), fmt.Sprintf("%.2f", u.Speedup()))
	case r.Threads > 1:
		row = append(row, "–", "–")
	}
	return row
}

// processorOf is what the processor calls itself, as far as it does.
func processorOf(r bench.Report) string {
	if r.Processor == "" {
		return "unknown processor"
	}
	return tame(r.Processor)
}

// giga is flops in GFLOP/s; 0 is not known.
func giga(flops float64) string {
	if flops == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", flops/1e9)
}

func percent(part float64) string {
	if part == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", 100*part)
}
