package ladder

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/ui/panel"
	"unroll/ui/screen/help/helptest"
)

// TestExplanations compares the explanation as a person sees it, without colours.
func TestExplanations(t *testing.T) {
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			v := still(t)
			golden.RequireEqual(t, []byte(helptest.Picture(v.Explain(), *v.look, s[0], s[1])))
		})
	}
}

// The law: the explanation gives the network's last validation and the verdict on it; rows that the table lacks
// are not explained; numbers that do not exist are not mentioned.
func TestExplanationFollowsTheTable(t *testing.T) {
	v := still(t)
	text := helptest.Said(v.Explain(), *v.look)
	for _, want := range []string{"The network's last validation: 1.800 nats, perplexity 6.05: as unsure as between 6 equally likely tokens.", "Now: “about as good as a 3.7-gram"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %s", want, text)
		}
	}
	if strings.Contains(text, "entropy rate of the source") {
		t.Error("an unknown minimum is explained")
	}
	v.See(data([]float64{math.Log(65), 3, 2}, 1.5), true)
	v.seen.Published = panel.Published{Label: "d2l-rnn", Loss: 2}
	if text := helptest.Said(v.Explain(), *v.look); !strings.Contains(text, "entropy rate of the source") || !strings.Contains(text, "preset's source") {
		t.Errorf("the minimum or the published result is not in %s", text)
	}
	d := data(nil, math.NaN())
	d.Snap.History = historytest.Of(points, history.Valid{Step: 900, NLL: math.NaN(), Tokens: 100})
	judge(d)
	v.See(d, true)
	if text := helptest.Said(v.Explain(), *v.look); !strings.Contains(text, "last validation: not a number: the run diverged") {
		t.Error(text)
	}
	for _, d := range []*panel.Data{{Floor: math.NaN()}, d} {
		v.See(d, true)
		if bad := helptest.Nonsense(v.Explain(), *v.look); bad != "" {
			t.Errorf("it says %q", bad)
		}
	}
}
