package term

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"
)

// pressed is something that a person or the terminal does: its bytes, and what the program has to receive.
type pressed struct {
	bytes string
	event string // "": nothing
	pause bool   // nothing follows for a while
}

// line is a terminal at the other end of a line that cuts anywhere: what it reads between two pauses, and where it is cut.
type line struct {
	parts [][]byte // each up to a pause
	cuts  func(n int) int
	over  func()
}

func (l *line) read(p []byte) (int, error) {
	for len(l.parts) > 0 && len(l.parts[0]) == 0 {
		l.parts = l.parts[1:]
	}
	if len(l.parts) == 0 {
		l.over()
		return 0, io.EOF
	}
	n := copy(p, l.parts[0][:l.cuts(len(l.parts[0]))])
	l.parts[0] = l.parts[0][n:]
	return n, nil
}

func (l *line) more() bool { return len(l.parts[0]) > 0 }

// collector is a program that writes down the messages it receives.
type collector struct{ got []string }

func (c *collector) Init() tea.Cmd { return nil }
func (c *collector) View() string  { return "" }
func (c *collector) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case tea.MouseMsg:
		c.got = append(c.got, fmt.Sprintf("mouse %d %d,%d", m.Button, m.X, m.Y))
	case tea.KeyMsg:
		switch {
		case m.Paste:
			c.got = append(c.got, "paste "+string(m.Runes))
		case m.Type == tea.KeyEscape:
			c.got = append(c.got, "esc")
		case m.Type == tea.KeyRunes && !m.Alt:
			for _, r := range m.Runes { // those read together are one message
				c.got = append(c.got, string(r))
			}
		default:
			c.got = append(c.got, m.String())
		}
	}
	return c, nil
}

// received is what a program receives of what was pressed, over a line cut by cuts.
func received(list []pressed, cuts func(n int) int) []string {
	l, c := &line{parts: [][]byte{nil}, cuts: cuts}, &collector{}
	for _, p := range list {
		l.parts[len(l.parts)-1] = append(l.parts[len(l.parts)-1], p.bytes...)
		if p.pause {
			l.parts = append(l.parts, nil)
		}
	}
	in := NewInput(nil)
	in.read, in.more = l.read, l.more
	p := tea.NewProgram(c, tea.WithInput(struct{ io.Reader }{NewKeys(in)}), tea.WithOutput(io.Discard), tea.WithoutRenderer(), tea.WithoutSignalHandler())
	l.over = sync.OnceFunc(func() { p.Send(tea.Quit()) })
	if _, err := p.Run(); err != nil {
		panic(err)
	}
	return c.got
}

// named are the keys that are neither text nor depend on what follows.
var named = map[string]string{
	"\x1b[A": "up", "\x1b[B": "down", "\x1b[C": "right", "\x1b[D": "left", "\x1bOA": "up", "\x1b[Z": "shift+tab", "\x1b[5~": "pgup",
	"\x1b[3~": "delete", "\x1b[1;5C": "ctrl+right", "\x1b[7$": "shift+home", "\x1b[[A": "f1", "\x1bOP": "f1", "\x1b[15~": "f5",
	"\x1b\x1b[A": "alt+up", "\x1bOH": "home", "\x1bOF": "end", "\r": "enter", "\t": "tab", "\x7f": "backspace", "\x03": "ctrl+c",
	"\x1b\r": "alt+enter", "\n": "ctrl+j", "\x1ba": "alt+a", "\x1b你": "alt+你", " ": " ",
}

// silent are reports that are not keys.
var silent = []string{
	"\x1b[I", "\x1b[O", "\x1b[?1;2c", "\x1b[24;80R", "\x1b]11;rgb:1515/1616/1c1c\x1b\\", "\x1b]10;rgb:ffff/ffff/ffff\a",
	"\x1b[<65;10\x1b[I", "\x1b[<1;M", "\x1b[M\x1b[I", "\x1b[1;\x1b[O", "\x1b[<0;9;\x1b[O",
}

const letters = "abcqMm0<;[]O~$IR9 é你好语言模型🙂👩‍🚀"

// presses draws what is done; n chooses one of n.
func presses(n func(int) int) pressed {
	text := []rune(letters)
	switch n(10) {
	case 0, 1:
		r := text[n(len(text))]
		return pressed{string(r), string(r), false}
	case 2:
		key := names[n(len(names))]
		return pressed{key, named[key], false}
	case 3, 4, 5:
		b, x, y := []int{64, 65, 0}[n(3)], n(300), n(100)
		button := map[int]int{64: 4, 65: 5, 0: 1}[b]
		return pressed{fmt.Sprintf("\x1b[<%d;%d;%dM", b, x+1, y+1), fmt.Sprintf("mouse %d %d,%d", button, x, y), false}
	case 6:
		x, y := n(223), n(223)
		return pressed{string([]byte{'\x1b', '[', 'M', 96, byte(33 + x), byte(33 + y)}), fmt.Sprintf("mouse 4 %d,%d", x, y), false}
	case 7:
		return pressed{silent[n(len(silent))], "", false}
	case 8:
		var b strings.Builder
		for range n(400) {
			b.WriteString([]string{string(text[n(len(text))]), "\n", "\t", "\x1b[<65;1;1M", "\x1b[A", "\x1b", "\x1b[201;"}[n(7)])
		}
		b.WriteString("\x1b[20") // the beginning of an end
		return pressed{"\x1b[200~" + b.String() + "\x1b[201~", "paste " + b.String(), false}
	}
	return []pressed{{"\x1b", "esc", true}, {"\x1b\x1b", "esc,esc", true}, {"\x1b[", "alt+[", true}, {"\x1bO", "alt+O", true}, {"\x1b]", "alt+]", true},
		{"\x1b\x1b[<0;3;4M", "esc,mouse 1 2,3", false}, {"\x1b\x1b[200~x\x1b[201~", "esc,paste x", false}}[n(7)]
}

var names = func() (list []string) {
	for key := range named {
		list = append(list, key)
	}
	slices.Sort(list)
	return list
}()

// check is the law: what was pressed is received, nothing else, in its order.
func check(t interface{ Fatalf(string, ...any) }, list []pressed, got []string) {
	var want []string
	for _, p := range list {
		if p.event == "" {
			continue
		}
		if strings.HasPrefix(p.event, "esc,") {
			want = append(want, strings.SplitN(p.event, ",", 2)...)
			continue
		}
		want = append(want, p.event)
	}
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			t.Fatalf("event %d of %d, %d received: %q instead of %q", i, len(want), len(got), got[min(i, len(got)):min(i+3, len(got))], want[min(i, len(want)):min(i+3, len(want))])
		}
	}
}

// The law: 10⁶ bytes of keys, mouse reports, pastes and answers, cut at arbitrary places, are what was pressed: no key that
// was not, and none is lost.
func TestOnlyWhatWasPressed(t *testing.T) {
	total, each := 0, 12_000
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		n := numbers(seed)
		var list []pressed
		size := 0
		for size < each {
			p := presses(n)
			size += len(p.bytes)
			list = append(list, p)
		}
		most := []int{1, 3, 17, 300, 5000}[n(5)]
		check(rt, list, received(list, func(left int) int { return 1 + n(min(left, most)) }))
		total += size
	})
	if total < 1_000_000 && !testing.Short() {
		t.Errorf("only %d bytes", total)
	}
}

// numbers are pseudo-random, from a seed.
func numbers(seed uint64) func(int) int {
	return func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed>>33) % n
	}
}

// A wheel turned fast is 24 reports in one write, and a read ends in one of them: no key is pressed.
func TestTheWheelPressesNoKey(t *testing.T) {
	var list []pressed
	for range 24 {
		list = append(list, pressed{"\x1b[<65;10;10M", "mouse 5 9,9", false})
	}
	check(t, list, received(list, func(left int) int { return left }))
}

// A paste beyond the bound is cut, and what is typed after it arrives.
func TestALongPasteEnds(t *testing.T) {
	long := strings.Repeat("é", Pasted)
	got := received([]pressed{{"\x1b[200~" + long + "\x1b[201~q", "", false}}, func(left int) int { return left })
	if len(got) != 2 || len(got[0]) != len("paste ")+Pasted || got[1] != "q" {
		t.Errorf("%d events, %d bytes pasted", len(got), len(got[0]))
	}
}

// FuzzKeys: what is pressed, and where the line is cut, is made of the fuzzer's bytes.
func FuzzKeys(f *testing.F) {
	f.Add([]byte("\x03\x01\x05\x08\x09\x00"), uint64(1))
	f.Fuzz(func(t *testing.T, b []byte, seed uint64) {
		var list []pressed
		i, random := 0, numbers(seed)
		n := func(n int) int {
			if i++; i > len(b) {
				return random(n)
			}
			return int(b[i-1]) % n
		}
		for range 30 {
			list = append(list, presses(n))
		}
		check(t, list, received(list, func(left int) int { return 1 + random(left) }))
	})
}
