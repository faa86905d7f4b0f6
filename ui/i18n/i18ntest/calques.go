package i18ntest

import "regexp"

// A Calque is a phrase that imitates another language in English words, and the English expression.
type Calque struct {
	Found   *regexp.Regexp
	Instead string
}

// Calques are phrases that were found in this program's texts and must not return.
var Calques = func() []Calque {
	var list []Calque
	for _, c := range [][2]string{
		{`behind (it|them|that|its|each|the (text|cursor|line|prefix|token|word))`, "after"},
		{`nobody`, "no one, nothing"},
		{`so many`, "that many, a number of"},
		{`go(es|ne)? on with`, "resume, continue with"},
		{`beside the screen`, "in the background"},
		{`first weights`, "initial weights"},
		{`(is|are|were|was) drawn (from|at random|by)`, "sampled"},
		{`going on`, "continuations"},
		{`a new pass`, "a new epoch"},
		{`turn(s|ed)? (a|the|this) (knob|setting)`, "adjust a setting"},
		{`gives? (it )?(the|its) first value back`, "reset to its initial value"},
		{`least to greatest`, "min–max range"},
		{`no idea`, "uniform guess"},
		{`settle`, "reveal"},
		{`anew`, "again"},
		{`every rung`, "every n-gram"},
		{`worth an? \d|worth a %`, "about as good as"},
		{`at the floor|nothing is left to learn`, "at the minimum"},
		{`longest gradient`, "clip the global gradient norm to this"},
		{`numbers in a layer`, "hidden units per layer"},
		{`what shall`, "choose"},
		{`make \d+ ?%`, "cover"},
		{`take it`, "append token"},
		{`stay with the network`, "freeze the network shown"},
		{`learned by heart`, "memorised"},
		{`for ever\b`, "forever"},
		{`rather$|cursor: rather`, "model preferred"},
	} {
		list = append(list, Calque{regexp.MustCompile(`(?i)\b` + c[0]), c[1]})
	}
	return list
}()
