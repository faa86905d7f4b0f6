package panel

import (
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// drawAccuracy draws the share of held-out words whose tag is right.
func drawAccuracy(v grid.View, _ *Data, l look.Look, focus bool) chart.Info {
	frame(v, l, focus, l.Words.Accuracy.Title, "")
	return chart.Info{}
}

func explainAccuracy(_ *Data, l look.Look) []help.Paragraph {
	return []help.Paragraph{Prose(l.Words.Accuracy.Panel)}
}
