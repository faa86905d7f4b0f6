package cli

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/preset"
	"unroll/core/recipe"
	"unroll/core/task"
)

func (c *call) addPreset(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "preset", "", c.words.CLI.Flags.Preset)
	complete(cmd, "preset", c.presetChoices)
}

func (c *call) presetChoices() []choice {
	var list []choice
	for _, p := range preset.Presets {
		list = append(list, choice{Name: p.Name, About: c.words.Say("preset."+p.Name+".title", p.Title)})
	}
	return list
}

func findPreset(name string) (preset.Preset, error) {
	p, ok := preset.Find(name)
	if !ok {
		return p, misuse(errNoPreset, name, listed(preset.Names()))
	}
	return p, nil
}

// onto is e applied to a preset's recipe, wherever --preset was among the flags. A given length replaces the
// preset's own.
func (e edits) onto(fs *pflag.FlagSet, name string) (edits, error) {
	if !fs.Changed("preset") {
		return e, nil
	}
	p, err := findPreset(name)
	if err != nil {
		return e, err
	}
	list := edits{{tasksOf{taskOf(p.Recipe)}, func(r *recipe.Recipe) {
		every := r.Settings.ValidEvery // the interval of validation is not part of a configuration
		*r = p.Recipe
		r.Settings.ValidEvery = every
		if fs.Changed("steps") || fs.Changed("epochs") {
			r.Steps, r.Epochs = 0, 0
		}
	}}}
	return append(list, e...), nil
}

// recipeAsFlags are the flags that express r in full, except values that are 0 by default or stand for everything, and the seed.
func recipeAsFlags(r recipe.Recipe) []string {
	first := kindOf(taskOf(r)).start(r.Model.Cell)
	if taskOf(r) == numeric {
		first.Model.Cell = ""
	}
	var list []string
	for _, f := range recipeFlags {
		if !f.of.has(taskOf(r)) || (f.aside != nil && f.aside(r)) {
			continue
		}
		v, plain := show(f.field(&r)), show(f.field(&first))
		if v != plain || (v != "" && v != "0" && v != "false" && f.name != "seed") {
			list = append(list, flagText(f, v))
		}
	}
	return list
}

// changes are the flags that turn from into to, ignoring the seed: another seed is another run of the same
// configuration. A length that is missing has been replaced by another.
func changes(from, to recipe.Recipe) []string {
	var list []string
	for _, f := range recipeFlags {
		v := show(f.field(&to))
		gone := v == "0" && (f.name == "steps" || f.name == "epochs")
		if f.aside != nil && f.aside(from) && f.aside(to) {
			continue
		}
		if f.of.has(taskOf(to)) && v != show(f.field(&from)) && f.name != "seed" && !gone {
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

// published compares the run with its preset's figure; "" without one.
func (w *follower) published() string {
	p, ok := preset.Find(w.run.Preset)
	if !ok {
		return ""
	}
	r, s := w.last.Recipe, w.words.CLI.Summary
	said := fmt.Sprintf(s.Preset, p.Name)
	if changed := changes(p.Recipe, r); len(changed) > 0 {
		said = fmt.Sprintf(s.PresetWith, p.Name, strings.Join(changed, " "))
	}
	fig, why, ok := p.Yardstick(r, w.run.Facts, w.run.Origin.Reference().Source)
	switch {
	case !ok && why == "":
		return fmt.Sprintf(s.NoFigure, said, w.words.Say("preset."+p.Name+".unpublished", p.Unpublished))
	case !ok:
		return fmt.Sprintf(s.NoCompare, said, why)
	}
	return fmt.Sprintf(s.Compare, said, w.against(fig, fig.Reached(w.last.History), w.run.Data))
}

// against compares a mean loss of a run over d with a published figure, in the figure's unit.
func (c *call) against(fig preset.Figure, loss float64, d task.Data) string {
	s := c.words.CLI.Summary
	was := fmt.Sprintf(s.Published, c.partOf(fig), c.metricOf(fig), c.valueOf(fig))
	if fig.FromMemory {
		was = fmt.Sprintf(s.FromMemory, was)
	}
	if math.IsNaN(loss) {
		return fmt.Sprintf(s.NotYet, was)
	}
	ours := fig.Of(loss, d)
	if fig.High > 0 && rounded(ours, fig.Low) >= fig.Low && rounded(ours, fig.High) <= fig.High {
		return fmt.Sprintf(s.Within, was, c.ours(fig, loss, ours))
	}
	percent := 100 * (ours/fig.Value - 1)
	side := s.Above
	if percent < 0 {
		side = s.Below
	}
	return fmt.Sprintf(side, was, c.ours(fig, loss, ours), math.Abs(percent))
}

// rounded is v to the decimals that a published figure was printed with.
func rounded(v, printed float64) float64 {
	_, decimals, _ := strings.Cut(asPrinted(printed), ".")
	at := math.Pow10(len(decimals))
	return math.Round(v*at) / at
}

// metricOf is the name of what a figure measures.
func (c *call) metricOf(fig preset.Figure) string {
	switch fig.Metric {
	case preset.MSE:
		return c.words.CLI.Presets.MSE
	case preset.Nats:
		return c.words.Metric(task.Translation.Loss.ID)
	}
	return c.words.Metric(task.Language.Score.ID)
}

// valueOf is a figure as it was printed, and the range of several.
func (c *call) valueOf(fig preset.Figure) string {
	v := asPrinted(fig.Value)
	if fig.High > 0 {
		v = fmt.Sprintf(c.words.CLI.Presets.Range, v, asPrinted(fig.Low), asPrinted(fig.High))
	}
	return c.withUnit(fig, v)
}

// asPrinted is a figure as people print it: with at least one decimal.
func asPrinted(v float64) string {
	if v == math.Trunc(v) {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%g", v)
}
