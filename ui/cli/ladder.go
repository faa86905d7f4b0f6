package cli

import (
	"context"
	"fmt"
	"math"

	"github.com/spf13/cobra"

	"unroll/core/baseline"
	"unroll/core/task"
	"unroll/ui/draw/chart"
)

const ladderLong = `Count, and show how far counting comes: the k-grams of every order on a text, trained on its
training part and judged by its held-out part, which are the tokens that a network's
validations are judged by. Order 0 calls every token as likely, order 1 is the unigram, order
n looks at the n−1 tokens before.

With it come what a compressor makes of the held-out text and, where the source's law is known,
the exact entropy rate that no model gets below.`

const ladderExample = `  unroll ladder book.txt
  unroll ladder markov --max-order 4
  unroll ladder ptb.train.txt --valid-file ptb.valid.txt --tokens word --json`

type ladderFlags struct {
	gramFlags
	most int
	json bool
}

func ladderCommand(c *call) *cobra.Command {
	var f ladderFlags
	cmd := &cobra.Command{
		Use:     "ladder FILE…|NAME|-",
		Short:   "Evaluate k-grams of every order on a text",
		Long:    ladderLong,
		Example: ladderExample,
		Args:    cobra.ArbitraryArgs,
		RunE:    c.do(func(cmd *cobra.Command, args []string) error { return c.ladder(cmd, f, args) }),
	}
	cmd.ValidArgsFunction = completeArg(datasetChoices, true)
	fs := cmd.Flags()
	fs.SortFlags = false
	f.add(cmd, fs)
	fs.IntVar(&f.most, "max-order", 6, "highest order `N`")
	fs.BoolVar(&f.json, "json", false, "print one JSON object per order, as soon as it is known, instead of a table")
	return cmd
}

func (c *call) ladder(cmd *cobra.Command, f ladderFlags, args []string) error {
	if f.most < 0 || f.most > mostOrder {
		return usagef("max-order is %d: it must lie between 0 and %d", f.most, mostOrder)
	}
	if err := f.check(cmd, args, "unroll ladder book.txt"); err != nil {
		return err
	}
	x, err := f.open(c, args)
	if err != nil {
		return err
	}
	packed := baseline.Compress(x.Corpus)
	var rungs []baseline.Rung
	err = baseline.Ladder(context.Background(), x.Corpus, f.smoothing, f.most, func(r baseline.Rung) {
		rungs = append(rungs, r)
		if f.json && err == nil {
			err = c.printJSON(rungJSON(rungs, x.floor, packed))
		}
	})
	if err != nil || f.json {
		return err
	}
	_, err = fmt.Fprint(c.stdout, ladderTable(x, rungs, packed))
	return err
}

func ladderTable(x counted, rungs []baseline.Rung, packed baseline.Compressed) string {
	t := table{right: []bool{true, true, true, true, true, true, true, true}}
	t.add("order", "contexts", "possible", "train ppl", "valid ppl", "nats", "bits/char", "gain")
	for i, r := range rungs {
		row := []string{fmt.Sprint(r.Order), count(r.Contexts), possible(r.Possible), decimals(task.Language.Score.Of(r.TrainNats))}
		if r.ValidTokens == 0 {
			t.add(append(row, "–", "–", "–", "–")...)
			continue
		}
		t.add(append(row, decimals(task.Language.Score.Of(r.ValidNats)), decimals(r.ValidNats), decimals(r.ValidBitsPerChar()), shownGain(rungs[:i+1]))...)
	}
	s := t.String()
	if n := len(x.Valid) - 1; n > 0 {
		s += fmt.Sprintf("evaluated on %s of %s; counted in %s\n", plural(n, "token"), x.name, plural(len(x.Train)-1, "other"))
		s += fmt.Sprintf("deflate: %s bits/char for the held-out text, given the last 32 KiB of the training text\n", decimals(packed.BitsPerChar()))
	} else {
		s += "no text was held out: see --valid and --valid-file\n"
	}
	if !math.IsNaN(x.floor) {
		s += fmt.Sprintf("theoretical minimum: %s nats, perplexity %s (exact; only chance gets below it)\n", decimals(x.floor), decimals(task.Language.Score.Of(x.floor)))
	}
	return s
}

// decimals is v to four places, or the sign of what is not finite.
func decimals(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return chart.Short(v)
	}
	return fmt.Sprintf("%.4f", math.Round(v*1e4)/1e4+0) // no -0.0000
}

// possible is V^(n−1): in full, while that can be read.
func possible(v float64) string {
	if v < 1e9 {
		return count(int(v))
	}
	return fmt.Sprintf("%.2e", v)
}

// gain is what the last rung is below the one before, nats; NaN where one of them costs ∞ or is none.
func gain(rungs []baseline.Rung) float64 {
	n := len(rungs)
	if n < 2 || math.IsInf(rungs[n-2].ValidNats, 0) || math.IsInf(rungs[n-1].ValidNats, 0) {
		return math.NaN()
	}
	return rungs[n-2].ValidNats - rungs[n-1].ValidNats
}

func shownGain(rungs []baseline.Rung) string {
	v := gain(rungs)
	if math.IsNaN(v) {
		return "–"
	}
	return decimals(v)
}

func rungJSON(rungs []baseline.Rung, floor float64, packed baseline.Compressed) any {
	r := rungs[len(rungs)-1]
	return struct {
		Order            int    `json:"order"`
		Contexts         int    `json:"contexts"`
		Possible         number `json:"possible"` // V^(order−1)
		TrainPPL         number `json:"train_ppl"`
		ValidPPL         number `json:"valid_ppl"`
		ValidNats        number `json:"valid_nats"`
		ValidBitsPerChar number `json:"valid_bits_per_char"`
		ValidTokens      int    `json:"valid_tokens"`
		Gain             number `json:"gain"`                  // nats below the order before
		Floor            number `json:"floor_nats"`            // null: not known
		Deflate          number `json:"deflate_bits_per_char"` // of the whole held-out text; the same in every row
	}{r.Order, r.Contexts, number(r.Possible), number(task.Language.Score.Of(r.TrainNats)), number(task.Language.Score.Of(r.ValidNats)),
		number(r.ValidNats), number(r.ValidBitsPerChar()), r.ValidTokens, number(gain(rungs)), number(floor), number(packed.BitsPerChar())}
}
