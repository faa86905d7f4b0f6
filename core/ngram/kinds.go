package ngram

import (
	"strings"

	"unroll/core/fault"
)

// A Kind is a smoothing: how a model treats n-grams that it has rarely or never seen. To add one,
// write a file with its fit and a line in Kinds.
type Kind struct {
	Name  string // as in --smoothing
	About string // one line for a menu
	fit   func(c *Counts) mixer
}

// Kinds is the table of them; the first is the default.
var Kinds = []Kind{
	{"kn", "interpolated modified Kneser–Ney", fitKN},
	{"jm", "Jelinek–Mercer: orders mixed by weights fitted on a tenth of the text", fitJM},
	{"addk", "a constant added to every count, fitted on a tenth of the text", fitAddK},
	{"mle", "maximum likelihood: counts as they are, what was not seen is impossible", fitMLE},
}

// Names lists the table for flags and help.
func Names() []string {
	list := make([]string, len(Kinds))
	for i, k := range Kinds {
		list[i] = k.Name
	}
	return list
}

var errUnknown = fault.New("ngram.unknown", "no smoothing %q: choose from %s")

// Find looks up a name in the table.
func Find(name string) (Kind, error) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, nil
		}
	}
	return Kind{}, errUnknown.Of(name, strings.Join(Names(), ", "))
}

// Fit computes what the smoothing needs from c, for all orders.
func (k Kind) Fit(c *Counts) Family { return Family{counts: c, mix: k.fit(c)} }

// A mixer returns the weights with which a model of an order mixes in the counts of a context of
// `depth` tokens, given by its number. All smoothings have one form, from the shortest context that
// occurred to the longest, beginning with P = 1/V:
//
//	P(w|h) = (a(h,w) − D(a(h,w)))·scale + rest·P(w|h without its first token)
//
// where a is one of the two counts, and nothing is added where it is 0.
type mixer func(order, depth int, node int32) weights

type weights struct {
	kind        kind
	scale, rest float64
	discount    *[4]float64 // D(1), D(2), D(3 or more) at 1, 2, 3; nil: 0
}

// own is the context's own contribution to a token with count a.
func (w weights) own(a int32) float64 {
	if a == 0 {
		return 0
	}
	if w.discount == nil {
		return float64(a) * w.scale
	}
	return (float64(a) - w.discount[min(a, 3)]) * w.scale
}
