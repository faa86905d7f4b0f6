package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/i18n"
)

// maxChanges is how many changes of settings are shown, namely the last.
const maxChanges = 20

// sessionTable is everything that a person may want to know about a session, a line each.
func (c *call) sessionTable(store sessions.Store, m sessions.Meta, from *train.Checkpoint, best *train.Best) string {
	w, r, set := c.words.CLI.Session, m.Recipe, from.Settings
	t := table{ink: c.ink, labels: true}
	t.add(w.Session, tame(m.Name))
	t.keep(w.Folder, tame(filepath.Join(store.Dir, m.Name)))
	if p := m.Parent; p != nil {
		t.add(w.Parent, tame(c.parentOf(*p)))
	}
	t.add(w.Task, m.TaskName())
	text := w.Text
	if m.Data.Kind != "" {
		text = c.words.CLI.Series.Show.Data
	}
	t.add(text, tame(c.textOf(m.Data)))
	t.keep(w.SHA256, m.Data.SHA256)
	if m.Preset != "" {
		t.add(w.Preset, tame(m.Preset))
	}
	tokens := w.TokensAre
	if r.Text.Lines {
		tokens = w.TokensLines
	}
	if r.Text.Score != "" {
		t.add(w.Scored, tame(r.Text.Score))
	}
	if m.Vocab > 0 {
		t.add(w.Tokens, fmt.Sprintf(tokens, c.kinds(r.Text.Tokens), count(m.Vocab)))
	}
	switch m.TaskName() {
	case numeric:
		c.addSeries(&t, m)
	case tagged:
		t.add(c.words.CLI.Tagging.Show.Reads, c.readsTags(r))
		fallthrough
	case paired:
		if m.TaskName() == paired {
			t.add(c.words.CLI.Tagging.Show.Reads, c.readsPairs(r))
			t.add(c.words.CLI.Pairs.Show.Sees, c.attendsOf(r))
		}
		fallthrough
	default:
		t.add(w.Model, i18n.Format(w.ModelIs, r.Model, c.embedOf(r), r.Model.Dropout, r.Model.Init, count(m.Parameters)))
	}
	if r.ReadsAnswers() {
		t.add(c.words.CLI.Fill.Reads, c.words.CLI.Fill.Answers)
	}
	t.add(w.Optimizer, fmt.Sprintf(w.OptimizerIs, r.Optimizer, set.LR, r.Schedule, show(&set.Clip)))
	if m.TaskName() == paired { // unroll is the longest sentence of all, which no setting changes
		t.add(w.Window, fmt.Sprintf(c.words.CLI.Pairs.Show.Batch, set.Batch))
	} else {
		t.add(w.Window, fmt.Sprintf(w.WindowIs, set.Batch, set.Unroll))
	}
	t.add(w.Seed, fmt.Sprint(r.Seed))
	c.addStanding(&t, m.OfTask(), from, best)
	t.add(w.Created, m.Created.Local().Format(minute))
	t.add(w.By, fmt.Sprintf(w.ByIs, m.Program, m.Arch, m.Kernel))
	t.keep(w.Line, m.Line(from.History.Events()).String())
	return t.String()
}

// addStanding adds the progress of a session, and the changes of its settings.
func (c *call) addStanding(t *table, of *task.Task, from *train.Checkpoint, best *train.Best) {
	w, h := c.words.CLI.Session, from.History
	shown := func(loss float64) (value, unit, score string) { return c.lossAndScore(of, loss) }
	read := c.tokens(int(h.Tokens()))
	switch of.Name {
	case numeric:
		read = c.rows(int(h.Tokens()))
	case tagged:
		read = c.wordsOf(int(h.Tokens()))
	}
	step := fmt.Sprintf(w.StepIs, count(from.Step), read)
	if went := c.troubleOf(from.Trouble); went != "" {
		step += ", " + went
	}
	t.add(w.Step, step)
	if loss, ok := recent(h); ok {
		v, unit, score := shown(loss)
		t.add(w.Loss, fmt.Sprintf(w.Recent, v, unit, score))
	}
	if last, ok := h.LastValid(); ok {
		v, unit, score := shown(last.Loss())
		ago := from.Step - last.Step
		t.add(w.Validation, fmt.Sprintf(w.At, v, unit, score, c.words.Ruin.AgoOf(count(last.Step), ago, c.updates(ago))))
	}
	if best != nil {
		v, unit, score := shown(best.Loss)
		t.add(w.Best, fmt.Sprintf(w.At, v, unit, score, count(best.Step)))
	}
	changes := changesOf(h.Events())
	if n := len(changes) - maxChanges; n > 0 {
		t.add(w.Changed, fmt.Sprintf(w.Earlier, count(n)))
	}
	for _, e := range changes[max(0, len(changes)-maxChanges):] {
		said := fmt.Sprintf(w.ChangedIs, e.Knob, valueOf(e.From), valueOf(e.To), count(e.Step))
		if e.last != e.Step {
			said = fmt.Sprintf(w.ChangedOver, e.Knob, valueOf(e.From), valueOf(e.To), count(e.Step), count(e.last))
		}
		t.add(w.Changed, said)
	}
}

// lossAndScore is a mean loss of a task in its unit, and the task's score.
func (c *call) lossAndScore(of *task.Task, loss float64) (value, unit, score string) {
	score = c.words.Metric(of.Score.ID) + " " + c.scored(of.Score, scoreText(of.Score, loss))
	if !of.Loss.InNats() {
		return chart.Short(loss), of.Loss.Unit, score
	}
	unit = c.unit().PerToken
	if _, per, _ := strings.Cut(of.Loss.Unit, "/"); of != task.Language {
		unit = c.unit().Name + "/" + per
	}
	return chart.Short(c.inUnit(loss)), unit, score
}

// A change of a setting: one event, or successive ones.
type change struct {
	history.Event     // from the first value to the last
	last          int // step of the last event
}

// together is the most updates between two presses of a key that are shown as one change.
const together = 100

// changesOf merges successive changes of one setting: each begins with the value that the one before led to, soon
// after it. One that leads back to where they began stands alone, for what was learned between them was learned with another value; at one
// step it is none.
func changesOf(events []history.Event) []change {
	var list []change
	for _, e := range history.Net(events) {
		if n := len(list) - 1; n >= 0 {
			if c := &list[n]; c.Knob == e.Knob && c.To == e.From && c.From != e.To && e.Step-c.last <= together {
				c.To, c.last = e.To, e.Step
				continue
			}
		}
		list = append(list, change{Event: e, last: e.Step})
	}
	return list
}

// valueOf is a setting's value in its shortest form.
func valueOf(v float64) string {
	l := recipe.Limit(v)
	return show(&l)
}

// bestOf returns a session's best weights; nil if it has none, or if they are damaged, which is reported.
func (c *call) bestOf(store sessions.Store, name string) *train.Best {
	best, err := store.BestOf(name)
	var none *sessions.NoBest
	if err != nil && !errors.As(err, &none) {
		fmt.Fprintln(c.errw, tame(c.words.Error(err)))
	}
	return best
}

// parentOf is where a fork began.
func (c *call) parentOf(p sessions.Parent) string {
	w := c.words.CLI.Session
	if p.Branch != "" {
		return fmt.Sprintf(w.ParentBranch, count(p.Step), p.Session, p.Branch)
	}
	return fmt.Sprintf(w.ParentIs, count(p.Step), p.Session)
}

// textOf is the text that a session learned, with its path if it is a person's own.
func (c *call) textOf(d sessions.Data) string {
	w, s := c.words.CLI.Session, d.Name
	if len(d.Paths) > 0 {
		s = fmt.Sprintf(w.TextAt, s, listed(d.Paths))
	}
	if d.Valid != "" {
		s = fmt.Sprintf(w.ValidatedOn, s, d.Valid)
	}
	return s
}

func (c *call) embedOf(r recipe.Recipe) string {
	switch {
	case r.Model.Inputs > 0:
		return c.words.CLI.Units.NotKnown
	case r.Model.Embed == 0:
		return c.words.CLI.Session.OneHot
	}
	return fmt.Sprint(r.Model.Embed)
}

// sessionJSON is session.json and the state of the run.
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
		Step     int             `json:"step"`
		Tokens   int64           `json:"tokens"`
		Loss     number          `json:"loss"`
		Valid    *valid          `json:"valid"`
		Best     *scored         `json:"best"`
		Settings recipe.Settings `json:"settings"`
		Trouble  string          `json:"trouble,omitempty"`
	}{Trouble: troubleWord(c.Trouble), Meta: m, Step: c.Step, Tokens: c.History.Tokens(), Settings: c.Settings}
	out.Task, out.RecipeLine = m.TaskName(), m.Line(c.History.Events()).String()
	if best != nil {
		out.Best = &scored{best.Step, number(best.Loss), perplexity(m.OfTask(), best.Loss)}
	}
	loss, _ := recent(c.History)
	out.Loss = number(loss)
	if v, ok := c.History.LastValid(); ok {
		out.Valid = &valid{v.Step, number(v.Loss()), perplexity(m.OfTask(), v.Loss()), v.Tokens}
	}
	return out
}
