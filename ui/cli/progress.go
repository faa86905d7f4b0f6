package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"unroll/core/history"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
)

// A progress reports on a run while it runs: on a terminal in one line that is rewritten, elsewhere in a line now
// and then.
type progress struct {
	call    *call
	w       io.Writer
	screen  *os.File // nil: not a terminal
	quiet   bool
	facts   text.Facts
	began   time.Time
	done0   float64 // the fraction of the run done before
	shownAt time.Time
	shown   bool // the line is on the terminal
	valids  int  // seen
}

const (
	rewriteEvery  = time.Second / 10
	lineEvery     = 10 * time.Second
	validEvery    = 2 * time.Second // least time between lines for validations
	recentUpdates = 50              // over which the loss shown is averaged
)

func (c *call) newProgress(quiet bool, facts text.Facts) *progress {
	p := &progress{call: c, w: c.errw, quiet: quiet, facts: facts, began: time.Now()}
	if canRewrite(c.errw.screen()) {
		p.screen = c.errw.screen()
	}
	return p
}

// openingOfText is that of a text, by what the text has: no token that is only read before it counts.
func (p *progress) openingOfText(title string, s train.Snapshot) string {
	w, m, f := p.call.words.CLI.Progress, s.Recipe.Model, p.facts
	train, valid := f.Own()
	own, kinds, params, end := count(train+valid), p.call.kinds(f.Tokens), chart.Short(float64(m.Size())), p.call.endOf(s.Recipe)
	if f.Lines {
		return i18n.Format(w.OpeningLines, tame(title), w.Lines.Of(f.Ends, count(f.Ends)), own, kinds, count(f.Vocab), m, params, end)
	}
	return i18n.Format(w.Opening, tame(title), own, kinds, count(f.Vocab), m, params, end)
}

// opening says what is about to be learned with which model.
func (p *progress) opening(s train.Snapshot, of *sessions.Subject) {
	p.done0, p.valids = progressOf(s), s.History.ValidLen()
	if p.screen == nil { // on a terminal the line is shown at once
		p.shownAt = p.began
	}
	w := p.call.words.CLI.Progress
	line := p.call.openingOf(of, s.Recipe)
	if line == "" {
		line = p.openingOfText(of.Text.Title, s)
	}
	if s.Step > 0 {
		line += fmt.Sprintf(w.FromStep, count(s.Step))
	}
	p.say(line)
	if smaller := p.call.smallerBatch(s); smaller != "" {
		p.say(smaller)
	}
	if missing := p.call.missingIn(of); missing != "" {
		p.say(missing)
	}
	for _, line := range p.call.aboutPairs(of) {
		p.say(line)
	}
	if hint := p.call.attached(of); hint != "" && s.Step == 0 { // later it cannot be changed
		p.say(hint)
	}
}

// smallerBatch says that a batch has fewer sequences than it was asked to have; "": it has not.
func (c *call) smallerBatch(s train.Snapshot) string {
	if s.Rows <= 0 || s.Rows >= s.Settings.Batch {
		return ""
	}
	w := c.words.Ruin
	return fmt.Sprintf(w.SmallerThan, count(s.Settings.Batch), w.Smaller.Of(s.Rows, count(s.Rows)))
}

func count(n int) string { return chart.Thousands(int64(n)) }

// say writes a line of its own.
func (p *progress) say(line string) {
	if p.quiet {
		return
	}
	p.clear()
	fmt.Fprintln(p.w, line)
}

// clear removes the line.
func (p *progress) clear() {
	if p.shown {
		io.WriteString(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// show shows s, if it is due.
func (p *progress) show(s train.Snapshot) {
	if p.quiet {
		return
	}
	since := time.Since(p.shownAt)
	if p.screen != nil {
		if since >= rewriteEvery {
			p.rewrite(s)
		}
		return
	}
	if valids := s.History.ValidLen(); since >= lineEvery || (valids > p.valids && since >= validEvery) {
		p.valids, p.shownAt = valids, time.Now()
		fmt.Fprintf(p.w, p.call.words.CLI.Progress.Step+"\n", strings.Join(p.parts(s, true), "  "))
	}
}

// rewrite rewrites the line, truncated to the terminal's width: a line that wraps cannot be erased. The bar's
// length depends only on that width, so that nothing jumps.
func (p *progress) rewrite(s train.Snapshot) {
	p.shownAt, p.shown = time.Now(), true
	width := columns(p.screen) - 1
	list := p.parts(s, width >= 100)
	if length := min(width-66, 30); length >= 8 {
		list = append([]string{bar(progressOf(s), length, '━', '─')}, list...)
	}
	io.WriteString(p.w, "\r"+grid.Truncate(strings.Join(list, "  "), width, "…")+"\x1b[K")
}

// parts is what the line says about s.
func (p *progress) parts(s train.Snapshot, wide bool) []string {
	w := p.call.words.CLI.Progress
	list := []string{count(s.Step)}
	if s.Recipe.Steps > 0 {
		list[0] += "/" + count(s.Recipe.Steps)
	} else {
		list = append(list, fmt.Sprintf(w.Epoch, s.Epoch, s.Recipe.Epochs))
	}
	if loss, ok := recent(s.History); ok {
		if wide && s.Task.Loss.InNats() {
			list = append(list, fmt.Sprintf(w.Loss, chart.Short(p.call.inUnit(loss)), p.call.unit().Name))
		}
		list = append(list, fmt.Sprintf(w.Score, p.call.words.Metric(s.Task.Score.ID), scoreText(s.Task.Score, loss)))
	}
	if v, ok := s.History.LastValid(); ok {
		list = append(list, fmt.Sprintf(w.Valid, scoreText(s.Task.Score, v.Loss())))
		if s.Task.Accuracy != nil && v.Right >= 0 {
			list = append(list, fmt.Sprintf(p.call.words.Accuracy.Progress, p.call.shareOfAll(v.Right, p.facts.Valid)))
		}
	}
	if s.Ruined {
		list = append(list, p.call.words.Ruin.Ruined)
	}
	if s.Speed > 0 {
		list = append(list, fmt.Sprintf(p.speed(s), chart.Short(s.Speed)))
	}
	if left, ok := p.left(s); ok {
		list = append(list, fmt.Sprintf(w.Left, p.call.clock(left)))
	}
	return list
}

// speed is the format of a speed.
func (p *progress) speed(s train.Snapshot) string {
	switch s.Task.Name {
	case numeric:
		return p.call.words.CLI.Series.Summary.Speed
	case tagged:
		return p.call.words.CLI.Tagging.Summary.Speed
	}
	return p.call.words.CLI.Progress.Speed
}

// left is how long the run will still take at this speed.
func (p *progress) left(s train.Snapshot) (time.Duration, bool) {
	done := progressOf(s)
	if done-p.done0 < 0.005 || done >= 1 {
		return 0, false
	}
	return time.Duration(float64(time.Since(p.began)) / (done - p.done0) * (1 - done)), true
}

// progressOf is the fraction of a run that is done, 0 … 1.
func progressOf(s train.Snapshot) float64 {
	part := 0.0
	switch {
	case s.Recipe.Steps > 0:
		part = float64(s.Step) / float64(s.Recipe.Steps)
	case s.Recipe.Epochs > 0:
		part = s.Epoch / s.Recipe.Epochs
	}
	return min(part, 1)
}

// recent is the mean loss over the tokens of the last updates.
func recent(h history.View) (loss float64, ok bool) {
	late := h.Latest(recentUpdates)
	return late.PerToken(), late.Tokens > 0
}

// bar fills a part of width with one rune, the rest with another.
func bar(part float64, width int, full, empty rune) string {
	n := int(part*float64(width) + 0.5)
	return strings.Repeat(string(full), n) + strings.Repeat(string(empty), width-n)
}

// clock writes a duration in the usual form: 9 s, 1:09, 2:01:09.
func (c *call) clock(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	switch {
	case s < 60:
		return fmt.Sprintf(c.words.CLI.Units.Seconds, s)
	case s < 3600:
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}
