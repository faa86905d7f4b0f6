package picker

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help/helptest"
	"unroll/ui/screen/lab"
)

// learning is the still picker with a network beside the list that has made an update with a loss.
func learning(t *testing.T, loss float64) *Picker {
	t.Helper()
	p := still(t)
	about := &sessions.Subject{Facts: text.Facts{Vocab: 91, Chars: 129_954, Tokens: "char"}, Floor: math.NaN()}
	p.preview.live = lab.New(nil, about, "chashan", p.Look)
	t.Cleanup(p.preview.live.Close)
	p.preview.live.Data().Snap = train.Snapshot{Task: task.Language, Step: 188,
		History: historytest.Of([]history.Point{{Step: 188, Loss: loss, Factor: 1}})}
	return p
}

// TestExplanations compares the page as a person sees it, without colours.
func TestExplanations(t *testing.T) {
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			p := learning(t, math.Log(5.02))
			p.Key(event.Key{Name: "?"})
			golden.RequireEqual(t, []byte(picture(p, s[0], s[1])))
		})
	}
}

// The law: ? explains a line and what enter does, and says what is known of the highlighted entry: its text, how
// the network beside it is doing, or the session's last step.
func TestExplanationOfTheHighlighted(t *testing.T) {
	for name, c := range map[string]struct {
		p    *Picker
		want string
		not  string
	}{
		"nothing read": {still(t), "enter opens the highlighted line in the lab", "has 129,954"},
		"learning":     {learning(t, math.Log(5.02)), "“chashan” has 129,954 characters; its vocabulary has 91 different tokens. After 188 updates its training loss is 1.613 nats, perplexity 5.02: as unsure as between 5", ""},
		"diverged":     {learning(t, math.NaN()), "its training loss is not a number: the run diverged", ""},
	} {
		page := c.p.explanation(true)
		if said := helptest.Said(page, *c.p.Look); !strings.Contains(said, c.want) || c.not != "" && strings.Contains(said, c.not) {
			t.Errorf("%s: %s", name, said)
		}
		if bad := helptest.Nonsense(page, *c.p.Look); bad != "" {
			t.Errorf("%s says %q", name, bad)
		}
	}
	p := still(t)
	p.preview.past = &Past{Name: "tide-lstm", Step: 12_000}
	if said := helptest.Said(p.explanation(false), *p.Look); !strings.Contains(said, "“tide-lstm” is a saved session, at step 12,000.") || strings.Contains(said, "Beside the list") {
		t.Error(said)
	}
}

// The law: the page scrolls and closes with the keys of every page of help, and does not move the highlight.
func TestThePageTakesTheKeys(t *testing.T) {
	p := still(t)
	at := p.at
	p.Key(event.Key{Name: "?"})
	first := picture(p, 40, 12)
	p.Key(event.Key{Name: "pgdown"})
	if picture(p, 40, 12) == first || !p.help || p.at != at {
		t.Error("pgdown does not move the page alone")
	}
	p.Mouse(event.Mouse{Kind: event.WheelUp})
	p.Key(event.Key{Name: "home"})
	if picture(p, 40, 12) != first {
		t.Error("home does not go to the top")
	}
	if p.Key(event.Key{Name: "esc"}); p.help {
		t.Error("esc does not close it")
	}
	p.Key(event.Key{Name: "?"})
	if p.Mouse(event.Mouse{Kind: event.Press}); p.help {
		t.Error("a click does not close it")
	}
}
