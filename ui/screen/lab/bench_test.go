package lab

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// long is a lab on a run of so many updates.
func long(b *testing.B, h history.View) *Lab {
	l := still(b)
	l.data.Snap.History, l.data.Snap.Step = h, h.Step()
	l.source = nothing{}
	l.view.focus = panel.Curves
	return l
}

// A frame of the lab, drawn and made text, on a run of so many updates, each with a snapshot of its own; and what
// the history takes of memory.
func BenchmarkFrame(b *testing.B) {
	for _, n := range []int{1_000, 1_000_000, 10_000_000} {
		h := historytest.Made(n)
		for _, size := range [][2]int{{120, 36}, {200, 60}} {
			b.Run(fmt.Sprintf("updates=%d/%dx%d", n, size[0], size[1]), func(b *testing.B) {
				l, g := long(b, h.View()), grid.New(size[0], size[1])
				least := time.Hour
				for b.Loop() {
					start := time.Now()
					l.clipsOf = history.View{} // as of a new snapshot
					g.Clear(grid.Style{})
					l.Draw(g.View())
					g.Render(grid.Plain)
					least = min(least, time.Since(start))
				}
				b.StopTimer()
				b.ReportMetric(least.Seconds()*1e3, "ms-least") // where others use the machine too
				b.ReportMetric(held(h), "MB-history")
			})
		}
	}
}

// held is how many MB a history takes: what one more of its length does.
func held(h *history.History) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	again := historytest.Made(h.Len())
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(again)
	return float64(after.HeapAlloc-before.HeapAlloc) / 1e6
}

// A key of the lab, the crosshair's, on a run of so many updates.
func BenchmarkKey(b *testing.B) {
	for _, n := range []int{1_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprintf("updates=%d", n), func(b *testing.B) {
			l, g := long(b, historytest.Made(n).View()), grid.New(120, 36)
			l.Draw(g.View())
			for b.Loop() {
				l.Key(event.Key{Name: "left"})
			}
		})
	}
}

// nothing is a source that says and takes nothing.
type nothing struct{ train.Source }
