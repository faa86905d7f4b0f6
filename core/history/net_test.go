package history

import (
	"slices"
	"testing"
)

// The law: of a setting changed several times at a step the net change is left, and nothing if there is none; what was changed at different
// steps stays, also if it goes back.
func TestNetOfEvents(t *testing.T) {
	for _, c := range []struct{ events, want []Event }{
		{nil, nil},
		{[]Event{{3, "lr", 1, 2}}, []Event{{3, "lr", 1, 2}}},
		{[]Event{{3, "lr", 1, 2}, {3, "lr", 2, 1}}, nil},
		{[]Event{{3, "lr", 1, 2}, {3, "lr", 2, 4}}, []Event{{3, "lr", 1, 4}}},
		{[]Event{{3, "lr", 1, 2}, {3, "clip", 5, 6}, {3, "lr", 2, 1}, {3, "clip", 6, 7}}, []Event{{3, "clip", 5, 7}}},
		{[]Event{{3, "lr", 1, 2}, {4, "lr", 2, 1}}, []Event{{3, "lr", 1, 2}, {4, "lr", 2, 1}}},
		{[]Event{{0, "lr", 1, 2}, {3, "lr", 2, 4}, {3, "lr", 4, 2}, {9, "lr", 2, 1}}, []Event{{0, "lr", 1, 2}, {9, "lr", 2, 1}}},
	} {
		given := slices.Clone(c.events)
		if got := Net(c.events); !slices.Equal(got, c.want) || !slices.Equal(given, c.events) {
			t.Errorf("%v of %v, want %v", got, given, c.want)
		}
	}
}
