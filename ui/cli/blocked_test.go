package cli

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"unroll/core/history"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
)

// A gate accepts nothing before it is open.
type gate struct {
	open chan bool
	b    strings.Builder
}

func (g *gate) Write(b []byte) (int, error) {
	<-g.open
	return g.b.Write(b)
}

// The law: a reader of the rows that stops reading loses none, however many updates are made meanwhile, whether
// or not the run is saved, and so has them on disk: those have no wall times.
func TestBlockedReaderLosesNothing(t *testing.T) {
	const steps = history.Recent + 12_000
	text, err := datasets.Opener{}.Open("periodic")
	if err != nil {
		t.Fatal(err)
	}
	for _, kept := range []bool{false, true} {
		r := sessions.RecipeFor(text)
		r.Model.Hidden, r.Settings.Batch, r.Settings.Unroll, r.Settings.ValidEvery, r.Steps = 1, 1, 1, 5000, steps
		run, err := sessions.Begin(text, r, train.Options{Threads: 1, Paused: true, Autosave: time.Second / 20})
		if err != nil {
			t.Fatal(err)
		}
		g := &gate{open: make(chan bool)}
		c := talk()
		c.stdout, c.errw = g, &stream{os.Stderr}
		store := sessions.Default(t.TempDir())
		w := &follower{call: c, run: run, store: store, held: -history.Recent, bar: c.newProgress(true, run.Facts)}
		p := plan{origin: sessions.OfText(text), recipe: r}
		if kept {
			if p.recorder, err = sessions.Create(store, "x", text, ""); err != nil {
				t.Fatal(err)
			}
		}
		var watch sync.WaitGroup
		watch.Go(func() {
			once := sync.OnceFunc(func() { close(g.open) })
			for s := range run.Snapshots(context.Background()) {
				if s.Step == steps {
					once()
				}
			}
		})
		if _, err := w.begin(p, trainFlags{jsonl: "-", quiet: true}); err != nil {
			t.Fatal(err)
		}
		w.watch(nil)
		if err := w.finish(); err != nil {
			t.Fatal(err)
		}
		watch.Wait()
		if rows, times := strings.Count(g.b.String(), `"tokens":`), strings.Count(g.b.String(), `"ms":null`); rows != steps || times > steps/10 {
			t.Errorf("saved %v: %d rows of %d, %d without a time", kept, rows, steps, times)
		}
	}
}
