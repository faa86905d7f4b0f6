package lab

import (
	"fmt"

	"unroll/core/text"
	"unroll/ui/draw/grid"
)

// variants are what the recipe has and most do not: how its cells and windows differ from the usual ones, what of the vocabulary
// is left out, and the encoding that the data were read in.
func (l *Lab) variants() (list []string) {
	r, w := l.data.Snap.Recipe, l.Look.Words.Lab.Variants
	if r.Model.Reset == "before" {
		list = append(list, fmt.Sprintf(w.Reset, r.Model.Reset))
	}
	if r.Model.Biases == 1 {
		list = append(list, w.OneBias)
	}
	if r.Windows != text.Carried {
		list = append(list, fmt.Sprintf(w.Windows, r.Windows))
	}
	if r.Text.MinFreq > 0 {
		list = append(list, fmt.Sprintf(w.MinFreq, r.Text.MinFreq))
	}
	if r.Text.MaxVocab > 0 {
		list = append(list, fmt.Sprintf(w.MaxVocab, r.Text.MaxVocab))
	}
	if l.encoding != "" {
		list = append(list, fmt.Sprintf(w.Encoding, grid.Safe(l.encoding)))
	}
	return list
}
