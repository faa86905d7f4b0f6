// Package grid is the sheet of paper that the whole program draws on: a
// rectangle of terminal cells, each with a letter, its colours and attributes.
//
// A panel gets a View, a rectangle it cannot draw outside of, and once a frame
// the whole Grid becomes one string of text and SGR sequences. Two promises
// hold whatever is drawn:
//
//   - Every row is exactly as wide as the grid. A rune two columns wide owns
//     its cell and an empty one after it; overwriting either half blanks the
//     other. The same holds for a letter with its marks (a cluster), however
//     wide; columns are counted as by glibc's wcwidth, and where terminals
//     differ the cursor is repositioned after the cluster (see glyph.append).
//   - No byte of a text reaches the terminal as a command. Control characters,
//     invalid bytes and characters that are invisible or affect those around
//     them are drawn as pictures or numbers (see Safe).
//
// Text is written in logical order. Hebrew and Arabic therefore run from left
// to right on terminals without bidirectional text (xterm, kitty, Windows
// Terminal); others (VTE, Konsole, mlterm) reverse such words, and with them
// perhaps the digits, blanks and frames between two words. The columns are the
// same. Characters that set a direction are spelled out.
package grid
