package ladder

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/text"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// climbed is a view on any rungs, at any loss, with or without a floor.
func climbed(t *rapid.T, v *Ladder) (nats []float64, loss float64) {
	nats = rapid.SliceOfN(rapid.Float64Range(0.1, 6), 1, 9).Draw(t, "rungs")
	floor := rapid.SampledFrom([]float64{math.NaN(), 0, 1, 3}).Draw(t, "floor")
	loss = rapid.Float64Range(0, 8).Draw(t, "loss")
	d := data(nats, floor)
	d.Snap.History = historytest.Of(points, history.Valid{Step: 900, NLL: loss * 1000, Tokens: 1000})
	v.See(d, true)
	return nats, loss
}

// TestALineStandsBeforeTheFirstThatIsBetter: k-grams stay in the order of their orders; of the others none has one that is better before it and after the k-gram in front
// of it, and the line after it is better or it is the last.
func TestALineStandsBeforeTheFirstThatIsBetter(t *testing.T) {
	v := still(t)
	rapid.Check(t, func(t *rapid.T) {
		nats, loss := climbed(t, v)
		lines := v.lines()
		var grams []float64
		for _, l := range lines {
			if !math.IsNaN(l.gain) || l.name == panel.GramName(0, *v.look) {
				grams = append(grams, l.nats)
			}
		}
		if !slices.Equal(grams, nats) {
			t.Fatalf("the k-grams are %v, want %v", grams, nats)
		}
		at := slices.IndexFunc(lines, func(l line) bool { return l.network })
		if at < 0 || math.Abs(lines[at].nats-loss) > 1e-12 {
			t.Fatalf("the network is line %d", at)
		}
		for i, l := range lines[:at] {
			if l.nats < lines[at].nats {
				t.Fatalf("line %d at %v is better than the network at %v in line %d", i, l.nats, loss, at)
			}
		}
		if at+1 < len(lines) && lines[at+1].nats >= loss && lines[at+1].name != v.look.Words.Ladder.Floor {
			t.Fatalf("the line after the network at %v is %+v", loss, lines[at+1])
		}
	})
}

// TestGainsAreTheWayDown: from the first k-gram to the last they sum to what the loss fell by; the first has none.
func TestGainsAreTheWayDown(t *testing.T) {
	v := still(t)
	rapid.Check(t, func(t *rapid.T) {
		nats, _ := climbed(t, v)
		sum := 0.0
		for i, l := range v.rungs() {
			if i == 0 {
				if !math.IsNaN(l.gain) || l.contexts >= 0 || !math.IsNaN(l.possible) {
					t.Fatalf("the first line is %+v", l)
				}
				continue
			}
			if sum += l.gain; math.Abs(sum-(nats[0]-l.nats)) > 1e-9 {
				t.Fatalf("%v up to line %d: the gains sum to %v", nats, i, sum)
			}
		}
	})
}

// TestTheNetworkIsInSight: whatever the lines and the rows for them, until keys move it; and no key, nor the wheel, shows nothing where a line could stand.
func TestTheNetworkIsInSight(t *testing.T) {
	v := still(t)
	rapid.Check(t, func(t *rapid.T) {
		climbed(t, v)
		v.first, v.room = follow, rapid.IntRange(1, 14).Draw(t, "room")
		lines := v.lines()
		n := len(lines)
		at := slices.IndexFunc(lines, func(l line) bool { return l.network })
		if top := v.top(n); at < top || at >= top+v.room {
			t.Fatalf("the network is line %d of %d, %d are shown from %d on", at, n, v.room, top)
		}
		for range rapid.IntRange(0, 20).Draw(t, "keys") {
			before := v.top(n)
			key := rapid.SampledFrom([]string{"up", "down", "k", "j", "wheel up", "wheel down", "home"}).Draw(t, "key")
			switch key {
			case "wheel up":
				v.Mouse(event.Mouse{Kind: event.WheelUp})
			case "wheel down":
				v.Mouse(event.Mouse{Kind: event.WheelDown})
			default:
				v.Key(event.Key{Name: key})
			}
			top, last := v.top(n), max(0, n-v.room)
			by := map[string]int{"up": -1, "k": -1, "wheel up": -1, "down": 1, "j": 1, "wheel down": 1}[key]
			if top < 0 || top > last || key != "home" && top != max(0, min(before+by, last)) {
				t.Fatalf("after %s %d of %d are shown from %d on, before from %d", key, v.room, n, top, before)
			}
			if key == "home" && last > 0 && (at < top || at >= top+v.room) {
				t.Fatalf("home shows lines from %d on, the network is %d", top, at)
			}
		}
	})
}

// TestKeysAreTheLabsWhereAllHaveRoom: to the line.
func TestKeysAreTheLabsWhereAllHaveRoom(t *testing.T) {
	v := still(t)
	for more := -1; more <= 1; more++ {
		v.room = len(v.lines()) + more
		if _, taken := v.Key(event.Key{Name: "down"}); taken != (more < 0) || len(v.Entries()) > 0 != taken {
			t.Errorf("%d rows for %d lines: taken %v", v.room, len(v.lines()), taken)
		}
	}
}

// TestWhatIsNotThereHasNoNumber: without held-out text there is no loss per character and no line of a compressor; before anything is counted there is the network alone; a
// network that has not been validated stands last, by its training loss.
func TestWhatIsNotThereHasNoNumber(t *testing.T) {
	v := still(t)
	unjudged(v)
	lines := v.lines()
	for _, l := range lines {
		if !math.IsNaN(l.chars) || l.name == v.look.Words.Ladder.Deflate {
			t.Errorf("%+v", l)
		}
	}
	if last := lines[len(lines)-1]; !last.network || math.Abs(last.train-1.75) > 1e-9 {
		t.Errorf("the last line is %+v", last)
	}
	d := data(nil, math.NaN())
	d.Ladder = panel.Ladder{}
	v.See(d, true)
	if lines = v.lines(); len(lines) != 1 || !lines[0].network || lines[0].nats != 1.8 {
		t.Errorf("before anything is counted: %+v", lines)
	}
	if got := v.facts(80); got != nil {
		t.Errorf("facts of nothing: %q", got)
	}
	d.Ladder.Rungs = []baseline.Rung{{ValidTokens: 0, ValidChars: 0}}
	if v.See(d, true); !math.IsNaN(v.tokensPerChar()) {
		t.Errorf("%v tokens a character", v.tokensPerChar())
	}
}

// TestWhatWasCountedIsSaid: the tokens it was counted in and judged by, of all where it was not all, in one row where both have room; the chance of a difference is 2/√n
// in the unit that is shown.
func TestWhatWasCountedIsSaid(t *testing.T) {
	v := still(t)
	d := data([]float64{4, 3}, math.NaN())
	v.See(d, true)
	if got := v.facts(200); len(got) != 1 || !strings.Contains(got[0], "1,003,854") || !strings.Contains(got[0], "111,539") {
		t.Errorf("all of it: %q", got)
	}
	if got := v.facts(20); len(got) != 2 {
		t.Errorf("on 20 columns: %q", got)
	}
	d.Ladder.Train, d.Ladder.Valid, d.Floor = 500_000, 10_001, 1
	v.See(d, true)
	got := strings.Join(v.facts(200), "\n")
	for _, want := range []string{"500,000", "1,003,854", "10,000", "111,539", "0.006 nats"} { // 2/√111,539
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %q", want, got)
		}
	}
	v.look.Unit = look.Bits
	if got := strings.Join(v.facts(200), "\n"); !strings.Contains(got, "0.009 bits") {
		t.Errorf("in bits: %q", got)
	}
	d.Facts.Valid, d.Ladder.Valid = 5, 5 // four are scored
	v.See(d, true)
	if got := strings.Join(v.facts(200), "\n"); !strings.Contains(got, "1.443 bits") { // 2/√4 nats
		t.Errorf("of four tokens: %q", got)
	}
	d.Facts = text.Facts{Vocab: 65, Train: 1_003_854, Valid: 1}
	v.See(d, true)
	if got := v.facts(200); len(got) != 1 || strings.Contains(got[0], "111") {
		t.Errorf("nothing is held out: %q", got)
	}
}

// TestNumbersOfTheTable: counts with commas, orders that are whole, thousandths without a negative nothing, and nothing for what is not known.
func TestNumbersOfTheTable(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 999: "999", 1000: "1,000", 65 * 65: "4,225"} {
		if got := whole(v); got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
	}
	for v, want := range map[float64]string{0: "0", 3: "3", 2.5: "", 12: "12"} {
		if got := orders(v); got != want {
			t.Errorf("order %v is %q", v, got)
		}
	}
	for v, want := range map[float64]string{-0.0001: "0.000", 0.0004: "0.000", -0.0006: "-0.001", 1.2344: "1.234", -2: "-2.000"} {
		if got := thousandths(v); got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
	}
	if shown(math.NaN(), whole) != "" || shown(7, whole) != "7" {
		t.Error("what is not known has a number")
	}
}
