package surprisal

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/ui/screen/help/helptest"
)

// TestExplanations compares the explanation as a person sees it, without colours; of Chinese, too.
func TestExplanations(t *testing.T) {
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			v := opened(t, prose, char)
			press(t, v, "n")
			golden.RequireEqual(t, []byte(helptest.Picture(v.Explain(), *v.look, s[0], s[1])))
		})
	}
}

// The law: the explanation is about the colours that are shown and the token under the cursor.
func TestExplanationFollowsTheText(t *testing.T) {
	v := opened(t, "岛上潮急风大，渔网晒到屋顶上，茶树长得矮。岛上潮急风大。", char)
	said := func() string { return helptest.Said(v.Explain(), *v.look) }
	if text := said(); strings.Contains(text, "At the cursor") || !strings.Contains(text, "Over the 27 tokens read so far:") {
		t.Errorf("the first token is not scored: %s", text)
	}
	v.goTo(4)
	if text := said(); !strings.Contains(text, "At the cursor: “风” had p = ") || !strings.Contains(text, " nats.") {
		t.Errorf("at 风: %s", text)
	}
	if text := said(); !strings.Contains(text, "a surprise: costs") || !strings.Contains(text, "Row of marks") {
		t.Errorf("of the network's surprisal: %s", text)
	}
	press(t, v, "m")
	if text := said(); !strings.Contains(text, "the network gave it more than the k-gram did") || strings.Contains(text, "a surprise") || strings.Contains(text, "Row of marks") {
		t.Errorf("of a difference: %s", text)
	}
	for range 3 {
		if bad := helptest.Nonsense(v.Explain(), *v.look); bad != "" {
			t.Errorf("it says %q", bad)
		}
		press(t, v, "m", "b")
	}
	v = New(material(t, "岛上潮急风大", char), v.look)
	if text := helptest.Said(v.Explain(), *v.look); strings.Contains(text, "Over the") || strings.Contains(text, "At the cursor") {
		t.Errorf("nothing has been read: %s", text)
	}
}
