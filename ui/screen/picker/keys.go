package picker

import (
	"context"

	"unroll/ui/i18n"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help"
	"unroll/ui/screen/keys"
	"unroll/ui/screen/lab"
)

func table(w *i18n.Catalogue) keys.Table[*Picker] {
	k, g, m := w.Keys, w.Picking.Groups, w.Picking.Manage
	return keys.Table[*Picker]{
		{Name: "list.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Move, Brief: k.MoveBrief, Group: w.GroupGo, Do: move(+1)},
		{Name: "list.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.MoveUp, Group: w.GroupGo, Do: move(-1)},
		{Name: "list.first", Keys: []string{"home"}, Does: k.First, Group: w.GroupGo, Do: func(p *Picker) { p.highlight(0) }},
		{Name: "list.last", Keys: []string{"end", "G"}, Show: "end G", Does: k.Last, Group: w.GroupGo, Do: func(p *Picker) { p.highlight(1 << 30) }},
		{Name: "list.page-down", Keys: []string{"pgdown"}, Show: "pgdn", Does: g.PageDown, Group: w.GroupGo, Do: func(p *Picker) { p.highlight(p.at + max(1, p.listH-2)) }},
		{Name: "list.page-up", Keys: []string{"pgup"}, Does: g.PageUp, Group: w.GroupGo, Do: func(p *Picker) { p.highlight(p.at - max(1, p.listH-2)) }},
		{Name: "list.open", Keys: []string{"enter", "right", "l"}, Show: "enter → l", Short: "enter", Does: k.Open, Brief: k.OpenBrief, Group: w.GroupGo, Do: (*Picker).open},
		{Name: "list.find", Keys: []string{"/"}, Does: k.Filter, Brief: k.FilterBrief, Group: w.GroupGo, Do: func(p *Picker) { p.typing = true }},
		{Name: "list.file", Keys: []string{"o"}, Does: k.File, Brief: k.FileBrief, Group: w.GroupGo, Do: (*Picker).browse},
		{Name: "list.group", Keys: []string{"tab", "]"}, Show: "tab ]", Short: "tab", Does: g.Next, Brief: g.NextBrief, Group: w.GroupGo, Do: nextGroup(+1)},
		{Name: "list.group-back", Keys: []string{"shift+tab", "["}, Show: "shift+tab [", Does: g.Back, Group: w.GroupGo, Do: nextGroup(-1)},
		{Name: "list.fold", Keys: []string{"left", "h"}, Show: "← h", Does: g.Fold, Group: w.GroupGo, Do: (*Picker).foldCurrent},
		{Name: "list.columns", Keys: []string{"c"}, Does: w.Picking.Ask.Again, Group: w.GroupGo, Do: (*Picker).askAgain},
		{Name: "list.delete", Keys: []string{"d", "delete"}, Show: "d", Short: "d", Does: m.Delete, Group: w.GroupGo, Do: (*Picker).discard},
		{Name: "list.restore", Keys: []string{"U"}, Does: m.Undo, Group: w.GroupGo, Do: (*Picker).restore},
		{Name: "list.rename", Keys: []string{"r"}, Does: m.Rename, Group: w.GroupGo, Do: (*Picker).rename},
		{Name: "theme.next", Keys: []string{"t"}, Does: k.Theme, Group: w.GroupLook, Do: func(p *Picker) { p.say(lab.Restyle{Theme: true}) }},
		{Name: "glyphs.next", Keys: []string{"g"}, Does: k.Glyphs, Group: w.GroupLook, Do: func(p *Picker) { p.say(lab.Restyle{Glyphs: true}) }},
		{Name: "unit.next", Keys: []string{"u"}, Does: w.Units.Switch, Group: w.GroupLook, Do: func(p *Picker) { p.say(lab.Restyle{Unit: lab.OtherUnit}) }},
		{Name: "screen.redraw", Keys: []string{"ctrl+l"}, Does: k.Redraw, Group: w.GroupLook, Do: func(p *Picker) { p.say(lab.Redraw{}) }},
		{Name: "help", Keys: []string{"?"}, Does: k.Help, Brief: k.HelpBrief, Group: w.GroupLook, Do: func(p *Picker) { p.help, p.page = true, help.Reader{} }},
		{Name: "suspend", Keys: []string{"ctrl+z"}, Does: k.Suspend, Group: w.GroupLeave, Do: func(p *Picker) { p.say(lab.Suspend{}) }},
		{Name: "quit", Keys: []string{"q", "ctrl+c"}, Short: "q", Does: k.Quit, Brief: k.QuitBrief, Group: w.GroupLeave, Do: func(p *Picker) { p.say(lab.Quit{}) }},
	}
}

func move(by int) func(*Picker) {
	return func(p *Picker) { p.highlight(p.at + by) }
}

// Key handles a key: whatever is open gets it first.
func (p *Picker) Key(k event.Key) []event.Job {
	p.manage.tell("", false)
	switch {
	case k.Name == "ctrl+c":
		p.say(lab.Quit{})
	case p.files.page != nil:
		jobs, o := p.files.page.Key(k)
		p.chose(jobs, o)
	case p.manage.name != nil:
		p.nameKey(k)
	case p.help:
		p.helpKey(k)
	case p.typing:
		p.typeFilter(k)
	case p.preview.asking:
		p.askKey(k)
	case p.digit(k):
	case k.Name == "esc":
		p.refilter("")
	default:
		if b, ok := table(p.Look.Words).Find(k.Name); ok {
			b.Do(p)
		}
	}
	return p.take()
}

// Typing reports whether keys are text at the moment.
func (p *Picker) Typing() bool { return p.typing || p.files.page != nil || p.manage.name != nil }

func (p *Picker) helpKey(k event.Key) {
	p.help = p.page.Key(k.Name)
}

func (p *Picker) typeFilter(k event.Key) {
	switch k.Name {
	case "esc":
		p.typing = false
		p.refilter("")
	case "enter":
		p.typing = false
	case "down", "up":
		p.typing = false
		p.Key(k)
	default:
		old := p.filter.Value()
		p.filter.Key(k)
		if p.filter.Value() != old {
			p.highlight(p.best())
		}
	}
}

// refilter searches for something else. What is highlighted stays so, if it is still shown.
func (p *Picker) refilter(s string) {
	if p.filter.Value() == s {
		return
	}
	old, ok := p.current()
	p.filter.Set(s)
	switch at := p.place(old.same); {
	case !ok || at < 0:
		p.highlight(p.first())
	default:
		p.at = at
	}
}

func (p *Picker) current() (item, bool) {
	shown := p.visible()
	if p.at >= len(shown) {
		return item{}, false
	}
	it := shown[p.at]
	if it.begin == nil {
		name := it.name
		it.begin = func(_ context.Context, id int) any { return begin(p.source, id, name) }
	}
	return it, true
}

// Mouse handles the mouse: a click highlights, a click on the highlighted entry opens it, one on an answer takes it, the wheel moves.
func (p *Picker) Mouse(m event.Mouse) []event.Job {
	switch {
	case p.files.page != nil:
		jobs, o := p.files.page.Mouse(m)
		p.chose(jobs, o)
	case p.manage.name != nil:
	case p.help:
		p.help = p.page.Mouse(m)
	case p.preview.asking && m.Kind == event.WheelUp:
		p.askKey(event.Key{Name: "up"})
	case p.preview.asking && m.Kind == event.WheelDown:
		p.askKey(event.Key{Name: "down"})
	case m.Kind == event.Press && p.preview.asks.under(m.X, m.Y) >= 0:
		p.answer(p.preview.asks.under(m.X, m.Y), p.preview.asking)
	case m.Kind == event.WheelUp:
		p.highlight(p.at - 1)
	case m.Kind == event.WheelDown:
		p.highlight(p.at + 1)
	case m.Kind == event.Press && m.X < p.listW && !p.preview.asking:
		p.clickRow(m.Y - p.rowsAt)
	}
	return p.take()
}
