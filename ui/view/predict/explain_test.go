package predict

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/ui/screen/help/helptest"
)

// TestExplanations compares the explanations of both pages as a person sees them, without colours.
func TestExplanations(t *testing.T) {
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			golden.RequireEqual(t, []byte(helptest.Picture(still(t).Explain(), *still(t).look, s[0], s[1])))
		})
		t.Run(fmt.Sprintf("softmax %dx%d", s[0], s[1]), func(t *testing.T) {
			p := still(t)
			press(p, "s")
			golden.RequireEqual(t, []byte(helptest.Picture(p.Explain(), *p.look, s[0], s[1])))
		})
	}
}

// The law: the numbers in the explanation are those of what is shown: with a law, with tokens dropped, where
// softmax overflows, before anything is known, and when probabilities are NaN.
func TestExplanationsFollowWhatIsShown(t *testing.T) {
	for name, c := range map[string]struct {
		change      func(p *Predict)
		wants, nots []string
	}{
		"nothing yet": {func(p *Predict) { p.is = nil }, []string{"One prediction, taken apart"}, []string{"The entropy is", "Over the", "exact probability"}},
		"as it is":    {func(*Predict) {}, []string{"The entropy is", "The most likely token, “", "Over the 3 tokens of this prefix Σ −log p is"}, []string{"the others have probability 0", "exact probability", "compared with"}},
		"law":         {known, []string{"the exact probability", "the k-gram that it is compared with", "KL divergence"}, nil},
		"top-k":       {func(p *Predict) { p.set.cut.TopK = 2; p.reshape() }, []string{"2 of 11 tokens are kept; the others have probability 0."}, nil},
		"diverged":    {func(p *Predict) { p.is.p[0] = math.NaN(); p.reshape() }, []string{"The probabilities are not numbers"}, []string{"The most likely token, “"}},
		"agrees":      {func(p *Predict) { press(p, "s") }, []string{"With c = 0 both ways agree.", "for the target “", "whose −log p is"}, nil},
		"breaks":      {func(p *Predict) { press(p, "s", "e") }, []string{"the naive way breaks"}, []string{"both ways agree"}},
	} {
		p := still(t)
		c.change(p)
		page := p.Explain()
		text := helptest.Said(page, *p.look)
		for _, want := range c.wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", name, want, text)
			}
		}
		for _, not := range c.nots {
			if strings.Contains(text, not) {
				t.Errorf("%s has %q", name, not)
			}
		}
		if bad := helptest.Nonsense(page, *p.look); bad != "" {
			t.Errorf("%s says %q", name, bad)
		}
	}
}

// The law: the explanation says in which kinds of number the naive way breaks.
func TestExplanationNamesWhatBreaks(t *testing.T) {
	p := still(t)
	press(p, "s")
	for i, want := range []string{"breaks in float32:", "breaks in float32 and float64:"} {
		press(p, "e")
		if text := helptest.Said(p.Explain(), *p.look); !strings.Contains(text, want) {
			t.Errorf("edge %d: no %q in %s", i, want, text)
		}
	}
}
