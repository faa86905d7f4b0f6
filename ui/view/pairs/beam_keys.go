package pairs

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/keys"
	"unroll/ui/view/table"
)

// table is every key; dispatch, help and the bottom row are made from it.
func (b *Beam) table() keys.Table[*Beam] {
	k, group := b.look.Words.BeamView.Keys, b.look.Words.Views["beam"]
	if b.line != nil {
		return keys.Table[*Beam]{{Name: "beam.done", Keys: []string{"esc", "enter"}, Does: k.Done, Brief: k.DoneBrief, Group: group, Do: (*Beam).done}}
	}
	list := keys.Table[*Beam]{
		{Name: "beam.more", Keys: []string{"+", "="}, Show: "+", Short: "+/-", Does: k.Turn, Brief: k.TurnBrief, Group: group, Do: turnBeam(+1)},
		{Name: "beam.less", Keys: []string{"-", "_"}, Show: "-", Does: k.TurnDown, Group: group, Do: turnBeam(-1)},
		{Name: "beam.setting", Keys: []string{"tab", "shift+tab"}, Show: "tab", Does: k.Knob, Brief: k.KnobBrief, Group: group, Do: func(b *Beam) { b.knob = (b.knob + 1) % len(beamKnobs) }},
		{Name: "beam.value", Keys: []string{"enter"}, Does: k.Value, Group: group, Do: (*Beam).typeValue},
		{Name: "beam.reset", Keys: []string{"0"}, Does: k.Default, Group: group, Do: func(b *Beam) { b.apply(beamKnobs[b.knob].first) }},
		{Name: "beam.right", Keys: []string{"right", "l"}, Show: "→ l", Does: k.Right, Group: group, Do: (*Beam).right},
		{Name: "beam.left", Keys: []string{"left", "h"}, Show: "← h", Does: k.Left, Group: group, Do: (*Beam).left},
		{Name: "beam.up", Keys: []string{"up", "k"}, Show: "↑ k", Short: "←↑↓→", Does: k.Up, Brief: k.MoveBrief, Group: group, Do: vertically(-1)},
		{Name: "beam.down", Keys: []string{"down", "j"}, Show: "↓ j", Does: k.Down, Group: group, Do: vertically(+1)},
		{Name: "beam.best", Keys: []string{"home"}, Does: k.Home, Group: group, Do: (*Beam).toBest},
		{Name: "beam.end", Keys: []string{"end"}, Does: k.End, Group: group, Do: (*Beam).toEnd},
		{Name: "beam.example", Keys: []string{"e"}, Does: k.Book, Brief: k.BookBrief, Group: group, Do: (*Beam).toggleBook},
	}
	if b.book {
		return list
	}
	return append(list,
		binding[*Beam]{Name: "beam.next", Keys: []string{"n"}, Does: k.Next, Short: "n/p", Brief: k.NextBrief, Group: group, Do: nextPair(+1)},
		binding[*Beam]{Name: "beam.previous", Keys: []string{"p"}, Does: k.Before, Group: group, Do: nextPair(-1)},
		binding[*Beam]{Name: "beam.type", Keys: []string{"i"}, Does: k.Type, Brief: k.TypeBrief, Group: group, Do: (*Beam).typeSource})
}

// A beamKnob is a setting of the view.
type beamKnob struct {
	get   func(s beamSettings) float64
	set   func(s *beamSettings, v float64)
	by    float64
	first float64
	least float64
	most  float64
}

var beamKnobs = []beamKnob{
	{func(s beamSettings) float64 { return float64(s.width) }, func(s *beamSettings, v float64) { s.width = int(v) }, 1, float64(firstBeam.width), 1, mostWidth},
	{func(s beamSettings) float64 { return s.alpha }, func(s *beamSettings, v float64) { s.alpha = v }, 0.05, firstBeam.alpha, 0, mostAlpha},
}

// The places of the settings.
const (
	widthKnob = iota
	alphaKnob
)

func turnBeam(by float64) func(*Beam) {
	return func(b *Beam) { k := beamKnobs[b.knob]; b.apply(k.get(b.set) + by*k.by) }
}

// apply gives the chosen setting a value, within its bounds.
func (b *Beam) apply(v float64) {
	k, was := beamKnobs[b.knob], b.set.width
	v = min(max(v, k.least), k.most)
	if b.knob == widthKnob {
		v = math.Round(v)
	} else {
		v = math.Round(v*1000) / 1000
	}
	k.set(&b.set, v)
	if b.set.width != was {
		b.research()
	}
	b.rerank()
}

// Key handles a key.
func (b *Beam) Key(k event.Key) ([]event.Job, bool) {
	b.notice = ""
	if b.line != nil {
		b.typeKey(k)
		return b.ask(), true
	}
	x, ok := b.table().Find(k.Name)
	if !ok {
		return nil, false
	}
	x.Do(b)
	return b.ask(), true
}

// Mouse handles the mouse: the wheel moves over the rows of the tree.
func (b *Beam) Mouse(m event.Mouse) []event.Job {
	if by := wheel(m); by != 0 && b.line == nil {
		vertically(by)(b)
	}
	return nil
}

// to puts the cursor on a node.
func (b *Beam) to(at int) {
	if s := b.now(); s != nil && at >= 0 && at < len(s.tree.nodes) {
		b.cursor = s.tree.path(at)
	}
}

func (b *Beam) right() {
	if at := b.node(); at >= 0 {
		b.to(b.now().tree.nodes[at].first)
	}
}

func (b *Beam) left() {
	if at := b.node(); at >= 0 {
		b.to(b.now().tree.nodes[at].parent)
	}
}

// vertically goes to a row above or below, to the node there whose step is nearest.
func vertically(by int) func(*Beam) {
	return func(b *Beam) {
		at := b.node()
		if at < 0 {
			return
		}
		nodes, to := b.now().tree.nodes, -1
		row, off := nodes[at].row+by, func(i int) int { return max(nodes[i].step-nodes[at].step, nodes[at].step-nodes[i].step) }
		for i, n := range nodes {
			if n.row == row && (to < 0 || off(i) < off(to)) {
				to = i
			}
		}
		b.to(to)
	}
}

// toBest goes to the first token of the best candidate, toEnd to the last.
func (b *Beam) toBest() { b.cursor = nil }

func (b *Beam) toEnd() {
	if len(b.ranked) > 0 {
		b.to(b.now().tree.found[b.ranked[0]].node)
	}
}

func (b *Beam) toggleBook() {
	b.book, b.cursor = !b.book, nil
	b.rerank()
}

// nextPair goes to another pair, or from a typed source back to that of the list.
func nextPair(by int) func(*Beam) {
	return func(b *Beam) {
		if n := len(b.list); b.typed == nil && n > 0 {
			b.at = (b.at + by + n) % n
		}
		b.typed, b.cursor = nil, nil
		b.rerank()
	}
}

// typeSource opens the line, with what was typed before.
func (b *Beam) typeSource() {
	if len(b.list) == 0 {
		return
	}
	f := field.NewText(b.look)
	if b.typed != nil {
		f.Set(b.typed.text)
	}
	b.line, b.value = &f, false
	b.retype()
}

// typeValue opens the line for a value of the chosen setting.
func (b *Beam) typeValue() {
	f := field.New(8, b.look)
	b.line, b.value = &f, true
}

// typeKey edits the line. A source is translated at every key.
func (b *Beam) typeKey(k event.Key) {
	switch {
	case k.Name == "esc" && b.value:
		b.line = nil
	case k.Name == "esc" || k.Name == "enter":
		b.done()
	default:
		b.line.Key(k)
		if !b.value {
			b.retype()
		}
	}
}

// retype takes the source on the line.
func (b *Beam) retype() {
	version := 1
	if b.typed != nil {
		version = b.typed.version + 1
	}
	b.typed, b.cursor = &typed{b.line.Value(), version}, nil
	b.rerank()
}

// done closes the line. If no source is on it, the pair of the list is there again.
func (b *Beam) done() {
	text := strings.TrimSpace(b.line.Value())
	b.line = nil
	switch k := beamKnobs[b.knob]; {
	case !b.value && text == "":
		b.typed = nil
		b.rerank()
	case b.value && text != "":
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(v) || v < k.least || v > k.most {
			b.notice = fmt.Sprintf(b.look.Words.BeamView.BadValue, text, b.knobName(b.knob), k.least, k.most)
			return
		}
		b.apply(v)
	}
}

// knobName is the name of a setting.
func (b *Beam) knobName(knob int) string {
	w := b.look.Words.BeamView
	if knob == widthKnob {
		return w.Width
	}
	return w.Alpha
}

// top is the first row of the tree that is shown, so that the cursor is visible.
func (b *Beam) top(rows int) int {
	at := b.node()
	if at < 0 {
		return 0
	}
	return table.Top(table.Follow, b.now().tree.rows, rows, b.now().tree.nodes[at].row)
}
