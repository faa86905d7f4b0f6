package surprisal

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// A die is a language that is the same on every machine: which tokens are likely depends on the last one.
type die struct{ v, turn int }

func (d die) Len() int          { return d.v }
func (d die) Begin() lm.Reading { return &roll{d, 0} }

type roll struct {
	die
	last int
}

func (r *roll) Read(id int32, reset bool) {
	if r.last = int(id) + 1; reset {
		r.last = 1
	}
}

func (r *roll) Next(p []float64) {
	sum := 0.0
	for i := range p {
		p[i] = 1 / math.Pow(2, float64((i*r.turn+r.last*3)%11))
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

const prose = "\"That is my line,\" she thought.\n\n\tTwo lamps in front, and a bell behind; it is what I am going to, and what came before.\n岛上潮急风大，渔网晒到屋顶上，茶树长得矮。\n\x1b]52;c;aGk=\a of it\n"

func material(t testing.TB, s string, o text.Options) *text.Corpus {
	t.Helper()
	c, err := text.NewCorpus(s, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// opened is a view whose text has been read by two dice, as the network and as a 5-gram.
func opened(t testing.TB, s string, o text.Options) *View {
	t.Helper()
	plain, _ := theme.Find("plain")
	v := New(material(t, s, o), &look.Look{Theme: plain, Words: i18n.English})
	v.net, v.step = die{v.corpus.Vocab.Len(), 7}, 600
	settle(t, v, v.See(&panel.Data{Beside: []panel.Named{{Name: "5-gram", Is: die{v.corpus.Vocab.Len(), 5}}}}, true))
	return v
}

// settle does all jobs until none is left, and checks that there is never more than one reading.
func settle(t testing.TB, v *View, jobs []event.Job) {
	t.Helper()
	for len(jobs) > 0 {
		if len(jobs) > 1 {
			t.Fatalf("%d jobs at a time", len(jobs))
		}
		if more := v.See(&panel.Data{Beside: v.rivals}, true); len(more) > 0 {
			t.Fatal("a second reading while one is under way")
		}
		jobs = v.Message(jobs[0]())
	}
}

func press(t testing.TB, v *View, names ...string) {
	t.Helper()
	for _, n := range names {
		jobs, _ := v.Key(event.Key{Name: n})
		settle(t, v, jobs)
	}
}

func picture(v *View, w, h int) string {
	g := grid.New(w, h)
	v.Draw(g.View())
	return g.Render(grid.Plain)
}

var char = text.Options{Tokens: "char"}

// The law: what is shown of a token is what lm.Score gives, in the network's reading and the k-gram's, and the
// difference is theirs.
func TestTheNumbersAreTheScores(t *testing.T) {
	for _, o := range []text.Options{char, {Tokens: "char", Lines: true}, {Tokens: "word"}, {Tokens: "byte"}} {
		v := opened(t, prose, o)
		m := v.corpus
		net := lm.Score(v.net, m.Stream(m.Train))
		five := lm.Score(v.rivals[0].Is, m.Stream(m.Train))
		sum, n := 0.0, 0
		for i := range v.page.Labels {
			at := i + v.page.Lead - 1
			if at < 0 {
				if !math.IsNaN(v.nats(measure{rival: -1}, i)) {
					t.Errorf("%+v: the first token has a score", o)
				}
				continue
			}
			if got := v.sheet(-1).marks[i].Scored; got != net[at] {
				t.Fatalf("%+v: token %d is %+v, want %+v", o, i, got, net[at])
			}
			want := five[at].Nats - net[at].Nats
			if got := v.nats(measure{rival: 0, difference: true}, i); math.Abs(got-want) > 1e-12 {
				t.Errorf("%+v: the difference at %d is %v, want %v", o, i, got, want)
			}
			sum, n = sum+net[at].Nats, n+1
			if got := v.sheet(-1).mean(i); got != sum/float64(n) {
				t.Errorf("%+v: the mean up to %d is %v, want %v", o, i, got, sum/float64(n))
			}
		}
		if n != len(net) {
			t.Errorf("%+v: %d scores, want %d", o, n, len(net))
		}
	}
}

// The law: what the network preferred are its likeliest tokens.
func TestRather(t *testing.T) {
	v := opened(t, prose, char)
	p, r := make([]float64, v.net.Len()), v.net.Begin()
	for i, id := range v.page.IDs[:len(v.page.IDs)-1] {
		r.Read(id, false)
		r.Next(p)
		for k, id := range lm.Top(p, 3) {
			if got := v.sheet(-1).marks[i+1].rather[k]; got != (choice{id, p[id]}) {
				t.Fatalf("token %d: choice %d is %+v, want %d at %v", i+1, k, got, id, p[id])
			}
		}
	}
}

// The law: the worst tokens are those that a full sort puts first, for each of several measures.
func TestTheWorstAreTheWorst(t *testing.T) {
	v := opened(t, strings.Repeat(prose, 3), char)
	for range v.measures() {
		m := v.now()
		var all []int
		for i := range v.page.Labels {
			if !math.IsNaN(v.nats(m, i)) {
				all = append(all, i)
			}
		}
		slices.SortStableFunc(all, func(a, b int) int {
			x, y := v.nats(m, a), v.nats(m, b)
			if m.difference {
				x, y = math.Abs(x), math.Abs(y)
			}
			switch {
			case x > y:
				return -1
			case x < y:
				return 1
			}
			return 0
		})
		if !slices.Equal(v.worst, all[:worstShown]) {
			t.Errorf("%s: the worst are %v, want %v", m.title(v), v.worst, all[:worstShown])
		}
		picture(v, 80, 24)
		press(t, v, "n")
		if v.cursor != all[0] {
			t.Errorf("n goes to %d, the worst is %d", v.cursor, all[0])
		}
		if press(t, v, "n", "n", "N"); v.cursor != all[1] {
			t.Errorf("n n N goes to %d, the second worst is %d", v.cursor, all[1])
		}
		press(t, v, "home", "m")
	}
}

// The law: every token is on one row, in order, without overlap and within the width; a word that fits on a row
// is not split.
func TestFold(t *testing.T) {
	for _, o := range []text.Options{char, {Tokens: "word"}, {Tokens: "byte"}} {
		v := opened(t, prose, o)
		for w := 2; w < 90; w++ {
			f := v.page.layOut(w)
			row, x := int32(0), int32(0)
			for i, at := range f.At {
				n := min(v.page.Widths[i], int32(w))
				switch {
				case at.Row == row+1 && at.X == 0:
					row = at.Row
				case at.Row != row || at.X < x:
					t.Fatalf("%s, %d wide: token %d is at %+v, the previous one ends at %d of row %d", o.Tokens, w, i, at, x, row)
				}
				if x = at.X + n; x > int32(w) {
					t.Fatalf("%s, %d wide: token %d ends at %d", o.Tokens, w, i, x)
				}
				if from, to := f.Span(int(row)); i < from || i >= to {
					t.Fatalf("%s, %d wide: token %d is not in %d–%d", o.Tokens, w, i, from, to)
				}
			}
		}
	}
	v := opened(t, "she thought of lamps in front of her", char)
	f := v.page.layOut(14)
	if want := []int32{0, 12, 24}; !slices.Equal(f.Rows, want) {
		t.Errorf("rows begin at %v, want %v", f.Rows, want)
	}
}

// The law: whatever keys are pressed at whatever size, the cursor is on a token and visible.
func TestTheCursorStaysInSight(t *testing.T) {
	v := opened(t, strings.Repeat(prose, 4), char)
	seq := []string{"down", "pgdown", "end", "up", "pgup", "right", "n", "N", "home", "left", "pgdown", "pgdown", "l", "b", "j", "k", "h", "m", "M"}
	for _, size := range [][2]int{{120, 34}, {80, 22}, {40, 10}, {24, 6}, {9, 3}, {3, 2}, {1, 1}} {
		for range 3 {
			for _, k := range seq {
				picture(v, size[0], size[1])
				press(t, v, k)
				picture(v, size[0], size[1])
				row := int(v.page.folded.At[v.cursor].Row)
				if row < v.place.top || row >= v.place.top+v.place.rows {
					t.Fatalf("%v after %s: the cursor is in row %d, rows %d to %d are shown", size, k, row, v.place.top, v.place.top+v.place.rows)
				}
			}
		}
	}
	for range 50 {
		v.Mouse(event.Mouse{Kind: event.WheelDown})
		picture(v, 40, 10)
		if row := int(v.page.folded.At[v.cursor].Row); row < v.place.top || row >= v.place.top+v.place.rows {
			t.Fatalf("the wheel lost the cursor: row %d, shown %d to %d", row, v.place.top, v.place.top+v.place.rows)
		}
	}
}

// The law: a click puts the cursor on the token drawn or listed there.
func TestClick(t *testing.T) {
	v := opened(t, prose, char)
	picture(v, 80, 24)
	for _, i := range []int{0, 5, 40, 100} {
		at := v.page.folded.At[i]
		v.Mouse(event.Mouse{Kind: event.Press, X: v.place.text.X + int(at.X), Y: v.place.text.Y + int(at.Row)*v.place.per})
		if v.cursor != i {
			t.Errorf("a click on token %d went to %d", i, v.cursor)
		}
	}
	v.Mouse(event.Mouse{Kind: event.Press, X: v.place.list.X + 5, Y: v.place.list.Y + 2})
	if v.cursor != v.worst[v.place.first+2] {
		t.Errorf("a click on the third of the worst went to %d", v.cursor)
	}
}

// The law: a file or a pasted text is read instead, tokens that are not in the vocabulary are not scored, and esc
// returns to the run's own text.
func TestOtherTexts(t *testing.T) {
	v := opened(t, prose, char)
	name := filepath.Join(t.TempDir(), "other.txt")
	if err := os.WriteFile(name, []byte("what Ж lamps"), 0o600); err != nil {
		t.Fatal(err)
	}
	press(t, v, "o")
	v.entry.files.Type(name)
	press(t, v, "enter")
	if v.page.title != "other.txt" || v.page.Foreign != 1 || !math.IsNaN(v.nats(v.now(), 5)) || math.IsNaN(v.nats(v.now(), 6)) {
		t.Errorf("%q with %d foreign tokens", v.page.title, v.page.Foreign)
	}
	if _, taken := v.Key(event.Key{Name: "esc"}); !taken || !v.page.own {
		t.Error("esc does not go back")
	}
	if _, taken := v.Key(event.Key{Name: "esc"}); taken {
		t.Error("esc on the run's own text does not go to the lab")
	}
	press(t, v, "p")
	if !v.Typing() {
		t.Fatal("p does not ask for a text")
	}
	jobs, _ := v.Key(event.Key{Name: "[lamps\nbell]", Text: "lamps\nbell", Raw: tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("lamps\nbell"), Paste: true}})
	settle(t, v, jobs)
	if v.Typing() || strings.Join(v.page.Labels, "") != "lamps↵bell" {
		t.Errorf("the paste became %q", v.page.Labels)
	}
}

// The law: what cannot be read is reported, the page does not change, and what was typed is there again, which esc closes.
func TestWhatCannotBeRead(t *testing.T) {
	v := opened(t, prose, char)
	for _, c := range []struct{ key, what, says string }{
		{"o", "/no/such/file.txt", "no such file"}, {"p", "x", "at least two are needed"}, {"p", "a\xffb\xff", "not UTF-8"}, {"o", os.DevNull, "device"},
	} {
		press(t, v, c.key)
		e := v.entry
		v.entry = nil
		settle(t, v, v.take(e, c.what))
		if !strings.Contains(v.notice, c.says) || !v.page.own {
			t.Errorf("%q: %q", c.what, v.notice)
		}
		if !strings.Contains(picture(v, 120, 36), v.notice[:12]) {
			t.Errorf("%q is not visible", v.notice)
		}
		if v.entry != e || e.files == nil && e.line.Value() != strings.ToValidUTF8(c.what, "\ufffd") {
			t.Errorf("%q: what was typed is gone", c.what)
		}
		if _, taken := v.Key(event.Key{Name: "esc"}); !taken || v.entry != nil {
			t.Errorf("%q: esc does not close it", c.what)
		}
	}
	if _, err := read(v.corpus, true, strings.Repeat("a ", pasteBytes), "your text"); err == nil {
		t.Error("a paste of 2 MB is taken")
	}
}

// The law: a network that has learned reads the text again, the old numbers are shown until then, and a frozen
// view does not; nothing is read while another view is on the screen.
func TestReadingAgain(t *testing.T) {
	v := opened(t, prose, char)
	v.asker.Rest(0, 0)
	v.net, v.step, v.frozen = die{v.net.Len(), 9}, 700, true
	if jobs := v.next(); len(jobs) != 0 {
		t.Fatal("a frozen view reads again")
	}
	v.shown, v.frozen = false, false
	if jobs := v.next(); len(jobs) != 0 {
		t.Fatal("a view that is not shown reads")
	}
	v.shown = true
	jobs := v.next()
	if len(jobs) != 1 || v.sheet(-1).step != 600 {
		t.Fatalf("%d jobs, the sheet of step %d is shown", len(jobs), v.sheet(-1).step)
	}
	for v.sheet(-1).step == 600 {
		jobs = v.Message(jobs[0]())
	}
	want := lm.Score(v.net, v.corpus.Stream(v.corpus.Train))
	if v.sheet(-1).marks[9].Scored != want[8] || !v.sheet(-1).done {
		t.Error("the new numbers are not the new network's")
	}
}

// The law: messages of another view change nothing.
func TestForeignMessages(t *testing.T) {
	v, other := opened(t, prose, char), opened(t, prose, char)
	other.open(newPage(other.corpus, other.page.Passage, "x"))
	for _, j := range other.next() {
		before := len(v.sheet(-1).marks)
		if jobs := v.Message(j()); len(jobs) != 0 || len(v.sheet(-1).marks) != before {
			t.Error("another view's numbers were taken")
		}
	}
}

// The law: a view that is not shown asks nothing; when it comes back its numbers are still there, and it
// continues. A piece of a page that has been left is not taken.
func TestAViewThatHasGoneIsNotAsked(t *testing.T) {
	plain, _ := theme.Find("plain")
	v := New(material(t, prose, char), &look.Look{Theme: plain, Words: i18n.English})
	v.net, v.step = die{v.corpus.Vocab.Len(), 7}, 600
	d := &panel.Data{Beside: []panel.Named{{Name: "5-gram", Is: die{v.corpus.Vocab.Len(), 5}}}}
	jobs := v.See(d, true)
	if more := v.See(d, false); len(more) != 0 {
		t.Fatal("asked although the view is not shown")
	}
	if more := v.Message(jobs[0]()); len(more) != 0 || len(v.sheet(-1).marks) == 0 {
		t.Fatalf("%d jobs while not shown, %d marks", len(more), len(v.sheet(-1).marks))
	}
	settle(t, v, v.See(d, true))
	if !v.sheet(-1).done || !v.sheet(0).done {
		t.Error("it does not continue when it comes back")
	}
	v.turnTo(0)
	jobs = v.next()
	v.turnTo(0)
	if more := v.Message(jobs[0]()); len(more) != 1 || len(v.sheet(-1).marks) != 0 {
		t.Errorf("%d jobs, and %d marks of a page that has been left", len(more), len(v.sheet(-1).marks))
	}
}

// The law: of two texts opened one after the other the second is shown.
func TestTheLastTextOpenedIsShown(t *testing.T) {
	v := opened(t, prose, char)
	first := v.take(&entry{}, "two lamps")
	second := v.take(&entry{}, "a bell")
	if len(first) != 1 || len(second) != 0 {
		t.Fatalf("%d and %d jobs", len(first), len(second))
	}
	settle(t, v, v.Message(first[0]()))
	if got := strings.Join(v.page.Labels, ""); got != "a·bell" && got != "a bell" {
		t.Errorf("%q is shown", got)
	}
}

// The law: whoever colours the text, each number has the name of the one that gave it, and a k-gram's is compared
// in words.
func TestEachNumberHasAName(t *testing.T) {
	v := opened(t, prose, char)
	press(t, v, "n")
	loss := func(rival int) string { return panel.Loss(v.sheet(rival).mean(len(v.page.Labels)-1), *v.look) }
	all := picture(v, 120, 36)
	for _, want := range []string{"network at the cursor", "network " + loss(-1) + " nats", "step 600", "better by"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	press(t, v, "m", "m")
	if all := picture(v, 120, 36); !strings.Contains(all, "surprisal of the 5-gram") || !strings.Contains(all, " 5-gram "+loss(0)+" nats") || strings.Contains(all, "step 600") {
		t.Errorf("coloured by the 5-gram:\n%s", all)
	}
	if all := picture(v, 56, 20); !strings.Contains(all, " 5-gram "+loss(0)+" nats ─") {
		t.Errorf("on a narrower page the 5-gram's loss has no name:\n%s", all)
	}
	for _, c := range []struct {
		rival, network float64
		width          int
		want           string
	}{
		{2.78, 2.34, 40, "2.78 nats  network better by 0.44"}, {2.34, 2.78, 40, "2.34 nats  6-gram better by 0.44"},
		{2.78, 2.34, 26, "2.78 nats  worse by 0.44"}, {2.34, 2.78, 26, "2.34 nats  better by 0.44"}, {2, 2.001, 40, "2.00 nats  the same"},
	} {
		if got := v.beside("6-gram", c.rival, c.network, c.width); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// The law: the title of the list says which of the listed tokens are visible, and a mean that does not exist has no
// row.
func TestTheListSaysWhatItShows(t *testing.T) {
	v := opened(t, strings.Repeat(prose, 3), char)
	all := picture(v, 80, 22)
	if !strings.Contains(all, "highest: 1–7 of 50") || strings.Contains(all, "so far") {
		t.Errorf("at the first token:\n%s", all)
	}
	v.goTo(v.worst[49])
	if all := picture(v, 80, 22); !strings.Contains(all, "highest: 44–50 of 50") || !strings.Contains(all, "so far") {
		t.Errorf("at the last of the list:\n%s", all)
	}
}
