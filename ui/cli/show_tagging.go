package cli

import (
	"fmt"
	"strings"

	"unroll/core/recipe"
)

// readsTags says what is read of tagged sentences.
func (c *call) readsTags(r recipe.Recipe) string {
	w, o := c.words.CLI.Tagging.Show, r.Tagging
	list := []string{w.WordsAlone}
	if o.Suffixes {
		list[0] = w.Suffixes
	}
	if o.Lower {
		list = append(list, w.Lower)
	}
	if o.MinFreq > 1 {
		list = append(list, fmt.Sprintf(w.MinFreq, o.MinFreq))
	}
	if o.Column != "" {
		list = append(list, fmt.Sprintf(w.Column, tame(o.Column)))
	}
	return strings.Join(list, ", ")
}
