// Package event is what happens to a screen, in plain types: screens know nothing of the library
// that reads the terminal, so that another can take its place.
package event

// A Key is a key pressed, or a text pasted or composed by an input method.
type Key struct {
	// Name is "a", "A", "ctrl+c", "shift+tab", "up", "enter", " " and so on.
	Name string
	// Text is what the key types, if anything; of a paste all of it.
	Text string
	// Raw is the message as the terminal library gave it, for the line editor.
	Raw any
}

// Kind is what a mouse did.
type Kind int

// The things a mouse does.
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

// A Job is work that is done beside the screen, in a goroutine of its own; what it returns comes
// back to the screen as a message (nil: nothing does).
type Job func() any
