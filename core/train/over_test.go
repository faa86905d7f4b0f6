package train

import (
	"testing"

	"unroll/core/recipe"
)

// The law: a run that cannot go on is one that has reached an end that its schedule leads to; a session that goes back to an earlier
// state has not.
func TestWhatIsOver(t *testing.T) {
	for _, c := range []struct {
		schedule string
		phase    Phase
		back     int
		over     bool
	}{
		{"cosine", Finished, 0, true}, {"cosine", Finished, -1, true}, {"cosine", Finished, 300, false}, {"cosine", Paused, 0, false}, {"cosine", Running, 0, false},
		{"constant", Finished, 0, false}, {"step:4,0.5", Finished, 0, false}, {"plateau:0.5", Finished, 0, false},
	} {
		s := Snapshot{Phase: c.phase, Back: c.back, Recipe: recipe.Recipe{Schedule: c.schedule}}
		if s.Over() != c.over {
			t.Errorf("%+v: over %v", c, s.Over())
		}
		saved := Checkpoint{Recipe: s.Recipe, Ended: c.phase == Finished}
		if c.back == 0 && saved.Over() != c.over {
			t.Errorf("%+v: saved, over %v", c, saved.Over())
		}
	}
}
