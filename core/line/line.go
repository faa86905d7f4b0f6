// Package line writes a run as one printable line, and reads it back.
package line

import (
	"fmt"
	"strconv"
	"strings"

	"unroll/core/command"
	"unroll/core/fault"
	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/text"
)

// A Line is a run as one printable line: what it learns from, its recipe, and the settings changed by hand.
//
//	tide lstm hidden=24 layers=2 seed=1 steps=500 @120:lr=0.001 @150:clip=off
//
// The first word names the data, the second the cell; then come the values that differ from base, then
// the changes with their steps. Words are quoted, where necessary, as in a command.
type Line struct {
	Data   string // name of the data
	SHA256 string // of the data, in hex, or the first digits of it; "": not given
	Recipe recipe.Recipe
	Events []history.Event // in order of steps
}

// base is the recipe of a line that specifies nothing. It must never change, though recipe.Default may:
// existing lines depend on it.
func base() recipe.Recipe {
	return recipe.Recipe{
		Text:      text.Options{Tokens: "char", Valid: 0.1},
		Model:     nn.Spec{Cell: "lstm", Hidden: 128, Layers: 1, Init: "pytorch"},
		Optimizer: "adam",
		Schedule:  "constant",
		Settings:  recipe.Settings{LR: 2e-3, Clip: 1, Momentum: 0.9, Unroll: 32, Batch: 32, ValidEvery: 100, Temperature: 0.8},
		Seed:      1,
	}
}

// A field is something that a line can specify.
type field struct {
	name string
	said bool // written even if it is as in base
	of   func(l *Line) any
}

// fields is the table of them, in the order in which a line lists them; the knobs follow (see fieldOf).
var fields = []field{
	{"hidden", true, func(l *Line) any { return &l.Recipe.Model.Hidden }},
	{"layers", true, func(l *Line) any { return &l.Recipe.Model.Layers }},
	{"windows", false, func(l *Line) any { return &l.Recipe.Windows }},
	{"reset", false, func(l *Line) any { return &l.Recipe.Model.Reset }},
	{"biases", false, func(l *Line) any { return &l.Recipe.Model.Biases }},
	{"embed", false, func(l *Line) any { return &l.Recipe.Model.Embed }},
	{"dropout", false, func(l *Line) any { return &l.Recipe.Model.Dropout }},
	{"dropout-between", false, func(l *Line) any { return &l.Recipe.Model.Between }},
	{"init", false, func(l *Line) any { return &l.Recipe.Model.Init }},
	{"init-from", false, func(l *Line) any { return &l.Recipe.InitFrom }},
	{"vocab", false, func(l *Line) any { return &l.Recipe.Model.Vocab }},
	{"inputs", false, func(l *Line) any { return &l.Recipe.Model.Inputs }},
	{"outputs", false, func(l *Line) any { return &l.Recipe.Model.Outputs }},
	{"head", false, func(l *Line) any { return &l.Recipe.Model.Head }},
	{"bidirectional", false, func(l *Line) any { return &l.Recipe.Model.Bidirectional }},
	{"fill", false, func(l *Line) any { return &l.Recipe.Model.Fill }},
	{"features", false, func(l *Line) any { return &l.Recipe.Model.Features }},
	{"task", false, func(l *Line) any { return &l.Recipe.Task }},
	{"tokens", false, func(l *Line) any { return &l.Recipe.Text.Tokens }},
	{"lines", false, func(l *Line) any { return &l.Recipe.Text.Lines }},
	{"score", false, func(l *Line) any { return &l.Recipe.Text.Score }},
	{"valid", false, func(l *Line) any { return &l.Recipe.Text.Valid }},
	{"text-min-freq", false, func(l *Line) any { return &l.Recipe.Text.MinFreq }},
	{"max-vocab", false, func(l *Line) any { return &l.Recipe.Text.MaxVocab }},
	{"column", false, func(l *Line) any { return &l.Recipe.Series.Column }},
	{"columns", false, func(l *Line) any { return &l.Recipe.Series.Columns }},
	{"target", false, func(l *Line) any { return &l.Recipe.Series.Target }},
	{"gaps", false, func(l *Line) any { return &l.Recipe.Series.Gaps }},
	{"rows", false, func(l *Line) any { return &l.Recipe.Series.Rows }},
	{"data-seed", false, func(l *Line) any { return &l.Recipe.Series.DataSeed }},
	{"train-rows", false, func(l *Line) any { return &l.Recipe.Series.TrainRows }},
	{"valid-rows", false, func(l *Line) any { return &l.Recipe.Series.ValidRows }},
	{"log", false, func(l *Line) any { return &l.Recipe.Series.Log }},
	{"difference", false, func(l *Line) any { return &l.Recipe.Series.Difference }},
	{"lags", false, func(l *Line) any { return &l.Recipe.Series.Lags }},
	{"tags", false, func(l *Line) any { return &l.Recipe.Tagging.Column }},
	{"lower", false, func(l *Line) any { return &l.Recipe.Tagging.Lower }},
	{"min-freq", false, func(l *Line) any { return &l.Recipe.Tagging.MinFreq }},
	{"suffixes", false, func(l *Line) any { return &l.Recipe.Tagging.Suffixes }},
	{"source", false, func(l *Line) any { return &l.Recipe.Model.Source }},
	{"context", false, func(l *Line) any { return &l.Recipe.Model.Context }},
	{"attention", false, func(l *Line) any { return &l.Recipe.Model.Attention }},
	{"source-tokens", false, func(l *Line) any { return &l.Recipe.Pairs.Source }},
	{"target-tokens", false, func(l *Line) any { return &l.Recipe.Pairs.Target }},
	{"prepare", false, func(l *Line) any { return &l.Recipe.Pairs.Prepare }},
	{"pairs-min-freq", false, func(l *Line) any { return &l.Recipe.Pairs.MinFreq }},
	{"count-all", false, func(l *Line) any { return &l.Recipe.Pairs.All }},
	{"first", false, func(l *Line) any { return &l.Recipe.Pairs.First }},
	{"in-order", false, func(l *Line) any { return &l.Recipe.Pairs.InOrder }},
	{"length", false, func(l *Line) any { return &l.Recipe.Pairs.Length }},
	{"cut", false, func(l *Line) any { return &l.Recipe.Pairs.Cut }},
	{"no-mask", false, func(l *Line) any { return &l.Recipe.Pairs.NoMask }},
	{"reverse", false, func(l *Line) any { return &l.Recipe.Pairs.Reverse }},
	{"optimizer", false, func(l *Line) any { return &l.Recipe.Optimizer }},
	{"schedule", false, func(l *Line) any { return &l.Recipe.Schedule }},
	{"seed", true, func(l *Line) any { return &l.Recipe.Seed }},
	{"steps", false, func(l *Line) any { return &l.Recipe.Steps }},
	{"epochs", false, func(l *Line) any { return &l.Recipe.Epochs }},
	{"sha256", false, func(l *Line) any { return &l.SHA256 }},
}

// String is the text form; Parse is its inverse.
func (l Line) String() string {
	base := Line{Recipe: base()}
	words := []string{l.Recipe.Model.Cell}
	for _, f := range fields {
		if v := writeField(f.of(&l)); f.said || v != writeField(f.of(&base)) {
			words = append(words, f.name+"="+v)
		}
	}
	for _, k := range recipe.Knobs {
		if v := k.Get(&l.Recipe.Settings); v != k.Get(&base.Recipe.Settings) {
			words = append(words, k.Name+"="+recipe.FormatValue(v))
		}
	}
	for _, e := range l.Events {
		words = append(words, fmt.Sprintf("@%d:%s=%s", e.Step, e.Knob, recipe.FormatValue(e.To)))
	}
	return command.New(l.Data, words...).String()
}

// Parse reads the text form. A line need not repeat what is in base, nor give the size of the vocabulary,
// which the data determine. Errors name the word that is wrong; recipe.Recipe.Check tells whether the recipe is valid.
func Parse(s string) (Line, error) {
	c, err := command.Parse(s)
	if err != nil {
		return Line{}, err
	}
	if len(c.Args) == 0 {
		return Line{}, errCell.Of(s)
	}
	l, said := Line{Data: c.Name, Recipe: base()}, map[string]bool{}
	l.Recipe.Model.Cell = c.Args[0]
	for _, word := range c.Args[1:] {
		name, value, ok := strings.Cut(word, "=")
		switch {
		case !ok:
			err = errWord.Of(word)
		case strings.HasPrefix(name, "@"):
			err = l.readEvent(name[1:], value)
		case said[name]:
			err = errTwice.Of(name)
		default:
			err = l.readField(name, value)
		}
		if err != nil {
			return Line{}, err
		}
		said[name] = !strings.HasPrefix(name, "@")
	}
	l.follow()
	return l, nil
}

// readField sets the named field of a line.
func (l *Line) readField(name, value string) error {
	for _, f := range fields {
		if f.name == name {
			return readField(name, value, f.of(l))
		}
	}
	k, v, err := knobValue(name, value)
	if err == nil {
		k.Set(&l.Recipe.Settings, v)
	}
	return err
}

func knobValue(name, value string) (recipe.Knob, float64, error) {
	k, err := recipe.FindKnob(name)
	if err != nil {
		return k, 0, err
	}
	v, err := recipe.ParseValue(value)
	if err != nil {
		return k, 0, errValue.Of(name, value)
	}
	return k, v, k.Check(v)
}

// readEvent reads a change: for "@120:lr=0.001", the parts before = (without @) and after it.
func (l *Line) readEvent(at, value string) error {
	step, name, _ := strings.Cut(at, ":")
	n, err := strconv.Atoi(step)
	last := 0
	if len(l.Events) > 0 {
		last = l.Events[len(l.Events)-1].Step
	}
	if err != nil || n < last {
		return errStep.Of(at, step, last)
	}
	_, v, err := knobValue(name, value)
	if err != nil {
		return errAt.Of(n, err)
	}
	l.Events = append(l.Events, history.Event{Step: n, Knob: name, To: v})
	return nil
}

// follow works out what each setting was before it was changed.
func (l *Line) follow() {
	now := l.Recipe.Settings
	for i := range l.Events {
		e := &l.Events[i]
		k, _ := recipe.FindKnob(e.Knob) // readEvent has already found it
		e.From = k.Get(&now)
		k.Set(&now, e.To)
	}
}

// writeField writes a field so that readField can read it.
func writeField(field any) string {
	switch p := field.(type) {
	case *string:
		return *p
	case *bool:
		return strconv.FormatBool(*p)
	case *int:
		return strconv.Itoa(*p)
	case *uint64:
		return strconv.FormatUint(*p, 10)
	}
	return recipe.FormatValue(*field.(*float64))
}

func readField(name, value string, field any) (err error) {
	switch p := field.(type) {
	case *string:
		*p = value
	case *bool:
		*p, err = strconv.ParseBool(value)
	case *int:
		*p, err = strconv.Atoi(value)
	case *uint64:
		*p, err = strconv.ParseUint(value, 10, 64)
	case *float64:
		*p, err = recipe.ParseValue(value)
	}
	if err != nil {
		return errValue.Of(name, value)
	}
	return nil
}

// What can be wrong with a run as a line.
var (
	errCell  = fault.New("line.cell", "%s: a cell is missing after the name of the data")
	errWord  = fault.New("line.word", "%q should have the form name=value")
	errTwice = fault.New("line.twice", "%s is given twice")
	errValue = fault.New("line.value", "%s cannot be %q")
	errStep  = fault.New("line.step", "@%s: %q is not a step, or comes before step %d")
	errAt    = fault.New("line.at", "@%d: %v")
)
