package train

import (
	"time"

	"unroll/core/history"
	"unroll/core/marks"
	"unroll/core/nn"
)

// How many bytes of states to go back to a run keeps.
const (
	MarkRoom     = 16 << 20  // in memory
	MarkDiskRoom = 256 << 20 // in the session that it is saved in
)

// markEvery is how much work lies between two states to go back to, at least: that long takes making the updates between them again.
const markEvery = time.Second

// A Marker is a Recorder that also stores states to go back to. What it is to store has the run's History up to there; what it returns has none.
type Marker interface {
	marks.Store[Good]
	// Marks lists the states stored of the run of c, in order of steps; what belongs to another course of it is removed.
	Marks(c *Checkpoint) []marks.Stored
}

// storeMarks makes r, in which the run was just saved, store the states to go back to, if it can.
func (t *Trainer) storeMarks(r Recorder) {
	if m, ok := r.(Marker); ok {
		t.marks.StoreIn(m, m.Marks(&Checkpoint{Recipe: t.recipe, Step: t.step, History: t.hist.View(), Older: t.older}))
		return
	}
	t.marks.StoreIn(nil, nil)
}

// sizeOf is the size of a checkpoint's tensors in bytes.
func sizeOf(c *Checkpoint) (bytes int) {
	count := func(list []nn.Values[float32]) {
		for _, v := range list {
			bytes += 4 * len(v.Data)
		}
	}
	count(c.Weights)
	count(c.State)
	for _, list := range c.Slots {
		count(list)
	}
	if c.Best != nil {
		count(c.Best.Weights)
	}
	return bytes
}

// keepMark keeps the current state to go back to, if it is due; must: even if there is little work since the last. That of a run that goes wrong
// is not worth it.
func (l *learner) keepMark(must bool) {
	due := l.marks.Due(l.step, false)
	if !due && !(must && l.marks.Due(l.step, true)) || l.watch.Ruined(l.done()) || l.watch.Doubtful() {
		return
	}
	g := &Good{Checkpoint: *l.checkpoint(), Events: l.hist.EventLen()}
	of := marks.Stored{Step: g.Step, Events: g.Events, Bytes: sizeOf(&g.Checkpoint)}
	l.marks.Add(of, g, due, func() { g.History, g.Older = history.View{}, nil })
}
