package picker

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/ui/screen/event"
)

// The law: of a table in which values are missing it is asked whether to fill them, with their number and the first of them; the answer is
// learned, with the column that was chosen before, and kept in the recipe; the file can be read as a text instead.
func TestGapsAreAskedAbout(t *testing.T) {
	p := found(t)
	two := "day,a,b\n" + strings.Repeat("2024-01-01,1.5,2\n2024-01-02,2.5,4\n", 60) + "2024-01-03,,3\n2024-01-04,1.5,5\n"
	edge := strings.Repeat("1.5\n2\n", 60) + "NaN\n"
	for name, text := range map[string]string{"two.csv": two, "edge.csv": "x\n" + edge} {
		if err := os.WriteFile(filepath.Join(p.source.Folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.Message(p.findMore())
	for _, c := range []struct {
		file, says string
		first      []string // keys before that question
		column     string
		filled     int
	}{
		{"holes.csv", `3 values are missing, the first in line 14, column 2 "price"`, nil, "", 3},
		{"two.csv", `A value is missing in line 122, column 2 "a"`, []string{"1"}, "2", 1},
	} {
		chosen(t, p, c.file)
		answered(t, p, c.first...)
		if q := p.preview.asks; q == nil || !strings.HasPrefix(q.says(p.Look.Words.Picking.Ask), c.says) {
			t.Fatalf("%s asks %+v", c.file, q)
		}
		m := answered(t, p, "1")
		if m.run == nil || m.run.Recipe.Series.Gaps != "interpolate" || m.run.Recipe.Series.Column != c.column || seriesOf(m.shown).Table.Filled != c.filled {
			t.Fatalf("%s: %v, %+v", c.file, m.err, m.run)
		}
		if chosen(t, p, c.file); p.preview.asks != nil {
			t.Errorf("%s is asked about again", c.file)
		}
		answered(t, p, "c")
		answered(t, p, c.first...)
		if m := answered(t, p, "2"); m.err != nil || seriesOf(m.shown) != nil {
			t.Errorf("%s is no text: %v", c.file, m.err)
		}
	}
	if chosen(t, p, "edge.csv"); p.preview.asks != nil || p.preview.err == nil || strings.Contains(p.preview.err.Error(), "--gaps") {
		t.Errorf("a gap at the end: %v", p.preview.err)
	}
}

// The law: a click on an answer takes it: beside the list without opening it, and in the lab if the question has the keys.
func TestAnswersAreClicked(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		for _, has := range []bool{false, true} {
			p := chosen(t, found(t), "many.csv")
			if has {
				typed(p, "enter")
			}
			all := strings.Split(picture(p, size[0], size[1]), "\n")
			for y, row := range all {
				i := strings.Index(row, "predict 3")
				if i < 0 {
					continue
				}
				m := begun(t, p, p.Mouse(event.Mouse{Kind: event.Press, X: len([]rune(row[:i])), Y: y})...)
				if seriesOf(m.shown) == nil || seriesOf(m.shown).Series.Labels[seriesOf(m.shown).Series.Target].Name != "close" || (p.opened != nil) != has {
					t.Errorf("%v, %v: %+v is learned", size, has, seriesOf(m.shown))
				}
			}
			if beside := size[0] >= 64; p.preview.asks != nil && (beside || has) {
				t.Errorf("%v, %v: no answer was there to click", size, has)
			}
		}
	}
	p := chosen(t, found(t), "many.csv")
	typed(p, "enter")
	picture(p, 40, 12)
	typed(p, "esc")
	picture(p, 40, 12) // the list has the place of the question
	if p.preview.asks.under(5, 4) >= 0 {
		t.Error("an answer that is not shown can be clicked")
	}
}
