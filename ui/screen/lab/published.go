package lab

import (
	"unroll/core/preset"
	"unroll/sessions"
	"unroll/ui/panel"
)

// published is the figure that a run's preset was published with, if it can be held against the run.
func published(run *sessions.Run) panel.Published {
	p, ok := preset.Find(run.Preset)
	if !ok {
		return panel.Published{}
	}
	f, _, ok := p.Yardstick(run.Recipe, run.Facts)
	if !ok {
		return panel.Published{}
	}
	return panel.Published{Label: p.Name, Loss: f.Loss(), Rough: f.FromMemory}
}
