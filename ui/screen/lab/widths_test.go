package lab

import (
	"fmt"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
)

// rows are what a lab looks like, row by row.
func rows(l *Lab, w, h int) []string {
	g := grid.New(w, h)
	l.Draw(g.View())
	return strings.Split(g.Render(grid.Plain), "\n")
}

// The law: the keys in the bottom row are complete, and those for help and leaving are always there.
func TestHintsFit(t *testing.T) {
	for _, s := range sizes {
		l := still(t)
		row := rows(l, s[0], s[1])[s[1]-1]
		rest := row
		for _, e := range l.entries() {
			if e.Brief != "" {
				rest = strings.Replace(rest, " "+e.Short+" "+e.Brief+" ", " ", 1)
			}
		}
		if strings.TrimSpace(rest) != "" {
			t.Errorf("%d×%d: %q is in %q and is not a key with its brief", s[0], s[1], strings.TrimSpace(rest), row)
		}
		for _, brief := range []string{l.Look.Words.Keys.HelpBrief, l.Look.Words.Keys.QuitBrief} {
			if !strings.Contains(row, " "+brief+" ") {
				t.Errorf("%d×%d: %q lacks %s", s[0], s[1], row, brief)
			}
		}
	}
}

// The law: the texts of the bottom row fit a screen of 80 columns.
func TestTheBottomRowFits(t *testing.T) {
	w := still(t).Look.Words
	for text, do := range map[string]func(l *Lab){
		w.CommandHint:  func(l *Lab) { l.Key(event.Key{Name: ":"}) },
		w.TypeHint:     func(l *Lab) { l.Key(event.Key{Name: "i"}) },
		w.DivergedHint: func(l *Lab) { l.data.Snap.Phase, l.data.Snap.History = train.Diverged, history.View{} },
		"diverged: z undoes lr 0.001 of step 400": func(l *Lab) { l.data.Snap.Phase = train.Diverged },
		w.HasEnded:                            func(l *Lab) { l.Notice(w.HasEnded) },
		fmt.Sprintf(w.NoCommand, "unrol"):     func(l *Lab) { l.Notice(fmt.Sprintf(w.NoCommand, "unrol")) },
		fmt.Sprintf(w.OpenedPaused, "tide-2"): func(l *Lab) { l.Notice(fmt.Sprintf(w.OpenedPaused, "tide-2")) },
	} {
		l := still(t)
		do(l)
		if row := rows(l, 80, 24)[23]; !strings.Contains(row, text) {
			t.Errorf("%q does not fit: %q", text, row)
		}
	}
}

// The law: the names of settings, of the view and of marks are complete even where there is least room for them.
func TestNamesFitTheirPlaces(t *testing.T) {
	l := still(t)
	w := l.Look.Words
	small, usual := strings.Join(rows(l, 40, 12), "\n"), strings.Join(rows(l, 80, 24), "\n")
	for _, k := range l.data.Knobs {
		if !strings.Contains(usual, " "+w.KnobNames[k.Name]+" ") {
			t.Errorf("80×24: the settings lack %q", w.KnobNames[k.Name])
		}
	}
	for at, all := range map[string]string{"40×12": small, "80×24": usual} {
		for _, name := range []string{w.Views["lab"], w.Mark["clip"], w.Metric("loss")} {
			if !strings.Contains(all, name) {
				t.Errorf("%s lacks %q:\n%s", at, name, all)
			}
		}
	}
	for _, event := range l.data.Snap.History.Events() {
		if mark := w.Mark[event.Knob]; !strings.Contains(usual, mark+" ×") {
			t.Errorf("80×24: the charts lack the mark %q:\n%s", mark, usual)
		}
	}
}
