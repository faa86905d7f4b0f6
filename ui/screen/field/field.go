// Package field is a text field of one row: Bubbles edits, and the grid draws.
package field

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/event"
)

// Most is how many characters a text takes. What does not fit is refused as a whole, and Draw says so.
const Most = 100_000

// A Field is a text being typed. Make one with New or NewText: the zero value is not usable.
type Field struct {
	in    textinput.Model
	look  *look.Look
	limit int
	lines bool // line ends and tabs are kept
	full  bool // the last key was refused, because the text would be too long
}

// New is an empty line that takes up to limit characters. Line ends and tabs pasted into it are spaces.
func New(limit int, l *look.Look) Field {
	in := textinput.New()
	in.Prompt = ""
	in.Focus()
	return Field{in: in, look: l, limit: limit}
}

// NewText is an empty text of up to Most characters. It keeps what is pasted as it is; alt+enter and ctrl+j type the end of a
// line.
func NewText(l *look.Look) Field {
	f := New(Most, l)
	f.lines = true
	return f
}

// Key types or edits; ctrl+left, ctrl+w, home, end and so on work as in a shell. The cursor is never within a
// letter and its marks, and a deletion deletes all of them.
func (l *Field) Key(k event.Key) {
	msg, ok := k.Raw.(tea.KeyMsg)
	if !ok {
		return
	}
	if l.lines && (k.Name == "ctrl+j" || k.Name == "alt+enter") {
		msg = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'\n'}}
	}
	times := 1
	if msg.Type == tea.KeyRunes && !msg.Alt {
		msg.Runes = []rune(l.inside(string(msg.Runes)))
		l.full = len(msg.Runes)+utf8.RuneCountInString(l.in.Value()) > l.limit
	} else {
		l.full = msg.Type == tea.KeySpace && utf8.RuneCountInString(l.in.Value()) >= l.limit
		times = max(1, l.runes(msg)) // the component moves by one rune
	}
	if l.full {
		return
	}
	for range times {
		l.in, _ = l.in.Update(msg)
	}
	l.settle()
}

// around is the text near the cursor, which is enough to see the letters there, and where it begins, in runes.
func (l *Field) around() (text string, at int) {
	const near = 200 // more than any letter with its marks
	s, pos := l.in.Value(), l.in.Position()
	if len(s) <= near {
		return s, 0
	}
	runes := []rune(s)
	at = max(0, pos-near)
	return string(runes[at:min(len(runes), pos+near)]), at
}

// runes is how many runes a key that moves or deletes by a letter has to pass.
func (l *Field) runes(msg tea.KeyMsg) int {
	m, before, after := l.in.KeyMap, 0, 0
	text, at := l.around()
	for c := range grid.Clusters(text) {
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
	text, at := l.around()
	for c := range grid.Clusters(text) {
		end := at + utf8.RuneCountInString(c)
		if at < l.in.Position() && l.in.Position() < end {
			l.in.SetCursor(end)
			return
		}
		at = end
	}
}

// The component drops control characters and what is not UTF-8, so they are kept in it as characters of the last private
// plane, which no text has.
const private = 0x10FF00

// inside is a text as the component keeps it. Pasted line ends are a carriage return on most terminals.
func (l *Field) inside(s string) string {
	if !l.lines {
		return s
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20 || r >= 0x7f && r < 0xa0:
			return private + r
		case r == utf8.RuneError:
			return private + 0xa0
		}
		return r
	}, s)
}

// outside is the character that the component keeps as r.
func outside(r rune) rune {
	switch {
	case r == private+0xa0:
		return utf8.RuneError
	case r >= private && r < private+0xa0:
		return r - private
	}
	return r
}

// Value is the text.
func (l *Field) Value() string { return strings.Map(outside, l.in.Value()) }

// Set replaces the text and puts the cursor at its end. What is beyond the limit is left out.
func (l *Field) Set(s string) {
	runes := []rune(l.inside(s))
	l.full = len(runes) > l.limit
	l.in.SetValue(string(runes[:min(len(runes), l.limit)]))
	l.in.CursorEnd()
}

// Draw writes the text into row y of v from column x on. If it is active, the cursor is inverted, and as much of
// the beginning is omitted as is needed to show it. A letter and its marks stay together.
func (l *Field) Draw(v grid.View, x, y int, st grid.Style, active bool) {
	v = l.refusal(v, x, y)
	parts, at := l.parts(v.W())
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
	v = l.refusal(v, x, y)
	parts, at := l.parts(v.W())
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

// refusal writes at the end of the row that a key was refused, if it was, and returns the room that is left.
func (l *Field) refusal(v grid.View, x, y int) grid.View {
	if !l.full {
		return v
	}
	said := " " + fmt.Sprintf(l.look.Words.Field.Full, chart.Thousands(int64(l.limit))) + " "
	at := v.TextRight(v.W(), y, grid.Truncate(said, max(0, v.W()-x-1), l.look.Pick("…", "~")), l.look.Warn.With(grid.Reverse))
	return v.Sub(0, 0, at, v.H())
}

// draw writes parts, the cursor on one of them.
func draw(v grid.View, x, y int, parts []part, cursor int, st grid.Style, active bool) {
	for i := 0; i < len(parts) && x < v.W(); i++ {
		style := st
		if active && i == cursor {
			style = st.With(grid.Reverse)
		}
		x += v.Verbatim(x, y, parts[i].text, style)
	}
}

// A part is a piece of the text that is not split, and its width in columns.
type part struct {
	text string
	cols int
}

// parts are the parts of the text around the cursor, more than cols columns before it and after it, followed by a blank for
// the cursor, and the index of the one at the cursor.
func (l *Field) parts(cols int) (list []part, cursor int) {
	runes, pos := []rune(l.in.Value()), l.in.Position()
	near := 200 + 8*max(0, cols) // a column may be a letter with seven marks
	at := max(0, pos-near)
	for c, cols := range grid.Clusters(string(runes[at:min(len(runes), pos+near)])) {
		if at += utf8.RuneCountInString(c); at <= pos {
			cursor++
		}
		if r, _ := utf8.DecodeRuneInString(c); r >= private {
			c = l.picture(outside(r))
			cols = grid.Width(c)
		}
		list = append(list, part{c, cols})
	}
	return append(list, part{" ", 1}), cursor
}

// picture is a character that has no glyph, as it is shown.
func (l *Field) picture(r rune) string {
	if l.look.Glyphs != chart.ASCII {
		return grid.Safe(string(r))
	}
	switch r {
	case '\n':
		return `\n`
	case '\t':
		return `\t`
	case utf8.RuneError:
		return "?"
	}
	return fmt.Sprintf(`\x%02X`, r)
}
