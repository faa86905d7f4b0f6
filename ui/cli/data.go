package cli

import (
	"cmp"
	"slices"

	"github.com/spf13/pflag"

	"unroll/core/nn"
	"unroll/core/preset"
	"unroll/core/recipe"
	"unroll/datasets"
	"unroll/sessions"
)

// A learnable is data that have been opened, with the recipe that they are learned by.
type learnable struct {
	origin sessions.Origin
	text   datasets.Text // zero if the data are not a text
	recipe recipe.Recipe
}

// asked is the task that the flags are about, if --task does not say it; "": they could be about several.
func (f *textFlags) asked(fs *pflag.FlagSet, e edits) string {
	if f.task != "" {
		return f.task
	}
	if list := f.askedOf(fs, e); len(list) == 1 {
		return list[0]
	}
	return ""
}

// askedOf are the tasks that the flags could be about.
func (f *textFlags) askedOf(fs *pflag.FlagSet, e edits) tasksOf {
	var left tasksOf
	for _, k := range kinds {
		left = append(left, k.name)
	}
	keep := func(of tasksOf) { // flags that contradict those before them are refused later
		if both := left.both(of); len(both) > 0 {
			left = both
		}
	}
	if p, ok := f.presetOf(fs); ok {
		keep(tasksOf{taskOf(p.Recipe)})
	}
	for _, r := range recipeFlags {
		if fs.Changed(r.name) {
			keep(r.of)
		}
	}
	if f.valid != "" {
		keep(ofReading)
	}
	if info, err := nn.FindCell(e.apply(recipe.Default()).Model.Cell); err == nil && info.FeedForward {
		keep(ofSeries)
	}
	return left
}

// presetOf is the preset that the flags name.
func (f *textFlags) presetOf(fs *pflag.FlagSet) (preset.Preset, bool) {
	if !fs.Changed("preset") {
		return preset.Preset{}, false
	}
	return preset.Find(fs.Lookup("preset").Value.String())
}

// kind is the task of the data that are named, and the opener that reads them: to look at standard input is to read some of it.
func (f *textFlags) kind(o datasets.Opener, args []string, asked tasksOf) (kind, datasets.Opener, error) {
	switch {
	case f.task != "":
		k := kindOf(f.task)
		if k.one != nil && len(args) > 1 {
			return k, o, misuse(errOneOnly, k.one, args[0], args[1])
		}
		return k, o, f.other(args)
	case len(args) == 0 && f.dataset == "":
		return kindOf(asked[0]), o, nil
	case len(args) == 0:
		args = []string{f.dataset}
	}
	if len(args) == 2 && asked.has(paired) && (len(asked) == 1 || inTwoLanguages(args)) {
		return kindOf(paired), o, nil
	}
	could, o := looksLike(o, args[0])
	if len(args) == 2 && asked.has(paired) && asked.has(language) && could.has(language) && lineForLine(args) {
		return kind{}, o, whichTask(dataName(args[0])+" + "+dataName(args[1]), tasksOf{language, paired})
	}
	switch k := kindOf(could[0]); {
	case len(could) > 1 && len(args) > 1:
		return kindOf(language), o, nil
	case len(could) == 1 && k.one != nil && len(args) > 1:
		return k, o, &usage{errOneOnly.Of(k.one, args[0], args[1]), hintAsTexts.Of()}
	case len(could) == 1:
		return k, o, nil
	}
	if both := could.both(asked); len(both) > 0 {
		could = both
	} else if len(asked) == 1 {
		could = asked
	}
	if len(could) == 1 {
		return kindOf(could[0]), o, nil
	}
	return kind{}, o, whichTask(dataName(args[0]), could)
}

// looksLike are the tasks that data could be of, by their name or by what they look like: more than one if that is not clear.
func looksLike(o datasets.Opener, arg string) (tasksOf, datasets.Opener) {
	for _, k := range kinds {
		if slices.Contains(k.names(), arg) {
			return tasksOf{k.name}, o
		}
	}
	tags, sure, o := o.LooksTagged(arg)
	if tags && sure {
		return ofTagged, o
	}
	pairs, sure, o := o.LooksPaired(arg)
	if pairs && sure {
		return ofPairs, o
	}
	numbers, sure, o := o.LooksLikeSeries(arg)
	if numbers && sure && !pairs { // the name of a file may say that it is a table
		return ofSeries, o
	}
	could := slices.Clone(ofTexts[:1])
	if numbers && !pairs {
		could = append(could, numeric)
	}
	if tags {
		could = append(could, tagged)
	}
	if pairs {
		could = append(could, paired)
	}
	return could, o
}

// whichTask asks what data are.
func whichTask(name string, could tasksOf) error {
	a, b := kindOf(could[0]), kindOf(could[1])
	if len(could) == 2 {
		return &usage{errWhichTask.Of(name, a.thing, b.thing), hintWhichTask.Of(b.name, a.name)}
	}
	c := kindOf(could[2])
	if len(could) > 3 {
		d, all := kindOf(could[3]), errComma.Of(a.thing, b.thing)
		return &usage{errWhichOf3.Of(name, all, c.thing, d.thing), hintWhichOf3.Of(d.name, c.name, b.name)}
	}
	return &usage{errWhichOf3.Of(name, a.thing, b.thing, c.thing), hintWhichOf3.Of(c.name, b.name, a.name)}
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
		if own, ok := builtIn(name); ok && !slices.Contains(kindOf(f.task).names(), name) {
			return misuse(errOtherTask, name, own.name)
		}
	}
	return nil
}

// foreign refuses flags of another task than that of the data; name is theirs.
func (f *textFlags) foreign(fs *pflag.FlagSet, of kind, name string) error {
	refuse := func(flag string, its tasksOf) error {
		_, ours := builtIn(name)
		return foreignFlag(flag, its, of, name, ours)
	}
	if p, ok := f.presetOf(fs); ok && taskOf(p.Recipe) != of.name {
		return refuse("preset", tasksOf{taskOf(p.Recipe)})
	}
	for _, r := range recipeFlags {
		switch {
		case r.of.has(of.name) || !fs.Changed(r.name):
		case of.name == paired && r.name == "unroll":
			return &usage{errPairsUnroll.Of(), hintLength.Of()}
		default:
			return refuse(r.name, r.of)
		}
	}
	switch {
	case f.valid != "" && !ofReading.has(of.name):
		return refuse("valid-file", ofReading)
	case fs.Changed("valid") && fs.Changed("train-rows"):
		return misuse(errEither, "--valid", "--train-rows")
	}
	return nil
}

// foreignFlag refuses a flag that is of other tasks than the data of a name, which are read as they are (fixed), or could be read
// in another way.
func foreignFlag(flag string, its tasksOf, of kind, name string, fixed bool) error {
	hint := hintLeaveOut.Of(flag)
	if !fixed {
		hint = hintReadAs.Of(flag, kindOf(its[0]).as)
	}
	return &usage{errForeignFlag.Of(flag, its.nouns(func(k kind) error { return k.many }), name, of.is), hint}
}

// read opens the data that are named, of whatever task; start changes the default recipe before the flags do. Errors:
// *datasets.BadData, *usage.
func (f *textFlags) read(c *call, fs *pflag.FlagSet, args []string, e edits, start edits) (learnable, error) {
	of, o, err := f.kind(c.opener(e.apply(recipe.Default())), args, f.askedOf(fs, e))
	if err != nil {
		return learnable{}, err
	}
	if len(args) == 0 {
		args = []string{cmp.Or(f.dataset, f.usual(fs, of))}
	}
	if err := f.foreign(fs, of, dataName(args[0])); err != nil {
		return learnable{}, err
	}
	if of.name != language { // what the flags alone did not tell
		if err := e.check(of.name); err != nil {
			return learnable{}, err
		}
	}
	x, err := of.open(f, o, args, e.first(of.name))
	x.recipe = e.apply(start.apply(x.recipe))
	if err == nil {
		err = f.answers(x.recipe)
	}
	return x, err
}

// usual is the name of the data of a task that are learned if none are named.
func (f *textFlags) usual(fs *pflag.FlagSet, of kind) string {
	if p, ok := f.presetOf(fs); ok && of.name == numeric && p.Series != "" {
		return p.Series
	}
	return of.names()[0]
}

// wrongData: what is not wrong with the data is wrong with the flags.
func wrongData(err error) error {
	if as[*datasets.BadData](err) || as[*usage](err) {
		return err
	}
	return wrong(err)
}
