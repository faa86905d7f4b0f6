package translate

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/help/helptest"
	"unroll/ui/view"
)

// The law: a sentence is translated at every key while newer networks come too, unknown words are said, and ← goes back to the pairs.
func TestTypingIsTranslatedAtEveryKey(t *testing.T) {
	v := french().translated(t)
	press(v, "i")
	text := ""
	for i, c := range "we go awway" {
		text += string(c)
		press(v, string(c))
		source, _ := v.now()
		if a := v.current(); a == nil || a.source != text || len(a.greedy.IDs) == 0 || strings.Join(source.words, " ") != strings.TrimSpace(text) {
			t.Fatalf("after %q: %+v", text, a)
		}
		v.See(state(copying(v.data.Corpus, 1201+i)), true)
	}
	if !v.Typing() || !strings.Contains(picture(v, 80, 22), "does not have “awway”") {
		t.Errorf("typing %v:\n%s", v.Typing(), picture(v, 80, 22))
	}
	press(v, "esc")
	if _, reference := v.now(); v.Typing() || len(reference.words) != 0 || !strings.Contains(picture(v, 80, 22), v.look.Words.Translate.NoReference) {
		t.Error("a typed sentence has a reference")
	}
	press(v, letters("r", "nous va t'en")...)
	if press(v, "enter"); v.current().reading == nil || v.current().scores[0].Tokens != 3 {
		t.Errorf("the typed reference is not read: %+v", v.current())
	}
	if press(v, "left"); v.ownSource || v.ownReference || v.at != 0 {
		t.Errorf("after ←: %+v", v.choice)
	}
	if press(v, "i", "esc"); v.ownSource {
		t.Error("nothing typed stays")
	}
	if press(v, "r", "ctrl+u", "esc"); v.ownReference {
		t.Error("no reference stays")
	}
}

// The law: a line takes no more than it may, and says so.
func TestALineHasAnEnd(t *testing.T) {
	v := french().translated(t, "i")
	v.line.Set(strings.Repeat("we go ", field.Most))
	press(v, "x")
	if n := len([]rune(v.source)); n != field.Most {
		t.Errorf("%d characters", n)
	}
	if p := picture(v, 80, 22); !strings.Contains(p, "at most 100,000 characters") || !strings.Contains(p, "no source among the pairs has more than") {
		t.Error(p)
	}
}

// The law: what is looked at in one view is looked at in the other when that is shown, whether it was begun before or not.
func TestBothViewsLookAtTheSameSentence(t *testing.T) {
	v, m := french().translated(t), french().attention(t)
	both := []view.View{v, m}
	var tell func(jobs []event.Job)
	tell = func(jobs []event.Job) {
		for _, j := range jobs {
			msg := j()
			for _, x := range both {
				tell(x.Message(msg))
			}
		}
	}
	d := state(v.model)
	press(v, "right", "right")
	tell(v.See(d, false))
	tell(m.See(d, true))
	if m.at != 2 || m.current() == nil {
		t.Fatalf("pair %d", m.at)
	}
	press(m, letters("i", "go now")...)
	press(m, "enter")
	tell(m.See(d, false))
	tell(v.See(d, true))
	if v.choice != m.choice || v.source != "go now" || v.current() == nil {
		t.Errorf("%+v and %+v", v.choice, m.choice)
	}
	if at, ok := v.Chosen(); ok || at != 2 {
		t.Errorf("chosen: %d, %v", at, ok)
	}
}

// The law: a view begins with the pair of the lab's panel, and then keeps its own.
func TestAViewBeginsWithThePanelsPair(t *testing.T) {
	v := french().view(t)
	d := state(copying(v.data.Corpus, 1200))
	d.Pairs.Is.At = 2
	settle(v, v.See(d, true))
	if v.at != 2 || v.current() == nil {
		t.Errorf("pair %d", v.at)
	}
	d.Pairs.Is.At = 1
	if settle(v, v.See(d, true)); v.at != 2 {
		t.Errorf("then pair %d", v.at)
	}
}

// The law: no keys, in whatever order and at whatever size, bring a view to a picture that is not sound, and every state explains itself.
func TestKeysLeaveASoundView(t *testing.T) {
	names := strings.Fields("up down left right home end pgup pgdown enter esc tab e n p i r a A b B m h j k l backspace w 茶 ctrl+u")
	all := []func(t testing.TB) view.View{
		func(t testing.TB) view.View { return french().translated(t) }, func(t testing.TB) view.View { return french().mapped(t) },
		func(t testing.TB) view.View { return chinese().translated(t) }, func(t testing.TB) view.View { return chinese().mapped(t) },
		func(t testing.TB) view.View { return long().mapped(t) }, func(t testing.TB) view.View { return french().without(t) },
		func(t testing.TB) view.View { return french().view(t) }, func(t testing.TB) view.View { return french().attention(t) },
	}
	rapid.Check(t, func(rt *rapid.T) {
		v := rapid.SampledFrom(all).Draw(rt, "subject")(t)
		l := lookOf(v)
		l.Glyphs = rapid.SampledFrom([]chart.Glyphs{chart.Braille, chart.ASCII}).Draw(rt, "glyphs")
		if rapid.Bool().Draw(rt, "colours") {
			l.Theme = theme.Default(true)
		}
		for _, n := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 12).Draw(rt, "keys") {
			press(v, n)
			w, h := rapid.IntRange(0, 130).Draw(rt, "w"), rapid.IntRange(0, 40).Draw(rt, "h")
			for y, row := range strings.Split(picture(v, w, h), "\n") {
				if grid.Width(row) != w && h > 0 {
					rt.Fatalf("%d×%d: row %d is %d columns wide: %q", w, h, y, grid.Width(row), row)
				}
			}
		}
		page := v.Explain()
		if bad := helptest.Nonsense(page, *l); bad != "" || page.Title == "" {
			rt.Fatalf("the page says %q", bad)
		}
	})
}
