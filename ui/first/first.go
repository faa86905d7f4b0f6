// Package first must be initialised before Bubble Tea.
//
// Bubble Tea v1 asks the terminal for its background colour while it is initialised, and waits five seconds if
// nothing answers: over a serial line, in expect, in many CI runners, and for every command of the binary. It
// does not ask if the answer is already known, so this package provides one; the program finds the real
// background itself, in a bounded time (ui/app/term).
//
// The only order that Go guarantees is that of import paths, dependencies first. That is why this is a module of
// its own, called "first", which go.mod replaces: every path that begins with "unroll/" sorts after
// "github.com/charmbracelet/bubbletea", and a package that imports Lip Gloss to answer for it becomes ready
// together with Bubble Tea and comes too late. (With today's Go a package that imports nothing does come before
// both, but only because they need net/netip, and that needs "weak", which sorts after "unroll"; this is not
// guaranteed, and without Lip Gloss the package could answer only by changing TERM.)
package first

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
