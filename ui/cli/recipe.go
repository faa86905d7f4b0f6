package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/core/train"
)

// A recipeFlag is a flag that sets one thing of a recipe. To add one, write a line in recipeFlags.
type recipeFlag struct {
	name, takes, about string
	choices            func() []choice // the only values there are; nil: any
	live               bool            // can change while a run goes on
	field              func(r *train.Recipe) any
}

// recipeFlags is the table of them, in the order of the help.
var recipeFlags = []recipeFlag{
	{name: "tokens", takes: "KIND", about: "cut the text into", choices: tokenizers, field: func(r *train.Recipe) any { return &r.Text.Tokens }},
	{name: "lines", about: "treat every line as a separate sequence", field: func(r *train.Recipe) any { return &r.Text.Lines }},
	{name: "valid", takes: "SHARE", about: "share of the text, at its end, held out for validation", field: func(r *train.Recipe) any { return &r.Text.Valid }},
	{name: "cell", takes: "CELL", about: "recurrent cell:", choices: cells, field: func(r *train.Recipe) any { return &r.Model.Cell }},
	{name: "hidden", takes: "H", about: "hidden units per layer", field: func(r *train.Recipe) any { return &r.Model.Hidden }},
	{name: "layers", takes: "L", about: "number of layers", field: func(r *train.Recipe) any { return &r.Model.Layers }},
	{name: "embed", takes: "D", about: "width of the token embedding (default 0: one-hot)", field: func(r *train.Recipe) any { return &r.Model.Embed }},
	{name: "dropout", takes: "P", about: "dropout between layers, as a probability", field: func(r *train.Recipe) any { return &r.Model.Dropout }},
	{name: "init", takes: "HOW", about: "first weights: " + strings.Join(nn.Inits, ", "), field: func(r *train.Recipe) any { return &r.Model.Init }},
	{name: "batch", takes: "B", about: "sequences per batch", field: func(r *train.Recipe) any { return &r.Settings.Batch }},
	{name: "unroll", takes: "T", about: "steps of backpropagation through time", field: func(r *train.Recipe) any { return &r.Settings.Unroll }},
	{name: "optimizer", takes: "NAME", about: "optimizer:", choices: optimizers, field: func(r *train.Recipe) any { return &r.Optimizer }},
	{name: "lr", takes: "RATE", about: "learning rate", live: true, field: func(r *train.Recipe) any { return &r.Settings.LR }},
	{name: "schedule", takes: "HOW", about: "of the learning rate: " + strings.Join(optim.Schedules, ", "), field: func(r *train.Recipe) any { return &r.Schedule }},
	{name: "clip", takes: "NORM|off", about: "clip the global gradient norm to this", live: true, field: func(r *train.Recipe) any { return &r.Settings.Clip }},
	{name: "steps", takes: "N", about: "stop after this many updates", live: true, field: func(r *train.Recipe) any { return &r.Steps }},
	{name: "epochs", takes: "N", about: "stop after this many epochs", live: true, field: func(r *train.Recipe) any { return &r.Epochs }},
	{name: "seed", takes: "N", about: "the same seed gives the same run", field: func(r *train.Recipe) any { return &r.Seed }},
}

// edits are what was said of a recipe, in the order in which it was said.
type edits []func(r *train.Recipe)

// apply is r with the edits made.
func (e edits) apply(r train.Recipe) train.Recipe {
	for _, edit := range e {
		edit(&r)
	}
	return r
}

// check finds what no text could make right. The size of a vocabulary is not known yet.
func (e edits) check() error {
	r := e.apply(train.DefaultRecipe())
	r.Model.Vocab = max(r.Model.Vocab, 1)
	if v := r.Text.Valid; !(v >= 0 && v < 1) { // a recipe leaves that to its text
		return usagef("valid is %g: it must be at least 0 and below 1", v)
	}
	return wrong(r.Check())
}

// addRecipe adds the table's flags to fs. What they are given comes to e when they are parsed.
func addRecipe(fs *pflag.FlagSet, e *edits) { addFlags(fs, e, recipeFlags) }

// addFlags adds some of the table's flags.
func addFlags(fs *pflag.FlagSet, e *edits, flags []recipeFlag) {
	first := train.DefaultRecipe()
	for _, f := range flags {
		v := &recipeValue{flag: f, edits: e, shown: show(f.field(&first))}
		flag := fs.VarPF(v, f.name, "", f.help())
		if v.Type() == "bool" {
			flag.NoOptDefVal = "true"
		}
	}
}

func (f recipeFlag) help() string {
	if f.choices == nil {
		return f.about
	}
	return f.about + " " + strings.Join(names(f.choices()), ", ")
}

func names(choices []choice) []string {
	var list []string
	for _, c := range choices {
		list = append(list, c.Name)
	}
	return list
}

// A recipeValue is a recipeFlag on a command line.
type recipeValue struct {
	flag  recipeFlag
	edits *edits
	shown string
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

// Set takes a value, or says what would have been one.
func (v *recipeValue) Set(s string) error {
	if v.flag.choices != nil {
		if all := names(v.flag.choices()); !slices.Contains(all, s) {
			return fmt.Errorf("there are %s", strings.Join(all, ", "))
		}
	}
	var scratch train.Recipe
	if err := assign(v.flag.field(&scratch), s); err != nil {
		return err
	}
	*v.edits = append(*v.edits, func(r *train.Recipe) { _ = assign(v.flag.field(r), s) })
	return nil
}

// assign reads s into a field of a recipe.
func assign(field any, s string) (err error) {
	switch p := field.(type) {
	case *string:
		*p = s
	case *bool:
		*p, err = strconv.ParseBool(s)
		err = expect(err, "true or false")
	case *int:
		*p, err = strconv.Atoi(s)
		err = expect(err, "a whole number")
	case *uint64:
		*p, err = strconv.ParseUint(s, 10, 64)
		err = expect(err, "a whole number of at least 0")
	case *float64:
		*p, err = strconv.ParseFloat(s, 64)
		err = expect(err, "a number")
	case *train.Limit:
		if s == "off" {
			*p = train.Off
			return nil
		}
		v, e := strconv.ParseFloat(s, 64)
		*p, err = train.Limit(v), expect(e, "a number or off")
	default:
		panic(fmt.Sprintf("cli: a flag for %T", field))
	}
	return err
}

// expect says what should have stood there.
func expect(err error, what string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("it takes %s", what)
}

// show writes a field as a flag takes it.
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
	case *train.Limit:
		if *p == train.Off {
			return "off"
		}
		return strconv.FormatFloat(float64(*p), 'g', -1, 64)
	}
	return ""
}
