package i18n

// Units holds the names of the units of information, and the texts on choosing one.
type Units struct {
	Nats, Bits Unit
	Switch     string // what the key does
	Now        string // shown when the unit has changed: its name
	None       string // there is none with a name; the names of the two
}

// Unit names a unit of information and quantities measured in it.
type Unit struct {
	Name     string // 0.69 nats
	PerToken string // for a loss
	PerChar  string // the heading of a column
	Cost     string // −log p in it
	LogP     string // log P in it
}

var englishUnits = Units{
	Nats:   Unit{Name: "nats", PerToken: "nats/token", PerChar: "nats/ch", Cost: "−log p", LogP: "log P"},
	Bits:   Unit{Name: "bits", PerToken: "bits/token", PerChar: "bits/ch", Cost: "−log₂ p", LogP: "log₂ P"},
	Switch: "losses and surprisal in nats or in bits; perplexity stays the same",
	Now:    "losses and surprisal in %s",
	None:   "no unit %q: there are %s and %s",
}
