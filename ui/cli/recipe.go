package cli

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/pflag"

	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/text"
)

// A recipeFlag is a flag that sets one thing in a recipe. To add one, add a line to recipeFlags and describe it
// in the catalogue (CLI.Recipe).
type recipeFlag struct {
	name, takes string
	choices     func(c *call) []choice // the only allowed values; nil: any
	forms       []string               // of its values, for help; nil: none are listed
	live        bool                   // can change while a run is going
	of          tasksOf                // the tasks that have it; nil: every task
	field       func(r *recipe.Recipe) any
	also        func(r *recipe.Recipe) // what setting it implies; nil: nothing
	// aside says that it is not to be listed among the flags that make r: it has no effect, or is not part of a configuration;
	// nil: it is part of every one.
	aside func(r recipe.Recipe) bool
}

// recipeFlags is the table of flags, in the order of the help.
var recipeFlags = []recipeFlag{
	{name: "tokens", takes: "KIND", of: ofReading, choices: tokenizers, field: func(r *recipe.Recipe) any { return &r.Text.Tokens }},
	{name: "lines", of: ofReading, field: func(r *recipe.Recipe) any { return &r.Text.Lines }},
	{name: "score", takes: "WHICH", of: ofReading, field: func(r *recipe.Recipe) any { return (*scoring)(&r.Text.Score) }, also: func(r *recipe.Recipe) {
		r.Text.Lines = r.Text.Lines || r.Text.Score != ""
	}},
	{name: "valid", takes: "SHARE", field: func(r *recipe.Recipe) any { return &r.Text.Valid }},
	{name: "column", takes: "NAME", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.Column }},
	{name: "inputs", takes: "NAMES", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.Columns }},
	{name: "target", takes: "NAME", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.Target }},
	{name: "gaps", takes: "HOW", of: ofSeries, choices: gaps, field: func(r *recipe.Recipe) any { return &r.Series.Gaps }},
	{name: "log", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.Log }},
	{name: "difference", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.Difference }},
	{name: "rows", takes: "N", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.Rows }},
	{name: "data-seed", takes: "N", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.DataSeed }},
	{name: "train-rows", takes: "N", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.TrainRows }},
	{name: "valid-rows", takes: "N", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.ValidRows }},
	{name: "lags", takes: "N", of: ofSeries, field: func(r *recipe.Recipe) any { return &r.Series.Lags }},
	{name: "head", takes: "HEAD", of: ofSeries, choices: heads, field: func(r *recipe.Recipe) any { return &r.Model.Head }},
	{name: "tags", takes: "COLUMN", of: ofTagged, forms: tagging.Columns(), field: func(r *recipe.Recipe) any { return &r.Tagging.Column }},
	{name: "lower", of: ofTagged, field: func(r *recipe.Recipe) any { return &r.Tagging.Lower }},
	{name: "min-freq", takes: "N", of: ofNumbered, field: minFreq},
	{name: "vocab-size", takes: "N", of: ofReading, field: func(r *recipe.Recipe) any { return &r.Text.MaxVocab }},
	{name: "suffixes", of: ofTagged, field: func(r *recipe.Recipe) any { return &r.Tagging.Suffixes }},
	{name: "source-tokens", takes: "KIND", of: ofPairs, choices: pairTokens, field: func(r *recipe.Recipe) any { return &r.Pairs.Source }},
	{name: "target-tokens", takes: "KIND", of: ofPairs, choices: pairTokens, field: func(r *recipe.Recipe) any { return &r.Pairs.Target }},
	{name: "prepare", of: ofPairs, field: func(r *recipe.Recipe) any { return &r.Pairs.Prepare }},
	{name: "count-all", of: ofPairs, field: func(r *recipe.Recipe) any { return &r.Pairs.All }},
	{name: "length", takes: "N", of: ofPairs, field: func(r *recipe.Recipe) any { return &r.Pairs.Length }},
	{name: "cut", of: ofPairs, field: func(r *recipe.Recipe) any { return &r.Pairs.Cut }},
	{name: "first", takes: "N", of: ofPairs, field: func(r *recipe.Recipe) any { return &r.Pairs.First }},
	{name: "in-order", of: ofPairs, field: func(r *recipe.Recipe) any { return &r.Pairs.InOrder }},
	{name: "reverse", of: ofPairs, field: func(r *recipe.Recipe) any { return &r.Pairs.Reverse }},
	{name: "attention", takes: "HOW", of: ofPairs, choices: attentions, field: func(r *recipe.Recipe) any { return (*attention)(&r.Model.Attention) }},
	{name: "context", of: ofPairs, field: func(r *recipe.Recipe) any { return &r.Model.Context }},
	{name: "mask", takes: "on|off", of: ofPairs, field: func(r *recipe.Recipe) any { return (*mask)(&r.Pairs.NoMask) }},
	{name: "teacher-forcing", takes: "P", of: ofPairs, live: true, field: func(r *recipe.Recipe) any { return (*forcing)(&r.Settings.Sampled) }},
	{name: "bidirectional", of: ofBoth, field: func(r *recipe.Recipe) any { return &r.Model.Bidirectional }},
	{name: "windows", takes: "HOW", of: ofStream, choices: windowKinds, field: func(r *recipe.Recipe) any { return (*windowKind)(&r.Windows) }, aside: func(r recipe.Recipe) bool {
		return r.Windows == text.Carried
	}},
	{name: "cell", takes: "CELL", choices: cells, field: func(r *recipe.Recipe) any { return &r.Model.Cell }},
	{name: "hidden", takes: "H", field: func(r *recipe.Recipe) any { return &r.Model.Hidden }},
	{name: "layers", takes: "L", field: func(r *recipe.Recipe) any { return &r.Model.Layers }},
	{name: "embed", takes: "D", of: ofWords, field: func(r *recipe.Recipe) any { return &r.Model.Embed }},
	{name: "dropout", takes: "P", field: func(r *recipe.Recipe) any { return &r.Model.Dropout }},
	{name: "dropout-between", field: func(r *recipe.Recipe) any { return &r.Model.Between }},
	{name: "reset", takes: "WHERE", choices: resets, field: func(r *recipe.Recipe) any { return (*reset)(&r.Model.Reset) }, aside: func(r recipe.Recipe) bool {
		return r.Model.Reset == ""
	}},
	{name: "biases", takes: "N", field: func(r *recipe.Recipe) any { return (*biases)(&r.Model.Biases) }, aside: func(r recipe.Recipe) bool {
		return r.Model.Biases == 0
	}},
	{name: "init", takes: "HOW", forms: nn.Inits, field: func(r *recipe.Recipe) any { return &r.Model.Init }},
	{name: "batch", takes: "B", field: func(r *recipe.Recipe) any { return &r.Settings.Batch }},
	{name: "unroll", takes: "T", of: ofWindows, field: func(r *recipe.Recipe) any { return &r.Settings.Unroll }},
	{name: "optimizer", takes: "NAME", choices: optimizers, field: func(r *recipe.Recipe) any { return &r.Optimizer }},
	{name: "lr", takes: "RATE", live: true, field: func(r *recipe.Recipe) any { return &r.Settings.LR }},
	{name: "momentum", takes: "M", live: true, field: func(r *recipe.Recipe) any { return &r.Settings.Momentum }, aside: func(r recipe.Recipe) bool {
		return r.Optimizer != "momentum"
	}},
	{name: "schedule", takes: "HOW", forms: optim.Schedules, field: func(r *recipe.Recipe) any { return &r.Schedule }},
	{name: "clip", takes: "NORM|off", live: true, field: func(r *recipe.Recipe) any { return &r.Settings.Clip }},
	{name: "steps", takes: "N", live: true, field: func(r *recipe.Recipe) any { return &r.Steps }, also: func(r *recipe.Recipe) {
		r.Epochs = 0 // one end replaces another
	}},
	{name: "epochs", takes: "N", live: true, field: func(r *recipe.Recipe) any { return &r.Epochs }, also: func(r *recipe.Recipe) {
		r.Steps = 0
	}},
	{name: "valid-every", takes: "N", live: true, field: func(r *recipe.Recipe) any { return (*interval)(&r.Settings.ValidEvery) }, aside: func(recipe.Recipe) bool { return true }},
	{name: "seed", takes: "N", field: func(r *recipe.Recipe) any { return &r.Seed }},
}

// An ownForm is a field that its flag writes in another way than the recipe does.
type ownForm interface {
	String() string
	parse(s string) error
}

// An edit is a change to a recipe that a flag asked for.
type edit struct {
	of tasksOf // the tasks whose recipes it changes
	do func(r *recipe.Recipe)
}

// edits are the changes to a recipe that flags asked for, in the order of the flags.
type edits []edit

// apply is r with the edits made that are for its task.
func (e edits) apply(r recipe.Recipe) recipe.Recipe {
	for _, one := range e {
		if one.of.has(taskOf(r)) {
			one.do(&r)
		}
	}
	return r
}

// first is the recipe of a task ("": language) that nothing is known of yet but the flags, for data of the smallest size.
func (e edits) first(of string) recipe.Recipe {
	k := kindOf(of)
	r := e.apply(k.start(e.apply(k.start("")).Model.Cell))
	k.least(&r)
	return r
}

// check finds errors that no data of the task could make right.
func (e edits) check(of string) error {
	r := e.first(of)
	if v := r.Text.Valid; !(v >= 0 && v < 1) { // a recipe leaves that to its data
		return misuse(errShare, "valid", v, 0, 1)
	}
	for _, n := range []struct {
		name string
		rows int
	}{{"rows", r.Series.Rows}, {"train-rows", r.Series.TrainRows}, {"valid-rows", r.Series.ValidRows}} {
		if n.rows < 0 {
			return misuse(errAtLeast, n.name, n.rows, 0)
		}
	}
	if r.Series.ValidRows > 0 && r.Series.TrainRows == 0 {
		return misuse(errValidRows)
	}
	if r.Tagging.Suffixes && r.Model.Embed == 0 {
		return &usage{errSuffixEmbed.Of(), hintSuffixes.Of()}
	}
	if longest := int(unrollKnob().Max); r.Pairs.Length == 1 || r.Pairs.Length < 0 || r.Pairs.Length > longest {
		return misuse(errBetween, "length", r.Pairs.Length, 2, longest)
	}
	if r.Model.Context && r.Model.Attention != "" {
		return &usage{errContextTwice.Of(r.Model.Attention), hintContext.Of()}
	}
	return wrong(r.Check())
}

// addRecipe adds the table's flags to fs. Parsing them adds to e.
func (c *call) addRecipe(fs *pflag.FlagSet, e *edits) { c.addFlags(fs, e, recipeFlags) }

// addFlags adds some of the table's flags.
func (c *call) addFlags(fs *pflag.FlagSet, e *edits, flags []recipeFlag) {
	for _, f := range flags {
		first := kinds[0].start("")
		if f.of != nil {
			first = kindOf(f.of[0]).start("")
		}
		v := &recipeValue{flag: f, edits: e, shown: show(f.field(&first))}
		about, values := c.words.CLI.Recipe[f.name], f.forms
		if f.choices != nil {
			v.values = names(f.choices(c))
			values = v.values
		}
		if values != nil {
			about += " " + listed(values)
		}
		flag := fs.VarPF(v, f.name, "", about)
		if v.Type() == "bool" {
			flag.NoOptDefVal = "true"
		}
	}
}

// A recipeValue is a recipeFlag on a command line.
type recipeValue struct {
	flag   recipeFlag
	edits  *edits
	shown  string
	given  string   // as it was typed last
	values []string // the only allowed ones; nil: any
}

// String is what help shows as the default.
func (v *recipeValue) String() string {
	if v == nil {
		return ""
	}
	return v.shown
}

// Type is what help calls the value.
func (v *recipeValue) Type() string {
	if v.flag.takes == "" {
		return "bool"
	}
	return v.flag.takes
}

// Set parses a value, or says what was expected.
func (v *recipeValue) Set(s string) error {
	if v.values != nil && !slices.Contains(v.values, s) {
		return errChoose.Of(listed(v.values))
	}
	v.given = s
	var scratch recipe.Recipe
	if err := assign(v.flag.field(&scratch), s); err != nil {
		return err
	}
	*v.edits = append(*v.edits, edit{v.flag.of, func(r *recipe.Recipe) {
		_ = assign(v.flag.field(r), s)
		if v.flag.also != nil {
			v.flag.also(r)
		}
	}})
	return nil
}

// assign parses s into a field of a recipe.
func assign(field any, s string) (err error) {
	switch p := field.(type) {
	case *string:
		*p = s
	case *bool:
		*p, err = strconv.ParseBool(s)
		err = expect(err, errTakesBool.Of())
	case *int:
		*p, err = strconv.Atoi(s)
		err = expect(err, errTakesWhole.Of())
	case *uint64:
		*p, err = strconv.ParseUint(s, 10, 64)
		err = expect(err, errTakesNatural.Of())
	case *float64:
		*p, err = strconv.ParseFloat(s, 64)
		err = expect(err, errTakesNumber.Of())
	case ownForm:
		err = p.parse(s)
	case *recipe.Limit:
		if s == "off" {
			*p = recipe.Off
			return nil
		}
		v, e := strconv.ParseFloat(s, 64)
		*p, err = recipe.Limit(v), expect(e, errTakesLimit.Of())
	default:
		panic(fmt.Sprintf("cli: no flag can set %T", field))
	}
	return err
}

// expect says what was expected.
func expect(err, takes error) error {
	if err == nil {
		return nil
	}
	return takes
}

// show formats a field as its flag takes it.
func show(field any) string {
	switch p := field.(type) {
	case *string:
		return *p
	case *bool:
		return strconv.FormatBool(*p)
	case *int:
		return strconv.Itoa(*p)
	case *uint64:
		return strconv.FormatUint(*p, 10)
	case *float64:
		return strconv.FormatFloat(*p, 'g', -1, 64)
	case ownForm:
		return p.String()
	case *recipe.Limit:
		if *p == recipe.Off {
			return "off"
		}
		return strconv.FormatFloat(float64(*p), 'g', -1, 64)
	}
	return ""
}
