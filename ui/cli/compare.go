package cli

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

func compareSessions(c *call) *cobra.Command {
	asJSON := false
	w := c.words.CLI
	cmd := described(&cobra.Command{
		Use:  "compare SESSION SESSION…",
		Args: want(2, -1, twoSessionsMissing),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return explained(c.sessionChoices()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: c.do(func(_ *cobra.Command, args []string) error { return c.compare(args, asJSON) }),
	}, w.Forks.Compare)
	cmd.Flags().BoolVar(&asJSON, "json", false, w.Flags.JSONObjectTable)
	return cmd
}

// A compared is a session to be compared with others.
type compared struct {
	sessions.Meta
	at    *train.Checkpoint
	best  *train.Best // nil: not known
	floor float64     // of the validation loss; NaN: not known
}

// compare prints what differs between sessions, and their results if those can be compared.
func (c *call) compare(names []string, asJSON bool) error {
	store := sessions.Default(c.folder)
	var list []compared
	for _, name := range names {
		m, at, err := store.Open(name)
		if err != nil {
			return err
		}
		list = append(list, compared{m, at, c.bestOf(store, name), math.NaN()})
	}
	contrast := contrastOf(list)
	if contrast == "" {
		c.hushed = true
		floor := list[0].Floor(c.ownOpener(recipe.Default()))
		c.stopBusy()
		for i := range list {
			list[i].floor = floor
		}
	}
	rows := c.differences(list)
	if asJSON {
		return c.printJSON(comparisonJSON(list, rows, contrast))
	}
	t := table{ink: c.ink, head: []string{""}, labels: true}
	for _, x := range list {
		t.head = append(t.head, tame(x.Name))
	}
	for _, r := range rows {
		t.add(append([]string{r.name}, r.brief()...)...)
	}
	if len(rows) == 0 {
		fmt.Fprintln(c.errw, c.words.CLI.Forks.AllSame)
	}
	c.addResults(&t, list, contrast == "")
	if _, err := fmt.Fprint(c.stdout, t.String()); err != nil {
		return err
	}
	if contrast != "" {
		w := c.words.CLI.Forks
		fmt.Fprintf(c.errw, w.NotCompared+"\n", w.Contrasts[string(contrast)])
	}
	return nil
}

// contrastOf is why the losses of some of the sessions cannot be compared; "": they can.
func contrastOf(list []compared) sessions.Contrast {
	for _, x := range list[1:] {
		if why := list[0].Contrast(x.Meta); why != "" {
			return why
		}
	}
	return ""
}

// A difference is something that is not the same in all sessions.
type difference struct {
	name   string
	values []string // of each session
}

// brief is the values for a table: of many changes of settings, the first and the last ones.
func (d difference) brief() (list []string) {
	const most = 3
	for _, v := range d.values {
		if words := strings.Fields(v); d.name == "changes" && len(words) > most {
			v = fmt.Sprintf("%s %s … %s (%d)", words[0], words[1], words[len(words)-1], len(words))
		}
		list = append(list, v)
	}
	return list
}

// differences are what differs between sessions but for their results: in the words of a run as a line where that says it.
func (c *call) differences(list []compared) (rows []difference) {
	field := func(name string, of func(x compared) string) {
		d := difference{name: name}
		for _, x := range list {
			d.values = append(d.values, of(x))
		}
		if slices.ContainsFunc(d.values, func(v string) bool { return v != d.values[0] }) {
			rows = append(rows, d)
		}
	}
	field("task", func(x compared) string { return x.TaskName() })
	field("data", func(x compared) string { return c.dataOf(x, list) })
	field("parent", func(x compared) string {
		if x.Parent == nil {
			return ""
		}
		return parentMark(*x.Parent)
	})
	field("preset", func(x compared) string { return x.Preset })
	values := list[0].Line(nil).Values()
	for i, v := range values {
		if v.Name == "task" {
			continue // above, under the name that the recipe may leave out
		}
		field(v.Name, func(x compared) string { return x.Line(nil).Values()[i].Text })
	}
	field("changes", func(x compared) string { return changesLine(x.at.History.Events()) })
	field("kernel", func(x compared) string { return x.Arch + " " + x.Kernel })
	return rows
}

// parentMark is where a fork began, in few characters.
func parentMark(p sessions.Parent) string { return p.Session + "@" + strconv.Itoa(p.Step) }

// dataOf is the name of what a session learned from, with its checksum if others have other data of that name.
func (c *call) dataOf(x compared, list []compared) string {
	if slices.ContainsFunc(list, func(y compared) bool { return y.Data.Name == x.Data.Name && y.Data.SHA256 != x.Data.SHA256 }) {
		return fmt.Sprintf("%s %.12s", x.Data.Name, x.Data.SHA256)
	}
	if slices.ContainsFunc(list, func(y compared) bool { return y.Data.SHA256 != x.Data.SHA256 }) {
		return x.Data.Name
	}
	return ""
}

// changesLine is the changes of settings as in a run as a line.
func changesLine(events []history.Event) string {
	var words []string
	for _, e := range events {
		words = append(words, fmt.Sprintf("@%d:%s=%s", e.Step, e.Knob, recipe.FormatValue(e.To)))
	}
	return strings.Join(words, " ")
}

// addResults adds what the sessions came to.
func (c *call) addResults(t *table, list []compared, comparable bool) {
	w := c.words.CLI.Forks
	add := func(name string, of func(x compared) string) {
		row, some := []string{name}, false
		for _, x := range list {
			v := of(x)
			some = some || v != ""
			row = append(row, v)
		}
		if some {
			t.add(row...)
		}
	}
	add(w.Updates, func(x compared) string {
		if went := c.troubleOf(x.at.Trouble); went != "" {
			return count(x.at.Step) + ", " + went
		}
		return count(x.at.Step)
	})
	add(w.Read, func(x compared) string { return count(int(x.at.History.Tokens())) })
	if !comparable {
		return
	}
	of := list[0].OfTask()
	unit, shown := of.Loss.Unit, chart.Short
	if of.Loss.InNats() {
		_, unit, _ = c.lossAndScore(of, 0)
		shown = func(loss float64) string { return chart.Short(c.inUnit(loss)) }
	}
	scored := func(loss float64, step int) string {
		return fmt.Sprintf(c.words.Ruin.At, c.scored(of.Score, scoreText(of.Score, loss)), count(step))
	}
	valid := func(say func(v history.Valid) string) func(x compared) string {
		return func(x compared) string {
			if v, ok := x.at.History.LastValid(); ok {
				return say(v)
			}
			return ""
		}
	}
	add(fmt.Sprintf(w.Loss, unit), valid(func(v history.Valid) string { return shown(v.Loss()) }))
	add(c.words.Metric(of.Score.ID), valid(func(v history.Valid) string { return scored(v.Loss(), v.Step) }))
	if of.Accuracy != nil {
		add(c.words.Metric(of.Accuracy.ID), valid(func(v history.Valid) string {
			if v.Right < 0 {
				return ""
			}
			return fmt.Sprintf("%.1f %%", 100*v.Accuracy())
		}))
	}
	add(fmt.Sprintf(w.Best, c.words.Metric(of.Score.ID)), func(x compared) string {
		if x.best == nil {
			return ""
		}
		return scored(x.best.Loss, x.best.Step)
	})
	if floor := list[0].floor; !math.IsNaN(floor) {
		add(w.Above, valid(func(v history.Valid) string { return shown(v.Loss() - floor) }))
	}
}

// comparisonJSON is the comparison for programs.
func comparisonJSON(list []compared, rows []difference, contrast sessions.Contrast) any {
	type differs struct {
		Name   string   `json:"name"`
		Values []string `json:"values"`
	}
	type result struct {
		Session   string           `json:"session"`
		Step      int              `json:"step"`
		Trouble   string           `json:"trouble,omitempty"`
		Tokens    int64            `json:"tokens"`
		ValidLoss number           `json:"valid_loss"`
		ValidStep int              `json:"valid_step"`
		Score     number           `json:"valid_score"`
		BestLoss  number           `json:"best_loss"`
		BestStep  int              `json:"best_step"`
		Parent    *sessions.Parent `json:"parent,omitempty"`
	}
	out := struct {
		Comparable bool              `json:"comparable"` // the losses are of the same data, task and reading
		Contrast   sessions.Contrast `json:"differ_in,omitempty"`
		Unit       string            `json:"loss_unit"`
		Score      string            `json:"score"`
		Floor      number            `json:"floor_loss"`
		Differs    []differs         `json:"differs"`
		Results    []result          `json:"results"`
	}{contrast == "", contrast, list[0].OfTask().Loss.Unit, list[0].OfTask().Score.ID, number(list[0].floor), []differs{}, nil}
	for _, r := range rows {
		out.Differs = append(out.Differs, differs{r.name, r.values})
	}
	for _, x := range list {
		r := result{Session: x.Name, Step: x.at.Step, Trouble: troubleWord(x.at.Trouble), Tokens: x.at.History.Tokens(),
			ValidLoss: number(math.NaN()), Score: number(math.NaN()), BestLoss: number(math.NaN()), Parent: x.Parent}
		if v, ok := x.at.History.LastValid(); ok {
			r.ValidLoss, r.ValidStep, r.Score = number(v.Loss()), v.Step, number(x.OfTask().Score.Of(v.Loss()))
		}
		if x.best != nil {
			r.BestLoss, r.BestStep = number(x.best.Loss), x.best.Step
		}
		out.Results = append(out.Results, r)
	}
	return out
}
