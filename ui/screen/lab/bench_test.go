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

// long is a lab on a run of many updates.
func long(b *testing.B, h history.View) *Lab {
	l := still(b)
	l.data.Snap.History, l.data.Snap.Step = h, h.Step()
	l.source = nothing{}
	l.view.focus = panel.Curves
	return l
}

// BenchmarkFrame measures a frame of the lab, drawn and rendered, on runs of different lengths, with a new
// snapshot for each frame; and the memory that the history takes.
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
				b.ReportMetric(least.Seconds()*1e3, "ms-least") // less noisy if others use the machine
				b.ReportMetric(held(h), "MB-history")
			})
		}
	}
}

// held is the memory that a history takes, in MB: the increase caused by a copy of its length.
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

// BenchmarkKey measures a key of the lab, one that moves the crosshair, on runs of different lengths.
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

// nothing is a source that provides and accepts nothing.
type nothing struct{ train.Source }
