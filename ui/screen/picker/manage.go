package picker

import (
	"fmt"
	"slices"

	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/help"
	"unroll/ui/screen/keys"
	"unroll/ui/screen/notice"
)

// A Keeper deletes and renames saved sessions. It is called in the background.
type Keeper struct {
	Discard func(name string) (Removal, error)
	Rename  func(from, to string) error
}

// A Removal is a session that was deleted in the list: it can be restored until it is purged.
type Removal struct {
	Restore func() (name string, err error) // under its name or, if that has been taken, a free one
	Purge   func() error
}

// managing is what is being done to the saved sessions.
type managing struct {
	deleted []deletion   // those that can be restored, the last last
	name    *field.Field // the new name being typed; nil: none
	old     string       // of the session that is renamed
	busy    bool         // a job is at work
	err     error        // why the new name was refused
	note    string       // what was done, until the next key
	bad     bool         // it is why it was not done
}

// A deletion is a session that is deleted and can be restored.
type deletion struct {
	name string
	Removal
}

type (
	deletedMsg struct {
		deletion
		err error
	}
	restoredMsg struct {
		deletion
		as    string // its name now
		items []item
		err   error
	}
	renamedMsg struct {
		from, to string
		items    []item
		err      error
	}
)

// tell shows a note in the bottom row until the next key.
func (m *managing) tell(note string, bad bool) { m.note, m.bad = note, bad }

// Notice shows in the bottom row, until the next key, what went wrong with a run that was left.
func (p *Picker) Notice(text string) { p.manage.tell(text, true) }

// chosenSession is the highlighted entry, if it is a session that can be deleted and renamed; if not, it is said.
func (p *Picker) chosenSession() (item, bool) {
	it, ok := p.current()
	if !ok || it.past == nil || it.folded > 0 || p.source.Keep.Discard == nil {
		p.manage.tell(p.Look.Words.Picking.Manage.OnlySessions, true)
		return it, false
	}
	return it, !p.manage.busy
}

// discard deletes the highlighted session.
func (p *Picker) discard() {
	it, ok := p.chosenSession()
	if !ok {
		return
	}
	p.manage.busy = true
	discard, name := p.source.Keep.Discard, it.name
	p.do(func() any {
		r, err := discard(name)
		return deletedMsg{deletion{name, r}, err}
	})
}

// restore brings back the session that was deleted last.
func (p *Picker) restore() {
	m := &p.manage
	if len(m.deleted) == 0 {
		m.tell(p.Look.Words.Picking.Manage.NothingDeleted, true)
		return
	}
	if m.busy {
		return
	}
	m.busy = true
	last := m.deleted[len(m.deleted)-1]
	m.deleted = m.deleted[:len(m.deleted)-1]
	source, words := p.source, p.Look.Words
	p.do(func() any {
		as, err := last.Restore()
		return restoredMsg{last, as, more(source, words), err}
	})
}

// rename begins to type a new name for the highlighted session.
func (p *Picker) rename() {
	it, ok := p.chosenSession()
	if !ok {
		return
	}
	f := field.New(100, p.Look)
	f.Set(it.name)
	p.manage.name, p.manage.old, p.manage.err = &f, it.name, nil
}

// nameKey takes a key while a new name is typed.
func (p *Picker) nameKey(k event.Key) {
	m := &p.manage
	switch {
	case k.Name == "esc":
		m.name, m.err = nil, nil
	case m.busy:
	case k.Name == "enter" && m.name.Value() == m.old:
		m.name, m.err = nil, nil
	case k.Name == "enter":
		m.busy = true
		from, to := m.old, m.name.Value()
		rename, source, words := p.source.Keep.Rename, p.source, p.Look.Words
		p.do(func() any {
			err := rename(from, to)
			return renamedMsg{from, to, more(source, words), err}
		})
	default:
		m.err = nil
		m.name.Key(k)
	}
}

// managed takes the result of a job of this file.
func (p *Picker) managed(msg any) bool {
	m, say := &p.manage, p.Look.Words.Picking.Manage
	switch msg := msg.(type) {
	case deletedMsg:
		m.busy = false
		if msg.err != nil {
			m.tell(p.Look.Words.Error(msg.err), true)
			return true
		}
		m.deleted = append(m.deleted, msg.deletion)
		m.tell(fmt.Sprintf(say.Deleted, msg.name), false)
		old, _ := p.current()
		p.items = slices.DeleteFunc(p.items, func(it item) bool { return it.past != nil && it.name == msg.name })
		if at := slices.IndexFunc(p.visible(), old.same); at >= 0 { // a person has moved meanwhile
			p.at = at
		} else {
			p.highlight(p.beside())
		}
	case restoredMsg:
		m.busy = false
		if msg.err != nil {
			m.deleted = append(m.deleted, msg.deletion)
			m.tell(p.Look.Words.Error(msg.err), true)
			return true
		}
		if m.tell(fmt.Sprintf(say.Restored, msg.name), false); msg.as != msg.name {
			m.tell(fmt.Sprintf(say.RestoredAs, msg.name, msg.as), false)
		}
		p.show(msg.items, msg.as)
	case renamedMsg:
		m.busy = false
		if msg.err != nil {
			m.err = msg.err
			return true
		}
		m.name = nil
		m.tell(fmt.Sprintf(say.Renamed, msg.from, msg.to), false)
		p.show(msg.items, msg.to)
	default:
		return false
	}
	return true
}

// beside is the entry to highlight in the place of a session that was deleted: the session after it, or if it was the last the one before,
// so that no run begins on other data.
func (p *Picker) beside() int {
	shown := p.visible()
	session := func(i int) bool { return i >= 0 && i < len(shown) && shown[i].past != nil && shown[i].folded == 0 }
	if !session(p.at) && session(p.at-1) {
		return p.at - 1
	}
	return p.at
}

// show lists what was found anew and highlights a session.
func (p *Picker) show(found []item, session string) {
	p.items = p.listed(found)
	p.highlight(max(0, p.place(func(it item) bool { return it.past != nil && it.name == session })))
}

// purge deletes for good what was deleted in the list, in the background.
func (p *Picker) purge() {
	for _, d := range p.manage.deleted {
		p.do(func() any { _ = d.Purge(); return nil }) // what is left is deleted later: sessions.Discard
	}
	p.manage = managing{}
}

// drawNote writes at the bottom of all what was done, and what undoes it, or why it was not done. It returns the rows that it took.
func (p *Picker) drawNote(all grid.View) (rows int) {
	l := p.Look
	st := l.Text
	if p.manage.bad {
		st = l.Bad
	}
	v := all.Sub(0, all.H()-1, all.W(), 1)
	switch beside := grid.Width(grid.Safe(p.manage.note)) <= v.W()-forHints; {
	case beside:
		x := v.Text(1, 0, grid.Safe(p.manage.note), st) + 2
		help.Hints(v.Sub(x, 0, max(0, v.W()-x), 1), p.hints(), *l)
	case all.H() >= 5: // the hints say what undoes it, and how to leave
		help.Hints(v, p.hints(), *l)
		return 1 + notice.Draw(all.Sub(0, 0, all.W(), all.H()-1), p.manage.note, st, *l)
	default:
		return notice.Draw(all, p.manage.note, st, *l)
	}
	return 1
}

// forHints is how many columns the hints need beside a note.
const forHints = 22

// undoing is the entry of the bottom row while a session can be restored.
func (p *Picker) undoing() (keys.Entry, bool) {
	return keys.Entry{Short: "U", Brief: p.Look.Words.Picking.Manage.UndoBrief}, len(p.manage.deleted) > 0
}

// drawName draws the field for a new name in the bottom row of v and, above it, why it was refused.
func (p *Picker) drawName(v grid.View) {
	l, w, m := p.Look, p.Look.Words, &p.manage
	row := v.Sub(0, v.H()-1, v.W(), 1)
	row.Fill(' ', l.Text)
	x := row.Text(1, 0, w.Picking.Manage.NewName+" ", l.Accent) + 1
	hint := "  " + w.Picking.Manage.Hint + " "
	if x+grid.Width(grid.Safe(m.name.Value()))+1+grid.Width(hint) <= row.W() {
		row = row.Sub(0, 0, row.TextRight(row.W(), 0, hint, l.Dim), 1)
	}
	m.name.Draw(row, x, 0, l.Text, true)
	if m.err == nil {
		return
	}
	said := w.Error(m.err)
	n := min(len(grid.Fold(grid.Safe(said), max(1, v.W()-2))), max(0, v.H()-1))
	above := v.Sub(0, v.H()-1-n, v.W(), n)
	above.Fill(' ', l.Text)
	panel.Paragraph(above.Sub(1, 0, max(0, v.W()-2), n), 0, said, l.Bad)
}
