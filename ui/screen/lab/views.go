package lab

import (
	"fmt"
	"slices"
	"strconv"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/screen/layout"
	"unroll/ui/view"
	"unroll/ui/view/answers"
	"unroll/ui/view/fill"
	"unroll/ui/view/forecast"
	"unroll/ui/view/game"
	"unroll/ui/view/ladder"
	"unroll/ui/view/pairs"
	"unroll/ui/view/predict"
	"unroll/ui/view/rungs"
	"unroll/ui/view/surprisal"
	"unroll/ui/view/taggers"
	"unroll/ui/view/tags"
	"unroll/ui/view/translate"
	"unroll/ui/view/translators"
)

// kinds is the table of views, in the order of their digits; those after the ninth are only in the list. The
// first is the lab's own panels, which need no Begin.
var kinds = []view.Kind{
	{ID: "lab"},
	{ID: "predict", Begin: predict.New, Of: ofText, Chain: true},
	{ID: "ladder", Begin: ladder.New, Of: ofText},
	{ID: "text", Begin: surprisal.Begin, Of: ofWholeText},
	{ID: "bet", Begin: game.Begin, Of: ofWholeText},
	{ID: "answers", Begin: answers.Begin, Of: ofScored},
	{ID: "forecast", Begin: forecast.Begin, Of: ofNumbers},
	{ID: "rungs", Begin: rungs.Begin, Of: ofNumbers},
	{ID: "tags", Begin: tags.Begin, Of: ofTags},
	{ID: "taggers", Begin: taggers.Begin, Of: ofTags},
	{ID: "fill", Begin: fill.Begin, Of: ofFill},
	{ID: "translate", Begin: translate.Begin, Of: ofPairs},
	{ID: "attention", Begin: translate.BeginMap, Of: ofPairs},
	{ID: "beam", Begin: pairs.NewBeam, Of: ofPairs},
	{ID: "pairs", Begin: pairs.NewBatches, Of: ofPairs},
	{ID: "errors", Begin: pairs.NewErrors, Of: ofPairs},
	{ID: "translators", Begin: translators.Begin, Of: ofPairs},
}

// kindsFor are the views that are available for a run.
func kindsFor(about *sessions.Subject) []view.Kind {
	return slices.DeleteFunc(slices.Clone(kinds), func(k view.Kind) bool { return k.Of != nil && !k.Of(about) })
}

// What a run may be about.

// ofText: a language model.
func ofText(s *sessions.Subject) bool { return s == nil || s.Data == nil || s.Corpus != nil }

// ofScored: a text of lines of which only some tokens count.
func ofScored(s *sessions.Subject) bool { return s != nil && s.Corpus != nil && s.Corpus.Scores() }

// ofWholeText: a text of which every token counts.
func ofWholeText(s *sessions.Subject) bool { return ofText(s) && !ofScored(s) }

// ofNumbers: a series.
func ofNumbers(s *sessions.Subject) bool { return s != nil && numbersOf(s) != nil }

// ofPairs: pairs of sentences, of which one is translated into the other.
func ofPairs(s *sessions.Subject) bool {
	if s == nil {
		return false
	}
	_, ok := s.Data.(*task.Pairs)
	return ok
}

func (l *Lab) kinds() []view.Kind { return kindsFor(l.about) }

// numbersOf is the run's series; nil if it is about something else.
func numbersOf(about *sessions.Subject) *task.Numbers {
	d, _ := about.Data.(*task.Numbers)
	return d
}

// views are those that have been shown, and which is on the screen.
type views struct {
	at     int
	begun  map[int]view.View
	list   bool          // the list of them is open
	choice int           // in the list
	tabs   []layout.Rect // where their names were last drawn; none: nowhere
}

// other is the view on the screen; nil if that is the lab's own panels.
func (l *Lab) other() view.View { return l.views.begun[l.views.at] }

// show brings a view to the screen, and begins it the first time.
func (l *Lab) show(i int) {
	l.views.at = i
	if l.views.begun == nil {
		l.views.begun = map[int]view.View{}
	}
	if k := l.kinds()[i]; k.Begin != nil && l.views.begun[i] == nil {
		l.views.begun[i] = k.Begin(l.ctx, l.about, l.Look)
	}
	if l.kinds()[i].Chain {
		l.ask()
	}
	l.forecast()
	l.translate()
	l.see()
}

func show(i int) func(*Lab) { return func(l *Lab) { l.show(i) } }

func (l *Lab) nextView()   { l.show((l.views.at + 1) % len(l.kinds())) }
func (l *Lab) viewBefore() { l.show((l.views.at + len(l.kinds()) - 1) % len(l.kinds())) }

// see passes the current state to all views that have begun.
func (l *Lab) see() {
	for i := range l.kinds() {
		if v := l.views.begun[i]; v != nil {
			l.jobs = append(l.jobs, v.See(&l.data, i == l.views.at)...)
		}
	}
}

// tell passes a message to all views: each recognizes those of its own jobs.
func (l *Lab) tell(msg any) {
	for i := range l.kinds() {
		if v := l.views.begun[i]; v != nil {
			l.jobs = append(l.jobs, v.Message(msg)...)
		}
	}
}

// viewKey offers a key to the view on the screen; while the view takes text, it gets all keys.
func (l *Lab) viewKey(k event.Key) bool {
	v := l.other()
	if v == nil {
		return false
	}
	typing := v.Typing()
	jobs, taken := v.Key(k)
	l.jobs = append(l.jobs, jobs...)
	return taken || typing
}

// switching are the keys that change the view.
func switching(w *i18n.Catalogue, kinds []view.Kind) keys.Table[*Lab] {
	var t keys.Table[*Lab]
	for i, k := range kinds[:min(len(kinds), 9)] {
		t = append(t, keys.Binding[*Lab]{Name: "view.show " + k.ID, Keys: []string{strconv.Itoa(i + 1)}, Does: fmt.Sprintf(w.Keys.View, w.Views[k.ID]), Group: w.GroupViews, Do: show(i)})
	}
	return append(t,
		keys.Binding[*Lab]{Name: "view.next", Keys: []string{"]"}, Does: w.Keys.NextView, Group: w.GroupViews, Do: (*Lab).nextView},
		keys.Binding[*Lab]{Name: "view.previous", Keys: []string{"["}, Does: w.Keys.ViewBefore, Group: w.GroupViews, Do: (*Lab).viewBefore},
		keys.Binding[*Lab]{Name: "view.list", Keys: []string{"v"}, Does: w.Keys.ViewList, Group: w.GroupViews, Do: (*Lab).openList})
}

// keys are the lab's own keys in the view on the screen.
func (l *Lab) keys() keys.Table[*Lab] {
	w := l.Look.Words
	if l.other() == nil {
		return l.useful(table(w, l.kinds()))
	}
	return l.useful(append(append(steering(w), switching(w, l.kinds())...), always(w)...))
}

// useful is a table without the keys that mean nothing for the run: only a language model has a prefix, and there is no unit of information for a
// squared error; only a run over pairs has sentences to choose from.
func (l *Lab) useful(t keys.Table[*Lab]) keys.Table[*Lab] {
	if l.data.Pairs.Of == nil {
		t = slices.DeleteFunc(t, func(b keys.Binding[*Lab]) bool { return b.Name == "sentences.next" })
	}
	if l.data.Instead() == (panel.Instead{}) {
		return t
	}
	return slices.DeleteFunc(t, func(b keys.Binding[*Lab]) bool {
		return b.Name == "prefix.type" || b.Name == "unit.next" && !l.inNats()
	})
}

// inNats reports whether the run's loss is an amount of information.
func (l *Lab) inNats() bool {
	return !l.data.OfSeries() || l.about.Data.Task().Loss.InNats()
}

// entries explain the view's keys, then those of the lab that the view does not take.
func (l *Lab) entries() []keys.Entry {
	own := l.keys().Entries()
	v := l.other()
	if v == nil {
		return own
	}
	list := v.Entries()
	if v.Typing() {
		return list // all keys are the view's
	}
	taken := map[string]bool{}
	for _, e := range list {
		for _, name := range e.Names {
			taken[name] = true
		}
	}
	for _, e := range own {
		if slices.ContainsFunc(e.Names, func(name string) bool { return !taken[name] }) {
			list = append(list, e)
		}
	}
	return list
}

// hinted are the entries for the bottom row: while a panel is zoomed, the way back comes first.
func (l *Lab) hinted() []keys.Entry {
	list := l.entries()
	if l.data.Snap.Task != nil && l.data.Snap.Phase != train.Running {
		list = slices.Clone(list)
		for i := range list {
			if list[i].Name != "run.toggle" {
				continue
			}
			if list[i].Brief = l.Look.Words.Lab.Continue; l.data.Snap.Over() {
				list[i].Brief = "" // it would be refused
			}
		}
	}
	i := slices.IndexFunc(list, func(e keys.Entry) bool { return e.Name == "panel.zoom" })
	if !l.view.zoom || l.other() != nil || i < 0 {
		return list
	}
	zoom := list[i]
	zoom.Brief = l.Look.Words.Lab.Unzoom
	return append([]keys.Entry{zoom}, slices.Delete(slices.Clone(list), i, i+1)...)
}

// tabs writes the program's name and the names of the views into the header, the current one marked, in at most
// room columns, and returns the column after them. If they do not all fit, on a broad screen beside the run's name, it
// writes only the current one with its number and the number of views.
func (l *Lab) tabs(v grid.View, room int) int {
	l.views.tabs = l.views.tabs[:0]
	brand := " unroll "
	labels := l.tabLabels()
	name := 0
	if room >= besideTabs {
		name = min(grid.Width(grid.Safe(l.Name)), leastName)
	}
	if width(labels)+name >= room {
		labels = []string{l.oneTab()}
	}
	if grid.Width(brand)+1+width(labels) >= room {
		brand = ""
	}
	x := v.Text(0, 0, brand, l.Look.Accent.With(grid.Reverse|grid.Bold)) + 1
	for i, label := range labels {
		st := l.Look.Dim
		if i == l.views.at || len(labels) == 1 {
			st = l.Look.Focus
		}
		n := v.Text(x, 0, grid.Truncate(label, max(0, room-x), l.Look.Pick("…", "~")), st)
		l.views.tabs = append(l.views.tabs, layout.Rect{X: x, W: n, H: 1})
		x += n + 1
	}
	return x + 1
}

const (
	leastName  = 8  // columns that the run's name has at least, if it is that long
	besideTabs = 56 // columns of a header that has room for it beside the views
)

// width is the number of columns that labels take, with a blank after each and before the first.
func width(labels []string) int {
	n := 1
	for _, label := range labels {
		n += grid.Width(label) + 1
	}
	return n
}

// tabLabels are the views' numbers and names.
func (l *Lab) tabLabels() (labels []string) {
	for i, k := range l.kinds() {
		mark := " "
		if i == l.views.at {
			mark = l.Look.Pick("▸", ">")
		}
		labels = append(labels, mark+strconv.Itoa(i+1)+" "+l.Look.Words.Views[k.ID])
	}
	return labels
}

// oneTab is the view on the screen: its number, the number of views, and its name.
func (l *Lab) oneTab() string {
	return fmt.Sprintf("%s%d/%d %s", l.Look.Pick("▸", ">"), l.views.at+1, len(l.kinds()), l.Look.Words.Views[l.kinds()[l.views.at].ID])
}

// clickTab shows the view whose name was clicked; if only one is shown, the list of views.
func (l *Lab) clickTab(m event.Mouse) bool {
	for i, r := range l.views.tabs {
		if m.Kind == event.Press && r.Contains(m.X, m.Y) {
			if len(l.views.tabs) == 1 {
				l.openList()
			} else {
				l.show(i)
			}
			return true
		}
	}
	return false
}

// showKnob shows the chosen setting in the bottom row, if no panel shows it.
func (l *Lab) showKnob(k recipe.Knob) {
	if l.other() != nil {
		l.view.notice = fmt.Sprintf(l.Look.Words.Knob, l.Look.Words.KnobNames[k.Name], panel.KnobValue(k, l.data.Snap, *l.Look))
	}
}

// await makes the snapshot that shows a new value of k announce it. Snapshots from before the run took the command
// still show the old value, so the first that comes may not be the one.
func (l *Lab) await(k recipe.Knob) { l.view.turned = turned{k.Name, k.Get(&l.data.Snap.Settings)} }

// sayKnob shows the new value of a changed setting.
func (l *Lab) sayKnob() {
	for _, k := range l.data.Knobs {
		if k.Name == l.view.turned.knob && k.Get(&l.data.Snap.Settings) != l.view.turned.from {
			l.view.turned = turned{}
			l.showKnob(k)
		}
	}
}
