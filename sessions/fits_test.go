package sessions

import (
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/text"
)

// The law: a large model is refused if it takes more memory than there is, with both figures; a small one is not held up, nor any if
// the memory is not known.
func TestAModelThatDoesNotFitIsRefused(t *testing.T) {
	s := Subject{Recipe: recipe.Default(), Facts: text.Facts{Vocab: 1_000_000}}
	r := s.Recipe
	r.Model.Vocab = s.Facts.Vocab
	need := int64(s.memory(r))
	if err := s.fits(need-1, true); err == nil || !strings.Contains(err.Error(), "GB of memory") {
		t.Errorf("%v", err)
	}
	if err := s.fits(need+1, true); err != nil {
		t.Error(err)
	}
	if err := s.fits(0, false); err != nil {
		t.Error(err)
	}
	s.Facts.Vocab = 65
	if err := s.fits(1, true); err != nil {
		t.Error(err)
	}
}
