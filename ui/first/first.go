// Package first has to be initialised before Bubble Tea is.
//
// Bubble Tea v1 asks the terminal for its background colour while it is initialised, and waits
// five seconds where nothing answers: over a serial line, in expect, in many CI runners, and for
// every command of the binary. The question is not asked when the answer is already known, so
// this package gives one; the program finds the real background itself, in a bounded time (ui/app/term).
//
// The one order that Go promises is that of import paths, dependencies first. That is why this is a
// module of its own, called "first", and go.mod replaces it: every path that begins with "unroll/" sorts
// behind "github.com/charmbracelet/bubbletea", and whatever imports Lip Gloss to answer for it becomes
// ready together with Bubble Tea and comes too late. (A package that imports nothing does come before both
// with today's Go, but only because they need net/netip, and that needs "weak", which sorts behind
// "unroll"; nobody promises that, and without Lip Gloss it could answer only by changing TERM.)
package first

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
