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
	source := ""
	if about.Origin != nil {
		source = about.Origin.Reference().Source
	}
	f, _, ok := p.Yardstick(about.Recipe, about.Facts, source)
	if !ok {
		return panel.Published{}
	}
	return panel.Published{Label: p.Name, Loss: f.Loss(about.Data), Rough: f.FromMemory}
}
