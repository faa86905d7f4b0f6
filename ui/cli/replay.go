package cli

import (
	"fmt"
	"math"
	"runtime"
	"strconv"

	"github.com/spf13/cobra"

	"unroll/core/fault"
	"unroll/core/kernel"
	"unroll/core/recipe"
	"unroll/sessions"
)

var (
	errDifferent  = fault.New("cli.replay_different", "session %s is not what its recipe and its changes of settings make here")
	hintRounding  = fault.New("cli.hint.rounding", "it was started on %s with kernel %s, and this is %s with kernel %s: sums are rounded in other ways")
	hintDifferent = fault.New("cli.hint.different", "its files were changed, or it was made by a program that computes otherwise: %s")
)

type replayFlags struct {
	until, threads int
	json, quiet    bool
}

func replaySession(c *call) *cobra.Command {
	f := replayFlags{until: -1}
	w := c.words.CLI
	cmd := described(&cobra.Command{
		Use:               "replay SESSION [FILE…]",
		Args:              want(1, -1, sessionMissing),
		ValidArgsFunction: completeArg(c.sessionChoices, true),
		RunE:              c.do(func(cmd *cobra.Command, args []string) error { return c.replay(cmd, f, args) }),
	}, w.Forks.Replay)
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.IntVar(&f.until, "until", -1, w.Forks.Until)
	fs.Lookup("until").DefValue = ""
	c.addThreads(fs, &f.threads)
	fs.BoolVar(&f.json, "json", false, w.Flags.JSONObject)
	fs.BoolVar(&f.quiet, "quiet", false, w.Train.Quiet)
	return cmd
}

// replay makes a session's run again. Error: it came out differently.
func (c *call) replay(cmd *cobra.Command, f replayFlags, args []string) error {
	if cmd.Flags().Changed("until") && f.until < 0 {
		return misuse(errAtLeast, "until", f.until, 0)
	}
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	c.hushed, c.mute = f.quiet, f.quiet
	store := sessions.Default(c.folder)
	how, end := c.remaking(args[1:], f.threads, f.quiet, sessions.Remaking{Opener: c.ownOpener(recipe.Default())})
	out, err := store.Replay(args[0], f.until, how)
	end()
	if err != nil {
		return err
	}
	if f.json {
		err = c.printJSON(replayedJSON(out))
	} else {
		_, err = fmt.Fprintln(c.stdout, tame(c.replayed(out)))
	}
	m := out.Meta
	switch here := hereIs(); {
	case err != nil || out.Identical():
		return err
	case !sessions.SameArithmetic(m):
		return &hinted{errDifferent.Of(m.Name), hintRounding.Of(m.Arch, m.Kernel, here, kernel.Name())}
	default:
		return &hinted{errDifferent.Of(m.Name), hintDifferent.Of(m.Program)}
	}
}

func hereIs() string { return runtime.GOOS + "/" + runtime.GOARCH }

// replayed is the outcome in a sentence.
func (c *call) replayed(r sessions.Replayed) string {
	w := c.words.CLI.Forks
	switch row, t := r.Row, r.Tensor; {
	case row != nil:
		again := asStored(row.Again)
		if math.IsNaN(row.Again) {
			again = w.Diverged
		}
		return fmt.Sprintf(w.Other, count(row.Step), row.Column, asStored(row.Stored), again)
	case t != nil && t.Index < 0:
		return fmt.Sprintf(w.OtherShape, t.File, t.Name)
	case t != nil:
		return fmt.Sprintf(w.OtherTensor, t.File, t, single(t.Stored), single(t.Again))
	case !r.Whole:
		return fmt.Sprintf(w.SameRows, count(r.Updates), c.updates(r.Updates))
	}
	return fmt.Sprintf(w.Same, c.updates(r.Updates), w.Tensors.Of(r.Tensors, count(r.Tensors)))
}

// asStored is the shortest form that reads back to the same bits, as in metrics.csv.
func asStored(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// single is that of a number of 32 bits.
func single(v float32) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }

// replayedJSON is the outcome for programs.
func replayedJSON(r sessions.Replayed) any {
	type row struct {
		Step   int    `json:"step"`
		Column string `json:"column"`
		Stored number `json:"stored"`
		Again  number `json:"again"` // null: the update diverged
	}
	type tensor struct {
		File   string `json:"file"`
		Name   string `json:"tensor"`
		Index  int    `json:"index"` // −1: of another shape
		Stored number `json:"stored"`
		Again  number `json:"again"`
	}
	out := struct {
		Session   string  `json:"session"`
		Identical bool    `json:"identical"`
		Updates   int     `json:"updates"`
		Tensors   int     `json:"tensors"`
		Whole     bool    `json:"whole"`
		Same      bool    `json:"same_arithmetic"` // architecture and kernel are those that the session was started with
		Row       *row    `json:"row,omitempty"`
		Tensor    *tensor `json:"tensor,omitempty"`
	}{Session: r.Meta.Name, Identical: r.Identical(), Updates: r.Updates, Tensors: r.Tensors, Whole: r.Whole, Same: sessions.SameArithmetic(r.Meta)}
	if d := r.Row; d != nil {
		out.Row = &row{d.Step, d.Column, number(d.Stored), number(d.Again)}
	}
	if d := r.Tensor; d != nil {
		out.Tensor = &tensor{d.File, d.Name, d.Index, number(d.Stored), number(d.Again)}
	}
	return out
}
