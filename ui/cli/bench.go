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

// How long the measurements take, in seconds.
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
	w := c.words.CLI
	cmd := described(&cobra.Command{
		Use:  "bench",
		Args: want(0, 0, nil),
		RunE: c.do(func(cmd *cobra.Command, _ []string) error { return c.bench(cmd, f) }),
	}, w.Bench.Command)
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.BoolVar(&f.json, "json", false, w.Flags.JSONObjectTable)
	fs.Float64Var(&f.seconds, "seconds", benchSeconds, w.Bench.Seconds)
	fs.BoolVar(&f.quick, "quick", false, fmt.Sprintf(w.Bench.Quick, quickSeconds))
	c.addThreads(fs, &f.threads)
	fs.Lookup("threads").Usage = w.Bench.Threads
	return cmd
}

func (c *call) bench(cmd *cobra.Command, f benchFlags) error {
	switch {
	case f.quick && cmd.Flags().Changed("seconds"):
		return misuse(errEither, "--quick", "--seconds")
	case !(f.seconds > 0 && f.seconds <= mostSeconds):
		return misuse(errPositiveAtMost, "seconds", f.seconds, 0, mostSeconds)
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
	_, err = fmt.Fprint(c.stdout, c.benchTables(r))
	return err
}

// A statusLine shows on a terminal what is being done, in one line that is rewritten; elsewhere it shows nothing.
type statusLine struct {
	call  *call
	shown bool
}

func (l *statusLine) show(what string) {
	if !canRewrite(l.call.errw.screen()) {
		return
	}
	l.shown = true
	io.WriteString(l.call.errw, "\r"+grid.Truncate(fmt.Sprintf(l.call.words.CLI.Bench.Measuring, what), columns(l.call.errw.screen())-1, "…")+"\x1b[K")
}

func (l *statusLine) clear() {
	if l.shown {
		io.WriteString(l.call.errw, "\r\x1b[K")
	}
}

func (c *call) benchTables(r bench.Report) string {
	w := c.words.CLI.Bench
	var b strings.Builder
	fmt.Fprintf(&b, w.Kernel+"\n", r.Kernel, c.processorOf(r), c.words.CLI.Units.Cores.Of(r.Cores, count(r.Cores)))
	fmt.Fprintf(&b, w.Peak+"\n\n", c.giga(r.Peak))
	products := table{ink: c.ink, right: []bool{false, true, true, true}, head: []string{w.Product, w.Sizes, w.Gflops, w.OfPeak}}
	for _, p := range r.Products {
		products.add(p.Op, fmt.Sprintf("%d×%d×%d", p.M, p.N, p.K), c.giga(p.Flops), c.percent(r.OfPeak(p.Flops)))
	}
	b.WriteString(products.String() + "\n")
	updates := table{ink: c.ink, right: []bool{false, true, true, true, true, true, true}}
	updates.head = []string{w.Update, w.Millis, w.PerSecond, w.Gflops, w.OfRoofline}
	if r.Threads > 1 {
		updates.head = append(updates.head, fmt.Sprintf(w.PerSecondOn, r.Threads), w.Speedup)
	}
	for _, u := range r.Updates {
		updates.add(c.updateCells(r, u)...)
	}
	b.WriteString(updates.String())
	fmt.Fprintf(&b, w.Took+"\n", r.Took.Seconds())
	return b.String()
}

func (c *call) updateCells(r bench.Report, u bench.Update) []string {
	none := c.words.CLI.Units.NotKnown
	row := []string{bench.Name(u.Recipe), none, none, none, none}
	if u.One > 0 {
		row = []string{row[0], fmt.Sprintf("%.2f", 1e3*u.One), chart.Thousands(int64(u.Speed(u.One))), c.giga(u.Flops()), c.percent(r.OfPeak(u.Flops()))}
	}
	switch {
	case r.Threads > 1 && u.Many > 0:
		row = append(row, chart.Thousands(int64(u.Speed(u.Many))), fmt.Sprintf("%.2f", u.Speedup()))
	case r.Threads > 1:
		row = append(row, none, none)
	}
	return row
}

// processorOf is the processor's name for itself, as far as it has one.
func (c *call) processorOf(r bench.Report) string {
	if r.Processor == "" {
		return c.words.CLI.Bench.UnknownProcessor
	}
	return tame(r.Processor)
}

// giga is flops in GFLOP/s; 0 means not known.
func (c *call) giga(flops float64) string {
	if flops == 0 {
		return c.words.CLI.Units.NotKnown
	}
	return fmt.Sprintf("%.1f", flops/1e9)
}

func (c *call) percent(part float64) string {
	if part == 0 {
		return c.words.CLI.Units.NotKnown
	}
	return fmt.Sprintf("%.0f %%", 100*part)
}
