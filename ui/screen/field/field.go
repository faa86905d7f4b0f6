// Package field is a one-line text field: the editing is Bubbles', the drawing goes to the grid.
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

// A Field is a text being typed. The zero value is not usable; make one with New.
type Field struct{ in textinput.Model }

// New is an empty line that takes up to limit characters.
func New(limit int) Field {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = limit
	in.Focus()
	return Field{in: in}
}

// Key types or edits; ctrl+left, ctrl+w, home, end and so on work as in a shell. The cursor never stands within a
// letter and the marks on it, and what deletes one deletes all of it.
func (l *Field) Key(k event.Key) {
	msg, ok := k.Raw.(tea.KeyMsg)
	if !ok {
		return
	}
	for range max(1, l.runes(msg)) { // the component's step is a rune
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

// settle moves the cursor out of a letter and its marks, to behind it: a letter may have been typed before marks.
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

// In the field, which is one line, line ends and tabs are their pictures; so a text that holds those
// pictures themselves comes back with the real ones.
var (
	toPictures   = strings.NewReplacer("\n", "↵", "\t", "⇥")
	fromPictures = strings.NewReplacer("↵", "\n", "⇥", "\t")
)

// Value is the text.
func (l *Field) Value() string { return fromPictures.Replace(l.in.Value()) }

// Set replaces the text and puts the cursor at its end.
func (l *Field) Set(s string) {
	l.in.SetValue(toPictures.Replace(s)) // cut to what may be typed
	l.in.CursorEnd()
}

// Draw writes the text into row y of v from column x on, the cursor inverted if it is active, and
// so much of the beginning left out that the cursor can be seen. A letter and its marks stay together.
func (l *Field) Draw(v grid.View, x, y int, st grid.Style, active bool) {
	parts, at := l.parts()
	room, first, to := v.W()-x, 0, 0
	for _, p := range parts[:at+1] {
		to += p.cols
	}
	for ; to > room && first < at; first++ {
		to -= parts[first].cols
	}
	for i := first; i < len(parts) && x < v.W(); i++ {
		style := st
		if active && i == at {
			style = st.With(grid.Reverse)
		}
		x += v.Text(x, y, parts[i].text, style)
	}
}

// A part of the text is what stays together, and the columns it takes.
type part struct {
	text string
	cols int
}

// parts are those of the text, with a blank behind them for the cursor, and the one that the cursor is on.
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
