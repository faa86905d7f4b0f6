package picker

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/screen/lab"
)

// The law: the measures of a text are in the chosen unit, each amount with its name.
func TestNumbersInBothUnits(t *testing.T) {
	p := still(t)
	d := &panel.Data{Facts: text.Facts{Chars: 1000, Vocab: 8, Unigram: math.Log(8)}, Floor: math.Ln2}
	for u, want := range map[look.Unit][2]string{look.Nats: {"2.079 nats", "0.693 nats"}, look.Bits: {"3.000 bits", "1.000 bits"}} {
		p.Look.Unit = u
		got := textPage("").counts(d, p.Look)
		if looktest.OneUnit(t, "numbers", got, u); !strings.Contains(got, want[0]) || !strings.Contains(got, want[1]) {
			t.Errorf("%q, want %v", got, want)
		}
	}
}

// The law: a session's training loss and its curve are in the chosen unit.
func TestASessionInBothUnits(t *testing.T) {
	p := still(t)
	points := []history.Point{{Step: 1, Loss: 3, Factor: 1}, {Step: 2, Loss: math.Log(8), Factor: 1}}
	p.preview.past = &Past{Name: "kept", Step: 2, History: historytest.Of(points), Levels: []task.Level{{ID: "untrained", Loss: 3.2, N: 24}}}
	for u, want := range map[look.Unit]string{look.Nats: "train 2.079 nats/token · perplexity 8.00", look.Bits: "train 3.000 bits/token · perplexity 8.00"} {
		p.Look.Unit = u
		for _, s := range [][2]int{{80, 24}, {120, 36}, {200, 60}} {
			pic := picture(p, s[0], s[1])
			if looktest.OneUnit(t, fmt.Sprint(s), pic, u); !strings.Contains(pic, want) {
				t.Errorf("%v: no %q in\n%s", s, want, pic)
			}
		}
	}
}

// The law: the keys of every screen are keys of the list, except the : line; u requests the other unit.
func TestTheListHasTheKeysOfEveryScreen(t *testing.T) {
	p := still(t)
	for _, key := range keys.Everywhere {
		if _, ok := table(p.Look.Words).Find(key); !ok && key != ":" {
			t.Errorf("%s means nothing in the list", key)
		}
	}
	jobs := p.Key(event.Key{Name: "u", Text: "u"})
	if len(jobs) != 1 || jobs[0]() != any(lab.Restyle{Unit: lab.OtherUnit}) {
		t.Errorf("u requests %d things", len(jobs))
	}
}
