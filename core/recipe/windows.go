package recipe

import (
	"slices"
	"strings"

	"unroll/core/nn"
	"unroll/core/task"
	"unroll/core/text"
)

// Reading says how the windows of a run are cut. Those of its validations are as long as those that training begins with.
func (r Recipe) Reading() text.Windows {
	if r.Windows == "carried" || r.Windows == text.Carried {
		return text.Windows{}
	}
	return text.Windows{Kind: r.Windows, T: r.Settings.Unroll}
}

// checkWindows refuses windows for data that have none, or whose state is reset where their own sequences begin.
func (r Recipe) checkWindows(t *task.Task) error {
	if r.Windows == "" {
		return nil
	}
	cell, err := nn.FindCell(r.Model.Cell)
	switch {
	case !slices.Contains(text.WindowKinds, r.Windows):
		return errWindows.Of(r.Windows, strings.Join(text.WindowKinds, ", "))
	case t.Name != task.Language.Name && t.Name != task.Series.Name:
		return errNoWindows.Of(t.Name)
	case err == nil && cell.FeedForward:
		return errWindowsCell.Of(r.Model.Cell)
	case r.Text.Lines || r.Text.Score != "":
		return errWindowsLines.Of()
	}
	return nil
}

// ReadAs is d, read as the recipe says.
func (r Recipe) ReadAs(d task.Data) task.Data {
	of, _ := task.WithWindows(d, r.Reading()) // of a task that cannot be read so the recipe is refused
	return of
}
