package cli

import (
	"cmp"
	"fmt"
	"strings"

	"unroll/core/recipe"
	"unroll/core/translation"
)

// readsPairs says how pairs are read.
func (c *call) readsPairs(r recipe.Recipe) string {
	w, o := c.words.CLI.Pairs.Show, r.Pairs
	var list []string
	if o.Source != "" || o.Target != "" {
		source, target := o.Source, o.Target
		if o.Reverse {
			source, target = target, source
		}
		list = append(list, fmt.Sprintf(w.SideIs, c.sideAs(source), c.sideAs(target)))
	}
	add := func(said bool, what string) {
		if said {
			list = append(list, what)
		}
	}
	add(o.Prepare, w.Prepared)
	add(o.MinFreq > 1, fmt.Sprintf(w.MinFreq, o.MinFreq))
	add(o.All, w.CountAll)
	add(!o.Cut, fmt.Sprintf(w.Length, o.Limit()))
	add(o.Cut, fmt.Sprintf(w.CutAt, o.Limit()))
	add(o.First > 0, fmt.Sprintf(w.First, count(o.First)))
	add(o.InOrder, w.InOrder)
	add(o.Reverse, w.Reversed)
	add(o.NoMask, w.NoMask)
	return strings.Join(list, ", ")
}

// sideAs is what the tokens of a side are, as the recipe says it; "": as the text looks.
func (c *call) sideAs(tokens string) string {
	w := c.words.CLI.Pairs.Show
	names := map[string]string{translation.Words: w.Words, translation.Chars: w.Chars}
	return cmp.Or(names[tokens], w.AsItLooks)
}

// attendsOf says what the decoder sees of the source besides the encoder's last state.
func (c *call) attendsOf(r recipe.Recipe) string {
	w := c.words.CLI.Pairs.Show
	switch {
	case r.Model.Attention != "":
		return fmt.Sprintf(w.Attends, r.Model.Attention)
	case r.Model.Context:
		return w.Context
	}
	return w.NoAttention
}
