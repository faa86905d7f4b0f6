package cli

import (
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"unroll/core/preset"
	"unroll/core/recipe"
)

// presetLine is the recipe that results from a command line with --preset.
func presetLine(t *testing.T, line string) recipe.Recipe {
	t.Helper()
	var e edits
	var name string
	fs := pflag.NewFlagSet("test", pflag.ContinueOnError)
	talk().addRecipe(fs, &e)
	fs.StringVar(&name, "preset", "", "")
	if err := fs.Parse(strings.Fields(line)); err != nil {
		t.Fatal(err)
	}
	e, err := e.onto(fs, name)
	if err != nil {
		t.Fatal(err)
	}
	of := language
	if p, ok := preset.Find(name); ok {
		of = taskOf(p.Recipe)
	}
	if err := e.check(of); err != nil {
		t.Fatal(err)
	}
	return e.apply(starting(of, e))
}

// The law: a preset is equivalent to the flags that it prints.
func TestPresetsAreTheirFlags(t *testing.T) {
	for _, p := range preset.Presets {
		line := strings.Join(recipeAsFlags(p.Recipe), " ")
		if got, err := parseFor(taskOf(p.Recipe), line); err != nil || got != p.Recipe {
			t.Errorf("%s: %q makes\n%+v, %v, want\n%+v", p.Name, line, got, err, p.Recipe)
		}
		if got := presetLine(t, "--preset "+p.Name); got != p.Recipe {
			t.Errorf("%s: --preset makes\n%+v, want\n%+v", p.Name, got, p.Recipe)
		}
	}
}

// The law: other flags take precedence, before --preset or after it; a length replaces the preset's.
func TestFlagsBesidesAPreset(t *testing.T) {
	p, _ := preset.Find("d2l-rnn")
	for _, c := range []struct {
		line string
		want func(r *recipe.Recipe)
	}{
		{"--preset d2l-rnn --hidden 64 --clip off", func(r *recipe.Recipe) { r.Model.Hidden, r.Settings.Clip = 64, recipe.Off }},
		{"--hidden 64 --preset d2l-rnn", func(r *recipe.Recipe) { r.Model.Hidden = 64 }},
		{"--preset d2l-rnn --steps 7", func(r *recipe.Recipe) { r.Steps, r.Epochs = 7, 0 }},
		{"--epochs 2 --preset d2l-rnn", func(r *recipe.Recipe) { r.Epochs = 2 }},
	} {
		want := p.Recipe
		c.want(&want)
		if got := presetLine(t, c.line); got != want {
			t.Errorf("%q:\n%+v, want\n%+v", c.line, got, want)
		}
	}
}

// The law: the comparison is in the figure's own unit, and says which is better.
func TestAgainst(t *testing.T) {
	fig := preset.Figure{On: preset.Valid, Value: 8, FromMemory: true}
	for perplexity, want := range map[float64]string{
		10: "published validation perplexity 8.0 (from memory); yours is 10.0, 25.0 % above",
		6:  "published validation perplexity 8.0 (from memory); yours is 6.00, 25.0 % below",
	} {
		if got := talk().against(fig, preset.Figure{Value: perplexity}.Loss(nil), nil); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
