// Package field is a one-line text field: Bubbles edits, and the grid draws.
package field

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
)

// A Field is a text being typed. Make one with New: the zero value is not usable.
type Field struct{ in textinput.Model }

// New is an empty line that takes up to limit characters.
func New(limit int) Field {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = limit
	in.Focus()
	return Field{in: in}
}

// Key types or edits; ctrl+left, ctrl+w, home, end and so on work as in a shell. The cursor is never within a
// letter and its marks, and a deletion deletes all of them.
func (l *Field) Key(k event.Key) {
	msg, ok := k.Raw.(tea.KeyMsg)
	if !ok {
		return
	}
	for range max(1, l.runes(msg)) { // the component moves by one rune
		l.in, _ = l.in.Update(msg)
	}
	l.settle()
}

// runes is how many runes a key that moves or deletes by a letter has to pass.
func (l *Field) runes(msg tea.KeyMsg) int {
	m, before, after := l.in.KeyMap, 0, 0
	at := 0
	for c := range grid.Clusters(l.in.Value()) {
		n := utf8.RuneCountInString(c)
		switch {
		case at+n == l.in.Position():
			before = n
		case at == l.in.Position():
			after = n
		}
		at += n
	}
	switch {
	case key.Matches(msg, m.CharacterBackward, m.DeleteCharacterBackward):
		return before
	case key.Matches(msg, m.CharacterForward, m.DeleteCharacterForward):
		return after
	}
	return 1
}

// settle moves the cursor out of a letter and its marks to after them, as a letter may have been typed before
// marks.
func (l *Field) settle() {
	at := 0
	for c := range grid.Clusters(l.in.Value()) {
		end := at + utf8.RuneCountInString(c)
		if at < l.in.Position() && l.in.Position() < end {
			l.in.SetCursor(end)
			return
		}
		at = end
	}
}

// The field has one line, so line ends and tabs are shown as pictures; therefore a text that contains these
// pictures comes back with the characters they stand for.
var (
	toPictures   = strings.NewReplacer("\n", "↵", "\t", "⇥")
	fromPictures = strings.NewReplacer("↵", "\n", "⇥", "\t")
)

// Value is the text.
func (l *Field) Value() string { return fromPictures.Replace(l.in.Value()) }

// Set replaces the text and puts the cursor at its end.
func (l *Field) Set(s string) {
	l.in.SetValue(toPictures.Replace(s)) // truncated to the limit
	l.in.CursorEnd()
}

// Draw writes the text into row y of v from column x on. If it is active, the cursor is inverted, and as much of
// the beginning is omitted as is needed to show it. A letter and its marks stay together.
func (l *Field) Draw(v grid.View, x, y int, st grid.Style, active bool) {
	parts, at := l.parts()
	room, first, to := v.W()-x, 0, 0
	for _, p := range parts[:at+1] {
		to += p.cols
	}
	for ; to > room && first < at; first++ {
		to -= parts[first].cols
	}
	draw(v, x, y, parts[first:], at-first, st, active)
}

// DrawWords is Draw for a line of words, such as numbers: what is omitted at the beginning is whole words, for which more is written.
func (l *Field) DrawWords(v grid.View, x, y int, st grid.Style, active bool, more string) {
	parts, at := l.parts()
	room, to := v.W()-x, 0
	for _, p := range parts[:at+1] {
		to += p.cols
	}
	first, cut := 0, to > room
	for cut && first < at && (to+grid.Width(more)+1 > room || first == 0 || parts[first-1].text != " ") {
		to -= parts[first].cols
		first++
	}
	if cut {
		x += v.Text(x, y, more, st) + 1
	}
	draw(v, x, y, parts[first:], at-first, st, active)
}

// draw writes parts, the cursor on one of them.
func draw(v grid.View, x, y int, parts []part, cursor int, st grid.Style, active bool) {
	for i := 0; i < len(parts) && x < v.W(); i++ {
		style := st
		if active && i == cursor {
			style = st.With(grid.Reverse)
		}
		x += v.Text(x, y, parts[i].text, style)
	}
}

// A part is a piece of the text that is not split, and its width in columns.
type part struct {
	text string
	cols int
}

// parts are the parts of the text, followed by a blank for the cursor, and the index of the one at the cursor.
func (l *Field) parts() (list []part, cursor int) {
	at := 0
	for c, cols := range grid.Clusters(l.in.Value()) {
		if at += utf8.RuneCountInString(c); at <= l.in.Position() {
			cursor++
		}
		list = append(list, part{c, cols})
	}
	return append(list, part{" ", 1}), cursor
}
