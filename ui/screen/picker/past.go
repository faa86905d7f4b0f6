package picker

import (
	"fmt"
	"math"
	"time"

	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
)

// drawPast shows a session: what it learned and its progress.
func (p *Picker) drawPast(v grid.View, s Past) {
	l, w := p.Look, p.Look.Words
	in := v.Frame(grid.Frame{Title: grid.Safe(s.Name), Border: l.Border, TitleStyle: l.Title}).Inset(1, 0, 1, 0)
	step := thousands(s.Step)
	d := panel.Data{Snap: train.Snapshot{Task: s.Task, Step: s.Step, History: s.History}, Levels: s.Levels, Floor: math.NaN()}
	y := panel.Paragraph(in, 0, fmt.Sprintf("%s · %s · %s %s · %s", s.Text, s.Model, w.AtStep, step, w.Ago(s.When, time.Now())), l.Text)
	if s.History.Len() > 0 {
		said := func(name string, loss float64) {
			y += panel.Paragraph(in, y, fmt.Sprintf("%s %s %s · %s %s", name, d.LossText(*l, loss), d.LossUnit(*l), w.Metric(d.Task().Score.ID), d.Score(loss)), l.Dim)
		}
		said(w.Train, s.History.Last().Loss)
		if v, ok := s.History.LastValid(); ok {
			said(w.Valid, v.Loss())
		}
	}
	if wrong := s.wrong(l); wrong != "" && s.Back > 0 {
		y += panel.Paragraph(in, y, fmt.Sprintf(w.Ruin.Listed, wrong, step, thousands(s.Back)), l.Bad)
	} else {
		y += panel.Paragraph(in, y, fmt.Sprintf(s.opens(w), step), l.Accent)
	}
	if in.H()-y > 5 {
		panel.Curve(in.Sub(0, y+1, in.W(), in.H()-y-1), &d, *l)
	}
}

// opens is what enter does with the session, with a place for its step.
func (s Past) opens(w *i18n.Catalogue) string {
	switch {
	case s.Over:
		return w.OpensOver
	case s.Ended:
		return w.OpensFinished
	}
	return w.Resumes
}
