package cli

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/preset"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/chart"
)

func addPreset(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "preset", "", "start from the published configuration `NAME` (see: unroll presets); other flags change it")
	complete(cmd, "preset", presetChoices)
}

func presetChoices() []choice {
	var list []choice
	for _, p := range preset.Presets {
		list = append(list, choice{Name: p.Name, About: p.Title})
	}
	return list
}

func findPreset(name string) (preset.Preset, error) {
	p, ok := preset.Find(name)
	if !ok {
		return p, usagef("no preset %q: there are %s", name, strings.Join(preset.Names(), ", "))
	}
	return p, nil
}

// onto is e said of a preset's recipe, wherever --preset stood among the flags. A length that was
// given takes the place of the preset's own.
func (e edits) onto(fs *pflag.FlagSet, name string) (edits, error) {
	if !fs.Changed("preset") {
		return e, nil
	}
	p, err := findPreset(name)
	if err != nil {
		return e, err
	}
	list := edits{func(r *train.Recipe) {
		every := r.Settings.ValidEvery // how often one looks is no part of a configuration
		*r = p.Recipe
		r.Settings.ValidEvery = every
		if fs.Changed("steps") || fs.Changed("epochs") {
			r.Steps, r.Epochs = 0, 0
		}
	}}
	return append(list, e...), nil
}

// recipeAsFlags are the flags that say r in full, but for what is 0 by default and the seed.
func recipeAsFlags(r train.Recipe) []string {
	first := train.DefaultRecipe()
	var list []string
	for _, f := range recipeFlags {
		v, plain := show(f.field(&r)), show(f.field(&first))
		if v != plain || (v != "0" && v != "false" && f.name != "seed") {
			list = append(list, flagText(f, v))
		}
	}
	return list
}

// changes are the flags that make to of from, the seed aside: another seed is another run of the
// same configuration. A length that is gone has been replaced by another.
func changes(from, to train.Recipe) []string {
	var list []string
	for _, f := range recipeFlags {
		v := show(f.field(&to))
		gone := v == "0" && (f.name == "steps" || f.name == "epochs")
		if v != show(f.field(&from)) && f.name != "seed" && !gone {
			list = append(list, flagText(f, v))
		}
	}
	return list
}

func flagText(f recipeFlag, v string) string {
	if f.takes == "" {
		return "--" + f.name + "=" + v
	}
	return "--" + f.name + " " + v
}

// published says how the run compares with its preset; "" without one.
func (w *follower) published() string {
	p, ok := preset.Find(w.run.Preset)
	if !ok {
		return ""
	}
	r := w.last.Recipe
	said := "preset " + p.Name
	if changed := changes(p.Recipe, r); len(changed) > 0 {
		said += " with " + strings.Join(changed, " ")
	}
	fig, why, ok := p.Yardstick(r, w.run.Facts)
	switch {
	case !ok && why == "":
		return said + ": no figure was published: " + p.Unpublished
	case !ok:
		return said + ": not comparable with the published figure: " + why
	}
	return said + ": " + against(fig, fig.Reached(w.last.History))
}

// against holds a loss in nats/token against a published figure, in the figure's unit.
func against(fig preset.Figure, loss float64) string {
	was := fmt.Sprintf("published %s perplexity %s", fig.On, asPrinted(fig.Perplexity))
	if fig.FromMemory {
		was += " (from memory)"
	}
	if math.IsNaN(loss) {
		return was + "; there is none of this run yet"
	}
	ours := task.Language.Score.Of(loss)
	percent := 100 * (ours/fig.Perplexity - 1)
	side := "above"
	if percent < 0 {
		side = "below"
	}
	return fmt.Sprintf("%s; yours is %s, %.1f %% %s", was, chart.Short(ours), math.Abs(percent), side)
}

// asPrinted is a perplexity as people print them: with a decimal at least.
func asPrinted(v float64) string {
	if v == math.Trunc(v) {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%g", v)
}
