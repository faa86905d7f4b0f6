// Package grid is the sheet of paper every face of the program draws on: a
// rectangle of terminal cells, each with one rune, its colours and attributes.
//
// A panel gets a View, a rectangle it cannot draw outside of, and the whole
// Grid becomes one string of text and SGR sequences once a frame. Two promises
// hold whatever is drawn:
//
//   - Every row is exactly as wide as the grid. A rune two columns wide owns
//     its cell and an empty one after it; losing either half blanks the other.
//   - No byte of a text reaches the terminal as a command. Control characters,
//     invalid bytes and characters that are invisible or change what stands
//     around them are drawn as pictures of themselves (see Safe).
package grid
