package panel

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/tagging"
	"unroll/core/tagging/taggingtest"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

// tagged is a sentence as a network that has one tag for each word reads it.
func tagged(t testing.TB, words, tags string) *Data {
	t.Helper()
	x := tagging.Sentence{Words: strings.Fields(words), Tags: strings.Fields(tags)}
	train := []tagging.Sentence{{Words: strings.Fields("the tide 潮 table"), Tags: strings.Fields("DET NOUN 名词 VERB")}}
	c, err := tagging.NewCorpus(train, []tagging.Sentence{x}, tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := &Data{Tags: Tags{Of: task.NewTagged(c, true)}}
	m, _ := taggingtest.Model(c, false, 12)
	read, ok := d.Tags.ReadBy(t.Context(), m, 0)
	if !ok {
		t.Fatal("not read")
	}
	d.Tags.Read = read
	return d
}

// The law: the tag of each word stands behind it, or under it, beginning in its column; a wrong one has a mark and the right one.
func TestATagStandsAtItsWord(t *testing.T) {
	d := tagged(t, "the 潮 table tide", "DET 名词 NOUN NOUN")
	l := plainLook()
	one := painted(d, Tagging, 80, 3, l).Render(grid.Plain)
	if want := "the/DET 潮/名词 table/×VERB→NOUN tide/NOUN"; !strings.Contains(one, want) || !strings.Contains(one, "3 of 4 right") {
		t.Errorf("no %q in\n%s", want, one)
	}
	l.Glyphs = chart.ASCII
	if want, got := "table/x VERB->NOUN", painted(d, Tagging, 80, 3, l).Render(grid.Plain); !strings.Contains(got, want) {
		t.Errorf("no %q in\n%s", want, got)
	}
	l.Glyphs = chart.Braille
	for _, w := range []int{80, 20} {
		rows := strings.Split(painted(d, Tagging, w, 12, l).Render(grid.Plain), "\n")
		for word, tag := range map[string]string{"the": "DET", "潮": "名词", "table": "×VERB→NOUN"} {
			found := false
			for y, row := range rows[:len(rows)-1] {
				if at := strings.Index(row, " "+word+" "); at >= 0 {
					below, x := rows[y+1], grid.Width(row[:at+1])
					part, col := below, 0
					for c, n := range grid.Clusters(below) {
						if col >= x {
							break
						}
						part, col = part[len(c):], col+n
					}
					found = found || strings.HasPrefix(part, tag)
				}
			}
			if !found {
				t.Errorf("%d columns: %s has no %s under it in\n%s", w, word, tag, strings.Join(rows, "\n"))
			}
		}
	}
}

// The law: the panel can be drawn at every size, whatever the words; what there is no room for is left out with a sign.
func TestTaggingAtEverySize(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields("the 潮 table tide 灯塔管理员 internationalisation e\u0301 ่ a")), 1, 40).Draw(rt, "words")
		tags := strings.TrimSpace(strings.Repeat("NOUN ", len(words)))
		d := tagged(t, strings.Join(words, " "), tags)
		w, h := rapid.IntRange(0, 90).Draw(rt, "w"), rapid.IntRange(0, 12).Draw(rt, "h")
		all := painted(d, Tagging, w, h, plainLook()).Render(grid.Plain)
		for _, row := range strings.Split(all, "\n") {
			if h > 0 && grid.Width(row) != w {
				rt.Fatalf("a row of %d columns in %d: %q", grid.Width(row), w, row)
			}
		}
		if shown := strings.Count(all, "NOUN"); w > 60 && h >= 3 && shown < len(words)-1 && len(words) > 20 && !strings.Contains(all, "…") && h < 8 {
			rt.Fatalf("%d of %d words, and no sign of more in\n%s", shown, len(words), all)
		}
	})
}
