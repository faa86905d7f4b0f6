package picker

import (
	"context"

	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/i18n"
)

// builtInTagged lists the tagged sentences that come with the program.
func builtInTagged(w *i18n.Catalogue, s Source) []item {
	var list []item
	for _, x := range tagging.Sources {
		say := func(what, english string) string { return w.Say("tagged."+x.Name+"."+what, english) }
		list = append(list, item{group: tagged, name: x.Name, of: task.Tagging, detail: say("title", x.Title), about: say("about", x.About), shows: say("shows", x.Shows),
			begin: func(_ context.Context, id int) any { return beginSentences(s, id, x.Name, answer{}) }})
	}
	return list
}

// taggedRecipe is how tagged sentences are learned.
func (s Source) taggedRecipe(t datasets.Tagged) recipe.Recipe {
	if s.Tagged == nil {
		return sessions.RecipeForTagged(t)
	}
	return s.Tagged(t)
}

// beginSentences reads tagged sentences and starts a small model on them.
func beginSentences(s Source, id int, arg string, _ answer) begunMsg {
	t, err := datasets.Opener{}.OpenTagged(arg, s.taggedRecipe(datasets.Tagged{}).Tagging.Column)
	if err != nil {
		return begunMsg{id: id, err: err}
	}
	return learnOn(s, id, t.Name, sessions.OfTagged(t), s.taggedRecipe(t), func(d task.Data) content { return taggedPageOf(d.(*task.Tagged)) })
}
