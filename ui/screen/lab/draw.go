package lab

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
	"unroll/ui/screen/layout"
)

// Draw draws the lab. It remembers where things are, for the mouse and the crosshair.
func (l *Lab) Draw(v grid.View) {
	zoom := ""
	if l.view.zoom {
		zoom = l.view.focus
	}
	l.view.plan = layout.Lab(v.W(), v.H(), zoom).With(l.data.Instead())
	plan := l.view.plan
	if v.W() < 12 || v.H() < 3 {
		v.Text(0, 0, l.shortest(), l.Look.Text)
		return
	}
	l.header(v.Sub(plan.Header.X, plan.Header.Y, plan.Header.W, plan.Header.H))
	if b := plan.Body; l.other() != nil {
		l.other().Draw(v.Sub(b.X, b.Y, b.W, b.H))
	} else {
		l.panels(v)
	}
	l.footer(v.Sub(plan.Footer.X, plan.Footer.Y, plan.Footer.W, plan.Footer.H))
	if l.views.list {
		l.drawList(v)
	}
	if l.view.help {
		l.view.page.Draw(v, l.explanation(), *l.Look)
	}
}

// panels draws the lab's own pictures.
func (l *Lab) panels(v grid.View) {
	if h := l.data.Snap.History; h != l.clipsOf {
		l.clipsOf, l.data.Clips = h, h.Clips() // takes a pass over the history, so not done for snapshots that are not shown
	}
	for _, p := range l.view.plan.Panels {
		pic, _ := panel.Find(p.ID)
		l.view.charts[p.ID] = pic.Draw(v.Sub(p.X, p.Y, p.W, p.H), &l.data, *l.Look, p.ID == l.view.focus)
	}
	if k := l.view.plan.KnobLine; k.H > 0 && l.data.Knobs != nil {
		panel.KnobLine(v.Sub(k.X, k.Y, k.W, k.H), 0, &l.data, *l.Look)
	}
}

// shortest is the run in a few letters.
func (l *Lab) shortest() string {
	h := l.data.Snap.History
	if h.Len() == 0 {
		return l.Look.Words.Waiting
	}
	return fmt.Sprintf("%d %s %s", l.data.Snap.Step, panel.ShortOf(l.data.Task().Score, l.Look.Words), l.data.Score(h.Last().Loss))
}

// header draws the views, the text, the model and the progress.
func (l *Lab) header(v grid.View) {
	look := l.Look
	phase, st := l.phase()
	step := " " + chart.Thousands(int64(l.data.Snap.Step)) + " "
	if grid.Width(phase)+grid.Width(step)+1 > v.W() {
		step = "" // the phase matters more
	}
	room := v.W() - grid.Width(phase) - grid.Width(step)
	x := l.tabs(v, room)
	left, right := l.facts(room - x - 1)
	for i, part := range left {
		st := look.Dim
		if i == 0 {
			st = look.Text.With(grid.Bold)
		}
		x += v.Text(x, 0, part, st)
	}
	at := v.TextRight(v.W(), 0, step+strings.Join(right, ""), look.Text)
	v.TextRight(at, 0, phase, st)
}

// A fact of the header, and whether it is on the right.
type fact struct {
	text  string
	right bool
}

// facts are what fits into the header beside the views, the phase and the step, the most important first: the
// text, the epoch, the model, the speed.
func (l *Lab) facts(room int) (left, right []string) {
	s, w := l.data.Snap, l.Look.Words
	name := grid.Truncate(grid.Safe(l.Name), max(leastName, (room-1)/2), l.Look.Pick("…", "~"))
	list := []fact{{name, false}}
	if s.Task != nil {
		list = append(list, fact{fmt.Sprintf("· %s %.1f ", w.Epoch, math.Floor(s.Epoch*10)/10), true})
	}
	if r := s.Recipe; r.Model.Cell != "" {
		list = append(list, fact{" · " + r.Model.String(), false})
		for _, v := range l.variants() {
			list = append(list, fact{" · " + v, false})
		}
		if d := l.data.Pairs.Of; d != nil {
			list = append(list, fact{" · " + i18n.Format(w.Pairs.Held, chart.Thousands(int64(len(d.Train)))), false},
				fact{" · " + fmt.Sprintf(w.Pairs.Vocab, chart.Thousands(int64(d.Source.Vocab())), chart.Thousands(int64(d.Target.Vocab()))), false})
		}
		if s.Speed > 0 {
			list = append(list, fact{fmt.Sprintf("· %s %s ", chart.Short(s.Speed), l.rate()), true})
		}
		list = append(list, fact{" · " + r.Optimizer, false}, fact{" · " + size(r.Model.Size()) + " " + w.Params, false})
		if r.Model.Inputs == 0 && l.data.Tags.Of == nil && l.data.Pairs.Of == nil {
			list = append(list, fact{" · " + r.Text.Tokens, false})
		}
	}
	full := [2]bool{}
	for _, f := range list {
		side := 0
		if f.right {
			side = 1
		}
		n := grid.Width(f.text)
		if full[side] = full[side] || n > room; full[side] {
			continue
		}
		if room -= n; f.right {
			right = append(right, f.text)
		} else {
			left = append(left, f.text)
		}
	}
	return left, right
}

// size is a number of weights.
func size(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return chart.Short(float64(n))
}

// rate is the unit of speed.
func (l *Lab) rate() string {
	switch {
	case l.data.Tags.Of != nil:
		return l.Look.Words.Tagging.PerSecond
	case l.data.Snap.Recipe.Model.Inputs > 0:
		return l.Look.Words.RowsPerSecond
	}
	return l.Look.Words.PerSecond
}

func (l *Lab) phase() (string, grid.Style) {
	w, look := l.Look.Words, l.Look
	switch s := l.data.Snap; {
	case s.Task == nil:
		return "", look.Dim
	case l.ended:
		return look.Pick("‖ ", "|| ") + w.Ended, look.Warn.With(grid.Bold)
	case s.Rewind != nil:
		return look.Pick("◀ ", "< ") + fmt.Sprintf(w.Undo.GoingBack, done(s.Rewind)), look.Warn.With(grid.Bold)
	case s.Phase == train.Running && s.Ruined:
		return look.Pick("▶ ", "> ") + w.Ruin.Ruined, look.Bad.With(grid.Bold)
	case s.Phase == train.Running:
		return look.Pick("▶", ">"), look.Good
	case s.Phase == train.Diverged:
		return look.Pick("✗ ", "! ") + w.Diverged, look.Bad.With(grid.Bold)
	case s.Phase == train.Ruined, s.Ruined:
		return look.Pick("✗ ", "! ") + w.Ruin.Ruined, look.Bad.With(grid.Bold)
	case s.Phase == train.Finished:
		return look.Pick("✓ ", "= ") + w.Finished, look.Good
	}
	return look.Pick("‖ ", "|| ") + w.Paused, look.Warn.With(grid.Bold)
}

// footer draws what is being typed, what went wrong, or the keys.
func (l *Lab) footer(v grid.View) {
	s, w, look, more := l.data.Snap, l.Look.Words, l.Look, l.Look.Pick("…", "~")
	say := func(text string, st grid.Style) { v.Text(0, 0, grid.Truncate(" "+text, v.W(), more), st) }
	switch {
	case l.view.command != nil:
		l.commandLine(v)
	case s.Rewind != nil:
		say(l.onTheWay(s.Rewind), look.Warn)
	case l.view.notice != "":
		say(grid.Safe(l.view.notice), look.Warn)
	case s.Reading > 0:
		say(fmt.Sprintf(w.Reading, 100*s.Reading), look.Dim)
	case l.view.refusal != "":
		say(grid.Safe(l.view.refusal), look.Warn)
	case s.Phase == train.Diverged, s.Phase == train.Ruined:
		say(l.wayOut(), look.Bad)
	case s.Saved.Err != nil:
		say(w.NotSaved+": "+grid.Safe(w.Error(s.Saved.Err)), look.Bad)
	case l.data.Prefix.Typing && l.other() != nil: // that view may not show the prefix
		x := v.Text(0, 0, look.Pick(" › ", " > "), look.Accent)
		room := v.TextRight(v.W(), 0, "  "+cmp.Or(l.expected(v.W()/2), w.TypeHint)+" ", look.Dim)
		l.data.Prefix.Line.Draw(v.Sub(0, 0, room, 1), x, 0, look.Text, true)
	case l.data.Prefix.Typing:
		say(w.TypeHint, look.Dim)
	default:
		help.Hints(v, l.hinted(), *l.Look)
	}
}

// expected are the likeliest tokens after the prefix with their probabilities, as many as fit into room columns; "": none is known.
// They are for the views that do not show them, where a prefix can be typed even so.
func (l *Lab) expected(room int) (text string) {
	p := l.data.Prefix
	if !p.Known || l.kinds()[l.views.at].Chain {
		return ""
	}
	for i, c := range p.Is.Top {
		next := fmt.Sprintf("%s %.2f", grid.SafeToken(c.Text), c.P)
		if i > 0 {
			next = text + "  " + next
		}
		if grid.Width(next) > room-4 || i == 5 {
			break
		}
		text = next
	}
	if text == "" {
		return ""
	}
	return l.Look.Pick("→ ", "> ") + text
}

// commandLine draws the : line, and behind it what it takes.
func (l *Lab) commandLine(v grid.View) {
	w, look, more, typed := l.Look.Words, l.Look, l.Look.Pick("…", "~"), l.view.command.Value()
	x := v.Text(0, 0, ":", look.Accent)
	if typed == "" && !l.view.choices {
		v.Text(x+1, 0, grid.Truncate(w.CommandHint, v.W()-x-1, more), look.Dim)
	}
	l.view.command.Draw(v, x, 0, look.Text, true)
	if typed == "" && !l.view.choices {
		return
	}
	found := l.completions(typed)
	said := typed[:strings.LastIndex(typed, " ")+1] // not repeated before each
	for i := range found {
		found[i] = strings.TrimPrefix(found[i], said)
	}
	x += grid.Width(grid.Safe(typed)) + 2
	v.Text(x, 0, listed(found, v.W()-x, more), look.Dim)
}

// listed is as many of the names as fit whole into room columns, and a sign if there are more.
func listed(names []string, room int, more string) string {
	all := strings.Join(names, " · ")
	for n := len(names) - 1; grid.Width(all) > room && n >= 0; n-- {
		all = strings.Join(append(names[:n:n], more), " · ")
	}
	return all
}
