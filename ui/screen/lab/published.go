package lab

import (
	"unroll/core/preset"
	"unroll/sessions"
	"unroll/ui/panel"
)

// published is the figure that a run's preset was published with, if it is comparable with this run.
func published(about *sessions.Subject) panel.Published {
	p, ok := preset.Find(about.Preset)
	if !ok {
		return panel.Published{}
	}
	f, _, ok := p.Yardstick(about.Recipe, about.Facts)
	if !ok {
		return panel.Published{}
	}
	return panel.Published{Label: p.Name, Loss: f.Loss(), Rough: f.FromMemory}
}
