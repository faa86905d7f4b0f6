package cli

import (
	"errors"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"unroll/core/fault"
	"unroll/core/lm"
	"unroll/core/task"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

type evalFlags struct {
	json     bool
	perToken bool
	threads  int
	weights  sessions.Weights
	data     places // where the data are now
	order    int
	grams    gramFlags
	beam     beamFlags // of pairs
}

func evalCommand(c *call) *cobra.Command {
	var f evalFlags
	w := c.words.CLI
	cmd := described(&cobra.Command{
		Use:               "eval SESSION [FILE|-]",
		ValidArgsFunction: completeArg(c.sessionChoices, true),
		RunE: c.do(func(cmd *cobra.Command, args []string) error {
			err := c.eval(cmd, f, args)
			if err == nil && !cmd.Flags().Changed("ngram") {
				err = c.wentWrong(args[0], f.weights)
			}
			return err
		}),
	}, w.Eval.Command)
	session := want(1, 3, sessionMissing)
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if cmd.Flags().Changed("ngram") {
			return nil // a text may be several files
		}
		return session(cmd, args)
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.BoolVar(&f.json, "json", false, w.Flags.JSONObjectTable)
	fs.BoolVar(&f.perToken, "per-token", false, w.Eval.PerToken)
	c.addWeights(cmd, &f.weights)
	fs.Var(&f.data, "data", w.Series.Data)
	f.beam.add(c, fs)
	c.addThreads(fs, &f.threads)
	fs.IntVar(&f.order, "ngram", 0, w.Eval.Ngram)
	f.grams.add(c, cmd, fs)
	return cmd
}

func (c *call) eval(cmd *cobra.Command, f evalFlags, args []string) error {
	if f.json && f.perToken {
		return misuse(errEither, "--json", "--per-token")
	}
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	if cmd.Flags().Changed("ngram") {
		if cmd.Flags().Changed("weights") {
			return misuse(errWeightsOfGram)
		}
		if cmd.Flags().Changed("data") {
			return misuse(errEither, "--ngram", "--data")
		}
		return c.evalGram(cmd, f, args)
	}
	for _, name := range []string{"dataset", "valid-file", "tokens", "lines", "valid", "smoothing"} {
		if cmd.Flags().Changed(name) {
			return &usage{errGramFlag.Of(name), hintNgram.Of()}
		}
	}
	switch of, err := c.sessionTask(cmd, args[0]); {
	case err != nil:
		return err
	case of == paired:
		return c.evalPairs(cmd, f, args)
	case len(args) > 2:
		return misuse(errUnexpected, args[2])
	case of == numeric:
		return c.evalSeries(f, args)
	case of == tagged:
		return c.evalTagged(f, args)
	case of == filling:
		return c.evalFill(f, args)
	}
	meta, model, err := sessions.Default(c.folder).ModelWith(args[0], f.weights)
	if err != nil {
		return err
	}
	c.warnOfAnswers(meta.Recipe)
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
	page := c.evaluationTable(e, model.Len())
	if e.lengths != nil {
		page += "\n" + c.lengthsTable(e.lengths)
	}
	_, err = fmt.Fprint(c.stdout, page)
	return err
}

func (c *call) evaluationTable(e evaluation, V int) string {
	w, unit := c.words.CLI.Eval, c.unit()
	t := table{ink: c.ink, labels: true, right: []bool{false, true}}
	t.add(w.Tokens, count(e.Tokens))
	if e.Unknown > 0 {
		t.add(w.Unknown, count(e.Unknown), w.NotScored)
	}
	t.add(w.Characters, count(e.Chars))
	t.add(w.NLL, decimals(c.inUnit(e.NLL)), unit.Name)
	ppl, beside := task.Language.Score.Of(e.Loss()), fmt.Sprintf(w.Untrained, count(V))
	if ppl >= mostInFull && !math.IsInf(e.NLL, 0) {
		beside = fmt.Sprintf(c.words.CLI.Kept.InBits, chart.Short(e.BitsPerToken()), beside)
	}
	t.add(w.Perplexity, decimals(ppl), beside)
	t.add(unit.PerToken, decimals(c.inUnit(e.Loss())))
	if perChar := e.BitsPerChar(); !math.IsNaN(perChar) {
		t.add(unit.PerChar, decimals(c.fromBits(perChar)))
	}
	if all := e.all(); all.Lines > 0 {
		t.add(w.RightLines, count(all.Right), fmt.Sprintf(w.OfLines, count(all.Lines), accuracy(all)))
	}
	return t.String()
}

// evaluate evaluates on the given text, or on the session's held-out text.
func (c *call) evaluate(f evalFlags, meta sessions.Meta, model *lm.Model, files []string) (evaluation, error) {
	if len(files) == 0 {
		e, err := heldOut(meta, model, f.threads)
		if err == nil && e.Tokens == 0 {
			err = nothingHeldOut(meta)
		}
		return e, err
	}
	t, err := c.oneText(meta, files[0])
	if err != nil {
		return evaluation{}, err
	}
	var e evaluation
	if meta.Recipe.Text.Score != "" {
		e, err = evaluateLines(meta, model, t, f.threads)
	} else {
		e.Evaluation, err = model.Evaluate(t.Train, f.threads)
	}
	if err == nil && e.Tokens == 0 {
		err = &unfit{errForeignTokens.Of(t.Parts[0].Name, meta.Name)}
	}
	return e, evalError(t, err)
}

// oneText opens a text on which to evaluate a session.
func (c *call) oneText(meta sessions.Meta, file string) (datasets.Text, error) {
	t, err := c.opener(meta.Recipe).Open(file)
	var bad *datasets.BadData
	var hint *fault.Error
	if errors.As(err, &bad) && errors.As(bad.Hint, &hint) && hint.ID == "datasets.or_bytes" { // --tokens is the session's
		bad.Hint, _ = hint.Args[0].(error)
	}
	if err == nil && len(t.Parts) > 1 {
		err = misuse(errSeveralFiles, file, len(t.Parts))
	}
	return t, err
}

func nothingHeldOut(meta sessions.Meta) error {
	return &hinted{errNothingHeld.Of(meta.Name), hintEvalFile.Of(meta.Name)}
}

// evalError rewords an error about a text: here there is no window to fill and no --tokens to set.
func evalError(t datasets.Text, err error) error {
	var bad *datasets.BadData
	if err == nil || errors.As(err, &bad) || !errors.As(t.Fault(err), &bad) {
		return err
	}
	if utf8.ValidString(t.Train) {
		return &unfit{errShortToScore.Of(bad.Name)}
	}
	e := *bad
	e.Hint = hintConvert.Of()
	return &e
}

// heldOut evaluates on the session's own validation text, which is read again for this.
func heldOut(meta sessions.Meta, model *lm.Model, threads int) (evaluation, error) {
	t, err := sessions.FindText(meta, datasets.Opener{})
	if err != nil {
		return evaluation{}, err
	}
	corpus, err := datasets.Corpus(t, meta.Recipe.Text)
	if err != nil {
		return evaluation{}, err
	}
	corpus.Windows = meta.Recipe.Reading()
	if corpus.Scores() {
		return heldOutLines(model, corpus, threads), nil
	}
	return evaluation{Evaluation: model.EvaluateValid(corpus, threads)}, nil
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

func evaluationJSON(meta sessions.Meta, e evaluation) any {
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
		ReadsAnswers bool   `json:"reads_answers,omitempty"` // it sees what it is to predict
		*linesJSON          // none if every token counts
	}{meta.Name, e.Step, e.Tokens, e.Unknown, e.Chars, number(e.NLL), number(e.Loss()),
		number(task.Language.Score.Of(e.Loss())), number(e.BitsPerToken()), number(e.BitsPerChar()), meta.Recipe.ReadsAnswers(), e.linesJSON()}
}
