package cli

import (
	"cmp"
	"slices"

	"github.com/spf13/pflag"

	"unroll/core/nn"
	"unroll/core/preset"
	"unroll/core/series"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
)

// The tasks that data on a command line can have, as --task names them.
const (
	language = "language"
	numeric  = "series"
	tagged   = "tagging"
)

// taskOf is the name of a recipe's task.
func taskOf(r train.Recipe) string {
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

// A learnable is data that have been opened, with the recipe that they are learned by.
type learnable struct {
	origin sessions.Origin
	text   datasets.Text // zero if the data are not a text
	recipe train.Recipe
}

// asked is the task that the flags are about, if --task does not say it; "": they could be about any.
func (f *textFlags) asked(fs *pflag.FlagSet, e edits) string {
	if f.task != "" {
		return f.task
	}
	if fs.Changed("preset") {
		if p, ok := preset.Find(fs.Lookup("preset").Value.String()); ok {
			return taskOf(p.Recipe)
		}
	}
	for _, r := range recipeFlags {
		if r.of != "" && fs.Changed(r.name) {
			return r.of
		}
	}
	if f.valid != "" {
		return language
	}
	if info, err := nn.FindCell(e.apply(train.DefaultRecipe()).Model.Cell); err == nil && info.FeedForward {
		return numeric
	}
	return ""
}

// kind is the task of the data that are named, and the opener that reads them: to look at standard input is to read some of it.
func (f *textFlags) kind(o datasets.Opener, args []string, asked string) (string, datasets.Opener, error) {
	switch {
	case f.task == numeric && len(args) > 1:
		return "", o, misuse(errOneSeries, args[0], args[1])
	case f.task != "":
		return f.task, o, f.other(args)
	case len(args) == 0 && f.dataset == "":
		return cmp.Or(asked, language), o, nil
	case len(args) == 0:
		args = []string{f.dataset}
	}
	if _, ok := tagging.Find(args[0]); ok && len(args) == 1 {
		return tagged, o, nil
	}
	is, sure, o := o.LooksLikeSeries(args[0])
	switch {
	case !is, !sure && len(args) > 1:
		return language, o, nil
	case sure && len(args) > 1:
		return "", o, &usage{errOneSeries.Of(args[0], args[1]), hintAsTexts.Of()}
	case sure:
		return numeric, o, nil
	case asked != "":
		return asked, o, nil
	}
	return "", o, &usage{errWhichTask.Of(dataName(args[0])), hintWhichTask.Of()}
}

// dataName is what data are called that an argument names.
func dataName(arg string) string {
	if arg == "-" {
		return "stdin"
	}
	return arg
}

// other refuses a name that belongs to data of another task than --task says.
func (f *textFlags) other(args []string) error {
	for _, name := range append(args, f.dataset) {
		_, text := datasets.Find(name)
		if slices.Contains(numberNames(), name) && f.task != numeric {
			return misuse(errOtherTask, name, numeric)
		}
		if text && f.task != language {
			return misuse(errOtherTask, name, language)
		}
	}
	return nil
}

// foreign refuses flags of another task than that of the data; name is theirs.
func (f *textFlags) foreign(fs *pflag.FlagSet, of, name string) error {
	_, text := datasets.Find(name)
	numbers := slices.Contains(numberNames(), name)
	refuse := func(flag, its string) error {
		switch {
		case its == language && numbers:
			return &usage{errOfTexts.Of(flag, name), hintLeaveOut.Of(flag)}
		case its == numeric && text:
			return &usage{errOfNumbers.Of(flag, name), hintLeaveOut.Of(flag)}
		case its == language:
			return &usage{errOfTexts.Of(flag, name), hintAsText.Of(flag)}
		}
		return &usage{errOfNumbers.Of(flag, name), hintAsSeries.Of(flag)}
	}
	if fs.Changed("preset") {
		if p, ok := preset.Find(fs.Lookup("preset").Value.String()); ok && taskOf(p.Recipe) != of {
			return refuse("preset", taskOf(p.Recipe))
		}
	}
	for _, r := range recipeFlags {
		if r.of != "" && r.of != of && fs.Changed(r.name) {
			return refuse(r.name, r.of)
		}
	}
	switch {
	case f.valid != "" && of != language:
		return refuse("valid-file", language)
	case fs.Changed("valid") && fs.Changed("train-rows"):
		return misuse(errEither, "--valid", "--train-rows")
	}
	return nil
}

// read opens the data that are named, of whatever task; start changes the default recipe before the flags do. Errors:
// *datasets.BadData, *usage.
func (f *textFlags) read(c *call, fs *pflag.FlagSet, args []string, e edits, start edits) (learnable, error) {
	asked := f.asked(fs, e)
	of, o, err := f.kind(c.opener(e.apply(train.DefaultRecipe())), args, asked)
	if err != nil {
		return learnable{}, err
	}
	named := slices.Concat(args, []string{f.dataset})[0]
	if named == "" {
		named = f.usual(fs, of)
	}
	if err := f.foreign(fs, of, dataName(named)); err != nil {
		return learnable{}, err
	}
	if of == language {
		t, err := f.openWith(o, args)
		return learnable{sessions.OfText(t), t, e.apply(start.apply(sessions.RecipeFor(t)))}, err
	}
	if err := e.check(of); err != nil { // what the flags alone did not tell
		return learnable{}, err
	}
	r := e.first(of)
	if of == tagged {
		t, err := o.OpenTagged(named, r.Tagging.Column)
		return learnable{sessions.OfTagged(t), datasets.Text{}, e.apply(start.apply(sessions.RecipeForTagged(t)))}, err
	}
	n, err := o.OpenSeries(named, r.Series)
	if err != nil {
		return learnable{}, wrongSeries(err)
	}
	return learnable{sessions.OfSeries(n), datasets.Text{}, e.apply(start.apply(sessions.RecipeForSeries(n, r.Model.Cell)))}, nil
}

// usual is the name of the data of a task that are learned if none are named.
func (f *textFlags) usual(fs *pflag.FlagSet, of string) string {
	switch of {
	case language:
		return datasets.Sources[0].Name
	case tagged:
		return tagging.Sources[0].Name
	}
	if fs.Changed("preset") {
		if p, ok := preset.Find(fs.Lookup("preset").Value.String()); ok && p.Series != "" {
			return p.Series
		}
	}
	return series.Sources[0].Name
}

// wrongSeries: what is not wrong with the data is wrong with the flags.
func wrongSeries(err error) error {
	if as[*datasets.BadData](err) || as[*usage](err) {
		return err
	}
	return wrong(err)
}

// numberNames are the names of those.
func numberNames() []string { return datasets.SeriesNames() }

// taggedNames are the names of the tagged sentences that come with the program.
func taggedNames() (names []string) {
	for _, s := range tagging.Sources {
		names = append(names, s.Name)
	}
	return names
}
