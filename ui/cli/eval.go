package cli

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"unroll/core/lm"
	"unroll/core/task"
	"unroll/datasets"
	"unroll/sessions"
)

const evalLong = `Measure how well a session's network predicts a text: the text held out from it, or FILE.
Tokens that the session's vocabulary lacks are counted and not scored.

With --ngram no session is asked but the k-gram of that order, counted in FILE or a dataset as
unroll ladder does it, and measured on what is held out there.

--per-token writes an object a token: what it was, its probability, −log of that in nats, and
its rank (1: the likeliest). A long text is otherwise read in parts side by side, each with some
run-up, so the sum over the tokens can differ a little from what is said without it.`

const evalExample = `  unroll eval book
  unroll eval book other.txt --json
  unroll eval book --weights best
  unroll eval book - --per-token < other.txt
  unroll eval --ngram 5 --smoothing kn book.txt`

type evalFlags struct {
	json     bool
	perToken bool
	threads  int
	weights  sessions.Weights
	order    int
	grams    gramFlags
}

func evalCommand(c *call) *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:               "eval SESSION [FILE|-]",
		Short:             "Measure a session's perplexity on a text, or a k-gram's",
		Long:              evalLong,
		Example:           evalExample,
		ValidArgsFunction: completeArg(c.sessionChoices, true),
		RunE:              c.do(func(cmd *cobra.Command, args []string) error { return c.eval(cmd, f, args) }),
	}
	session := want(1, 2, "a session")
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if cmd.Flags().Changed("ngram") {
			return nil // a text may be several files
		}
		return session(cmd, args)
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.BoolVar(&f.json, "json", false, "print a JSON object")
	fs.BoolVar(&f.perToken, "per-token", false, "print a JSON object for each scored token")
	addWeights(cmd, &f.weights)
	addThreads(fs, &f.threads)
	fs.IntVar(&f.order, "ngram", 0, "evaluate the `N`-gram counted in a text; the flags below say which and how")
	f.grams.add(cmd, fs)
	return cmd
}

func (c *call) eval(cmd *cobra.Command, f evalFlags, args []string) error {
	if f.json && f.perToken {
		return usagef("--json and --per-token: give one or the other")
	}
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	if cmd.Flags().Changed("ngram") {
		if cmd.Flags().Changed("weights") {
			return usagef("--weights goes with a session: a k-gram has none")
		}
		return c.evalGram(cmd, f, args)
	}
	for _, name := range []string{"dataset", "valid-file", "tokens", "lines", "valid", "smoothing"} {
		if cmd.Flags().Changed(name) {
			return &usage{reason: "--" + name + " goes with --ngram: a session has its own", hint: "as in: unroll eval --ngram 5 book.txt"}
		}
	}
	meta, model, err := sessions.Default(c.folder).ModelWith(args[0], f.weights)
	if err != nil {
		return err
	}
	if f.perToken {
		return c.scoreSession(meta, model, args[1:])
	}
	e, err := c.evaluate(f, meta, model, args[1:])
	if err != nil {
		return err
	}
	if f.json {
		return c.printJSON(evaluationJSON(meta, e))
	}
	_, err = fmt.Fprint(c.stdout, evaluationTable(e, model.Len()))
	return err
}

func evaluationTable(e lm.Evaluation, V int) string {
	t := table{right: []bool{false, true}}
	t.add("tokens", count(e.Tokens))
	if e.Unknown > 0 {
		t.add("unknown", count(e.Unknown), "not in the vocabulary, not scored")
	}
	t.add("characters", count(e.Chars))
	t.add("NLL", decimals(e.NLL), "nats")
	t.add("perplexity", decimals(task.Language.Score.Of(e.Loss())), "untrained "+count(V))
	t.add("bits/token", decimals(e.BitsPerToken()))
	t.add("bits/character", decimals(e.BitsPerChar()))
	return t.String()
}

// evaluate reads the text that was named, or the session's held-out text.
func (c *call) evaluate(f evalFlags, meta sessions.Meta, model *lm.Model, files []string) (lm.Evaluation, error) {
	if len(files) == 0 {
		e, err := heldOut(meta, model, f.threads)
		if err == nil && e.Tokens == 0 {
			err = nothingHeldOut(meta)
		}
		return e, err
	}
	t, err := c.oneText(meta, files[0])
	if err != nil {
		return lm.Evaluation{}, err
	}
	e, err := model.Evaluate(t.Train, f.threads)
	if err == nil && e.Tokens == 0 {
		err = &datasets.BadData{Name: t.Parts[0].Name, Reason: errors.New("none of its tokens are in the vocabulary of session " + meta.Name),
			Hint: errors.New("evaluate a text like the one the session was trained on")}
	}
	return e, evalError(t, err)
}

// oneText opens a text to evaluate a session on.
func (c *call) oneText(meta sessions.Meta, file string) (datasets.Text, error) {
	t, err := c.opener(meta.Recipe).Open(file)
	if err == nil && len(t.Parts) > 1 {
		err = usagef("%s holds %d files: name the one to evaluate", file, len(t.Parts))
	}
	return t, err
}

func nothingHeldOut(meta sessions.Meta) error {
	return &hinted{err: fmt.Errorf("session %s held out no text for validation", meta.Name),
		hint: "name a text: unroll eval " + meta.Name + " FILE"}
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
		e.Reason, e.Hint = errors.New("too short: at least two tokens are needed; the first is not scored"), errors.New("evaluate a longer text")
	} else {
		e.Hint = errors.New("convert the text to UTF-8")
	}
	return &e
}

// heldOut evaluates the session's own validation text, which is read again for that.
func heldOut(meta sessions.Meta, model *lm.Model, threads int) (lm.Evaluation, error) {
	t, err := sessions.FindText(meta, datasets.Opener{})
	if err != nil {
		return lm.Evaluation{}, err
	}
	corpus, err := datasets.Corpus(t, meta.Recipe.Text)
	if err != nil {
		return lm.Evaluation{}, err
	}
	return model.EvaluateValid(corpus, threads), nil
}

// heldOutStream is the tokens of that text.
func heldOutStream(meta sessions.Meta) ([]int32, error) {
	t, err := sessions.FindText(meta, datasets.Opener{})
	if err != nil {
		return nil, err
	}
	corpus, err := datasets.Corpus(t, meta.Recipe.Text)
	if err != nil {
		return nil, err
	}
	if len(corpus.Valid) < 2 {
		return nil, nothingHeldOut(meta)
	}
	return corpus.Valid, nil
}

func evaluationJSON(meta sessions.Meta, e lm.Evaluation) any {
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
		number(task.Language.Score.Of(e.Loss())), number(e.BitsPerToken()), number(e.BitsPerChar())}
}
