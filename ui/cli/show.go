package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

// maxChanges is how many changes of settings are shown, the last of them.
const maxChanges = 20

// sessionTable is all that a person may want to know of a session, a line each.
func sessionTable(store sessions.Store, m sessions.Meta, c *train.Checkpoint, best *train.Best) string {
	r, set := m.Recipe, c.Settings
	var t table
	t.add("session", tame(m.Name))
	t.add("folder", tame(filepath.Join(store.Dir, m.Name)))
	if p := m.Parent; p != nil {
		t.add("parent", tame(parentOf(*p)))
	}
	t.add("task", m.TaskName())
	t.add("text", tame(m.Data.Name+placeOf(m.Data)))
	t.add("sha256", m.Data.SHA256)
	if m.Preset != "" {
		t.add("preset", tame(m.Preset))
	}
	t.add("tokens", r.Text.Tokens+linesOf(r)+", vocabulary "+count(m.Vocab))
	t.add("model", fmt.Sprintf("%s, embedding %s, dropout %g, init %s; %s parameters", r.Model, embedOf(r), r.Model.Dropout, r.Model.Init, count(m.Parameters)))
	t.add("optimizer", fmt.Sprintf("%s, learning rate %g (%s), clip %s", r.Optimizer, set.LR, r.Schedule, show(&set.Clip)))
	t.add("window", fmt.Sprintf("batch %d × unroll %d", set.Batch, set.Unroll))
	t.add("seed", fmt.Sprint(r.Seed))
	t.add("step", count(c.Step)+", "+count(int(c.History.Tokens()))+" tokens")
	if loss, ok := recent(c.History); ok {
		t.add("loss", fmt.Sprintf("%s nats/token, perplexity %s (recent)", chart.Short(loss), chart.Short(task.Language.Score.Of(loss))))
	}
	if v, ok := c.History.LastValid(); ok {
		t.add("validation", fmt.Sprintf("%s nats/token, perplexity %s at step %s", chart.Short(v.Loss()), chart.Short(task.Language.Score.Of(v.Loss())), count(v.Step)))
	}
	if best != nil {
		t.add("best", fmt.Sprintf("%s nats/token, perplexity %s at step %s", chart.Short(best.Loss), chart.Short(task.Language.Score.Of(best.Loss)), count(best.Step)))
	}
	events := c.History.Events()
	if n := len(events) - maxChanges; n > 0 {
		t.add("changed", fmt.Sprintf("%s earlier changes", count(n)))
	}
	for _, e := range events[max(0, len(events)-maxChanges):] {
		t.add("changed", fmt.Sprintf("%s from %s to %s at step %s", e.Knob, chart.Short(e.From), chart.Short(e.To), count(e.Step)))
	}
	t.add("created", m.Created.Local().Format("2006-01-02 15:04"))
	t.add("by", fmt.Sprintf("unroll %s on %s, kernel %s", m.Program, m.Arch, m.Kernel))
	t.add("line", m.Line(c.History.Events()).String())
	return t.String()
}

// bestOf is how good a session's best weights are; nil where it has none, or where they are damaged, which is said.
func (c *call) bestOf(store sessions.Store, name string) *train.Best {
	best, err := store.BestOf(name)
	var none *sessions.NoBest
	if err != nil && !errors.As(err, &none) {
		fmt.Fprintln(c.errw, tame(err.Error()))
	}
	return best
}

// parentOf is where a fork began.
func parentOf(p sessions.Parent) string {
	s := fmt.Sprintf("step %s of session %s", count(p.Step), p.Session)
	if p.Branch != "" {
		s += ", branch " + p.Branch
	}
	return s
}

// placeOf is where the text is, of a person's own.
func placeOf(d sessions.Data) string {
	s := ""
	if len(d.Paths) > 0 {
		s = " (" + strings.Join(d.Paths, ", ") + ")"
	}
	if d.Valid != "" {
		s += ", validated on " + d.Valid
	}
	return s
}

func linesOf(r train.Recipe) string {
	if r.Text.Lines {
		return ", one sequence per line"
	}
	return ""
}

func embedOf(r train.Recipe) string {
	if r.Model.Embed == 0 {
		return "one-hot"
	}
	return fmt.Sprint(r.Model.Embed)
}

// sessionJSON is session.json and where the run stands.
func sessionJSON(m sessions.Meta, c *train.Checkpoint, best *train.Best) any {
	type scored struct {
		Step int    `json:"step"`
		Loss number `json:"valid_loss"`
		PPL  number `json:"valid_ppl"`
	}
	type valid struct {
		Step   int    `json:"step"`
		Loss   number `json:"valid_loss"`
		PPL    number `json:"valid_ppl"`
		Tokens int    `json:"valid_tokens"`
	}
	out := struct {
		sessions.Meta
		Step     int            `json:"step"`
		Tokens   int64          `json:"tokens"`
		Loss     number         `json:"loss"`
		Valid    *valid         `json:"valid"`
		Best     *scored        `json:"best"`
		Settings train.Settings `json:"settings"`
	}{Meta: m, Step: c.Step, Tokens: c.History.Tokens(), Settings: c.Settings}
	out.Task, out.RecipeLine = m.TaskName(), m.Line(c.History.Events()).String()
	if best != nil {
		out.Best = &scored{best.Step, number(best.Loss), number(task.Language.Score.Of(best.Loss))}
	}
	loss, _ := recent(c.History)
	out.Loss = number(loss)
	if v, ok := c.History.LastValid(); ok {
		out.Valid = &valid{v.Step, number(v.Loss()), number(task.Language.Score.Of(v.Loss())), v.Tokens}
	}
	return out
}
