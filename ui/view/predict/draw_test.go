package predict

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// toy is a language whose next token depends on the last one.
type toy struct{ v int }

type toyReading struct {
	toy
	last int32
}

func (l toy) Len() int                      { return l.v }
func (l toy) Begin() lm.Reading             { return &toyReading{toy: l} }
func (r *toyReading) Read(id int32, _ bool) { r.last = id }
func (r *toyReading) Next(p []float64)      { copy(p, lm.StableSoftmax(r.logits()).P) }
func (r *toyReading) logits() (o []float64) {
	for id := range r.v {
		o = append(o, 5-1.25*math.Abs(float64((id*7+int(r.last)*3)%r.v-2)))
	}
	return o
}

// still is a view on an invented prediction, the same every time. Some of its tokens are hostile, some wide.
func still(t testing.TB) *Predict {
	t.Helper()
	plain, _ := theme.Find("plain")
	tok, err := text.FindTokenizer("char")
	if err != nil {
		t.Fatal(err)
	}
	vocab := text.BuildVocab(tok, "ab ce\n\x1b\u202e光折z")
	p := New(context.Background(), &sessions.Subject{}, &look.Look{Theme: plain, Words: i18n.English}).(*Predict)
	p.seen = seen{text: "ab 光x", shown: true}
	tokens, ids := vocab.Prefix(p.seen.text)
	l, from := toy{vocab.Len()}, lm.Prompt{Stream: text.Stream{IDs: ids, EndOfLine: text.Unknown}}
	r := &evaluated{text: p.seen.text, vocab: &lm.Model{Vocab: vocab}}
	for i, s := range tokens {
		r.prefix = append(r.prefix, lm.Token{Text: s, ID: ids[i], Known: ids[i] >= 0})
	}
	after := lm.Chain(l, from)
	r.terms, r.p = after.Terms, after.Next
	for _, o := range (&toyReading{l, ids[len(ids)-1]}).logits() {
		r.logits = append(r.logits, float32(o))
	}
	r.order = lm.Order(r.p)
	r.greedy, r.drawn, r.beam = after.Greedy(12), []lm.Path{after.Draw(12, lm.Whole, lm.SampleStream(1, 0))}, after.Beam(12, 4)
	p.is = r
	p.reshape()
	return p
}

func picture(p *Predict, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = p.look.Glyphs == chart.ASCII
	p.Draw(g.View())
	return g.Render(grid.Plain)
}

func press(p *Predict, names ...string) {
	for _, n := range names {
		p.Key(event.Key{Name: n})
	}
}

// known gives the view a law and a language to compare with the network.
func known(p *Predict) {
	p.run.Law = noLaw{}
	p.is.law = lm.StableSoftmax([]float64{1, 2, 0, 3, 1, 0, 2, 4, 1, 0, 0}[:len(p.is.p)]).P
	p.is.beside, p.is.name = lm.StableSoftmax(make([]float64, len(p.is.p))).P, "2-gram"
	p.reshape()
}

type noLaw struct{}

func (noLaw) Rate() float64               { return 0 }
func (noLaw) Alphabet() []string          { return nil }
func (noLaw) Next([]string) []float64     { return nil }
func (noLaw) Generate(uint64, int) string { return "" }

var sizes = [][2]int{{40, 12}, {50, 30}, {80, 24}, {120, 36}}

// TestPredictPictures compares the view as a person sees it, without colours.
func TestPredictPictures(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(p *Predict)
	}{
		{"plain", func(*Predict) {}},
		{"cut", func(p *Predict) {
			press(p, "tab", "-", "-", "tab", "-", "down", "down")
			p.look.Unit = look.Bits
			p.set.cut.Temperature = 1.5
			p.reshape()
		}},
		{"law", known},
		{"softmax", func(p *Predict) { press(p, "down", "s") }},
		{"over32", func(p *Predict) { press(p, "s", "e") }},
		{"under64", func(p *Predict) { press(p, "s", "e", "e", "e", "e") }},
	} {
		for _, s := range sizes {
			t.Run(fmt.Sprintf("%s-%dx%d", c.name, s[0], s[1]), func(t *testing.T) {
				p := still(t)
				c.do(p)
				p.micro.sum = 0x1p-52 // its last bits depend on the processor
				golden.RequireEqual(t, []byte(picture(p, s[0], s[1])))
			})
		}
	}
	for name, keys := range map[string]string{"plain": "up", "softmax": "s"} { // what fits only on a wide screen
		t.Run(name+"-200x58", func(t *testing.T) {
			p := still(t)
			press(p, keys)
			p.micro.sum = 0x1p-52
			golden.RequireEqual(t, []byte(picture(p, 200, 58)))
		})
	}
	t.Run("ascii", func(t *testing.T) {
		p := still(t)
		known(p)
		p.look.Glyphs = chart.ASCII
		golden.RequireEqual(t, []byte(picture(p, 100, 30)))
	})
}

// The law: whatever the size and the page, every row is exactly as wide as the screen, every frame is closed, and
// no control character of a token reaches the terminal.
func TestEverySizeIsWhole(t *testing.T) {
	for _, do := range []func(p *Predict){func(*Predict) {}, known, func(p *Predict) { press(p, "s", "e", "end") }, func(p *Predict) { p.is = nil }} {
		p := still(t)
		do(p)
		for w := 1; w <= 130; w += 2 {
			for h := 1; h <= 45; h += 2 {
				whole(t, picture(p, w, h), w, h)
			}
		}
	}
}

func whole(t *testing.T, pic string, w, h int) {
	t.Helper()
	rows := strings.Split(pic, "\n")
	if len(rows) != h {
		t.Fatalf("%d×%d: %d rows", w, h, len(rows))
	}
	for y, row := range rows {
		if got := grid.Width(row); got != w {
			t.Fatalf("%d×%d: row %d is %d wide: %q", w, h, y, got, row)
		}
	}
	if strings.ContainsAny(pic, "\x1b\u202e") {
		t.Fatalf("%d×%d: a control character", w, h)
	}
	if a, b := strings.Count(pic, "╭"), strings.Count(pic, "╯"); a != b && h > 1 && w > 1 {
		t.Fatalf("%d×%d: %d frames begin and %d end:\n%s", w, h, a, b, pic)
	}
}

// The law: the parts cover the screen without overlap.
func TestPartsCoverTheScreen(t *testing.T) {
	for w := 1; w <= 140; w++ {
		for h := 1; h <= 50; h++ {
			for beam := 1; beam <= 8; beam++ {
				a := arrange(w, h, beam)
				cells := 0
				for _, r := range []struct{ x, y, w, h int }{
					{a.rows.X, a.rows.Y, a.rows.W, a.rows.H}, {a.goOn.X, a.goOn.Y, a.goOn.W, a.goOn.H},
					{a.chain.X, a.chain.Y, a.chain.W, a.chain.H}, {a.knobs.X, a.knobs.Y, a.knobs.W, a.knobs.H},
				} {
					if r.w < 0 || r.h < 0 || r.x+r.w > w || r.y+r.h > h {
						t.Fatalf("%d×%d, beam %d: a part at %+v", w, h, beam, r)
					}
					cells += r.w * r.h
				}
				if cells != w*h {
					t.Fatalf("%d×%d, beam %d: parts have %d cells of %d", w, h, beam, cells, w*h)
				}
			}
		}
	}
}

// The law: the cursor's row is visible, and no row is shown beyond the last.
func TestTheCursorIsInTheWindow(t *testing.T) {
	for n := 1; n < 40; n++ {
		for h := 1; h < 20; h++ {
			for at := range n {
				first := window(at, n, h)
				if first < 0 || at < first || at >= first+h || (first > 0 && first+h > n) {
					t.Fatalf("row %d of %d on %d rows: from %d on", at, n, h, first)
				}
			}
		}
	}
}

// The law: a tree has every path once, and each row records what it shares with the one above.
func TestTreeOfABeam(t *testing.T) {
	paths := []lm.Path{{IDs: []int32{1, 2, 3}}, {IDs: []int32{4, 2}}, {IDs: []int32{1, 2, 5}}, {IDs: []int32{1, 6}}, {IDs: []int32{4}}}
	if got := fmt.Sprint(grow(paths)); got != "[{0 0} {2 2} {3 1} {1 0} {4 1}]" {
		t.Errorf("the tree is %v", got)
	}
}

// dataOf is the state of a run whose lab has read a prefix.
func dataOf(text string, m *lm.Model, beside ...panel.Named) *panel.Data {
	return &panel.Data{Snap: train.Snapshot{Model: m}, Prefix: panel.Prefix{Text: text, Read: m.Read(text, true, nil)}, Beside: beside}
}
