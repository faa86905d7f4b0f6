package app

import (
	"testing"

	"unroll/core/recipe"
	"unroll/sessions"
)

// The law: a session that was deleted comes back beside another that has taken its name, and both are whole.
func TestRestoringBesideANamesake(t *testing.T) {
	store := sessions.Store{Dir: t.TempDir()}
	short := func(r *recipe.Recipe) { r.Steps = 2 }
	one, _ := finishes(t, store, short)
	r, err := discarding(store)(one)
	if err != nil {
		t.Fatal(err)
	}
	two, _ := finishes(t, store, short)
	if err := store.Rename(two, one); two != one && err != nil {
		t.Fatal(err)
	}
	name, err := r.Restore()
	if err != nil || name == one {
		t.Fatalf("it comes back as %q: %v", name, err)
	}
	for _, s := range []string{one, name} {
		if sum := store.Look(s); sum.Err != nil || sum.Step != 2 {
			t.Errorf("%s: %+v", s, sum)
		}
	}
}
