package picker

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unroll/core/task"
	"unroll/ui/draw/grid"
)

// somePasts generates sessions whose names and texts may be Chinese, long, or hostile.
func somePasts() *rapid.Generator[[]item] {
	name := rapid.StringOfN(rapid.RuneFrom([]rune("abz-1茶山记本\u0301ที่\u001b")), 1, 30, -1)
	loss := rapid.SampledFrom([]float64{math.NaN(), 0.5, 1.234, 12.3, 1e6, math.Inf(1)})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) item {
		p := Past{Name: name.Draw(t, "name"), Text: name.Draw(t, "text"), Model: rapid.SampledFrom([]string{"", "LSTM 1×128", "GRU 2×1024"}).Draw(t, "model"),
			Loss: loss.Draw(t, "loss"), Valid: loss.Draw(t, "valid")}
		if rapid.IntRange(0, 5).Draw(t, "broken") == 0 {
			p.Err = errors.New("broken")
		}
		return session(p, rapid.SampledFrom([]time.Time{{}, time.Now(), time.Date(2026, 9, 12, 0, 0, 0, 0, time.Local)}).Draw(t, "saved"))
	}), 1, 6)
}

// The law: whatever the sessions and the room, columns are side by side within it, at least a blank apart, the
// name first; a column shown in some width is shown in every greater one, and the loss is omitted last.
func TestSessionColumnsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, l := somePasts().Draw(t, "sessions"), still(quiet{}).Look
		shown := map[string]bool{}
		for room := 8; room <= 120; room++ {
			table, end := sessionTable(items, room, l), room+2
			now := map[string]bool{}
			table.each(room, func(c column, x int) {
				if x < 0 || x+c.width+2 > end && c.head != "" || c.width < 0 {
					t.Fatalf("in %d columns: %q from %d on, %d wide, %d is taken", room, c.head, x, c.width, end)
				}
				if c.head != "" {
					end = x
				} else if c.width > max(0, end-2) {
					t.Fatalf("in %d columns the name has %d, and %d is taken", room, c.width, end)
				}
				now[c.head] = true
			})
			for head := range shown {
				if !now[head] {
					t.Fatalf("%s is shown in %d columns and not in %d", head, room-1, room)
				}
			}
			if loss := l.Words.Picking.Loss; len(now) > 1 && !now[loss] && anyLoss(items) {
				t.Fatalf("in %d columns there is %v, and no loss", room, now)
			}
			shown = now
		}
	})
}

func anyLoss(items []item) bool {
	for _, it := range items {
		if number(it.past.loss()) != "" {
			return true
		}
	}
	return false
}

// quiet stands for a test where still needs one.
type quiet struct{ testing.TB }

func (quiet) Helper() {}

// The law: the picture of any sessions is whole at any width, and shows something of every name that fits.
func TestSessionRowsAreWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := still(quiet{})
		p.items = somePasts().Draw(t, "sessions")
		p.unfolded[pasts] = true
		w := rapid.IntRange(12, 210).Draw(t, "w")
		all := picture(p, w, 20)
		if strings.ContainsAny(all, "\x1b\a") {
			t.Fatal("a control character")
		}
		rows := strings.Split(all, "\n")
		for y, row := range rows {
			if grid.Width(row) != w {
				t.Fatalf("row %d is %d wide, want %d: %q", y, grid.Width(row), w, row)
			}
		}
		for i, it := range p.items {
			first := ""
			for part := range grid.Clusters(grid.Safe(it.name)) {
				first = part
				break
			}
			if w >= 40 && !strings.Contains(rows[3+i], first) {
				t.Fatalf("%q is not in %q", it.name, rows[3+i])
			}
		}
	})
}

// TestSessionsAreFoundByWhatTheyShow: a session is also found by its text and its model; the loss shown is the
// last validation's.
func TestSessionsAreFoundByWhatTheyShow(t *testing.T) {
	p := still(t)
	for filter, want := range map[string]int{"lstm": 1, "chashan": 2, "gru": 1, "zzz": 0} {
		if p.filter.Set(filter); len(p.visible()) != want {
			t.Errorf("%s finds %d", filter, len(p.visible()))
		}
	}
	for _, c := range []struct{ loss, valid, want float64 }{{1.7, 1.6, 1.6}, {1.7, math.NaN(), 1.7}} {
		if got := (&Past{Loss: c.loss, Valid: c.valid}).loss(); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	l := still(t).Look
	if text, numbers := (&Past{Loss: 0.5, Valid: 0}).score(false, l), (&Past{Task: task.Series, Loss: 0.5}).score(true, l); text != "1.65" || numbers != "rmse 1" {
		t.Errorf("score %q of a text, %q of numbers", text, numbers)
	}
}

// The law: a name that does not fit is shortened in the middle, so that numbered sessions can be told apart; whatever
// the name, it fits.
func TestNamesKeepTheirEnds(t *testing.T) {
	for _, c := range []struct {
		name string
		cols int
		want string
	}{
		{"timemachine-lstm-12", 12, "timem…stm-12"}, {"timemachine-lstm-12", 19, "timemachine-lstm-12"}, {"茶山记茶山记-2", 8, "茶…记-2"}, {"abcdefgh", 3, "ab…"},
	} {
		if got := grid.Middle(c.name, c.cols, "…"); got != c.want {
			t.Errorf("%s in %d columns: %q, want %q", c.name, c.cols, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom([]rune("abz-1茶山记\u0301ที่")), 0, 30, -1).Draw(t, "name")
		for cols := range 40 {
			if got := grid.Middle(grid.Safe(name), cols, "…"); grid.Width(got) > cols {
				t.Fatalf("%q in %d columns: %q", name, cols, got)
			}
		}
	})
}

// The law: the list says how many entries are below its last row, and nothing where there are none.
func TestTheListSaysThatItGoesOn(t *testing.T) {
	p := still(t)
	if got := picture(p, 80, 24); strings.Contains(got, "more") {
		t.Errorf("all is shown:\n%s", got)
	}
	for i := range 20 {
		p.items = append(p.items, item{group: files, name: strings.Repeat("x", i+1)})
	}
	p.unfolded[files], p.at = true, 0
	if got := picture(p, 80, 24); !strings.Contains(got, "↓ 13 more") || strings.Contains(got, "↑ ") {
		t.Errorf("it does not say that it goes on:\n%s", got)
	}
	p.at = len(p.items) - 1
	if got := picture(p, 80, 24); strings.Contains(got, "╰ ↓ ") || !strings.Contains(got, "↑ 9 more") {
		t.Errorf("at the end:\n%s", got)
	}
}
