// Package first has to be initialised before Bubble Tea is.
//
// Bubble Tea v1 asks the terminal for its background colour while it is initialised, and waits
// five seconds where nothing answers: over a serial line, in expect, in many CI runners, and for
// every command of the binary. The question is not asked when the answer is already known, so
// this package gives one; the program finds the real background itself, in a bounded time (ui/app/term).
//
// Go initialises packages in the order of their import paths, dependencies first. That is why
// this is a module of its own, called "first": every path that begins with "unroll/" would sort
// behind "github.com/charmbracelet/bubbletea" and come too late.
package first

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
