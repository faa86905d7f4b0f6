// Package theme is the one place where colours are chosen. Each has a meaning
// and a name for it; a panel asks for what it wants to say ("the training
// curve", "a clipped gradient"), never for a colour.
//
// The background stays the terminal's own. Colour is never the only signal:
// the plain theme has none, and every picture must still be readable in it.
package theme

import "unroll/ui/draw/grid"

// Theme is a style for each thing the program has to say.
type Theme struct {
	Name string
	Dark bool
	// Ground is the background the theme was made for. It is not drawn, only
	// reckoned with: the terminal keeps its own.
	Ground grid.Color

	Frames
	Curves
	Lines
	Bars
	Verdicts

	runs    [6]grid.Style
	heat    *ramp
	diverge *ramp
}

// Frames are what stands around the pictures.
type Frames struct {
	Text        grid.Style // what is read
	Dim         grid.Style // what is read second: units, axis labels, hints
	Title       grid.Style // a panel's name
	Border      grid.Style // frames and axes
	BorderFocus grid.Style // the frame of the panel that has the keys
	Focus       grid.Style // the row or knob that has the keys
	Selection   grid.Style // the chosen line of a list, a bar across its width
	Key         grid.Style // a key in the help
	Accent      grid.Style // the program's own colour
}

// Curves are what changes as a run learns.
type Curves struct {
	Train     grid.Style // loss on training windows
	TrainBand grid.Style // its least and greatest, behind it; FG is the fill
	Valid     grid.Style // loss on held-out text
	Norm      grid.Style // the gradient's norm
	NormBand  grid.Style // its least and greatest, behind it
}

// Lines are what a curve is measured against.
type Lines struct {
	Floor     grid.Style // the best that can be reached
	Reference grid.Style // baselines: untrained, unigram, k-gram
	Threshold grid.Style // the clip threshold θ
	Clip      grid.Style // a gradient that was clipped
	Mark      grid.Style // a setting that changed
	Cross     grid.Style // the crosshair
}

// Bars are those of a distribution.
type Bars struct {
	Bar    grid.Style
	BarDim grid.Style
}

// Verdicts are how a run stands.
type Verdicts struct {
	Good grid.Style
	Warn grid.Style
	Bad  grid.Style
}

// Run is the style of the i-th of several runs laid over each other. There are
// six before they repeat; in the plain theme their labels tell them apart.
func (t Theme) Run(i int) grid.Style {
	n := len(t.runs)
	return t.runs[(i%n+n)%n]
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

// fg is a style with a foreground only.
func fg(rgb uint32) grid.Style { return grid.Style{FG: grid.Hex(rgb)} }

// bold is a heavier fg.
func bold(rgb uint32) grid.Style { return fg(rgb).With(grid.Bold) }

// fgs is a row of foregrounds for runs.
func fgs(rgb ...uint32) (styles [6]grid.Style) {
	for i := range styles {
		styles[i] = fg(rgb[i%len(rgb)])
	}
	return styles
}
