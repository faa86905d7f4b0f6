// Package grid is the sheet of paper every face of the program draws on: a
// rectangle of terminal cells, each with a letter, its colours and attributes.
//
// A panel gets a View, a rectangle it cannot draw outside of, and the whole
// Grid becomes one string of text and SGR sequences once a frame. Two promises
// hold whatever is drawn:
//
//   - Every row is exactly as wide as the grid. A rune two columns wide owns
//     its cell and an empty one after it; losing either half blanks the other.
//     So does a letter with the marks on it (a cluster), however wide; columns
//     are counted as glibc's wcwidth counts them, and where terminals differ
//     the cursor is put in its place after the cluster (see glyph.append).
//   - No byte of a text reaches the terminal as a command. Control characters,
//     invalid bytes and characters that are invisible or change what stands
//     around them are drawn as pictures of themselves (see Safe).
//
// Text is written in the order it is read in. Hebrew and Arabic come out that
// way, from left to right, on terminals that know nothing of directions (xterm,
// kitty, Windows Terminal); others (VTE, Konsole, mlterm) turn such words round
// and may carry along the digits, blanks and frames between two of them. The
// columns are counted alike. Characters that ask for a direction are spelled out.
package grid
