package cli

import (
	"fmt"
	"math"
	"time"

	"github.com/spf13/cobra"

	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

const sessionsLong = `A session is a run that was kept: a folder with its recipe, weights and history.`

const sessionsExample = `  unroll sessions list
  unroll sessions show book --json
  unroll sessions rename book opticks`

func sessionsCommand(c *call) *cobra.Command {
	cmd := &cobra.Command{Use: "sessions", Short: "List, show, export, rename and remove sessions", Long: sessionsLong, Example: sessionsExample}
	return group(cmd, listSessions(c), showSession(c), exportSession(c), renameSession(c), removeSession(c))
}

func listSessions(c *call) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the sessions, newest first",
		Args:  want(0, 0, ""),
		RunE: c.do(func(*cobra.Command, []string) error {
			list, err := sessions.Default(c.folder).List()
			switch {
			case err != nil:
				return err
			case asJSON:
				return c.printJSON(summariesJSON(list))
			case len(list) == 0:
				fmt.Fprintln(c.errw, "no sessions yet: unroll train FILE --save NAME makes one")
				return nil
			}
			_, err = fmt.Fprint(c.stdout, summariesTable(list))
			return err
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array instead of a table")
	return cmd
}

func summariesTable(list []sessions.Summary) string {
	t := table{right: []bool{false, false, false, true, true}}
	t.add("name", "text", "model", "step", "perplexity", "saved")
	for _, s := range list {
		if s.Err != nil {
			t.add(tame(s.Name), tame(s.Err.Error()))
			continue
		}
		t.add(tame(s.Name), tame(s.Dataset()), s.Model(), count(s.Step), perplexityOf(s), s.Saved.Format("2006-01-02 15:04"))
	}
	return t.String()
}

// perplexityOf is the validation's, else the last update's.
func perplexityOf(s sessions.Summary) string {
	loss := s.ValidLoss
	if math.IsNaN(loss) {
		loss = s.Loss
	}
	if math.IsNaN(loss) {
		return "–"
	}
	return chart.Short(task.Language.Score.Of(loss))
}

type summaryJSON struct {
	Name      string    `json:"name"`
	Text      string    `json:"text"`
	Model     string    `json:"model"`
	Step      int       `json:"step"`
	Loss      number    `json:"loss"`
	ValidLoss number    `json:"valid_loss"`
	ValidPPL  number    `json:"valid_ppl"`
	Saved     time.Time `json:"saved"`
	Error     string    `json:"error,omitempty"`
}

func summariesJSON(list []sessions.Summary) []summaryJSON {
	out := []summaryJSON{}
	for _, s := range list {
		j := summaryJSON{Name: s.Name, Text: s.Dataset(), Model: s.Model(), Step: s.Step, Loss: number(s.Loss),
			ValidLoss: number(s.ValidLoss), ValidPPL: number(task.Language.Score.Of(s.ValidLoss)), Saved: s.Saved}
		if s.Err != nil {
			j.Error = s.Err.Error()
		}
		out = append(out, j)
	}
	return out
}

func showSession(c *call) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:               "show SESSION",
		Short:             "Describe a session",
		Args:              want(1, 1, "a session"),
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
			_, err = fmt.Fprint(c.stdout, sessionTable(store, meta, from, c.bestOf(store, args[0])))
			return err
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object")
	return cmd
}

func renameSession(c *call) *cobra.Command {
	return &cobra.Command{
		Use:               "rename SESSION NAME",
		Short:             "Rename a session",
		Args:              want(2, 2, "a session and its new name"),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE: c.do(func(_ *cobra.Command, args []string) error {
			return sessions.Default(c.folder).Rename(args[0], args[1])
		}),
	}
}

func removeSession(c *call) *cobra.Command {
	return &cobra.Command{
		Use:               "remove SESSION…",
		Short:             "Delete sessions permanently",
		Args:              want(1, -1, "a session"),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE: c.do(func(_ *cobra.Command, args []string) error {
			store := sessions.Default(c.folder)
			for _, name := range args {
				if err := store.Remove(name); err != nil {
					return err
				}
				fmt.Fprintf(c.errw, "removed session %s\n", tame(name))
			}
			return nil
		}),
	}
}
