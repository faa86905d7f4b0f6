package picker

import (
	"context"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/i18n"
)

// builtInPairs lists the pairs of sentences that come with the program.
func builtInPairs(w *i18n.Catalogue, s Source) []item {
	var list []item
	for _, x := range translation.Sources {
		say := func(what, english string) string { return w.Say("pairs."+x.Name+"."+what, english) }
		list = append(list, item{group: doubles, name: x.Name, of: task.Translation, detail: say("title", x.Title), about: say("about", x.About), shows: say("shows", x.Shows),
			begin: func(_ context.Context, id int) any { return beginPairs(s, id, x.Name, answer{}) }})
	}
	return list
}

// pairsRecipe is how pairs are learned.
func (s Source) pairsRecipe(p datasets.Pairs) recipe.Recipe {
	if s.Pairs == nil {
		return sessions.RecipeForPairs(p)
	}
	return s.Pairs(p)
}

// beginPairs reads pairs and starts a small model on them.
func beginPairs(s Source, id int, arg string, _ answer) begunMsg {
	p, err := datasets.Opener{}.OpenPairs(arg, "")
	if err != nil {
		return begunMsg{id: id, err: err}
	}
	return learnOn(s, id, p.Name, sessions.OfPairs(p), s.pairsRecipe(p), func(d task.Data) content { return pairsPageOf(d.(*task.Pairs)) })
}
