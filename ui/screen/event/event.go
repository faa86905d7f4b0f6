// Package event defines what happens to a screen, in plain types: screens do not know the library that reads the
// terminal, so that it can be replaced.
package event

// A Key is a key pressed, or a text pasted or composed by an input method.
type Key struct {
	// Name is "a", "A", "ctrl+c", "shift+tab", "up", "enter", " " and so on.
	Name string
	// Text is what the key types, if anything; all of a pasted text.
	Text string
	// Raw is the message as the terminal library gave it, for the line editor.
	Raw any
}

// Kind is what the mouse did.
type Kind int

// The kinds of mouse events.
const (
	Press Kind = iota
	Drag
	WheelUp
	WheelDown
)

// A Mouse event, in cells from the top left corner of the screen.
type Mouse struct {
	Kind Kind
	X, Y int
}

// Resized is the message after the first frame of another size: a view may ask for what fills it.
type Resized struct{}

// A Job is work done in the background, in a goroutine of its own; its result returns to the screen as a message
// (nil: none).
type Job func() any
