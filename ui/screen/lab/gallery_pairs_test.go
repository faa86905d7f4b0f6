package lab

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"unroll/core/history"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/core/translation/translationtest"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/panel"
)

// pairedLab is a lab on pairs of sentences, on nothing yet: no snapshot has come.
func pairedLab(t testing.TB, p datasets.Pairs) *Lab {
	t.Helper()
	o := sessions.OfPairs(p)
	about, err := o.Subject(sessions.RecipeForPairs(p))
	if err != nil {
		t.Fatal(err)
	}
	about.Origin = o
	about.Recipe.Model = about.Data.Fit(about.Recipe.Model)
	plain, _ := theme.Find("plain")
	l := New(&made{snapshots: make(chan train.Snapshot)}, &about, p.Name, &look.Look{Theme: plain, Words: i18n.English})
	t.Cleanup(l.Close)
	return l
}

// somePairs is a part of a source of pairs.
func somePairs(t testing.TB, name string) datasets.Pairs {
	t.Helper()
	p, err := datasets.Opener{}.OpenPairs(name, "")
	if err != nil {
		t.Fatal(err)
	}
	p.Train = p.Train[:2000]
	return p
}

// pairedOn is such a lab after a snapshot of a network whose translations are the same on every processor, with all that it asks for
// answered.
func pairedOn(t testing.TB, p datasets.Pairs, phase train.Phase) *Lab {
	t.Helper()
	l := pairedLab(t, p)
	d, r, h := l.data.Pairs.Of, l.about.Recipe, &history.History{}
	for i := range 1200 {
		up := math.Exp(-float64(i) / 90)
		loss := 0.08 + 4*up + 0.01*math.Sin(float64(i))
		if phase == train.Diverged && i == 1199 {
			loss = math.NaN()
		}
		h.Append(history.Point{Step: i + 1, Tokens: 512, Loss: loss, GradNorm: 0.05 + up, Factor: 1, LR: r.Settings.LR, Epoch: float64(i+1) / 28})
		if i%100 == 99 {
			n := d.HeldOut()
			h.AddValid(history.Valid{Step: i + 1, NLL: (0.1 + 4*up) * float64(n), Tokens: n, Right: int((0.97 - 0.9*up) * float64(n))})
		}
	}
	h.AddEvent(history.Event{Step: 600, Knob: "teacher_forcing", From: 1, To: 0.75})
	workOff(l, snapshot(l, train.Snapshot{Task: d.Task(), Recipe: r, Step: 1200, Epoch: 42.9, Phase: phase, Settings: r.Settings, LR: r.Settings.LR, Rows: r.Settings.Batch,
		Speed: 61_234, History: h.View(), Model: translationtest.Model(d.Corpus, 1200)}))
	workOff(l, l.Enter())
	return l
}

func pairedRun(t testing.TB, name string) *Lab {
	t.Helper()
	return pairedOn(t, somePairs(t, name), train.Running)
}

// ownPairs are a person's, of which one is longer than a row.
func ownPairs() datasets.Pairs {
	line := func(a, b string) translation.Line { return translation.Line{Source: a, Target: b} }
	long := strings.Repeat("潮水退了以后船就在岛上", 12)
	return datasets.Pairs{Name: "岛", Path: "/nowhere/岛.tsv", Train: []translation.Line{line("潮退了。", "the tide is out ."), line("上岛。", "go ashore ."), line(long, strings.Repeat("the boat is on the island ", 9))},
		Valid: []translation.Line{line(long, strings.Repeat("the boat is on the island ", 9)), line("潮退了。", "the tide is out .")}}
}

// viewsOfPairs are the lab's panels and its ladder of a run on pairs, and what else there is to be seen of one.
var viewsOfPairs = []subject{
	{"lab", func(*Lab) {}},
	{"zoom-translating", zoomed("translating")},
	{"zoom-accuracy", zoomed("accuracy")},
	{"ladder", func(l *Lab) { l.showNamed("translators"); workOff(l, l.take()) }},
	{"beam", func(l *Lab) { l.showNamed("beam"); workOff(l, l.take()) }},
	{"batches", func(l *Lab) { l.showNamed("pairs"); workOff(l, l.take()) }},
	{"errors", func(l *Lab) { l.showNamed("errors"); workOff(l, l.take()) }},
	{"others", keyed("n")},
	{"views", keyed("v", "down")},
	{"help", func(l *Lab) { zoomed("translating")(l); picture(l, 80, 24); keyed("?")(l) }},
	{"help-curves", keyed("?")},
	{"help-accuracy", func(l *Lab) { zoomed("accuracy")(l); picture(l, 80, 24); keyed("?")(l) }},
	{"help-knobs", func(l *Lab) { zoomed("knobs")(l); picture(l, 80, 24); keyed("?")(l) }},
	{"help-ladder", func(l *Lab) { l.showNamed("translators"); workOff(l, l.take()); keyed("?")(l) }},
}

// TestGalleryOfPairs is the lab of a run on pairs as a person sees it, at all sizes.
func TestGalleryOfPairs(t *testing.T) {
	for _, s := range viewsOfPairs {
		t.Run(s.name, func(t *testing.T) {
			l := pairedRun(t, "chinese")
			s.do(l)
			golden.RequireEqual(t, hung(l, sizes...))
		})
	}
	t.Run("nothing yet", func(t *testing.T) {
		l := pairedLab(t, somePairs(t, "dates"))
		pictures := hung(l, [2]int{80, 24})
		l.showNamed("translators")
		golden.RequireEqual(t, append(pictures, hung(l, [2]int{80, 24})...))
	})
	t.Run("own", func(t *testing.T) { golden.RequireEqual(t, hung(pairedOn(t, ownPairs(), train.Paused), sizes...)) })
	t.Run("ascii", func(t *testing.T) {
		l := pairedRun(t, "chinese")
		l.Look.Glyphs = chart.ASCII
		golden.RequireEqual(t, hung(l, sizes...))
	})
}

// The law: what pairs have not is neither offered nor done: a prefix, a temperature, an unroll, a momentum that is not used, the views
// of a text. The commands say why. Teacher forcing is a setting.
func TestWhatPairsHaveNot(t *testing.T) {
	l := pairedRun(t, "dates")
	names := strings.Join(l.names(), "\n") + "\n"
	for name, is := range map[string]bool{"prefix.set\n": false, "prefix.type\n": false, "knob.up temperature": false, "knob.up momentum": false, "knob.up unroll": false, "knob.up teacher_forcing": true, "sentences.next\n": true, "unit.next\n": true, "view.show translators\n": true, "view.show predict": false} {
		if strings.Contains(names, name) != is {
			t.Errorf("%q is offered: %v", name, !is)
		}
	}
	w := l.Look.Words.Pairs
	for text, want := range map[string]string{"prefix.set abc": w.NoPrefix, "prefix.type": w.NoPrefix, "temperature 0.5": w.NoTemperature, "knob.up temperature": w.NoTemperature} {
		if l.obey(text); l.view.notice != want {
			t.Errorf("%s has %q", text, l.view.notice)
		}
	}
	if press(l, "i"); l.data.Prefix.Typing {
		t.Error("i types a prefix")
	}
	if sent := l.source.(*made).asked; len(sent) > 0 {
		t.Errorf("the run was sent %v", sent)
	}
	l.obey("teacher_forcing 0.5")
	if sent := l.source.(*made).asked; len(sent) != 1 || sent[0] != train.Set("teacher_forcing", 0.5).String() {
		t.Errorf("the run was sent %v", sent)
	}
	for _, s := range sizes {
		for _, word := range []string{"temperature", "· char", "unroll T", "momentum"} {
			if l.show(0); strings.Contains(picture(l, s[0], s[1]), word) {
				t.Errorf("%q on\n%s", word, picture(l, s[0], s[1]))
			}
		}
	}
	if tags := taggedRun(t, "weather", true); strings.Contains(strings.Join(tags.names(), "\n"), "sentences.next") {
		t.Error("a run on tags offers other sentences")
	}
}

// The law: sentences are translated again by every newer network, others have their turn after a while, or at once by the key; while
// another view is shown none are.
func TestSentencesTakeTurns(t *testing.T) {
	l := pairedRun(t, "chinese")
	s, seen := l.data.Snap, map[int]bool{}
	for i := range 3 * sentenceTurn {
		s.Model = translationtest.Model(l.data.Pairs.Of.Corpus, 1201+i)
		l.translator.asker.Rest(0, 0)
		workOff(l, snapshot(l, s))
		if x := l.data.Pairs.Is; x.Step != 1201+i || len(x.List) == 0 {
			t.Fatalf("%d: %+v", i, x)
		}
		seen[l.data.Pairs.Is.At] = true
	}
	if len(seen) < 3 || len(seen) > 4 {
		t.Errorf("%d sentences", len(seen))
	}
	was := l.data.Pairs.Is.At
	if keyed("n")(l); l.data.Pairs.Is.At == was {
		t.Error("the key changes nothing")
	}
	l.showNamed("translators")
	s.Model = translationtest.Model(l.data.Pairs.Of.Corpus, 5000)
	l.translator.asker.Rest(0, 0)
	if workOff(l, snapshot(l, s)); l.data.Pairs.Is.Step == 5000 {
		t.Error("the panel is translated while it is not shown")
	}
	l.show(0)
	if workOff(l, l.take()); l.data.Pairs.Is.Step != 5000 {
		t.Error("the panel is old when it comes back")
	}
}

// The law: the ladder and the least validation loss are worked out once the lab has the screen; then every newer network is judged.
// Until then it is said that they are.
func TestPairsAreJudged(t *testing.T) {
	l := pairedLab(t, somePairs(t, "chinese"))
	d, r := l.data.Pairs.Of, l.about.Recipe
	at := func(step int) train.Snapshot {
		return train.Snapshot{Task: d.Task(), Recipe: r, Step: step, Phase: train.Running, Settings: r.Settings, History: historyOf(4, 1, 0.25), Model: translationtest.Model(d.Corpus, step)}
	}
	jobs := l.Enter()
	if len(jobs) != 1 || l.data.Pairs.State != panel.Counting || len(l.Enter()) > 0 || !math.IsNaN(l.data.Floor) {
		t.Fatalf("%d jobs, state %v, minimum %v", len(jobs), l.data.Pairs.State, l.data.Floor)
	}
	workOff(l, snapshot(l, at(10)))
	if text, _ := panel.VerdictLine(&l.data, *l.Look, 60); text != l.Look.Words.Pairs.Counting {
		t.Errorf("before the models have learned it says %q", text)
	}
	workOff(l, jobs)
	first := l.data.Pairs.Stand
	source, _ := translation.Find("chinese")
	if want := source.Exact(d.Corpus, d.Valid).Nats; first.At != 10 || first.Tokens != d.HeldOut() || l.data.Floor != want || !(want > 0) {
		t.Errorf("%+v, minimum %v", first, l.data.Floor)
	}
	l.translator.judges.asker.Rest(0, 0)
	workOff(l, snapshot(l, at(20)))
	if s := l.data.Pairs.Stand; s.At != 20 || s.Score != first.Score {
		t.Errorf("the same network, later: %+v", s)
	}
	if jobs := l.Message(pairedMsg{lab: nil}); len(jobs) > 0 {
		t.Error("another lab's ladder is taken")
	}
}

// The law: all words of the lab of pairs come from the catalogue.
func TestAllWordsOfPairsAreTheCatalogues(t *testing.T) {
	const data = "the boat tide out island ashore unk BiGRU additive adam ppl"
	for name, do := range map[string]func(l *Lab){"as it is": func(*Lab) {}, "translating": zoomed("translating"), "accuracy": zoomed("accuracy"),
		"no temperature": func(l *Lab) { l.obey("temperature 1") }, "no prefix": func(l *Lab) { l.obey("prefix.type") }} {
		l := pairedOn(t, ownPairs(), train.Running)
		l.Look.Words = i18ntest.Foreign(nil)
		do(l)
		for _, s := range sizes {
			all := picture(l, s[0], s[1])
			if left := i18ntest.Left(all, i18ntest.Keys, data); len(left) > 0 {
				t.Errorf("%s at %d×%d: %q are not of the catalogue:\n%s", name, s[0], s[1], left, all)
			}
		}
	}
}

// The law: no keys, in whatever order, bring the lab of pairs to a screen that is not sound.
func TestKeysLeaveASoundScreenOfPairs(t *testing.T) {
	names := []string{"1", "2", "]", "v", "tab", "f", "?", "esc", "enter", "up", "down", "left", "right", "pgdown", "home", "end", "+", "-", "0", "n", "a", "L", "x", ":", "i", "u", "7", "茶", " ", "."}
	sources := []datasets.Pairs{somePairs(t, "dates"), ownPairs()}
	rapid.Check(t, func(rt *rapid.T) {
		phase := rapid.SampledFrom([]train.Phase{train.Running, train.Paused, train.Diverged}).Draw(rt, "phase")
		l := pairedOn(t, rapid.SampledFrom(sources).Draw(rt, "source"), phase)
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
