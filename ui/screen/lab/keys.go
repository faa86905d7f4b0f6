package lab

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"unroll/core/command"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// table is every key of the lab; dispatch, help and the bottom row are made from it.
func table(w *i18n.Catalogue, kinds []view.Kind) keys.Table[*Lab] {
	return slices.Concat(steering(w), switching(w, kinds), panelKeys(w), always(w))
}

// steering are the keys that mean the same in every view that does not use them itself.
func steering(w *i18n.Catalogue) keys.Table[*Lab] {
	k := w.Keys
	return keys.Table[*Lab]{
		{Name: "run.toggle", Keys: []string{" "}, Show: "space", Does: k.Pause, Brief: k.PauseBrief, Group: w.GroupRun, Do: send(train.Toggle())},
		{Name: "run.step", Keys: []string{"."}, Does: k.StepOnce, Group: w.GroupRun, Do: send(train.StepOnce())},
		{Name: "run.save", Keys: []string{"ctrl+s"}, Does: k.Save, Group: w.GroupRun, Do: (*Lab).save},
		{Name: "run.undo", Keys: []string{"z"}, Does: w.Undo.Undo, Group: w.GroupRun, Do: send(train.Undo())},
		{Name: "run.redo", Keys: []string{"Z"}, Does: w.Undo.Redo, Group: w.GroupRun, Do: send(train.Redo())},
		{Name: "run.here", Keys: []string{"R"}, Does: w.Undo.Here, Group: w.GroupRun, Do: (*Lab).goBackHere},
		{Name: "knob.up", Keys: []string{"+", "="}, Show: "+", Short: "+/-", Does: k.Turn, Brief: k.TurnBrief, Group: w.GroupKnobs, Do: turn(+1)},
		{Name: "knob.down", Keys: []string{"-", "_"}, Show: "-", Does: k.TurnDown, Group: w.GroupKnobs, Do: turn(-1)},
		{Name: "knob.previous", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.SelectUp, Group: w.GroupKnobs, Do: choose(-1)},
		{Name: "knob.next", Keys: []string{"down", "j"}, Show: "↓ j", Does: k.Select, Brief: "", Group: w.GroupKnobs, Do: choose(+1)},
		{Name: "move.right", Keys: []string{"right", "l"}, Show: "→ l", Does: k.Across, Group: w.GroupKnobs, Do: across(+1)},
		{Name: "move.left", Keys: []string{"left", "h"}, Show: "← h", Does: k.AcrossBack, Group: w.GroupKnobs, Do: across(-1)},
		{Name: "knob.reset", Keys: []string{"0"}, Does: k.Default, Group: w.GroupKnobs, Do: (*Lab).resetKnob},
		{Name: "command.type", Keys: []string{":"}, Does: k.Command, Brief: k.CommandBrief, Group: w.GroupKnobs, Do: (*Lab).openCommand},
		{Name: "prefix.type", Keys: []string{"i"}, Does: k.Type, Brief: k.TypeBrief, Group: w.GroupType, Do: (*Lab).openPrefix},
	}
}

// panelKeys are about the panels, and so have no meaning in the other views.
func panelKeys(w *i18n.Catalogue) keys.Table[*Lab] {
	k := w.Keys
	return keys.Table[*Lab]{
		{Name: "panel.next", Keys: []string{"tab"}, Does: k.Focus, Group: w.GroupLook, Do: focus(+1)},
		{Name: "panel.previous", Keys: []string{"shift+tab"}, Does: k.FocusBack, Group: w.GroupLook, Do: focus(-1)},
		{Name: "panel.zoom", Keys: []string{"f"}, Does: k.Zoom, Brief: k.ZoomBrief, Group: w.GroupLook, Do: (*Lab).toggleZoom},
		{Name: "axis.log", Keys: []string{"L"}, Does: k.Log, Group: w.GroupLook, Do: func(l *Lab) { l.data.LogX = !l.data.LogX }},
		{Name: "axis.scale", Keys: []string{"a"}, Does: w.Chart.Scale, Group: w.GroupLook, Do: (*Lab).nextScale},
		{Name: "sentences.next", Keys: []string{"n"}, Does: w.Pairs.Next, Brief: w.Pairs.NextBrief, Group: w.GroupLook, Do: (*Lab).otherSentences},
		{Name: "crosshair.hide", Keys: []string{"x"}, Does: k.Crosshair, Group: w.GroupLook, Do: func(l *Lab) { l.data.Cursor = nil }},
	}
}

// always are the last keys, in every view.
func always(w *i18n.Catalogue) keys.Table[*Lab] {
	k := w.Keys
	return keys.Table[*Lab]{
		{Name: "theme.next", Keys: []string{"t"}, Does: k.Theme, Group: w.GroupLook, Do: func(l *Lab) { l.say(Restyle{Theme: true}) }},
		{Name: "glyphs.next", Keys: []string{"g"}, Does: k.Glyphs, Group: w.GroupLook, Do: func(l *Lab) { l.say(Restyle{Glyphs: true}) }},
		{Name: "unit.next", Keys: []string{"u"}, Does: w.Units.Switch, Group: w.GroupLook, Do: func(l *Lab) { l.say(Restyle{Unit: OtherUnit}) }},
		{Name: "screen.redraw", Keys: []string{"ctrl+l"}, Does: k.Redraw, Group: w.GroupLook, Do: func(l *Lab) { l.say(Redraw{}) }},
		{Name: "help", Keys: []string{"?"}, Does: k.Help, Brief: k.HelpBrief, Group: w.GroupLook, Do: func(l *Lab) { l.explain("") }},
		{Name: "back", Keys: []string{"esc"}, Does: k.Up, Group: w.GroupLeave, Do: (*Lab).up},
		{Name: "suspend", Keys: []string{"ctrl+z"}, Does: k.Suspend, Group: w.GroupLeave, Do: func(l *Lab) { l.say(Suspend{}) }},
		{Name: "quit", Keys: []string{"q", "ctrl+c"}, Short: "q", Does: k.Quit, Brief: k.QuitBrief, Group: w.GroupLeave, Do: func(l *Lab) { l.say(Quit{}) }},
	}
}

// Key handles a key: whatever is open gets it first.
func (l *Lab) Key(k event.Key) []event.Job {
	said, leaving := l.view.notice != "" || l.view.refusal != "", l.view.leaving
	l.view.notice, l.view.refusal, l.view.leaving = "", "", false
	switch {
	case k.Name == "esc" && leaving:
		l.say(Leave{})
	case l.confirmed(k):
	case k.Name == "ctrl+c":
		l.say(Quit{})
	case k.Name == "esc" && l.data.Snap.Rewind != nil && !l.covered():
		l.send(train.CallOff())
	case k.Name == "esc" && said && !l.covered():
		// closes the message only: to leave the lab takes another
	case l.data.Prefix.Typing:
		l.typePrefix(k)
	case l.view.command != nil:
		l.typeCommand(k)
	case l.view.help:
		l.helpKey(k)
	case l.views.list:
		l.listKey(k)
	case l.viewKey(k):
	default:
		if b, ok := l.keys().Find(k.Name); ok {
			b.Do(l)
		}
	}
	return l.take()
}

// covered reports whether something is open over the lab or in the bottom row, which esc closes before a message.
func (l *Lab) covered() bool {
	return l.data.Prefix.Typing || l.view.command != nil || l.view.help || l.views.list
}

// Typing reports whether keys are text at the moment, so that a run of them is one text.
func (l *Lab) Typing() bool {
	v := l.other()
	return l.data.Prefix.Typing || l.view.command != nil || (v != nil && v.Typing())
}

func send(c command.Command) func(*Lab) {
	return func(l *Lab) { l.send(c) }
}

func (l *Lab) send(c command.Command) {
	taken := l.source.Send(c)
	l.view.sent = l.view.sent || taken
	switch {
	case !taken && l.ended:
		l.view.notice = l.Look.Words.HasEnded
	case !taken:
		l.view.notice = "…"
	}
}

// save requests a save now; a later snapshot reports that it is done.
func (l *Lab) save() {
	l.view.saving = l.data.Snap.Saved.When
	l.view.asked = true
	l.send(train.Save())
}

func (l *Lab) knob() (recipe.Knob, bool) {
	if len(l.data.Knobs) == 0 {
		return recipe.Knob{}, false
	}
	return l.data.Knobs[min(l.data.Knob, len(l.data.Knobs)-1)], true
}

func turn(dir int) func(*Lab) {
	return func(l *Lab) {
		if k, ok := l.knob(); ok {
			l.await(k)
			if from := l.view.turned.from; min(max(k.Turn(from, dir), k.Min), k.Max) == from {
				l.showKnob(k) // at the end of its range: no snapshot will show another value
			}
			l.send(train.Turn(k.Name, dir))
		}
	}
}

func (l *Lab) resetKnob() {
	if k, ok := l.knob(); ok {
		l.await(k)
		l.send(train.Default(k.Name))
	}
}

func choose(dir int) func(*Lab) {
	return func(l *Lab) {
		if n := len(l.data.Knobs); n > 0 {
			l.data.Knob = (l.data.Knob + dir + n) % n
			l.showKnob(l.data.Knobs[l.data.Knob])
		}
	}
}

// across moves the crosshair if a chart has the focus, and otherwise changes the chosen setting.
func across(dir int) func(*Lab) {
	return func(l *Lab) {
		if l.other() == nil && (l.view.focus == panel.Curves || l.view.focus == panel.Norm) {
			l.moveCursor(dir)
			return
		}
		turn(dir)(l)
	}
}

// moveCursor moves the crosshair by a column of the chart with the focus.
func (l *Lab) moveCursor(dir int) {
	info, ok := l.view.charts[l.view.focus]
	if !ok || l.data.Snap.Step == 0 {
		return
	}
	at := float64(l.data.Snap.Step)
	if l.data.Cursor != nil {
		at = *l.data.Cursor
		if col, ok := info.Column(at); ok {
			if x, ok := info.XAt(info.X + col + dir); ok {
				at = x
			}
		}
	}
	l.setCursor(at)
}

func (l *Lab) setCursor(x float64) {
	x = min(max(x, 1), max(1, float64(l.data.Snap.Step)))
	l.data.Cursor = &x
	l.find()
}

func focus(dir int) func(*Lab) {
	return func(l *Lab) {
		ids := l.focusable()
		for i, id := range ids {
			if id == l.view.focus {
				l.view.focus = ids[(i+dir+len(ids))%len(ids)]
				return
			}
		}
		if len(ids) > 0 {
			l.view.focus = ids[0]
		}
	}
}

// focusable are the panels that can have the focus: all if one is zoomed (tab then shows the next), otherwise
// those on the screen.
func (l *Lab) focusable() []string {
	var ids []string
	for _, p := range l.data.Panels() {
		on := l.view.zoom
		for _, q := range l.view.plan.Panels {
			on = on || q.ID == p.ID
		}
		if on {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

func (l *Lab) toggleZoom() { l.view.zoom = !l.view.zoom }

// up closes one thing: a view, the crosshair, or a zoomed panel. If nothing is open, the next esc leaves for the list, which it
// says: who has just ended typing with enter must not lose the run to a key too many.
func (l *Lab) up() {
	switch {
	case l.views.at > 0:
		l.show(0)
	case l.data.Cursor != nil:
		l.data.Cursor = nil
	case l.view.zoom:
		l.view.zoom = false
	default:
		l.view.leaving, l.view.notice = true, l.Look.Words.Lab.EscLeaves
	}
}

func (l *Lab) openPrefix() {
	l.data.Prefix.Typing = true
	l.data.Prefix.Line.Set(l.data.Prefix.Line.Value())
	l.retext()
}

// typePrefix edits the prefix; every key requests its continuation.
func (l *Lab) typePrefix(k event.Key) {
	if k.Name == "esc" || k.Name == "enter" {
		l.data.Prefix.Typing = false
		return
	}
	l.data.Prefix.Line.Key(k)
	l.retext()
}

func (l *Lab) retext() {
	l.data.Prefix.Text = l.data.Prefix.Line.Value()
	l.ask()
	l.see()
}

// setPrefix takes the prefix that a view requests, unless a person has typed another meanwhile.
func (l *Lab) setPrefix(m view.Prefix) {
	p := &l.data.Prefix
	switch {
	case m.From != p.Text || p.Typing:
	case utf8.RuneCountInString(m.To) > field.Most:
		l.view.notice = fmt.Sprintf(l.Look.Words.PrefixFull, chart.Thousands(field.Most))
	default:
		p.Line.Set(m.To)
		p.Text = m.To
		l.ask()
	}
	l.see()
}

// nextScale selects the next range of the charts' values, and shows its name.
func (l *Lab) nextScale() {
	w := l.Look.Words.Chart
	l.data.Scale = (l.data.Scale + 1) % panel.Scales
	l.view.notice = fmt.Sprintf(w.ScaleAbout, w.Scales[l.data.Scale])
}
