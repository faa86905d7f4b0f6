package cli

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"unroll/core/recipe"
)

// starting is the recipe that flags change.
func starting(of string, e edits) recipe.Recipe {
	return kindOf(of).start(e.first(of).Model.Cell)
}

// parse is the recipe that a command line makes from the default one for texts.
func parse(line string) (recipe.Recipe, error) { return parseFor(language, line) }

// parseFor is the recipe that a command line makes for data of a task.
func parseFor(of, line string) (recipe.Recipe, error) {
	var e edits
	fs := pflag.NewFlagSet("test", pflag.ContinueOnError)
	talk().addRecipe(fs, &e)
	if err := fs.Parse(strings.Fields(line)); err != nil {
		return recipe.Recipe{}, err
	}
	return e.apply(starting(of, e)), e.check(of)
}

func TestRecipeFlags(t *testing.T) {
	for _, c := range []struct {
		line string
		want func(r *recipe.Recipe)
	}{
		{"", func(*recipe.Recipe) {}},
		{"--tokens word --lines --valid 0.2", func(r *recipe.Recipe) { r.Text.Tokens, r.Text.Lines, r.Text.Valid = "word", true, 0.2 }},
		{"--score last", func(r *recipe.Recipe) { r.Text.Lines, r.Text.Score = true, "last" }},
		{"--score after:= --score all", func(r *recipe.Recipe) { r.Text.Lines = true }},
		{"--lines=false", func(*recipe.Recipe) {}},
		{"--cell gru --hidden 7 --layers 3 --embed 5 --dropout 0.5", func(r *recipe.Recipe) {
			r.Model.Cell, r.Model.Hidden, r.Model.Layers, r.Model.Embed, r.Model.Dropout = "gru", 7, 3, 5, 0.5
		}},
		{"--init uniform:0.05", func(r *recipe.Recipe) { r.Model.Init = "uniform:0.05" }},
		{"--init normal:0.01", func(r *recipe.Recipe) { r.Model.Init = "normal:0.01" }},
		{"--batch 5 --unroll 6 --optimizer sgd --lr 1e-3", func(r *recipe.Recipe) {
			r.Settings.Batch, r.Settings.Unroll, r.Optimizer, r.Settings.LR = 5, 6, "sgd", 1e-3
		}},
		{"--schedule step:4,0.5", func(r *recipe.Recipe) { r.Schedule = "step:4,0.5" }},
		{"--schedule cosine --steps 9", func(r *recipe.Recipe) { r.Schedule, r.Steps = "cosine", 9 }},
		{"--schedule plateau:0.25 --epochs 1.5", func(r *recipe.Recipe) { r.Schedule, r.Epochs = "plateau:0.25", 1.5 }},
		{"--clip off", func(r *recipe.Recipe) { r.Settings.Clip = recipe.Off }},
		{"--clip 0", func(r *recipe.Recipe) { r.Settings.Clip = 0 }},
		{"--clip 5 --clip 0.25", func(r *recipe.Recipe) { r.Settings.Clip = 0.25 }},
		{"--cell gru --reset before --biases 1 --windows random", func(r *recipe.Recipe) {
			r.Model.Cell, r.Model.Reset, r.Model.Biases, r.Windows = "gru", "before", 1, "random"
		}},
		{"--reset before --reset after --biases 2 --windows carried", func(*recipe.Recipe) {}},
		{"--optimizer momentum --momentum 0.5 --valid-every 7", func(r *recipe.Recipe) {
			r.Optimizer, r.Settings.Momentum, r.Settings.ValidEvery = "momentum", 0.5, 7
		}},
		{"--seed 18446744073709551615", func(r *recipe.Recipe) { r.Seed = math.MaxUint64 }},
	} {
		want := recipe.Default()
		c.want(&want)
		if got, err := parse(c.line); err != nil || got != want {
			t.Errorf("%q: %+v, %v, want %+v", c.line, got, err, want)
		}
	}
}

func TestRecipeFlagsRefuse(t *testing.T) {
	for _, c := range []struct{ line, why string }{
		{"--tokens letters", "choose from char, word, byte, punct"},
		{"--lines=perhaps", "true or false"},
		{"--score first", "all, last, or after:X"},
		{"--score after:", "all, last, or after:X"},
		{"--init uniform", "uniform:R"},
		{"--init uniform:-1", "between 0 and 1000"},
		{"--init normal:nan", "between 0 and 1000"},
		{"--init pytorch:1", "pytorch"},
		{"--schedule cosine", "where the run ends"},
		{"--schedule step:1,2", "FACTOR between 0 and 1"},
		{"--schedule step", "step:AFTER,FACTOR"},
		{"--schedule sometimes", "constant"},
		{"--clip aus", "a number or off"},
		{"--clip -1", "clip is -1"},
		{"--clip nan", "clip is NaN"},
		{"--hidden 1.5", "a whole number"},
		{"--seed -1", "at least 0"},
		{"--valid 1", "below 1"},
		{"--valid -0.1", "at least 0"},
		{"--epochs inf --steps -2", "steps is -2"},
		{"--dropout 1", "dropout is 1"},
		{"--batch 0", "batch is 0"},
		{"--reset middle", "choose from after, before"},
		{"--reset before", "cell lstm has no reset gate"},
		{"--biases 3", "choose from 1, 2"},
		{"--biases 0", "choose from 1, 2"},
		{"--windows all", "choose from carried, random, every"},
		{"--windows random --lines", "leave out --windows"},
		{"--momentum 1.5", "momentum is 1.5"},
		{"--valid-every 0", "--valid-every is 0"},
		{"--valid-every often", "a whole number"},
		{"--unroll 2000", "unroll is 2000"},
	} {
		_, err := parse(c.line)
		if err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%q: error %v, want one that says %q", c.line, err, c.why)
		}
	}
}

// TestRecipeDefaults: every default that help shows can be typed, and changes nothing.
func TestRecipeDefaults(t *testing.T) {
	for _, f := range recipeFlags {
		of := f.of
		if of == nil {
			of = ofTexts
		}
		for _, of := range of {
			want := starting(of, nil)
			said := show(f.field(&want))
			if slices.Contains([]string{"gaps", "source-tokens", "target-tokens", "valid-every"}, f.name) && said == "" { // the first of its choices, or as the data look
				continue
			}
			got, err := parseFor(of, "--"+f.name+"="+said)
			if err != nil || got != want {
				t.Errorf("%s: %+v, %v", f.name, got, err)
			}
		}
	}
}

// The law: a flag that sets something that only some tasks have is of those, so that it is refused for the others.
func TestFlagsKnowTheirTask(t *testing.T) {
	for _, f := range recipeFlags {
		var want tasksOf
		for _, v := range []string{"true", "7", "x", "last", "off", "random"} {
			r, was := recipe.Default(), recipe.Default()
			if assign(f.field(&r), v) != nil {
				continue
			}
			if f.name == "min-freq" { // two tasks have one each
				want = ofNumbered
				continue
			}
			r.Text.Valid = was.Text.Valid // every task has it
			switch {
			case r.Windows != "":
				want = ofStream
			case r.Model.Embed != was.Model.Embed:
				want = ofWords
			case r.Text != was.Text:
				want = ofReading
			case r.Series != was.Series || r.Model.Head != was.Model.Head:
				want = ofSeries
			case r.Model.Bidirectional:
				want = ofBoth
			case r.Pairs != was.Pairs || r.Model.Attention != was.Model.Attention || r.Model.Context || r.Settings.Sampled != 0:
				want = ofPairs
			case r.Settings.Unroll != was.Settings.Unroll:
				want = ofWindows
			case r.Tagging != was.Tagging:
				want = ofTagged
			}
		}
		if !slices.Equal(f.of, want) {
			t.Errorf("--%s is of task %q, want %q", f.name, f.of, want)
		}
	}
}

// TestLiveFlagsAreKnobs: a flag that can change during a run is a setting, or its length.
func TestLiveFlagsAreKnobs(t *testing.T) {
	for _, f := range recipeFlags {
		_, err := recipe.FindKnob(knobOf(f.name))
		if f.live && err != nil && f.name != "steps" && f.name != "epochs" {
			t.Errorf("--%s may change, but there is no such setting", f.name)
		}
	}
}
