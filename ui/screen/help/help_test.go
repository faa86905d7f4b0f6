package help

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
)

// words is a catalogue with a few terms.
var words = func() *i18n.Catalogue {
	c := *i18n.English
	c.Explain.Terms = map[string]i18n.Term{
		"loss":     {Name: "loss", Says: "What is minimised."},
		"gradient": {Name: "gradient", Says: "Where the loss rises fastest: g~=~∂L/∂w."},
		"batch":    {Name: "batch B", Says: "What is read at once."},
	}
	return &c
}()

func plain() look.Look {
	t, _ := theme.Find("plain")
	return look.Look{Theme: t, Words: words}
}

var entries = []keys.Entry{
	{Keys: "space", Short: "space", Does: "pause or resume", Brief: "pause", Group: "run"},
	{Keys: ".", Short: ".", Does: "make one update", Group: "run"},
	{Keys: "shift+tab", Short: "shift+tab", Does: "on a chart: move the crosshair; elsewhere something else", Brief: "focus", Group: "display"},
	{Keys: "?", Short: "?", Does: "explain", Brief: "explain", Group: "leave"},
	{Keys: "q", Short: "q", Does: "quit", Brief: "quit", Group: "leave"},
}

// page has everything that a page can have, in English and Chinese, with hostile values.
func page() Page {
	l := plain()
	return Page{
		Title: "loss (nats/token)", Foot: words.Explain.ToPanel, Keys: entries,
		About: []Paragraph{
			{Text: Say("How well it does, update by update; the {gradients|gradient} of the {loss} say where to go.")},
			{Text: Say("Now “%s” costs %.2f nats after “%s”, and the {loss} is no lower.", "\x1b]52;c;aGk=\a", math.Pi, "{batch}\x02x\x03y\x04")},
			{Text: Say("街不长，东头的人咳一声，西头的人就知道他该添衣了。「《书》好。」")},
			{Mark: l.Pick("▴", "^"), Style: l.Clip, Text: Say("a gradient was clipped, which takes more than one row to say on a narrow screen")},
			{Mark: "deflate", Text: Say("a mark as wide as a word")},
			{Name: "settings", Text: Say("what can be changed, in a line that has to be folded: it is set in")},
			Of("batch", l),
		},
	}
}

func picture(p Page, r *Reader, w, h int, l look.Look) string {
	g := grid.New(w, h)
	g.ASCII = l.Glyphs == chart.ASCII
	r.Draw(g.View(), p, l)
	return g.Render(grid.Plain)
}

// TestPagePictures compares the page as a person sees it, without colours.
func TestPagePictures(t *testing.T) {
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		for _, at := range []string{"home", "end"} {
			t.Run(fmt.Sprintf("%dx%d %s", s[0], s[1], at), func(t *testing.T) {
				r := &Reader{}
				r.Key(at)
				golden.RequireEqual(t, []byte(picture(page(), r, s[0], s[1], plain())))
			})
		}
	}
	t.Run("ascii", func(t *testing.T) {
		l, r := plain(), &Reader{}
		l.Glyphs = chart.ASCII
		r.Key("down")
		golden.RequireEqual(t, []byte(picture(page(), r, 60, 14, l)))
	})
}

// The law: whatever the size and the place, every row is as wide as the screen, the frame is closed, and no value
// reaches the terminal as a command.
func TestEverySizeIsWhole(t *testing.T) {
	for w := 1; w <= 130; w += 3 {
		for h := 1; h <= 40; h += 3 {
			for _, key := range []string{"home", "pgdown", "end"} {
				r := &Reader{}
				r.Key(key)
				all := picture(page(), r, w, h, plain())
				if strings.ContainsAny(all, "\x1b\a\x02\x03\x04") || strings.Count(all, "╭") != strings.Count(all, "╯") {
					t.Fatalf("%d×%d: a control character, or a frame that is not closed:\n%s", w, h, all)
				}
				for y, row := range strings.Split(all, "\n") {
					if got := grid.Width(row); got != w {
						t.Fatalf("%d×%d: row %d is %d wide", w, h, y, got)
					}
				}
			}
		}
	}
}

// rows are the rows of a page as texts.
func rows(p Page, w int) []string {
	list, _ := set(p, w, plain())
	var texts []string
	for _, r := range list {
		var b strings.Builder
		for _, part := range r {
			b.WriteString(part.text)
		}
		texts = append(texts, b.String())
	}
	return texts
}

// The law: moving down line by line shows every row of the page, the count of rows left falls to zero, and then
// nothing moves any more.
func TestEveryRowIsReached(t *testing.T) {
	p, r, l := page(), &Reader{}, plain()
	want, left := rows(p, 36), 1<<30
	for i := range want {
		shown := picture(p, r, 40, 12, l)
		line := strings.Split(shown, "\n")[1]
		if i == r.top && !strings.Contains(strings.ReplaceAll(line, " ", ""), strings.ReplaceAll(want[i], " ", "")) {
			t.Fatalf("row %d is %q, on top is %q", i, want[i], line)
		}
		if now := r.last - r.top; now > left || now < 0 {
			t.Fatalf("%d are left after %d", now, left)
		} else if left = now; left > 0 && !strings.Contains(shown, fmt.Sprintf(words.Explain.Below, left)) {
			t.Fatalf("it does not show that %d are left:\n%s", left, shown)
		}
		r.Key("down")
	}
	if picture(p, r, 40, 12, l); left != 0 || r.top != len(want)-10 {
		t.Errorf("at the end %d are left, and row %d of %d is on top", left, r.top, len(want))
	}
}

// The law: keys and the wheel move as described; ? goes to the keys once, and then leaves; other keys leave at
// once.
func TestReaderKeys(t *testing.T) {
	p, l := page(), plain()
	r := &Reader{}
	picture(p, r, 40, 12, l)
	for _, c := range []struct {
		key string
		top int
	}{{"up", 0}, {"down", 1}, {"j", 2}, {"k", 1}, {"pgdown", 10}, {" ", 19}, {"pgup", 10}, {"home", 0}, {"end", r.last}, {"pgdown", r.last}, {"home", 0}, {"?", min(r.keys, r.last)}} {
		if !r.Key(c.key) {
			t.Fatalf("%q leaves", c.key)
		}
		if picture(p, r, 40, 12, l); r.top != c.top {
			t.Fatalf("after %q row %d is on top, want %d", c.key, r.top, c.top)
		}
	}
	if r.Key("?") || r.Key("esc") || r.Key("x") {
		t.Error("a key that does not move does not leave")
	}
	if !r.Mouse(event.Mouse{Kind: event.WheelUp}) || r.Mouse(event.Mouse{Kind: event.Press}) {
		t.Error("the wheel leaves, or a click stays")
	}
	if low := r.top; !r.Mouse(event.Mouse{Kind: event.WheelDown}) || r.top != low+2 {
		t.Error("the wheel does not move")
	}
	if tall := (&Reader{}); picture(p, tall, 120, 200, l) == "" || tall.Key("?") {
		t.Error("? does not leave a page whose keys are visible")
	}
}

// The law: every term that is used is explained once, in order of use; one that a paragraph explains is not
// explained again.
func TestTermsOnce(t *testing.T) {
	text := strings.Join(rows(page(), 60), "\n")
	for id, term := range words.Explain.Terms {
		says := strings.NewReplacer("~", " ").Replace(term.Says)
		if n := strings.Count(text, says); n != 1 {
			t.Errorf("%s is explained %d times", id, n)
		}
	}
	if got := glossary(page().About); !slices.Equal(got, []string{"gradient", "loss"}) {
		t.Errorf("the words used are %v", got)
	}
	if p := Of("nothing", plain()); p.Name != "nothing" || p.Term != "nothing" {
		t.Errorf("a term that does not exist is %+v", p)
	}
	for _, row := range rows(Page{About: []Paragraph{{Text: Say("a")}}}, 20) {
		if strings.Contains(row, words.Explain.Words) || strings.Contains(row, words.Explain.Keys) {
			t.Error("a heading with nothing under it")
		}
	}
}

// The law: only a format marks words; its arguments are shown as they are and mark nothing.
func TestArgumentsMarkNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arg := rapid.String().Draw(t, "arg")
		text := Say("{a|b} %s {c}", arg)
		got, marked := text.plain()
		if got != "a "+grid.Safe(arg)+" c" || !slices.Equal(text.Terms(), []string{"b", "c"}) {
			t.Fatalf("%q with %v", got, text.Terms())
		}
		if w := marked[1]; got[w.from:w.to] != "c" {
			t.Fatalf("the second word is %q", got[w.from:w.to])
		}
		if within, _ := Say("<%s>", text).plain(); within != "<"+got+">" {
			t.Fatalf("within another: %q", within)
		}
	})
}

// The law: a line never begins with closing punctuation (，。」), a formula is not broken at a ~, and a row does not
// begin with a space.
func TestLinesBreakWhereTheyMay(t *testing.T) {
	p := Page{About: []Paragraph{{Text: Say("街不长，东头的人咳一声，西头的人就知道他该添衣了。「《书》好。」")}, {Name: "gradient", Text: Say("It is g~←~min(1,~θ/‖g‖)~g at every step of the way.")}}}
	for w := 30; w < 70; w++ {
		texts := rows(p, w)
		for _, row := range texts {
			if strings.IndexAny(row, "，。」》 ") == 0 {
				t.Errorf("%d columns: %q begins a row", w, row)
			}
		}
		if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "g ← min(1, θ/‖g‖) g") }) {
			t.Errorf("%d columns: the formula is broken in %q", w, texts)
		}
	}
}

// The law: terms are highlighted in prose, and a mark is drawn in its own style.
func TestStyles(t *testing.T) {
	dark, _ := theme.Find("dark")
	l := look.Look{Theme: dark, Words: words}
	list, _ := set(Page{About: []Paragraph{{Mark: "▴", Style: l.Clip, Text: Say("the {loss} now")}}}, 40, l)
	want := row{{0, "▴", l.Clip}, {3, "the ", l.Text}, {7, "loss", l.Accent}, {11, " now", l.Text}}
	if !slices.Equal(list[0], want) {
		t.Errorf("got %+v\nwant %+v", list[0], want)
	}
}

// The law: the bottom row shows as many keys as fit, the last two in preference to all others.
func TestHints(t *testing.T) {
	for w, want := range map[int]string{
		80: " space pause  shift+tab focus  ? explain  q quit", 36: " space pause  ? explain  q quit", 20: " ? explain  q quit",
	} {
		g := grid.New(w, 1)
		Hints(g.View(), entries, plain())
		if got := strings.TrimRight(g.Render(grid.Plain), " \n"); got != want {
			t.Errorf("in %d columns %q", w, got)
		}
	}
}
