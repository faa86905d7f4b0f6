package lab

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/tagging/taggingtest"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
)

// taggedLab is a lab on tagged sentences, on nothing yet: no snapshot has come.
func taggedLab(t testing.TB, s datasets.Tagged, both bool) *Lab {
	t.Helper()
	r := recipe.Tagging()
	r.Model.Bidirectional = both
	about, err := sessions.OfTagged(s).Subject(r)
	if err != nil {
		t.Fatal(err)
	}
	about.Recipe.Model = about.Data.Fit(r.Model)
	plain, _ := theme.Find("plain")
	l := New(&made{snapshots: make(chan train.Snapshot)}, &about, s.Name, &look.Look{Theme: plain, Words: i18n.English})
	t.Cleanup(l.Close)
	return l
}

// someTagged is the beginning of a source of tagged sentences.
func someTagged(t testing.TB, name string) datasets.Tagged {
	t.Helper()
	s, err := datasets.Opener{}.OpenTagged(name, "")
	if err != nil {
		t.Fatal(err)
	}
	s.Train = s.Train[:200]
	return s
}

// taggedOn is such a lab after a snapshot of a network whose tags are the same on every processor, with all that it asks for
// answered.
func taggedOn(t testing.TB, s datasets.Tagged, both bool, phase train.Phase) *Lab {
	t.Helper()
	l := taggedLab(t, s, both)
	d, r, h := l.data.Tags.Of, l.about.Recipe, &history.History{}
	m, _ := taggingtest.Model(d.Corpus, both, 1200)
	for i := range 1200 {
		up := math.Exp(-float64(i) / 90)
		loss := 0.35 + 1.1*up + 0.01*math.Sin(float64(i))
		if phase == train.Diverged && i == 1199 {
			loss = math.NaN()
		}
		h.Append(history.Point{Step: i + 1, Tokens: 512, Loss: loss, GradNorm: 0.05 + up, Factor: 1, LR: r.Settings.LR, Epoch: float64(i+1) / 28})
		if i%100 == 99 {
			h.AddValid(history.Valid{Step: i + 1, NLL: (0.38 + 1.1*up) * 300, Tokens: 300})
		}
	}
	workOff(l, snapshot(l, train.Snapshot{Task: d.Task(), Recipe: r, Step: 1200, Epoch: 42.9, Phase: phase, Settings: r.Settings, LR: r.Settings.LR, Rows: r.Settings.Batch,
		Speed: 61_234, History: h.View(), Model: m}))
	workOff(l, l.Enter())
	return l
}

func taggedRun(t testing.TB, name string, both bool) *Lab {
	t.Helper()
	return taggedOn(t, someTagged(t, name), both, train.Running)
}

// chineseTagged are sentences of wide words.
func chineseTagged() datasets.Tagged {
	s := func(words, tags string) tagging.Sentence {
		return tagging.Sentence{Words: strings.Fields(words), Tags: strings.Fields(tags)}
	}
	return datasets.Tagged{Name: "岛", Train: []tagging.Sentence{s("潮 退 了 。", "名词 动词 助词 标点"), s("船 在 岛 上 。", "名词 介词 名词 方位 标点"), s("上 岛 。", "动词 名词 标点")},
		Valid: []tagging.Sentence{s("灯塔管理员 上 了 小 船 。", "名词 动词 助词 形容词 名词 标点"), s("灯", "名词")}}
}

// viewsOfTags are the views of a run on tagged sentences, and what else there is to be seen of one.
var viewsOfTags = []subject{
	{"lab", func(*Lab) {}},
	{"zoom-tagging", zoomed("tagging")},
	{"tags", keyed("2", "e")},
	{"directions", keyed("2", "d")},
	{"confusion", keyed("2", "m", "e")},
	{"wrong words", keyed("2", "w")},
	{"views", keyed("v", "down")},
	{"help", func(l *Lab) { zoomed("tagging")(l); picture(l, 80, 24); keyed("?")(l) }},
	{"help-confusion", keyed("2", "m", "?")},
	{"chosen", keyed("2", "right", "right", "1")},
}

// TestGalleryOfTags is every view and panel of a run on tagged sentences as a person sees it, at all sizes.
func TestGalleryOfTags(t *testing.T) {
	for _, s := range viewsOfTags {
		t.Run(s.name, func(t *testing.T) {
			l := taggedRun(t, "harbour", true)
			s.do(l)
			golden.RequireEqual(t, hung(l, sizes...))
		})
	}
	t.Run("nothing yet", func(t *testing.T) {
		l := taggedLab(t, someTagged(t, "weather"), true)
		pictures := hung(l, [2]int{80, 24})
		keyed("2")(l)
		golden.RequireEqual(t, append(pictures, hung(l, [2]int{80, 24})...))
	})
	t.Run("chinese", func(t *testing.T) {
		golden.RequireEqual(t, hung(taggedOn(t, chineseTagged(), true, train.Paused), sizes...))
	})
	t.Run("ascii", func(t *testing.T) {
		l := taggedRun(t, "weather", false)
		l.Look.Glyphs = chart.ASCII
		golden.RequireEqual(t, hung(l, sizes...))
	})
}

// The law: what tagged sentences have not is neither offered nor done: a prefix, a temperature, the views of a text. The commands say why.
func TestWhatTagsHaveNot(t *testing.T) {
	l := taggedRun(t, "weather", true)
	names := strings.Join(l.names(), "\n") + "\n"
	for name, is := range map[string]bool{"prefix.set\n": false, "prefix.type\n": false, "knob.up temperature": false, "unit.next\n": true, "unit.set bits\n": true, "view.show tags\n": true, "view.show predict": false} {
		if strings.Contains(names, name) != is {
			t.Errorf("%q is offered: %v", name, !is)
		}
	}
	w := l.Look.Words.Tagging
	for text, want := range map[string]string{"prefix.set abc": w.NoPrefix, "prefix.type": w.NoPrefix, "temperature 0.5": w.NoTemperature, "temperature=1": w.NoTemperature, "knob.up temperature": w.NoTemperature} {
		if l.obey(text); l.view.notice != want {
			t.Errorf("%s has %q", text, l.view.notice)
		}
	}
	if press(l, "i"); l.data.Prefix.Typing {
		t.Error("i types a prefix")
	}
	for _, command := range []string{"tags.confusion", "tags.worst", "tags.words", "tags.directions", "tags.next", "tags.sentence"} {
		l.showNamed("tags")
		l.view.notice = ""
		if l.obey(command); l.view.notice != "" {
			t.Errorf("%s has %q", command, l.view.notice)
		}
	}
	if sent := l.source.(*made).asked; len(sent) > 0 {
		t.Errorf("the run was sent %v", sent)
	}
	for _, s := range sizes {
		for _, word := range []string{"temperature", "tok/s", "· char", "token", "k-gram"} {
			if l.show(0); strings.Contains(picture(l, s[0], s[1]), word) {
				t.Errorf("%q on\n%s", word, picture(l, s[0], s[1]))
			}
		}
	}
}

// The law: the panel shows the sentence that was chosen in the view; else one after the other, by the newest network.
func TestThePanelsSentence(t *testing.T) {
	l := taggedRun(t, "harbour", true)
	list, _ := panel.LookedAt(l.data.Tags.Of)
	if n := len(list[l.tagger.at].Words); n < leastWords || n > mostWords {
		t.Errorf("a sentence of %d words", n)
	}
	m, seen := l.data.Snap, map[int]bool{}
	for i := range 3 * turnLength {
		m.Model, _ = taggingtest.Model(l.data.Tags.Of.Corpus, true, 1201+i)
		l.tagger.asker.Rest(0, 0)
		workOff(l, snapshot(l, m))
		seen[l.data.Tags.Read.At] = true
		if r := l.data.Tags.Read; r.Step != 1201+i || len(r.Said) != len(list[r.At].Words) {
			t.Fatalf("%d: %+v", i, r)
		}
	}
	if len(seen) < 3 || len(seen) > 5 {
		t.Errorf("%d sentences", len(seen))
	}
	keyed("2", "right", "right", "right", "1")(l)
	if at, ok := l.chosenSentence(); !ok || l.data.Tags.Read.At != at {
		t.Errorf("the panel shows %d, chosen is %d, %v", l.data.Tags.Read.At, at, ok)
	}
}

// The law: no keys, in whatever order, bring the lab of tagged sentences to a screen that is not sound.
func TestKeysLeaveASoundScreenOfTags(t *testing.T) {
	names := []string{"1", "2", "3", "p", "h", "l", "s", "n", "y", "q", "[", "]", "v", "tab", "f", "?", "esc", "enter", "up", "down", "left", "right", "pgdown", "pgup", "home", "end",
		"+", "-", "0", "e", "d", "m", "w", "E", "a", "L", "x", ":", "i", "u", "backspace", "7", "茶", " ", "."}
	sources := []datasets.Tagged{someTagged(t, "weather"), chineseTagged()}
	rapid.Check(t, func(rt *rapid.T) {
		phase := rapid.SampledFrom([]train.Phase{train.Running, train.Paused, train.Diverged}).Draw(rt, "phase")
		l := taggedOn(t, rapid.SampledFrom(sources).Draw(rt, "source"), rapid.Bool().Draw(rt, "both"), phase)
		l.Look.Glyphs = rapid.SampledFrom([]chart.Glyphs{chart.Braille, chart.ASCII}).Draw(rt, "glyphs")
		size := rapid.SampledFrom(sizes).Draw(rt, "size")
		g := grid.New(size[0], size[1])
		g.ASCII = l.Look.Glyphs == chart.ASCII
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 15).Draw(rt, "keys") {
			keyed(key)(l)
			g.Clear(grid.Style{})
			l.Draw(g.View())
			if bad := wrongWith(g); bad != "" {
				rt.Fatalf("after %q: %s\n%s", key, bad, g.Render(grid.Plain))
			}
			if what := lost(l, g); what != "" {
				rt.Fatalf("after %q one does not find %s\n%s", key, what, g.Render(grid.Plain))
			}
		}
	})
}
