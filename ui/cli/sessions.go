package cli

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

func sessionsCommand(c *call) *cobra.Command {
	return group(described(&cobra.Command{Use: "sessions"}, c.words.CLI.Sessions.Command),
		listSessions(c), showSession(c), forkSession(c), replaySession(c), compareSessions(c), exportSession(c), renameSession(c), removeSession(c))
}

func listSessions(c *call) *cobra.Command {
	asJSON := false
	cmd := briefly(&cobra.Command{
		Use:  "list",
		Args: want(0, 0, nil),
		RunE: c.do(func(*cobra.Command, []string) error {
			list, err := sessions.Default(c.folder).List()
			switch {
			case err != nil:
				return err
			case asJSON:
				return c.printJSON(summariesJSON(list))
			case len(list) == 0:
				fmt.Fprintln(c.errw, c.words.CLI.Sessions.None)
				return nil
			}
			_, err = fmt.Fprint(c.stdout, c.summariesTable(list))
			return err
		}),
	}, c.words.CLI.Sessions.List)
	cmd.Flags().BoolVar(&asJSON, "json", false, c.words.CLI.Flags.JSONArray)
	return cmd
}

func (c *call) summariesTable(list []sessions.Summary) string {
	w := c.words.CLI.Sessions
	t := table{ink: c.ink, right: []bool{false, false, false, true, true}}
	t.head = []string{w.Name, w.Text, w.Model, w.Step, w.Perplexity, w.SavedAt}
	best := slices.ContainsFunc(list, betterOnce)
	if best {
		t.right = append(t.right, true)
		t.head = slices.Insert(t.head, 5, c.words.Ruin.ListBest)
	}
	forks := slices.ContainsFunc(list, func(s sessions.Summary) bool { return s.Meta.Parent != nil })
	if forks {
		t.head = slices.Insert(t.head, len(t.head)-1, c.words.CLI.Forks.Parent)
	}
	for _, s := range list {
		if s.Err == nil && s.Meta.TaskName() != task.Language.Name {
			t.head[1], t.head[4] = w.Data, w.Score
		}
		if s.Err != nil {
			row := []string{tame(s.Name), "", "", "", "", tame(c.words.Error(s.Err))}
			if best {
				row = slices.Insert(row, 5, "")
			}
			if forks {
				row = slices.Insert(row, len(row)-1, "")
			}
			t.add(row...)
			continue
		}
		row := []string{tame(s.Name), grid.Middle(tame(s.Dataset()), widestData, "…"), s.Model(), count(s.Step), c.standing(s), s.Saved.Format(minute)}
		if best {
			shown := ""
			if betterOnce(s) {
				shown = c.scoreAt(s, s.BestLoss, s.BestStep)
			}
			row = slices.Insert(row, 5, shown)
		}
		if forks {
			parent := ""
			if p := s.Meta.Parent; p != nil {
				parent = parentMark(*p)
			}
			row = slices.Insert(row, len(row)-1, parent)
		}
		t.add(row...)
	}
	return t.String()
}

// widestData is how many columns the list gives to the name of what a session learned: of a longer one it shows both ends, and sessions show
// has all of it.
const widestData = 40

// minute is the format of times: the same everywhere.
const minute = "2006-01-02 15:04"

// betterOnce reports whether a session keeps better weights than those of its last save.
func betterOnce(s sessions.Summary) bool {
	return s.Err == nil && !math.IsNaN(s.BestLoss) && (s.Trouble != train.Paused || s.BestStep != s.ValidStep)
}

// standing is what the weights of the last save score: their validation, or an earlier one with its step, or what went wrong.
func (c *call) standing(s sessions.Summary) string {
	if s.Trouble != train.Paused {
		return c.troubleOf(s.Trouble)
	}
	if math.IsNaN(s.ValidLoss) {
		return c.perplexityOf(s)
	}
	return c.scoreAt(s, s.ValidLoss, s.ValidStep)
}

// troubleOf is a word for what went wrong with a run; "": nothing.
func (c *call) troubleOf(p train.Phase) string {
	switch p {
	case train.Ruined:
		return c.words.Ruin.Ruined
	case train.Diverged:
		return c.words.Diverged
	}
	return ""
}

// scoreAt is the score of a validation, with its step if that is not the last save's.
func (c *call) scoreAt(s sessions.Summary, loss float64, step int) string {
	s.ValidLoss = loss
	shown := c.perplexityOf(s)
	if step == s.Step {
		return shown
	}
	return fmt.Sprintf(c.words.Ruin.At, shown, count(step))
}

// perplexityOf is the validation's, or else the last update's; for a task with another score, its name and that.
func (c *call) perplexityOf(s sessions.Summary) string {
	loss := s.ValidLoss
	if math.IsNaN(loss) {
		loss = s.Loss
	}
	if math.IsNaN(loss) {
		return c.words.CLI.Units.NotKnown
	}
	if t := s.Meta.OfTask(); t != task.Language {
		return c.words.Metric(t.Score.ID) + " " + c.scored(t.Score, scoreText(t.Score, loss))
	}
	return chart.Short(task.Language.Score.Of(loss))
}

// perplexity is that of a loss in a session of task t, and no number if its score is another.
func perplexity(t *task.Task, loss float64) number {
	if t != task.Language {
		return number(math.NaN())
	}
	return number(t.Score.Of(loss))
}

type summaryJSON struct {
	Name      string    `json:"name"`
	Text      string    `json:"text"`
	Model     string    `json:"model"`
	Step      int       `json:"step"`
	Loss      number    `json:"loss"`
	ValidLoss number    `json:"valid_loss"`
	ValidPPL  number    `json:"valid_ppl"`
	ValidStep int       `json:"valid_step"`
	BestLoss  number    `json:"best_loss"`
	BestStep  int       `json:"best_step"`
	Trouble   string    `json:"trouble,omitempty"` // "ruined" or "diverged"
	Saved     time.Time `json:"saved"`
	Error     string    `json:"error,omitempty"`

	Parent *sessions.Parent `json:"parent,omitempty"` // of a fork
}

func summariesJSON(list []sessions.Summary) []summaryJSON {
	out := []summaryJSON{}
	for _, s := range list {
		j := summaryJSON{Name: s.Name, Text: s.Dataset(), Model: s.Model(), Step: s.Step, Loss: number(s.Loss),
			ValidLoss: number(s.ValidLoss), ValidPPL: perplexity(s.Meta.OfTask(), s.ValidLoss), Saved: s.Saved,
			ValidStep: s.ValidStep, BestLoss: number(s.BestLoss), BestStep: s.BestStep, Trouble: troubleWord(s.Trouble),
			Parent: s.Meta.Parent}
		if s.Err != nil {
			j.Error = s.Err.Error()
		}
		out = append(out, j)
	}
	return out
}

// troubleWord is what programs call what went wrong with a run; "": nothing.
func troubleWord(p train.Phase) string {
	return map[train.Phase]string{train.Ruined: "ruined", train.Diverged: "diverged"}[p]
}

func showSession(c *call) *cobra.Command {
	asJSON := false
	cmd := briefly(&cobra.Command{
		Use:               "show SESSION",
		Args:              want(1, 1, sessionMissing),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE: c.do(func(_ *cobra.Command, args []string) error {
			store := sessions.Default(c.folder)
			meta, from, err := store.Open(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return c.printJSON(sessionJSON(meta, from, c.bestOf(store, args[0])))
			}
			_, err = fmt.Fprint(c.stdout, c.sessionTable(store, meta, from, c.bestOf(store, args[0])))
			return err
		}),
	}, c.words.CLI.Sessions.Show)
	cmd.Flags().BoolVar(&asJSON, "json", false, c.words.CLI.Flags.JSONObject)
	return cmd
}

func renameSession(c *call) *cobra.Command {
	return briefly(&cobra.Command{
		Use:               "rename SESSION NAME",
		Args:              want(2, 2, twoMissing),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE: c.do(func(_ *cobra.Command, args []string) error {
			return sessions.Default(c.folder).Rename(args[0], args[1])
		}),
	}, c.words.CLI.Sessions.Rename)
}

func removeSession(c *call) *cobra.Command {
	sure := false
	cmd := briefly(&cobra.Command{
		Use:               "remove SESSION…",
		Args:              want(1, -1, sessionMissing),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE:              c.do(func(_ *cobra.Command, args []string) error { return c.remove(args, sure) }),
	}, c.words.CLI.Sessions.Remove)
	cmd.Flags().BoolVar(&sure, "yes", false, c.words.CLI.Kept.Yes)
	return cmd
}
