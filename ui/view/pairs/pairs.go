// Package pairs has three views on a run that translates: Beam, the search for one translation; Batches, the data as the network reads
// them; Errors, where held-out pairs cost most.
//
// Every picture is the answer to a question, asked in the background and keyed by all that it depends on. Draw only looks at the answers
// that have arrived.
package pairs

import (
	"fmt"
	"math"
	"strings"
	"time"

	"unroll/core/task"
	"unroll/core/translation"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
)

// rest is the least time between two answers for newer models.
const rest = 250 * time.Millisecond

// common is what the views have in common.
type common struct {
	look   *look.Look
	data   *task.Pairs
	list   []translation.Pair // that are looked at
	own    bool               // they are held out
	model  *translation.Model // the newest; nil: none yet
	shown  bool
	room   int // rows of what scrolls, when last drawn
	notice string
}

func newCommon(d *task.Pairs, l *look.Look) common {
	c := common{look: l, data: d, list: d.Valid, own: true}
	if len(c.list) == 0 {
		c.list, c.own = d.Train, false
	}
	return c
}

// see takes the newest model.
func (c *common) see(d *panel.Data, shown bool) {
	c.shown = shown
	if m, ok := d.Snap.Model.(*translation.Model); ok {
		c.model = m
	}
}

// more marks a text that is cut.
func (c *common) more() string { return c.look.Pick("…", "~") }

// cut is a text in at most w columns.
func (c *common) cut(text string, w int) string { return grid.Truncate(text, w, c.more()) }

// head writes the fullest of some forms of a fact that fits.
func (c *common) head(at grid.View, st grid.Style, forms ...string) {
	for i, f := range forms {
		if grid.Width(f) <= at.W() || i == len(forms)-1 {
			at.Text(0, 0, c.cut(f, at.W()), st)
			return
		}
	}
}

// titled draws the frame of a view, and returns the inside.
func (c *common) titled(g grid.View, title, right, foot string) grid.View {
	l := c.look
	st := l.Dim
	if c.notice != "" {
		foot, st = c.notice, l.Warn
	}
	return g.Frame(grid.Frame{Title: title, Right: right, Foot: foot, Border: l.BorderFocus, TitleStyle: l.Title, RightStyle: l.Dim, FootStyle: st}).Inset(1, 0, 1, 0)
}

// pageTitle names pages, the one that is shown marked; where there is no room for all of them, only that one.
func (c *common) pageTitle(pages []string, page, room int) string {
	mark := c.look.Pick("▸", ">")
	list := make([]string, len(pages))
	for i, name := range pages {
		list[i] = name
		if i == page {
			list[i] = mark + name
		}
	}
	if all := strings.Join(list, " · "); grid.Width(all) <= room {
		return all
	}
	return list[page]
}

// stepText is the step of a network, for the corner of a frame.
func (c *common) stepText(step int) string { return c.look.Words.Step + " " + number(step) }

// sentence is tokens of a side as a sentence.
func sentence(s *translation.Side, tokens []string) string { return grid.Safe(s.Join(tokens)) }

// source and target are the sentences of a pair.
func (c *common) source(p translation.Pair) string {
	return sentence(&c.data.Source, c.data.Source.Spell(p.Source))
}

func (c *common) target(p translation.Pair) string {
	return sentence(&c.data.Target, c.data.Target.Spell(p.Target))
}

// number is a count as people write it.
func number(n int) string { return chart.Thousands(int64(n)) }

// amount is nats in the unit that is shown, with a sign if it is below 0.
func (c *common) amount(nats float64, decimals int) string {
	x := c.look.Loss(nats)
	switch text := fmt.Sprintf("%.*f", decimals, math.Abs(x)); {
	case math.IsNaN(x):
		return "NaN"
	case math.IsInf(x, 1):
		return "∞"
	case math.IsInf(x, -1):
		return c.look.Pick("−", "-") + "∞"
	case x < 0 && strings.Trim(text, "0.") != "":
		return c.look.Pick("−", "-") + text
	default:
		return text
	}
}

// percent is a share in percent, to a tenth; 100 only if it is all, a dash if there is nothing that it is of.
func (c *common) percent(share float64) string {
	switch x := 100 * share; {
	case math.IsNaN(x):
		return c.look.Pick("–", "-")
	case share == 1 || x == 0:
		return fmt.Sprintf("%.0f", x)
	default:
		return fmt.Sprintf("%.1f", math.Min(x, 99.9))
	}
}

// wheel is how many rows the mouse moves.
func wheel(m event.Mouse) int {
	switch m.Kind {
	case event.WheelUp:
		return -1
	case event.WheelDown:
		return +1
	}
	return 0
}

// A binding is a key of a view V.
type binding[V any] = keys.Binding[V]
