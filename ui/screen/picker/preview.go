package picker

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/lab"
)

// preview is what is known of the highlighted entry.
type preview struct {
	id     int // of the highlighting: answers to an older one are dropped
	live   *lab.Lab
	run    *sessions.Run // the run that live shows
	shown  content       // nil: nothing is known yet
	past   *Past
	asks   *question // what is to be answered before it can be learned; nil: nothing
	asking bool      // the question has the keys
	notes  []error
	err    error
	part   float64            // fraction read of a session's history; 0: not worth showing
	ctx    context.Context    // of the reading
	stop   context.CancelFunc // ends it
}

// context is the context of what is read for the highlighted entry.
func (v *preview) context() context.Context {
	if v.ctx == nil {
		v.ctx, v.stop = context.WithCancel(context.Background())
	}
	return v.ctx
}

// drop ends the run beside the list.
func (p *Picker) drop() {
	if run := p.preview.run; run != nil {
		p.preview.live.Close()
		p.do(func() any { _ = run.End(); return nil }) // nothing is saved, so nothing can fail
	}
	if p.preview.stop != nil {
		p.preview.stop()
	}
	p.preview = preview{id: p.preview.id}
}

// drawPreview shows the highlighted entry: what it is, its numbers, a page of it, and a model learning it.
func (p *Picker) drawPreview(v grid.View) {
	it, ok := p.current()
	if !ok {
		v.Frame(grid.Frame{Border: p.Look.Border})
		return
	}
	if it.folded > 0 {
		p.drawFolded(v, it)
		return
	}
	if p.preview.past != nil && p.preview.err == nil {
		p.drawPast(v, *p.preview.past)
		return
	}
	if p.preview.asks != nil {
		p.drawQuestion(v, it)
		return
	}
	if p.preview.err != nil {
		p.drawAbout(v, it)
		return
	}
	chartH := max(6, v.H()*2/5)
	sampleH := 4
	if v.H() < 20 {
		sampleH = 3
	}
	if p.task(it) != task.Language { // it writes nothing
		sampleH = 0
	}
	if missing := p.aboutRows(v.W(), it) - (v.H() - chartH - sampleH); missing > 0 {
		chartH = max(6, chartH-missing)
	}
	top := v.H() - chartH - sampleH
	if top < 5 && sampleH > 0 {
		top, sampleH = v.H()-chartH, 0
	}
	p.drawAbout(v.Sub(0, 0, v.W(), top), it)
	p.drawLive(v.Sub(0, top, v.W(), chartH), v.Sub(0, top+chartH, v.W(), sampleH))
}

// aboutRows is how many rows drawAbout needs for everything except the page.
func (p *Picker) aboutRows(w int, it item) int {
	said, n := []string{it.about, p.shows(it)}, 2
	if x := p.preview.shown; x != nil {
		said = append(append(said, p.counts(), x.says(p.Look)), p.noted()...)
		n += x.least()
	}
	for _, s := range said {
		if s != "" {
			n += len(grid.Fold(grid.Safe(s), w-4))
		}
	}
	return n
}

func (p *Picker) drawAbout(v grid.View, it item) {
	l, w := p.Look, p.Look.Words
	title := it.name
	if slices.Contains([]group{builtIns, answering, sources, tagged, doubles, published}, it.group) && it.detail != "" {
		title = it.detail
	}
	in := v.Frame(grid.Frame{Title: grid.Safe(title), Border: l.Border, TitleStyle: l.Title}).Inset(1, 0, 1, 0)
	y := 0
	if p.preview.err != nil {
		panel.Paragraph(in, 0, w.CannotOpen+": "+w.Error(p.preview.err), l.Bad)
		return
	}
	if it.about != "" {
		y += panel.Paragraph(in, y, it.about, l.Text)
	}
	if said := p.shows(it); said != "" {
		y += panel.Paragraph(in, y, said, l.Accent)
	}
	x := p.preview.shown
	if x == nil {
		return
	}
	if said := p.counts(); said != "" {
		y += panel.Paragraph(in, y, said, l.Good)
	}
	if said := x.says(l); said != "" {
		y += panel.Paragraph(in, y, said, l.Text)
	}
	for _, said := range p.noted() {
		y += panel.Paragraph(in, y, said, l.Accent)
	}
	x.draw(in.Sub(0, y, in.W(), in.H()-y), l)
}

// noted is what a person should know of how the data of the highlighted entry were read.
func (p *Picker) noted() (list []string) {
	for _, note := range p.preview.notes {
		list = append(list, p.Look.Words.Error(note))
	}
	return list
}

// counts is what can be counted in the data of the highlighted entry, once they are learned; "": nothing.
func (p *Picker) counts() string {
	if x := p.preview.shown; x != nil && p.preview.live != nil {
		return x.counts(p.preview.live.Data(), p.Look)
	}
	return ""
}

// task is the task whose data an entry is, as far as is known.
func (p *Picker) task(it item) *task.Task {
	if x := p.preview.shown; x != nil {
		return x.task()
	}
	return cmp.Or(p.said[it.path].as, it.of, task.Language)
}

// shows says what an entry is good for seeing, or what was published of it; "": nothing.
func (p *Picker) shows(it item) string {
	switch {
	case it.shows == "":
		return ""
	case it.group == published:
		return it.shows
	}
	return p.Look.Words.Shows + ": " + it.shows
}

// title names the loss of the highlighted entry.
func (p *Picker) title() string {
	it, _ := p.current()
	d := &panel.Data{Snap: train.Snapshot{Task: p.task(it)}}
	if p.preview.live != nil {
		d = p.preview.live.Data()
	}
	return d.LossTitle(*p.Look)
}

func (p *Picker) drawLive(curve, sample grid.View) {
	l, w := p.Look, p.Look.Words
	title, right := p.title(), ""
	if p.preview.live == nil {
		in := curve.Frame(grid.Frame{Title: title, Border: l.Border, TitleStyle: l.Title})
		in.TextCenter(in.H()/2, p.loading(p.preview.part), l.Dim)
		if !sample.Empty() {
			sample.Frame(grid.Frame{Title: w.Sample, Border: l.Border, TitleStyle: l.Title})
		}
		return
	}
	d := p.preview.live.Data()
	if s := d.Snap; s.Task != nil {
		right = fmt.Sprintf("%s · %s %s", s.Recipe.Model, w.Step, chart.Thousands(int64(s.Step)))
	}
	in := curve.Frame(grid.Frame{Title: title, Right: right, Border: l.Border, TitleStyle: l.Title, RightStyle: l.Dim})
	panel.Curve(in, d, *l)
	if sample.Empty() {
		return
	}
	in = sample.Frame(grid.Frame{Title: w.Sample, Border: l.Border, TitleStyle: l.Title})
	panel.Running(in.Inset(1, 0, 1, 0), d.Sample, *l)
}

func thousands(n int) string { return chart.Thousands(int64(n)) }

func trim(v float64) string {
	if v >= 100 || v == math.Trunc(v) {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'f', 1, 64)
}
