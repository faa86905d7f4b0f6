package help

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/screen/keys"
)

// solid is a text without its spaces.
func solid(s string) string { return strings.Join(strings.Fields(s), "") }

// somePage generates pages of any prose, marks and keys.
func somePage() *rapid.Generator[Page] {
	prose := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"the {loss} ", "of ", "{gradients|gradient}", "a~=~b", "街不长，", "「好。」", "long-winded ", "θ/‖g‖ ", "e\u0301", "%s "}), 0, 30),
		func(parts []string) Text {
			format := strings.Join(parts, "")
			args := make([]any, strings.Count(format, "%s"))
			for i := range args {
				args[i] = "\x1b{x}\n"
			}
			return Say(format, args...)
		})
	return rapid.Custom(func(t *rapid.T) Page {
		var p Page
		for range rapid.IntRange(0, 6).Draw(t, "paragraphs") {
			p.About = append(p.About, Paragraph{
				Text: prose.Draw(t, "text"), Mark: rapid.SampledFrom([]string{"", "", "▴", "██", "deflate"}).Draw(t, "mark"),
				Name: rapid.SampledFrom([]string{"", "", "batch B", "学习率"}).Draw(t, "name"), Term: rapid.SampledFrom([]string{"", "", "batch"}).Draw(t, "term"),
			})
		}
		for range rapid.IntRange(0, 4).Draw(t, "keys") {
			p.Keys = append(p.Keys, rapid.SampledFrom(entries).Draw(t, "key"))
		}
		return p
	})
}

// The law: whatever the page and the width, everything on it is in its rows, in order, and no row is too wide.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, w := somePage().Draw(t, "page"), rapid.IntRange(24, 90).Draw(t, "w")
		list, keysAt := set(p, w, plain())
		var all, want strings.Builder
		for y, r := range list {
			for i, part := range r {
				if end := part.x + grid.Width(strings.TrimRight(part.text, " ")); end > w {
					t.Fatalf("row %d ends in column %d of %d: %+v", y, end, w, r)
				}
				if i > 0 && part.x < r[i-1].x+grid.Width(r[i-1].text) {
					t.Fatalf("row %d: %+v is drawn over what is before it", y, r)
				}
				if y < keysAt || len(p.Keys) == 0 {
					all.WriteString(part.text)
				}
			}
		}
		for _, a := range p.About {
			want.WriteString(a.Mark + a.Name + a.Text.String())
		}
		// A mark is before the first row of its text, so it comes first there too.
		if got := solid(all.String()); !strings.HasPrefix(got, solid(want.String())) {
			t.Fatalf("%q\ndoes not begin with\n%q", got, solid(want.String()))
		}
	})
}

// The law: every key of a page is in it once, under the heading of its group, and long descriptions are folded; ?
// goes to the rule before them.
func TestKeysStandUnderTheirGroups(t *testing.T) {
	texts := rows(Page{About: []Paragraph{{Text: Say("prose")}}, Keys: entries}, 30)
	_, at := set(Page{About: []Paragraph{{Text: Say("prose")}}, Keys: entries}, 30, plain())
	if !strings.Contains(texts[at], words.Explain.Keys) {
		t.Errorf("the keys begin with %q", texts[at])
	}
	want := []string{"run", "spacepause or resume", ".make one update", "", "display", "shift+tabon a chart: move ", "the crosshair; ", "elsewhere ", "something else", "", "leave", "?explain", "qquit"}
	if got := texts[at+1:]; !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if _, at := set(Page{About: []Paragraph{{Text: Say("prose")}}}, 30, plain()); at != 0 {
		t.Errorf("without keys they begin in row %d", at)
	}
	if got := rows(Page{Keys: []keys.Entry{{Keys: "q", Does: "quit", Group: "leave"}}}, 30); got[0] == "" || len(got) != 3 {
		t.Errorf("a page of keys alone is %q", got)
	}
}

// The law: empty lines separate prose from prose and from lists, but never the items of a list.
func TestEmptyLines(t *testing.T) {
	p := Page{About: []Paragraph{{Text: Say("one")}, {Text: Say("two")}, {Mark: "▴", Text: Say("a")}, {Name: "b", Text: Say("c")}, {Text: Say("three")}}}
	if got := rows(p, 30); !slices.Equal(got, []string{"one", "", "two", "", "▴a", "b  c", "", "three"}) {
		t.Errorf("got %q", got)
	}
}

// The law: a page that becomes shorter while it is read leaves no gap: its end stays visible.
func TestAPageThatShrinks(t *testing.T) {
	r, l := &Reader{}, plain()
	picture(page(), r, 40, 12, l)
	r.Key("end")
	picture(page(), r, 40, 12, l)
	short := Page{Title: "short", About: []Paragraph{{Text: Say("all of it")}}}
	if got := picture(short, r, 40, 12, l); r.top != 0 || !strings.Contains(got, "all of it") || strings.Contains(got, "more lines") {
		t.Errorf("row %d is on top of\n%s", r.top, got)
	}
}

// The law: the texts in the lower edge fit or are omitted, and are never truncated; the number of rows left takes
// precedence.
func TestTheLowerEdge(t *testing.T) {
	for w := 12; w <= 90; w++ {
		r := &Reader{}
		lines := strings.Split(picture(page(), r, w, 12, plain()), "\n")
		edge := lines[len(lines)-1]
		if w >= 24 && !strings.Contains(edge, "more lines") {
			t.Errorf("%d columns: %q does not say how much is left", w, edge)
		}
		for _, said := range []string{words.Explain.ToKeys, words.Explain.ToPanel} {
			if strings.Contains(edge, said[:3]) && !strings.Contains(edge, " "+said+" ") {
				t.Errorf("%d columns: %q is truncated in %q", w, said, edge)
			}
		}
		if w >= 60 && (!strings.Contains(edge, words.Explain.ToKeys) || !strings.Contains(edge, words.Explain.ToPanel)) {
			t.Errorf("%d columns: %q", w, edge)
		}
	}
}

// The law: the page has the chosen look: even without colours a term is distinct from the text around it.
func TestTermsStandOutInEveryTheme(t *testing.T) {
	for _, th := range theme.Themes {
		l := look.Look{Theme: th, Words: words}
		list, _ := set(page(), 60, l)
		term := slices.ContainsFunc(list, func(r row) bool {
			return slices.ContainsFunc(r, func(part run) bool { return part.text == "gradients" && part.st == l.Accent && part.st != l.Text })
		})
		lead := slices.ContainsFunc(list, func(r row) bool {
			return len(r) > 0 && strings.HasPrefix(r[0].text, "gradient  ") && r[0].st == l.Accent.With(grid.Bold)
		})
		if !term || !lead {
			t.Errorf("%s: in prose %v, where it is explained %v", th.Name, term, lead)
		}
	}
}
