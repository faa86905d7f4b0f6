package cli

import (
	"slices"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/datasets"
	"unroll/sessions"
)

// The tasks that data on a command line can have, as --task names them.
const (
	language = "language"
	numeric  = "series"
	tagged   = "tagging"
)

// A kind is a task as the command line knows it: its data, its recipe, and what errors call them. To add one, write its line in
// kinds.
type kind struct {
	name   string
	names  func() []string                                                                              // of the data that come with the program, the first of them learned if none are named
	one    error                                                                                        // what is read from one file only; nil: data may be several
	start  func(cell string) recipe.Recipe                                                              // what is learned by unless a person chooses otherwise; cell "": the default
	least  func(r *recipe.Recipe)                                                                       // makes r one for data of the smallest size
	open   func(f *textFlags, o datasets.Opener, args []string, first recipe.Recipe) (learnable, error) // first: nothing is known of yet but the flags
	many   error                                                                                        // in errors: the data that a flag is for
	thing  error                                                                                        // what data could be
	is     error                                                                                        // what data are
	as     error                                                                                        // to read the data as such
	models error                                                                                        // the sessions that a flag is for
	has    error                                                                                        // what a session is, or learned
}

// kinds is the table, in the order in which tasks are thought of where it is not clear which is meant.
var kinds = []kind{
	{
		name: language, names: datasets.Names, start: func(string) recipe.Recipe { return recipe.Default() },
		least: func(r *recipe.Recipe) { r.Model.Vocab = max(r.Model.Vocab, 1) }, open: openText,
		many: errTexts.Of(), thing: errAText.Of(), is: errIsText.Of(), as: errAsText.Of(), models: errModelsOfTexts.Of(), has: errHasText.Of(),
	},
	{
		name: numeric, names: datasets.SeriesNames, one: errOneTable.Of(), start: recipe.Series,
		least: func(r *recipe.Recipe) { r.Model.Inputs, r.Model.Outputs = max(r.Series.Lags, 1), 1 }, open: openSeries,
		many: errSeriesMany.Of(), thing: errASeries.Of(), is: errIsSeries.Of(), as: errAsSeries.Of(), models: errModelsOfSeries.Of(), has: errHasSeries.Of(),
	},
	{
		name: tagged, names: datasets.TaggedNames, one: errOneTagged.Of(), start: func(string) recipe.Recipe { return recipe.Tagging() },
		least: leastTagged, open: openTagged,
		many: errTagged.Of(), thing: errTagged.Of(), is: errIsTagged.Of(), as: errAsTagged.Of(), models: errModelsOfTags.Of(), has: errHasTags.Of(),
	},
	fillKind(),
	pairsKind(),
}

// kindOf is the line of a task, that of texts for one that has none.
func kindOf(name string) kind {
	for _, k := range kinds {
		if k.name == name {
			return k
		}
	}
	return kinds[0]
}

// builtIn is the kind of the data of a name, if they come with the program.
func builtIn(name string) (kind, bool) {
	for _, k := range kinds {
		if slices.Contains(k.names(), name) {
			return k, true
		}
	}
	return kind{}, false
}

// allNames are those of all the data that come with the program.
func allNames() (names []string) {
	for _, k := range kinds {
		for _, name := range k.names() {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// tasksOf are the tasks that something is of; nil: every task.
type tasksOf []string

// What flags are of.
var (
	ofTexts  = tasksOf{language}
	ofSeries = tasksOf{numeric}
	ofTagged = tasksOf{tagged}
	ofWords  = tasksOf{language, tagged, filling, paired} // what reads tokens
)

func (s tasksOf) has(name string) bool { return s == nil || slices.Contains(s, name) }

// both are the tasks of s that are of other too.
func (s tasksOf) both(other tasksOf) (list tasksOf) {
	for _, name := range s {
		if other.has(name) {
			list = append(list, name)
		}
	}
	return list
}

// nouns are what errors call them, each once.
func (s tasksOf) nouns(noun func(kind) error) error {
	var list []error
	for _, name := range s {
		next := noun(kindOf(name))
		if !slices.ContainsFunc(list, func(e error) bool { return e.Error() == next.Error() }) {
			list = append(list, next)
		}
	}
	said := list[0]
	for i, next := range list[1:] {
		if i+2 < len(list) {
			said = errComma.Of(said, next)
			continue
		}
		said = errAnd.Of(said, next)
	}
	return said
}

// taskOf is the name of a recipe's task.
func taskOf(r recipe.Recipe) string {
	if r.Task == "" {
		return language
	}
	return r.Task
}

// tasks lists the values of --task, the first the one of texts.
func tasks(c *call) []choice {
	var list []choice
	for _, t := range task.Tasks {
		list = append(list, c.choice("task", t.Name, t.About))
	}
	return list
}

// openText opens texts.
func openText(f *textFlags, o datasets.Opener, args []string, _ recipe.Recipe) (learnable, error) {
	t, err := f.openWith(o, args)
	return learnable{sessions.OfText(t), t, sessions.RecipeFor(t)}, err
}

// openSeries opens a table of numbers, or a series that comes with the program.
func openSeries(_ *textFlags, o datasets.Opener, args []string, first recipe.Recipe) (learnable, error) {
	n, err := o.OpenSeries(args[0], first.Series)
	if err != nil {
		return learnable{}, wrongData(err)
	}
	return learnable{sessions.OfSeries(n), datasets.Text{}, sessions.RecipeForSeries(n, first.Model.Cell)}, nil
}

// openTagged opens tagged sentences.
func openTagged(_ *textFlags, o datasets.Opener, args []string, first recipe.Recipe) (learnable, error) {
	if slices.Contains(datasets.TaggedNames(), args[0]) && first.Tagging.Column != "" {
		return learnable{}, &usage{errOwnTags.Of(args[0]), hintLeaveOut.Of("tags")}
	}
	t, err := o.OpenTagged(args[0], first.Tagging.Column)
	if err != nil {
		return learnable{}, wrongData(err)
	}
	return learnable{sessions.OfTagged(t), datasets.Text{}, sessions.RecipeForTagged(t)}, nil
}

// leastTagged makes r a recipe for the fewest words and tags.
func leastTagged(r *recipe.Recipe) {
	r.Model.Vocab, r.Model.Outputs = max(r.Model.Vocab, 1), max(r.Model.Outputs, 1)
	if r.Model.Features = 0; r.Tagging.Suffixes {
		r.Model.Features = 2
	}
}
