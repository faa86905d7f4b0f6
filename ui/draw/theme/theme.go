// Package theme is the one place where colours are chosen. Each is named after its meaning: a panel asks for what
// it wants to say ("the training curve", "a clipped gradient"), never for a colour.
//
// The background stays the terminal's own. Colour is never the only signal: the plain theme has none, and every
// picture must be readable in it.
package theme

import "unroll/ui/draw/grid"

// Theme is a style for each thing the program has to say, as far as the terminal can show it: see For.
type Theme struct {
	Name string
	Dark bool
	// Ground is the background that the theme was made for. It is not drawn, only assumed: the terminal keeps its
	// own.
	Ground grid.Color

	Sheet[grid.Style]

	heat    func() *ramp // computed on first use; nil: there are no colours
	diverge func() *ramp
	from    *definition
}

// A Sheet is a style of some kind for each meaning: grid.Style for the grid, lipgloss.Style for pages of text.
type Sheet[S any] struct {
	Frames[S]
	Curves[S]
	Lines[S]
	Bars[S]
	Verdicts[S]

	runs [Runs]S
}

// Runs is how many overlaid runs have a style of their own.
const Runs = 6

// Frames are the styles of what surrounds the pictures.
type Frames[S any] struct {
	Text        S // primary text
	Dim         S // secondary text: units, axis labels, hints
	Title       S // a panel's name
	Border      S // frames and axes
	BorderFocus S // the frame of the panel with the focus
	Focus       S // the row or setting with the focus
	Selection   S // the chosen line of a list, a bar across its width
	Key         S // a key in the help
	Accent      S // the program's own colour
}

// Curves are what changes as a run learns.
type Curves[S any] struct {
	Train     S // loss on training windows
	TrainBand S // its min–max range, behind it; FG is the fill
	Valid     S // loss on held-out text
	Norm      S // the gradient's norm
	NormBand  S // its min–max range, behind it
}

// Lines are what curves are compared with.
type Lines[S any] struct {
	Floor     S // the best that can be reached
	Reference S // baselines: untrained, unigram, k-gram
	Threshold S // the clip threshold θ
	Clip      S // a gradient that was clipped
	Mark      S // a setting that changed
	Cross     S // the crosshair
}

// Bars are the probabilities of a distribution.
type Bars[S any] struct {
	Bar    S
	BarDim S
}

// Verdicts are how a run stands.
type Verdicts[S any] struct {
	Good S
	Warn S
	Bad  S
}

// Run is the style of the i-th of several overlaid runs. They repeat after Runs; in the plain theme their labels
// distinguish them.
func (s Sheet[S]) Run(i int) S {
	return s.runs[(i%Runs+Runs)%Runs]
}

// Find looks a theme up by name.
func Find(name string) (Theme, bool) {
	for _, t := range Themes {
		if t.Name == name {
			return t, true
		}
	}
	return Theme{}, false
}

// Default is the theme for a terminal whose background is dark or light.
func Default(dark bool) Theme {
	if dark {
		return Themes[0]
	}
	return Themes[1]
}
