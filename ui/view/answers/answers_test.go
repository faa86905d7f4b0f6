package answers

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/lm"
	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

var scored = text.Options{Tokens: "char", Lines: true, Score: "after:="}

// material is a corpus of copies of up to three letters, with longer ones held out.
func material(t testing.TB) *text.Corpus {
	t.Helper()
	valid := "ab=ab\nca=ca\nabca=abca\nabcabc=abcabc\n岛=岛\n"
	c, err := text.NewCorpus("a=a\nab=ab\nabc=abc\nb=b\nc=c\n", &valid, scored)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func plain() *look.Look {
	th, _ := theme.Find("plain")
	return &look.Look{Theme: th, Words: i18n.English}
}

// invented is a report of lengths 1 to 40 of which those up to 20 are trained: the longer, the worse.
func invented() *report {
	r := &report{step: 1234}
	for n := 1; n <= 40; n++ {
		s := lm.LengthScore{Length: n, Lines: 24, Right: 24}
		if n > 17 {
			s.Right = max(0, 24-(n-17))
		}
		r.lengths = append(r.lengths, s)
		q := strings.Repeat("01101", 8)[:n] + "="
		a := answer{question: q, wants: "0↵", gives: "0↵", right: true}
		if n > 20 && n%3 == 0 {
			a.right, a.gives = false, "1↵"
		}
		r.list = append(r.list, a)
	}
	r.list[2] = answer{question: strings.Repeat("0", 50) + "=", gives: strings.Repeat("1", 41) + "↵", wants: strings.Repeat("1", 49) + "↵", first: fault{42, 50, "↵", "1"}}
	r.list[3].question, r.list[4] = "岛上潮急=", answer{question: "a␣b=", gives: "<0007>", wants: "岛上↵"}
	return r
}

// still is a view on an invented report.
func still(t testing.TB) *View {
	v := New(material(t), plain())
	v.trained, v.seen = 20, invented()
	return v
}

func allRight(v *View) {
	for i := range v.seen.lengths {
		v.seen.lengths[i].Right = v.seen.lengths[i].Lines
	}
	for i := range v.seen.list {
		v.seen.list[i].right, v.seen.list[i].gives = true, v.seen.list[i].wants
	}
}

func noneHeldOut(v *View) {
	v.own, v.trained = false, 40
}

var states = []struct {
	name string
	do   func(*View)
}{
	{"learning", func(*View) {}},
	{"wrong", func(v *View) { v.Key(event.Key{Name: "m"}) }},
	{"right", func(v *View) { allRight(v); v.Key(event.Key{Name: "m"}) }},
	{"trained", noneHeldOut},
	{"one", func(v *View) { v.seen.lengths, v.seen.list = v.seen.lengths[:1], v.seen.list[:1]; v.trained = 1 }},
	{"reading", func(v *View) { v.seen, v.net = nil, &lm.Model{} }},
	{"waiting", func(v *View) { v.seen = nil }},
}

func picture(v *View, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = v.look.Glyphs == chart.ASCII
	v.Draw(g.View())
	return g.Render(grid.Plain)
}

func TestPictures(t *testing.T) {
	for _, s := range states {
		for _, at := range [][2]int{{40, 10}, {80, 22}, {120, 34}, {200, 58}} {
			t.Run(fmt.Sprintf("%s-%dx%d", s.name, at[0], at[1]), func(t *testing.T) {
				v := still(t)
				s.do(v)
				golden.RequireEqual(t, []byte(picture(v, at[0], at[1])))
			})
		}
	}
	t.Run("ascii-80x22", func(t *testing.T) {
		v := still(t)
		v.look.Glyphs = chart.ASCII
		golden.RequireEqual(t, []byte(picture(v, 80, 22)))
	})
}

// The law: every size can be drawn, whatever is shown, and the keys stay within the list.
func TestEverySize(t *testing.T) {
	for _, s := range states {
		v := still(t)
		s.do(v)
		for w := range 100 {
			for h := range 30 {
				picture(v, w, h)
			}
		}
		for _, k := range []string{"end", "pgdown", "down", "up", "pgup", "j", "k", "m", "end", "m", "home"} {
			if _, taken := v.Key(event.Key{Name: k}); !taken {
				t.Errorf("%s is not taken", k)
			}
			if top := v.top(); top < 0 || top > max(0, len(v.list())-1) {
				t.Errorf("%s, after %s: line %d of %d is on top", s.name, k, top, len(v.list()))
			}
			picture(v, 80, 20)
		}
	}
	v := still(t)
	picture(v, 80, 12)
	v.Mouse(event.Mouse{Kind: event.WheelDown})
	if v.top() != 3 {
		t.Errorf("the wheel scrolls to line %d", v.top())
	}
	v.Mouse(event.Mouse{Kind: event.WheelUp})
	if _, taken := v.Key(event.Key{Name: "x"}); taken || v.top() != 0 || v.Typing() {
		t.Error("a key that means nothing is taken, or the wheel does not scroll back")
	}
}

// The law: right and wrong are told apart without colours, and 100 % means that every line is right.
func TestRightAndWrongWithoutColours(t *testing.T) {
	v := still(t)
	for _, glyphs := range []chart.Glyphs{chart.Braille, chart.ASCII} {
		v.look.Glyphs = glyphs
		all := picture(v, 120, 60)
		marks := [2]string{"✓", "×"}
		if glyphs == chart.ASCII {
			marks = [2]string{"+", "x"}
		}
		for _, want := range []string{marks[0] + " 0=0", marks[1] + " 011010110101101011010=1", "should be 0"} {
			if !strings.Contains(all, want) {
				t.Errorf("no %q in\n%s", want, all)
			}
		}
	}
	for _, c := range []struct {
		right, lines int
		want         string
	}{{999, 1000, "99.9 %"}, {9999, 10000, "99.9 %"}, {1000, 1000, "100 %"}, {0, 7, "0 %"}, {1, 3, "33.3 %"}, {0, 0, "–"}} {
		if got := percent(lm.LengthScore{Right: c.right, Lines: c.lines}); got != c.want {
			t.Errorf("%d of %d is %s, want %s", c.right, c.lines, got, c.want)
		}
	}
}

// model is a network that has learned nothing, the same every time.
func model(t testing.TB, c *text.Corpus, step int) *lm.Model {
	t.Helper()
	net, err := nn.New[float32](nn.Spec{Cell: "gru", Vocab: c.Vocab.Len(), Hidden: 5, Layers: 1, Init: "uniform:1"})
	if err != nil {
		t.Fatal(err)
	}
	net.Init(rand.New(rand.NewPCG(1, uint64(step))))
	return lm.NewModel(net, c.Vocab, true, step)
}

func data(m *lm.Model) *panel.Data {
	d := &panel.Data{}
	d.Snap = train.Snapshot{Step: m.Step, Model: m}
	return d
}

// The law: the report is lm's evaluation of the held-out lines, and what a line is said to give is the greedy
// continuation of what is given.
func TestTheReportIsTheEvaluation(t *testing.T) {
	c := material(t)
	v := New(c, plain())
	m := model(t, c, 7)
	jobs := v.See(data(m), true)
	if len(jobs) != 1 {
		t.Fatalf("%d jobs", len(jobs))
	}
	v.Message(jobs[0]())
	_, want := m.EvaluateLines(c.ValidLines, 1)
	if v.seen == nil || v.seen.step != 7 || !slices.Equal(v.seen.lengths, want) || !v.own || v.trained != 3 {
		t.Fatalf("%+v, want %v", v.seen, want)
	}
	for i, a := range v.seen.list {
		x := c.ValidLines.Spans[i]
		if a.gives != shownTokens(m, m.Answer(c.ValidLines, x).IDs) || a.right != (a.gives == a.wants) || a.right != (a.first == fault{}) {
			t.Errorf("line %d: %+v", i, a)
		}
		if f := a.first; f.at > 0 && (!strings.HasPrefix(string([]rune(a.wants)[f.at-1:]), f.want) || f.gives == f.want || f.of != len([]rune(a.wants))) {
			t.Errorf("line %d: %+v", i, a)
		}
	}
	if a := v.seen.list[2]; a.question != "abca=" || a.wants != "abca↵" {
		t.Errorf("%+v", a)
	}
}

// The law: one reading at a time, of the newest model, and none while another view is shown; a reading of a newer model
// waits until the view has rested; what was read of an older one stays until then.
func TestOneReadingAtATime(t *testing.T) {
	c := material(t)
	v := New(c, plain())
	if jobs := v.See(data(model(t, c, 1)), false); len(jobs) != 0 {
		t.Error("it reads while another view is shown")
	}
	jobs := v.See(data(model(t, c, 2)), true)
	if len(jobs) != 1 || len(v.See(data(model(t, c, 3)), true)) != 0 {
		t.Fatal("not one reading at a time")
	}
	more := v.Message(jobs[0]())
	if v.seen == nil || v.seen.step != 2 || len(more) != 1 {
		t.Fatalf("%+v, then %d jobs", v.seen, len(more))
	}
	if v.Message("another's message") != nil || v.seen.step != 2 {
		t.Error("a message of another view changes it")
	}
	if v.asker.Free() || v.asker.Busy() {
		t.Error("it does not rest")
	}
	v.asker.Now = func() time.Time { return time.Now().Add(time.Hour) }
	jobs = v.next()
	if len(jobs) != 1 {
		t.Fatalf("%d jobs after an hour", len(jobs))
	}
	if v.Message(jobs[0]()); v.seen.step != 3 {
		t.Errorf("it has read the lines by the model of step %d", v.seen.step)
	}
}

// The law: a long text is judged by lines that are spread over it.
func TestASample(t *testing.T) {
	s := &text.Sequences{}
	for i := range 100 {
		s.Spans = append(s.Spans, text.Span{From: 10 * i, To: 10*i + 10, Line: i + 1})
	}
	if got := sample(s, 1000); len(got.Spans) != 100 {
		t.Errorf("%d lines of 100 that fit", len(got.Spans))
	}
	got := sample(s, 250)
	if got.Rows() > 250 || len(got.Spans) != 25 || got.Spans[24].Line != 97 {
		t.Errorf("%d rows, %v", got.Rows(), got.Spans)
	}
}

func TestReadingStopsWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	c := material(t)
	if r := judge(ctx, model(t, c, 1), c.ValidLines); len(r.list) != 0 {
		t.Error("it reads on although nobody waits")
	}
}
