package lab

import (
	"fmt"
	"slices"
	"strconv"

	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/screen/layout"
	"unroll/ui/view"
	"unroll/ui/view/game"
	"unroll/ui/view/ladder"
	"unroll/ui/view/predict"
	"unroll/ui/view/surprisal"
)

// kinds is the table of views, in the order of their digits; those after the ninth are in the list alone. The first is the lab's own
// panels, which nobody begins.
var kinds = []view.Kind{
	{ID: "lab"},
	{ID: "predict", Begin: predict.New, Text: true, Chain: true},
	{ID: "ladder", Begin: ladder.New, Text: true},
	{ID: "text", Begin: surprisal.Begin, Text: true},
	{ID: "bet", Begin: game.Begin, Text: true},
}

// kindsFor are the views that a run about that can have.
func kindsFor(about *sessions.Subject) []view.Kind {
	if about == nil || about.Data == nil || about.Corpus != nil {
		return kinds
	}
	return slices.DeleteFunc(slices.Clone(kinds), func(k view.Kind) bool { return k.Text })
}

func (l *Lab) kinds() []view.Kind { return kindsFor(l.about) }

// views are those that have been shown, and which is on the screen.
type views struct {
	at     int
	begun  map[int]view.View
	list   bool          // the list of them is open
	choice int           // in the list
	tabs   []layout.Rect // where their names came to lie when last drawn; none: nowhere
}

// other is the view on the screen; nil where that is the lab's own panels.
func (l *Lab) other() view.View { return l.views.begun[l.views.at] }

// show brings a view to the screen; the first time it is begun.
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
	l.see()
}

func show(i int) func(*Lab) { return func(l *Lab) { l.show(i) } }

func (l *Lab) nextView()   { l.show((l.views.at + 1) % len(l.kinds())) }
func (l *Lab) viewBefore() { l.show((l.views.at + len(l.kinds()) - 1) % len(l.kinds())) }

// see hands the present state to all views that have begun.
func (l *Lab) see() {
	for i := range l.kinds() {
		if v := l.views.begun[i]; v != nil {
			l.jobs = append(l.jobs, v.See(&l.data, i == l.views.at)...)
		}
	}
}

// tell hands a message to all views: whose job it came from they know themselves.
func (l *Lab) tell(msg any) {
	for i := range l.kinds() {
		if v := l.views.begun[i]; v != nil {
			l.jobs = append(l.jobs, v.Message(msg)...)
		}
	}
}

// viewKey offers a key to the view on the screen; while it takes text, it has all of them.
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

// keys are the lab's own in the view on the screen.
func (l *Lab) keys() keys.Table[*Lab] {
	w := l.Look.Words
	if l.other() == nil {
		return table(w, l.kinds())
	}
	return append(append(steering(w), switching(w, l.kinds())...), always(w)...)
}

// entries explain the view's keys, then those of the lab's that the view leaves.
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

// tabs writes the program's name and those of the views into the header, the one on the screen marked, in at most room
// columns, and returns the column after them: all views by name, or where they have no room the one on the screen with
// its number of how many there are.
func (l *Lab) tabs(v grid.View, room int) int {
	l.views.tabs = l.views.tabs[:0]
	brand := " unroll "
	labels := l.tabLabels()
	if width(labels) >= room {
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

// width is the columns that labels take with a blank behind each and before the first.
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

// oneTab is the view on the screen, its number of how many there are, and its name.
func (l *Lab) oneTab() string {
	return fmt.Sprintf("%s%d/%d %s", l.Look.Pick("▸", ">"), l.views.at+1, len(l.kinds()), l.Look.Words.Views[l.kinds()[l.views.at].ID])
}

// clickTab shows the view whose name was clicked at; where only one is shown, the list of them.
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

// showKnob says in the bottom row what is chosen, where no panel does.
func (l *Lab) showKnob(k train.Knob) {
	if l.other() != nil {
		l.view.notice = fmt.Sprintf(l.Look.Words.Knob, l.Look.Words.KnobNames[k.Name], panel.KnobValue(k, l.data.Snap, *l.Look))
	}
}

// sayKnob says what a turned knob has come to.
func (l *Lab) sayKnob() {
	for _, k := range l.data.Knobs {
		if k.Name == l.view.turned {
			l.showKnob(k)
		}
	}
	l.view.turned = ""
}
