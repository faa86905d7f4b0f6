package picker

import (
	"testing"

	"unroll/ui/i18n"
	"unroll/ui/screen/keys"
)

// The law: in the list no key means two things and no reserved key is used; each has a name of its own.
func TestTheKeyBudget(t *testing.T) {
	taken, named := map[string]bool{}, map[string]bool{}
	for _, e := range table(i18n.English).Entries() {
		if e.Name == "" || named[e.Name] {
			t.Errorf("the name %q", e.Name)
		}
		named[e.Name] = true
		for _, key := range e.Names {
			if _, reserved := keys.Reserved[key]; taken[key] || reserved {
				t.Errorf("%s is taken twice or reserved", key)
			}
			taken[key] = true
		}
	}
}
