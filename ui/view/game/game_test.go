package game

import (
	"fmt"
	"math"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
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

func (r *roll) Read(id int32, _ bool) { r.last = int(id) + 1 }

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

const prose = "Two lamps in front, and a bell behind.\nIt is what I am going to, and what came before. 岛上潮急风大\n"

var char = text.Options{Tokens: "char"}

// seated is a game at which the machines have bet on the first token.
func seated(t *testing.T, s string, o text.Options) *View {
	t.Helper()
	c, err := text.NewCorpus(s, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	plain, _ := theme.Find("plain")
	v := New(c, &look.Look{Theme: plain, Words: i18n.English})
	v.net, v.step = die{c.Vocab.Len(), 7}, 600
	do(t, v, v.See(&panel.Data{Beside: []panel.Named{{Name: "5-gram", Is: die{c.Vocab.Len(), 5}}}}, true))
	return v
}

// do does all jobs and returns the messages that are not the view's own: those for the lab.
func do(t *testing.T, v *View, jobs []event.Job) (said []panel.You) {
	t.Helper()
	for len(jobs) > 0 {
		msg := jobs[0]()
		jobs = append(jobs[1:], v.Message(msg)...)
		if you, ok := msg.(panel.You); ok {
			said = append(said, you)
		}
	}
	return said
}

// press presses keys by name; a character types itself.
func press(t *testing.T, v *View, names ...string) (said []panel.You) {
	t.Helper()
	for _, n := range names {
		k := event.Key{Name: n}
		if len([]rune(n)) == 1 {
			k.Text, k.Raw = n, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(n)}
		}
		jobs, _ := v.Key(k)
		said = append(said, do(t, v, jobs)...)
	}
	return said
}

func picture(v *View, w, h int) string {
	g := grid.New(w, h)
	v.Draw(g.View())
	return g.Render(grid.Plain)
}

// The law: a player who lays nothing pays ln V per token and has perplexity V; for the same tokens the machines
// pay what lm.Score gives; and the chart is told.
func TestTheBoardAgreesWithTheScores(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	from := v.at
	press(t, v, "enter")
	var said []panel.You
	for range 30 {
		said = append(said, press(t, v, "enter")...)
	}
	b, size := v.board[stakes], float64(v.corpus.Vocab.Len())
	if got := lm.Perplexity(b.you.Loss()); b.you.Tokens != 30 || math.Abs(got-size) > 1e-12*size {
		t.Errorf("%d tokens at perplexity %v, V is %v", b.you.Tokens, got, size)
	}
	for i, l := range []lm.Language{v.net, v.rivals[0].Is} {
		want := 0.0
		for _, s := range lm.Score(l, v.corpus.Stream(v.text.IDs))[from-1 : from+29] {
			want += s.Nats
		}
		if got := b.machines[i].NLL; got != want {
			t.Errorf("machine %d pays %v, want %v", i, got, want)
		}
	}
	if len(said) != 30 || said[29].Nats != b.you.Loss() || said[29].Tokens != 30 || said[29].AtMost {
		t.Errorf("the chart is told %d times, at last %+v", len(said), said[len(said)-1])
	}
}

// The law: nothing drawn before a bet is settled depends on what comes.
func TestNothingOfTheFutureIsShown(t *testing.T) {
	a, b := seated(t, prose, char), seated(t, prose, char)
	ids := append([]int32(nil), b.text.IDs...)
	tokens := append([]string(nil), b.text.Tokens...)
	for i := b.at; i < len(ids); i++ { // reverse everything else
		ids[i], tokens[i] = a.text.IDs[len(ids)-1-(i-b.at)], a.text.Tokens[len(ids)-1-(i-b.at)]
	}
	b.text.IDs, b.text.Tokens, b.round, b.asker = ids, tokens, nil, ask.Asker[turn, round]{}
	do(t, b, b.next())
	for _, keys := range [][]string{{"enter", "a", "b", "right", "up"}, {"esc", "m", "enter", "Z"}} {
		press(t, a, keys...)
		press(t, b, keys...)
		for _, size := range [][2]int{{120, 34}, {80, 22}, {40, 10}} {
			if x, y := picture(a, size[0], size[1]), picture(b, size[0], size[1]); x != y {
				t.Errorf("%v:\n%s\n%s", size, x, y)
			}
		}
	}
}

// The law: each typed token gets half of what is left, and so does the same token typed again; stakes and rest
// sum to all.
func TestStakes(t *testing.T) {
	v := seated(t, prose, char)
	press(t, v, "enter", "a", "b", "a")
	if len(v.bet) != 2 || v.bet[0].Thousandth != 625 || v.bet[1].Thousandth != 250 || v.bet.Rest() != 125 {
		t.Fatalf("the bet is %v, %d left", v.bet, v.bet.Rest())
	}
	if press(t, v, "right", "right", "right"); v.bet[0].Thousandth != 750 || v.bet.Rest() != 0 {
		t.Errorf("after typing it three more times: %v", v.bet)
	}
	if !strings.Contains(picture(v, 120, 34), "∞ if one") {
		t.Error("it does not say that nothing is left")
	}
	if press(t, v, "down", "backspace", "shift+left"); len(v.bet) != 1 || v.bet[0].Thousandth != 740 {
		t.Errorf("after removing the second: %v", v.bet)
	}
	for range 30 {
		press(t, v, "left")
	}
	if v.bet[0].Thousandth != 1 {
		t.Errorf("the least stake is %v", v.bet)
	}
	if press(t, v, "Ж"); len(v.bet) != 1 || v.notice == "" {
		t.Errorf("a token that does not exist: %v, %q", v.bet, v.notice)
	}
}

// The law: a player who lays everything on another token pays ∞, and is told so.
func TestInfinity(t *testing.T) {
	v := seated(t, prose, char)
	press(t, v, "enter", "Z")
	wrong := int32(0)
	if v.text.IDs[v.at] == 0 {
		wrong = 1
	}
	v.bet = lm.Bet{{ID: wrong, Thousandth: 1000}}
	said := press(t, v, "enter")
	if len(said) != 1 || !math.IsInf(said[0].Nats, 1) || !strings.Contains(picture(v, 120, 34), "probability 0") {
		t.Errorf("said %+v", said)
	}
}

// The law: the number of guesses is the rank; a repeated guess counts once, and for a player who gives up the
// rest is guessed by frequency.
func TestGuesses(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	press(t, v, "m", "enter")
	right := v.text.Tokens[v.at]
	wrong := []string{"Z", "T", "I"}
	if v.corpus.Vocab.ID("Z") >= 0 {
		t.Fatal("Z is in the text")
	}
	said := press(t, v, wrong[0], wrong[1], wrong[1], wrong[2], right)
	if v.last == nil || v.last.you.Rank != 3 || len(said) != 1 || !said[0].AtMost {
		t.Fatalf("found at guess %+v, said %+v", v.last, said)
	}
	id := v.text.IDs[v.at]
	want := lm.RankOf(id, []int32{v.corpus.Vocab.ID("T")}, lm.ByFrequency(v.corpus))
	press(t, v, "T", "tab")
	if v.text.IDs[v.at-1] != id || v.last.you.Rank != want {
		t.Errorf("given up: guess %d, want %d", v.last.you.Rank, want)
	}
	if b := v.board[guesses]; b.you.Tokens != 2 || b.machines[0].Tokens != 2 {
		t.Errorf("the board is %+v", b)
	}
}

// The law: perplexities and bounds are shown from panel.Played tokens on; before that the board says so.
func TestNoPerplexityFromFewTokens(t *testing.T) {
	const few = "perplexity: after 30 tokens"
	for way, said := range []string{"", "Your perplexity lies between these two numbers."} {
		v := seated(t, strings.Repeat(prose, 9), char)
		v.way = way
		press(t, v, "enter")
		for n := range panel.Played {
			if is := v.rows()[0].is[2]; is != none || !strings.Contains(picture(v, 120, 34), few) {
				t.Fatalf("way %d: %q after %d tokens\n%s", way, is, n, picture(v, 120, 34))
			}
			press(t, v, map[bool]string{true: "tab", false: "enter"}[way == guesses])
		}
		all := strings.Join(strings.Fields(strings.ReplaceAll(picture(v, 200, 58), "│", " ")), " ")
		if is := v.rows()[0].is[2]; is == none || strings.Contains(all, few) || !strings.Contains(all, said) {
			t.Errorf("way %d: %q after 30 tokens\n%s", way, is, all)
		}
	}
}

// The law: words are typed letter by letter and end with a space or enter; a key ends lines.
func TestWords(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 4), text.Options{Tokens: "word"})
	press(t, v, "enter", "b", "e", "l", "l", " ", "w", "h", "a", "t", "enter", "ctrl+n")
	var got []string
	for _, s := range v.bet {
		got = append(got, v.corpus.Vocab.Token(s.ID))
	}
	if strings.Join(got, " ") != "bell what <eos>" || v.board[stakes].you.Tokens != 0 {
		t.Errorf("stakes on %v", got)
	}
}

// The law: a bet settled before the machines have bet waits for them.
func TestTheMachinesBetFirst(t *testing.T) {
	v := seated(t, prose, char)
	v.round, v.asker = nil, ask.Asker[turn, round]{}
	jobs := v.next()
	press(t, v, "enter", "a", "enter")
	if v.board[stakes].you.Tokens != 0 {
		t.Fatal("a bet was settled before the machines had bet")
	}
	if said := do(t, v, jobs); len(said) != 1 || v.board[stakes].you.Tokens != 1 {
		t.Errorf("then %d tokens were played", v.board[stakes].you.Tokens)
	}
}

// The law: the game ends with the text, and a new one begins elsewhere with an empty board.
func TestTheEnd(t *testing.T) {
	v := seated(t, prose, char)
	press(t, v, "enter")
	for range len(v.text.IDs) {
		press(t, v, "enter")
	}
	if !v.over() || v.Typing() || v.board[stakes].you.Tokens == 0 {
		t.Fatalf("at %d of %d", v.at, len(v.text.IDs))
	}
	picture(v, 80, 22)
	if press(t, v, "n"); v.over() || v.board[stakes].you.Tokens != 0 {
		t.Error("a new game does not begin")
	}
	if jobs, taken := v.Key(event.Key{Name: "q"}); taken || len(jobs) != 0 {
		t.Error("a key without a meaning here is taken")
	}
}

// The law: the machines' bets in an abandoned game do not count in the next.
func TestARoundOfAnotherGame(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 9), char)
	v.round, v.asker = nil, ask.Asker[turn, round]{}
	jobs := v.next()
	v.begin()
	if more := v.Message(jobs[0]()); v.round != nil || len(more) != 1 {
		t.Errorf("a round of the previous game is taken, and %d are requested", len(more))
	}
}

// The law: the machines do not bet for a view that is not shown, unless a bet that was laid waits for them.
func TestAViewThatHasGoneIsNotAsked(t *testing.T) {
	for _, laid := range []bool{false, true} {
		v := seated(t, strings.Repeat(prose, 9), char)
		v.round, v.asker = nil, ask.Asker[turn, round]{}
		jobs := v.next()
		if laid {
			press(t, v, "enter", "a", "enter")
		}
		gone := &panel.Data{Beside: v.rivals}
		if more := v.See(gone, false); len(more) != 0 {
			t.Fatal("they bet although the view is not shown")
		}
		do(t, v, jobs)
		if got := v.board[stakes].you.Tokens == 1; got != laid || v.round != nil {
			t.Errorf("a bet laid %v, settled %v", laid, got)
		}
		if do(t, v, v.See(gone, true)); v.round == nil {
			t.Error("nothing is requested when it comes back")
		}
	}
}

// TestPictures compares the table as a person sees it, without colours.
func TestPictures(t *testing.T) {
	play := func(v *View) {
		press(t, v, "enter", "a", "enter", " ", "i", "enter", "e", "enter", "t", " ", "\n")
	}
	for _, s := range [][2]int{{200, 58}, {120, 34}, {80, 22}, {40, 10}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]+2), func(t *testing.T) {
			v := seated(t, strings.Repeat(prose, 3), char)
			play(v)
			golden.RequireEqual(t, []byte(picture(v, s[0], s[1])))
		})
	}
	t.Run("guesses", func(t *testing.T) {
		v := seated(t, strings.Repeat(prose, 3), char)
		press(t, v, "m", "enter", "a", "tab", "e", "t", "tab", " ", "e")
		golden.RequireEqual(t, []byte(picture(v, 80, 22)))
	})
}

// The law: whatever the size, every row is exactly as wide as the screen and every frame is closed.
func TestEverySizeIsWhole(t *testing.T) {
	v := seated(t, prose+"\x1b]52;c\a", char)
	press(t, v, "enter", "a", "enter", "岛", "o", "t")
	for w := 1; w <= 130; w += 3 {
		for h := 1; h <= 45; h += 2 {
			rows := strings.Split(picture(v, w, h), "\n")
			for y, row := range rows {
				if got := grid.Width(row); got != w || len(rows) != h {
					t.Fatalf("%d×%d: row %d of %d is %d wide: %q", w, h, y, len(rows), got, row)
				}
			}
			if all := strings.Join(rows, ""); strings.ContainsAny(all, "\x1b\a") || strings.Count(all, "╭") != strings.Count(all, "╯") {
				t.Fatalf("%d×%d is not whole", w, h)
			}
		}
	}
}
