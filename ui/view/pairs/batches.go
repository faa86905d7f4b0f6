package pairs

import (
	"context"
	"math"
	"slices"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// Batches is the view on the data, in three pages: the padded batches as the network reads them, the lengths of the sentences, and what
// there is in numbers.
type Batches struct {
	common
	pager
	recipe recipe.Recipe
	source *translation.Source // that the pairs come from; nil: another
	size   int                 // pairs of a batch
	at     int                 // the batch, from 0, counted on from epoch to epoch
	epochs float64             // that the run has done
	left   int                 // the first position that is shown

	batches ask.Asker[batchKey, *padded]
	counts  ask.Asker[int, *counted]
	got     *padded
	known   *counted
	reader  *task.Preview // the job that reads owns it; nil: none yet
}

// The pages of Batches.
const (
	batchPage = iota
	lengthsPage
	numbersPage
	batchPages
)

// NewBatches begins the view of a run, whose data must be *task.Pairs.
func NewBatches(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	v := &Batches{common: newCommon(s.Data.(*task.Pairs), l), recipe: s.Recipe, size: s.Recipe.Settings.Batch, pager: pager{first: make([]int, batchPages)}}
	v.batches.Under, v.counts.Under = ctx, ctx
	if x, ok := s.Origin.(sessions.PairsOrigin); ok {
		if source, ok := translation.Find(x.Source); ok {
			v.source = &source
		}
	}
	return v
}

// See takes the size of the batches, which a person may change.
func (v *Batches) See(d *panel.Data, shown bool) []event.Job {
	v.see(d, shown)
	if n := d.Snap.Settings.Batch; n > 0 && n != v.size {
		v.size, v.at = n, 0
	}
	v.epochs = d.Snap.Epoch
	return v.ask()
}

// Message takes an answer.
func (v *Batches) Message(msg any) []event.Job {
	if a, own := v.batches.Take(msg); own {
		if a != nil && a.Is != nil {
			v.got, v.reader = a.Is, a.Is.reader
		}
		return v.ask()
	}
	if a, own := v.counts.Take(msg); own {
		if a != nil && a.Is != nil {
			v.known = a.Is
		}
		return v.ask()
	}
	return nil
}

// ask has read what the page shows.
func (v *Batches) ask() []event.Job {
	switch {
	case !v.shown:
		return nil
	case v.page == batchPage:
		return v.askBatch()
	}
	return v.askCounts()
}

// Typing reports that no text is typed.
func (v *Batches) Typing() bool { return false }

// Entries are its keys.
func (v *Batches) Entries() []keys.Entry { return v.table().Entries() }

// table is every key of the page that is shown.
func (v *Batches) table() keys.Table[*Batches] {
	k, group := v.look.Words.BatchView.Keys, v.look.Words.Views["pairs"]
	list := slices.Concat(turning(&v.common, "pairs", func(v *Batches, by int) { v.turn(by) }), scrolling(&v.common, "pairs", (*Batches).move))
	if v.page != batchPage {
		return list
	}
	return append(keys.Table[*Batches]{
		{Name: "pairs.next", Keys: []string{"n"}, Short: "n/p", Does: k.Next, Brief: k.NextBrief, Group: group, Do: nextBatch(+1)},
		{Name: "pairs.previous", Keys: []string{"p"}, Does: k.Before, Group: group, Do: nextBatch(-1)},
		{Name: "pairs.now", Keys: []string{"r"}, Does: k.Now, Brief: k.NowBrief, Group: group, Do: (*Batches).toNow},
		{Name: "pairs.right", Keys: []string{"right", "l"}, Show: "→ l", Does: k.Right, Group: group, Do: func(v *Batches) { v.left++ }},
		{Name: "pairs.left", Keys: []string{"left", "h"}, Show: "← h", Does: k.Left, Group: group, Do: func(v *Batches) { v.left = max(0, v.left-1) }},
	}, list...)
}

// Key handles a key.
func (v *Batches) Key(k event.Key) ([]event.Job, bool) {
	v.notice = ""
	b, ok := v.table().Find(k.Name)
	if !ok {
		return nil, false
	}
	b.Do(v)
	return v.ask(), true
}

// Mouse handles the mouse: the wheel scrolls.
func (v *Batches) Mouse(m event.Mouse) []event.Job {
	v.move(wheel(m))
	return nil
}

func (v *Batches) move(by int) { v.scroll(by, v.rows(), v.room) }

// rows are what the page has to scroll over: pairs, bins of lengths, lines of numbers.
func (v *Batches) rows() int {
	switch {
	case v.page == batchPage && v.got != nil:
		return v.got.pairs
	case v.page == numbersPage && v.known != nil:
		return len(v.lines())
	}
	return 0
}

// perEpoch is the number of batches of an epoch.
func (v *Batches) perEpoch() int {
	n := len(v.data.Train)
	size := max(1, min(v.size, n))
	return (n + size - 1) / size
}

func nextBatch(by int) func(*Batches) {
	return func(v *Batches) { v.to(v.at + by) }
}

// to shows a batch, from its first pair.
func (v *Batches) to(at int) {
	v.at, v.left = max(0, at), 0
	v.first[batchPage] = 0
}

// toNow shows the batch that the run reads next.
func (v *Batches) toNow() {
	whole, part := math.Modf(v.epochs)
	v.to(int(whole)*v.perEpoch() + int(math.Round(part*float64(len(v.data.Train))))/max(1, v.size))
}

// Draw draws the view.
func (v *Batches) Draw(g grid.View) {
	l, w := v.look, v.look.Words.BatchView
	foot := ""
	if v.page == batchPage {
		foot = v.legend()
	}
	in := v.titled(g, v.pageTitle(w.Pages, v.page, grid.FrameRoom(g.W())-3), "", foot)
	switch {
	case in.Empty():
	case v.page == batchPage && v.got == nil, v.page != batchPage && v.known == nil:
		in.TextCenter(in.H()/2, w.Reading, l.Dim)
	case v.page == batchPage:
		v.drawBatch(in)
	case v.page == lengthsPage:
		v.drawLengths(in)
	default:
		v.drawNumbers(in)
	}
}
