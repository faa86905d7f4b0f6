package picker

import (
	"fmt"
	"math"

	"unroll/core/task"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// A content is what is known of the data of the highlighted entry, as it is shown beside the list. There is one for each task whose
// data are listed: a page of a text, numbers, sentences.
type content interface {
	task() *task.Task
	// counts is what can be counted in the data; d is the run that learns them.
	counts(d *panel.Data, l *look.Look) string
	// says is what else there is to say of them; "": nothing.
	says(l *look.Look) string
	// least is how many rows draw needs; 0: those that are left.
	least() int
	// draw draws a part of the data.
	draw(v grid.View, l *look.Look)
	// explains is what ? says of them; name is the entry's.
	explains(name string, d *panel.Data, l *look.Look) help.Text
}

// A textPage is the beginning of a text.
type textPage string

func (textPage) task() *task.Task { return task.Language }

func (textPage) counts(d *panel.Data, l *look.Look) string {
	w, f := l.Words, d.Facts
	train, valid := f.Own()
	s := fmt.Sprintf("%s %s · %s %s · %s %s · %s %.3f %s", thousands(f.Chars), w.Characters, thousands(train+valid), w.Tokens,
		w.Vocabulary, thousands(f.Vocab), w.FloorNone, l.Loss(f.Unigram), l.UnitName())
	if f.Lines {
		s += " · " + w.Lines
	}
	if f.Score != "" {
		s += " · " + fmt.Sprintf(w.Answers.Scored, grid.Safe(f.Score))
	}
	if !math.IsNaN(d.Floor) {
		s += fmt.Sprintf(" · %s %.3f %s", w.EntropyFloor, l.Loss(d.Floor), l.UnitName())
	}
	return s
}

func (textPage) says(*look.Look) string { return "" }

func (textPage) least() int { return 0 }

func (s textPage) draw(v grid.View, l *look.Look) {
	y := 0
	if v.H() > 3 {
		y = 1
	}
	panel.Page(v.Sub(0, y, v.W(), v.H()-y), string(s), l.Dim)
}

func (textPage) explains(name string, d *panel.Data, l *look.Look) help.Text {
	return help.Say(l.Words.Explain.Picker.Text, name, thousands(d.Facts.Chars), thousands(d.Facts.Vocab))
}
