// Package line is a one-line text field: the editing is Bubbles', the drawing goes to the grid.
package field

import (
	"strings"

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

// Key types or edits; ctrl+left, ctrl+w, home, end and so on work as in a shell.
func (l *Field) Key(k event.Key) {
	if msg, ok := k.Raw.(tea.KeyMsg); ok {
		l.in, _ = l.in.Update(msg)
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

// Set replaces the text and puts the cursor behind it.
func (l *Field) Set(s string) {
	l.in.SetValue(toPictures.Replace(s))
	l.in.CursorEnd()
}

// Draw writes the text into row y of v from column x on, the cursor inverted if it is active, and
// so much of the beginning left out that the cursor can be seen.
func (l *Field) Draw(v grid.View, x, y int, st grid.Style, active bool) {
	text := []rune(l.in.Value())
	cells := make([]string, 0, len(text)+1)
	for _, r := range text {
		cells = append(cells, grid.Safe(string(r)))
	}
	cells = append(cells, " ")
	at, room := min(l.in.Position(), len(text)), v.W()-x
	first := 0
	for width(cells[first:at+1]) > room && first < at {
		first++
	}
	for i := first; i < len(cells) && x < v.W(); i++ {
		style := st
		if active && i == at {
			style = st.With(grid.Reverse)
		}
		x += v.Text(x, y, cells[i], style)
	}
}

func width(cells []string) int {
	n := 0
	for _, c := range cells {
		n += grid.Width(c)
	}
	return n
}
