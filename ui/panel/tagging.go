package panel

import (
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// Tags is what there is of a run about tagged sentences.
type Tags struct {
	Of *task.Tagged // nil for other runs
}

// drawTagging draws a held-out sentence with its tags.
func drawTagging(v grid.View, _ *Data, l look.Look, focus bool) chart.Info {
	frame(v, l, focus, l.Words.Tagging.Title, "")
	return chart.Info{}
}

func explainTagging(_ *Data, l look.Look) []help.Paragraph {
	return []help.Paragraph{Prose(l.Words.Tagging.Panel)}
}
