package cli

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/launch"
)

const evalLong = `Measure how well a session's network predicts a text: the text held out from it, or FILE.
Tokens that the session's vocabulary lacks are counted and not scored.`

const evalExample = `  unroll eval book
  unroll eval book other.txt --json
  unroll eval book - < other.txt`

type evalFlags struct {
	json    bool
	threads int
}

func evalCommand(c *call) *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:               "eval SESSION [FILE|-]",
		Short:             "Measure a session's perplexity on a text",
		Long:              evalLong,
		Example:           evalExample,
		Args:              want(1, 2, "a session"),
		ValidArgsFunction: completeArg(c.sessionChoices, true),
		RunE:              c.do(func(_ *cobra.Command, args []string) error { return c.eval(f, args) }),
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "write an object, not words")
	addThreads(cmd.Flags(), &f.threads)
	return cmd
}

func (c *call) eval(f evalFlags, args []string) error {
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	meta, model, err := sessions.Default(c.folder).Model(args[0])
	if err != nil {
		return err
	}
	e, err := c.evaluate(f, meta, model, args[1:])
	if err != nil {
		return err
	}
	if f.json {
		return c.printJSON(evaluationJSON(meta, e))
	}
	t := table{right: []bool{false, true}}
	t.add("tokens", count(e.Tokens))
	if e.Unknown > 0 {
		t.add("unknown", count(e.Unknown), "not in the vocabulary, not scored")
	}
	t.add("characters", count(e.Chars))
	t.add("NLL", fmt.Sprintf("%.4f", e.NLL), "nats")
	t.add("perplexity", fmt.Sprintf("%.4f", train.Perplexity(e.Loss())), "untrained "+count(model.Vocab.Len()))
	t.add("bits/token", fmt.Sprintf("%.4f", e.BitsPerToken()))
	t.add("bits/character", fmt.Sprintf("%.4f", e.BitsPerChar()))
	_, err = fmt.Fprint(c.stdout, t.String())
	return err
}

// evaluate reads the text that was named, or the session's held-out text.
func (c *call) evaluate(f evalFlags, meta sessions.Meta, model *train.Model, files []string) (train.Evaluation, error) {
	if len(files) == 0 {
		e, err := heldOut(meta, model, f.threads)
		if err == nil && e.Tokens == 0 {
			err = &hinted{err: fmt.Errorf("session %s held out nothing to validate on", meta.Name),
				hint: "name a text: unroll eval " + meta.Name + " FILE"}
		}
		return e, err
	}
	t, err := c.opener(meta.Recipe).Open(files[0])
	if err != nil {
		return train.Evaluation{}, err
	}
	if len(t.Parts) > 1 {
		return train.Evaluation{}, usagef("%s holds %d files: name the one to evaluate", files[0], len(t.Parts))
	}
	e, err := model.Evaluate(t.Train, f.threads)
	if err == nil && e.Tokens == 0 {
		err = &datasets.BadData{Name: t.Parts[0].Name, Reason: "none of its tokens are in the vocabulary of session " + meta.Name,
			Hint: "evaluate a text of the same kind as the session learned"}
	}
	return e, evalError(t, err)
}

// evalError says what is wrong with a text in words that fit here: there is no window to fill and
// no --tokens to set.
func evalError(t datasets.Text, err error) error {
	var bad *datasets.BadData
	if err == nil || errors.As(err, &bad) || !errors.As(t.Fault(err), &bad) {
		return err
	}
	e := *bad
	if utf8.ValidString(t.Train) {
		e.Reason, e.Hint = "too short: two tokens are the least, the second of which is scored", "evaluate a longer text"
	} else {
		e.Hint = "convert the text to UTF-8"
	}
	return &e
}

// heldOut evaluates the session's own validation text, which is read again for that.
func heldOut(meta sessions.Meta, model *train.Model, threads int) (train.Evaluation, error) {
	t, err := launch.Text(meta, datasets.Opener{})
	if err != nil {
		return train.Evaluation{}, err
	}
	corpus, err := datasets.Corpus(t, meta.Recipe.Text)
	if err != nil {
		return train.Evaluation{}, err
	}
	return model.EvaluateValid(corpus, threads), nil
}

func evaluationJSON(meta sessions.Meta, e train.Evaluation) any {
	return struct {
		Session      string `json:"session"`
		Step         int    `json:"step"`
		Tokens       int    `json:"tokens"`
		Unknown      int    `json:"unknown"`
		Characters   int    `json:"characters"`
		NLL          number `json:"nll"`
		Loss         number `json:"loss"`
		Perplexity   number `json:"ppl"`
		BitsPerToken number `json:"bits_per_token"`
		BitsPerChar  number `json:"bits_per_char"`
	}{meta.Name, e.Step, e.Tokens, e.Unknown, e.Chars, number(e.NLL), number(e.Loss()),
		number(train.Perplexity(e.Loss())), number(e.BitsPerToken()), number(e.BitsPerChar())}
}
