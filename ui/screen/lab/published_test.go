package lab

import (
	"strings"
	"testing"

	"unroll/core/preset"
	"unroll/core/text"
	"unroll/sessions"
	"unroll/ui/panel"
)

// The law: a run started from a preset shows the published figure, in nats, if its text has the same measures,
// and any other run shows none.
func TestPublishedIsOfTheRunsPreset(t *testing.T) {
	p, _ := preset.Find("d2l-rnn")
	facts := text.Facts{Vocab: p.Text.Vocab, Train: p.Text.Train, Valid: p.Text.Valid}
	other := facts
	other.Vocab++
	for _, c := range []struct {
		preset string
		facts  text.Facts
		want   panel.Published
	}{
		{"d2l-rnn", facts, panel.Published{Label: "d2l-rnn", Loss: p.Figures[0].Loss(nil)}},
		{"d2l-rnn", other, panel.Published{}},
		{"char-rnn", facts, panel.Published{}}, // without a figure
		{"", facts, panel.Published{}},
		{"of a later version", facts, panel.Published{}},
	} {
		run := &sessions.Subject{Preset: c.preset, Recipe: p.Recipe, Facts: c.facts}
		if got := published(run); got != c.want {
			t.Errorf("%q, V=%d: %+v, want %+v", c.preset, c.facts.Vocab, got, c.want)
		}
	}
}

// The law: the figure is a line on the loss chart with its name, however far the curves are from it.
func TestPublishedIsDrawn(t *testing.T) {
	l := still(t)
	if strings.Contains(picture(l, 120, 36), "published") {
		t.Error("a line without a figure")
	}
	for _, c := range []struct {
		p    panel.Published
		want string
	}{
		{panel.Published{Label: "d2l-rnn", Loss: 1.988}, "published d2l-rnn 1.99"},
		{panel.Published{Label: "d2l-0.17-gru", Loss: 0.095, Rough: true}, "published ~0.10"},
	} {
		l.data.Published = c.p
		if got := picture(l, 120, 36); !strings.Contains(got, c.want) {
			t.Errorf("no %q in\n%s", c.want, got)
		}
	}
}
