package fill

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/fill"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// subject is a run over a dataset, or a text of one's own, whose blanks are filled in.
func subject(t testing.TB, name string, o text.Options) *task.Filling {
	t.Helper()
	x, err := datasets.Opener{}.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Train) > 30_000 { // a part is enough to look at
		x.Train = strings.ToValidUTF8(x.Train[:30_000], "")
	}
	r := recipe.Fill()
	r.Text = o
	s, err := sessions.OfText(x).Subject(r)
	if err != nil {
		t.Fatal(err)
	}
	return s.Data.(*task.Filling)
}

// model is a network that has learned nothing, the same every time.
func model(t testing.TB, d *task.Filling, step int) *fill.Model {
	t.Helper()
	net, err := nn.New[float32](d.Fit(nn.Spec{Cell: "gru", Hidden: 5, Layers: 1, Init: "uniform:1"}))
	if err != nil {
		t.Fatal(err)
	}
	net.Init(rand.New(rand.NewPCG(1, uint64(step))))
	return fill.NewModel(net, d.Corpus.Vocab, d.Corpus.Lines, step)
}

// even is a network that says the same of every blank, and the same on every processor: the likelier a token, the later in a cycle of
// thirteen its id.
func even(t testing.TB, d *task.Filling, step int) *fill.Model {
	t.Helper()
	net, err := nn.New[float32](d.Fit(nn.Spec{Cell: "gru", Hidden: 2, Layers: 1, Init: "uniform:0"}))
	if err != nil {
		t.Fatal(err)
	}
	net.Init(rand.New(rand.NewPCG(1, 1)))
	w := net.Weights()
	clear(w)
	bias := w[len(w)-d.Corpus.Vocab.Len():]
	for id := range bias {
		bias[id] = float32(id*7%13) / 4
	}
	net.Prepare()
	return fill.NewModel(net, d.Corpus.Vocab, d.Corpus.Lines, step)
}

var chars = text.Options{Tokens: "char", Valid: 0.1}

func plain() *look.Look {
	th, _ := theme.Find("plain")
	return &look.Look{Theme: th, Words: i18n.English}
}

// still is a view with an answer.
func still(t testing.TB, name string, o text.Options) *View {
	t.Helper()
	v := New(subject(t, name, o), plain())
	workOff(v, v.See(data(even(t, v.data, 7)), true))
	return v
}

func data(m *fill.Model) *panel.Data {
	d := &panel.Data{}
	d.Snap = train.Snapshot{Step: m.At(), Model: m}
	return d
}

// workOff does jobs until there are none.
func workOff(v *View, jobs []event.Job) {
	v.asker.Now = func() time.Time { return time.Unix(1, 0) } // nothing rests twice
	for len(jobs) > 0 {
		next := v.Message(jobs[0]())
		jobs = append(jobs[1:], next...)
	}
}

func press(v *View, names ...string) {
	for _, name := range names {
		k := event.Key{Name: name, Text: name, Raw: tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}}
		jobs, _ := v.Key(k)
		workOff(v, jobs)
	}
}

func picture(v *View, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = v.look.Glyphs == chart.ASCII
	v.Draw(g.View())
	return g.Render(grid.Plain)
}

var states = []struct {
	name, of string
	options  text.Options
	keys     []string
}{
	{"markov", "markov", chars, []string{"right", "right", "right"}},
	{"typed", "tide", chars, []string{"i", "_", "t", "esc", "right"}},
	{"chinese", "chashan", chars, []string{"i", "山", "_"}},
	{"lines", "names", text.Options{Tokens: "char", Lines: true, Valid: 0.1}, []string{"right"}},
	{"words", "tide", text.Options{Tokens: "word", Valid: 0.1}, []string{"n"}},
}

func TestPictures(t *testing.T) {
	for _, s := range states {
		for _, at := range [][2]int{{40, 10}, {80, 22}, {120, 34}, {200, 58}} {
			t.Run(fmt.Sprintf("%s-%dx%d", s.name, at[0], at[1]), func(t *testing.T) {
				v := still(t, s.of, s.options)
				press(v, s.keys...)
				golden.RequireEqual(t, []byte(picture(v, at[0], at[1])))
			})
		}
	}
	t.Run("ascii-80x22", func(t *testing.T) {
		v := still(t, "markov", chars)
		v.look.Glyphs = chart.ASCII
		golden.RequireEqual(t, []byte(picture(v, 80, 22)))
	})
}

// The law: every size can be drawn, whatever is shown, and the keys stay within the text, the blanks and the list.
func TestEverySize(t *testing.T) {
	for _, s := range states {
		v := still(t, s.of, s.options)
		press(v, s.keys...)
		for w := 0; w < 110; w += 3 {
			for h := range 26 {
				picture(v, w, h)
			}
		}
		press(v, "esc")
		for _, k := range []string{"end", "right", "down", "pgdown", "up", "home", "left", "n", "N", ">", ">", "<", "<", "<", "pgup", "w", "i", "x", "esc", "end", "right", "home", "w"} {
			press(v, k)
			if v.cursor < 0 || v.cursor >= v.passage.N || !v.scored(v.cursor) || v.top < 0 || v.blank < 0 {
				t.Fatalf("%s, after %s: token %d of %d, scrolled to %d, blank %d", s.name, k, v.cursor, v.passage.N, v.top, v.blank)
			}
			picture(v, 80, 20)
		}
		v.Mouse(event.Mouse{Kind: event.WheelDown})
		v.Mouse(event.Mouse{Kind: event.Press, X: 9, Y: 2})
		picture(v, 80, 20)
	}
}

// The law: what is said of a token is what the model says of it, beside the exact law and the counts; the token that is there is not in
// what the network reads.
func TestTheAnswerIsTheModels(t *testing.T) {
	v := New(subject(t, "markov", chars), plain())
	workOff(v, v.See(data(model(t, v.data, 7)), true))
	press(v, "right", "right", "right", "right", "right")
	m, a := model(t, v.data, 7), v.is
	row := v.passage.First + v.cursor
	p, err := m.Distributions(t.Context(), v.passage.Rows, []int{row})
	if err != nil || !slices.Equal(p[0], a.p) || a.at != row || v.cursor != 5 {
		t.Errorf("at %d (%v): %v, the model says %v", a.at, err, a.p, p)
	}
	before, after := fill.Neighbours(v.passage.Rows.Inputs, row)
	for x := range int32(8) {
		if a.past[x] != v.data.Counts.Past(x, before) || a.both[x] != v.data.Counts.Both(x, before, after) {
			t.Errorf("counts of %d: %v, %v", x, a.past[x], a.both[x])
		}
	}
	if law := fill.LawAt(v.data.Law, v.passage.Rows, row); law == nil || !slices.Equal(law, a.law) {
		t.Errorf("the law is %v, shown as %v", law, a.law)
	}
	if !strings.Contains(picture(v, 120, 30), "exact") {
		t.Error("the exact law is not shown")
	}
}

// The law: while a text is typed every key but enter and esc is text, and its blanks are filled in at every key.
func TestTypingFillsIn(t *testing.T) {
	v := still(t, "tide", chars)
	v.line.Set("")
	press(v, "i", "t", "h", "_")
	if v.is == nil || v.is.text == nil || len(v.is.text.Blanks) != 1 || v.is.question.text != "th_" || !v.Typing() {
		t.Fatalf("%+v", v.is)
	}
	press(v, "q", "_")
	if len(v.is.text.Blanks) != 2 || v.line.Value() != "th_q_" {
		t.Errorf("%d blanks in %q", len(v.is.text.Blanks), v.line.Value())
	}
	press(v, "esc", "right")
	if v.Typing() || v.blank != 1 || v.is.blank != 1 {
		t.Errorf("blank %d", v.blank)
	}
	if _, taken := v.Key(event.Key{Name: "esc"}); !taken || v.typed {
		t.Error("esc does not lead back to the held-out text")
	}
	if _, taken := v.Key(event.Key{Name: "esc"}); taken {
		t.Error("esc of the lab is taken")
	}
}

// The law: one reading at a time, of the newest model, and none while another view is shown.
func TestOneReadingAtATime(t *testing.T) {
	v := New(subject(t, "markov", chars), plain())
	if len(v.See(data(model(t, v.data, 1)), false)) != 0 {
		t.Error("it reads while another view is shown")
	}
	jobs := v.See(data(model(t, v.data, 2)), true)
	if len(jobs) != 1 || len(v.See(data(model(t, v.data, 3)), true)) != 0 {
		t.Fatal("not one reading at a time")
	}
	v.Message(jobs[0]())
	if v.is == nil || v.is.step != 2 || v.Message("another's message") != nil {
		t.Errorf("%+v", v.is)
	}
}

// The law: the pages explain what is shown, with and without a known law.
func TestExplain(t *testing.T) {
	for _, s := range states {
		v := still(t, s.of, s.options)
		press(v, s.keys...)
		p := v.Explain()
		if p.Title == "" || len(p.About) < 4 {
			t.Errorf("%s: %+v", s.name, p)
		}
	}
}
