package cli

import (
	"context"
	"fmt"
	"math"

	"github.com/spf13/cobra"

	"unroll/core/baseline"
	"unroll/core/series/ladder"
	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

type ladderFlags struct {
	gramFlags
	order int // the highest
	json  bool

	horizon, period, most int // of a series
}

func ladderCommand(c *call) *cobra.Command {
	var f ladderFlags
	w := c.words.CLI.Ladder
	cmd := described(&cobra.Command{
		Use:  "ladder FILE…|NAME|-",
		Args: cobra.ArbitraryArgs,
		RunE: c.do(func(cmd *cobra.Command, args []string) error { return c.ladder(cmd, f, args) }),
	}, w.Command)
	cmd.ValidArgsFunction = completeArg(c.dataChoices, true)
	fs := cmd.Flags()
	fs.SortFlags = false
	f.addAll(c, cmd, fs)
	series := c.words.CLI.Series.Ladder
	fs.IntVar(&f.horizon, "horizon", 1, series.Horizon)
	fs.IntVar(&f.period, "period", 0, series.Period)
	fs.IntVar(&f.most, "most", ladder.MostOrder, series.Most)
	fs.IntVar(&f.order, "max-order", 6, w.MaxOrder)
	fs.BoolVar(&f.json, "json", false, w.JSON)
	return cmd
}

func (c *call) ladder(cmd *cobra.Command, f ladderFlags, args []string) error {
	if f.order < 0 || f.order > mostOrder {
		return misuse(errBetween, "max-order", f.order, 0, mostOrder)
	}
	if err := f.check(cmd, args, "unroll ladder book.txt"); err != nil {
		return err
	}
	c.counts = true
	data, err := f.text.read(c, cmd.Flags(), args, f.edits, nil)
	if err != nil {
		return err
	}
	if err := onlyLadder(cmd, kindOf(taskOf(data.recipe)), data.origin.Reference().Name); err != nil {
		return err
	}
	if taskOf(data.recipe) == filling {
		return &usage{errFillNoLadder.Of(), hintFillLadder.Of()}
	}
	switch x := data.origin.(type) {
	case sessions.SeriesOrigin:
		return c.ladderOfSeries(f, x, f.edits)
	case sessions.TaggedOrigin:
		return c.ladderOfTags(f, x, data.recipe)
	case sessions.PairsOrigin:
		return c.ladderOfPairs(f, x, data.recipe)
	}
	x, err := f.split(data.text, data.recipe)
	if err != nil {
		return err
	}
	packed := baseline.Compress(x.Corpus)
	var rungs []baseline.Rung
	err = baseline.Ladder(context.Background(), x.Corpus, f.smoothing, f.order, sessions.Threads(), c.at, func(r baseline.Rung) {
		rungs = append(rungs, r)
		if f.json && err == nil {
			err = c.printJSON(rungJSON(rungs, x.floor, packed))
		}
	})
	if err != nil || f.json {
		return err
	}
	c.stopBusy()
	_, err = fmt.Fprint(c.stdout, c.ladderTable(x, rungs, packed))
	return err
}

func (c *call) ladderTable(x counted, rungs []baseline.Rung, packed baseline.Compressed) string {
	w, unit, none := c.words.CLI.Ladder, c.unit(), c.words.CLI.Units.NotKnown
	t := table{ink: c.ink, right: []bool{true, true, true, true, true, true, true, true}}
	t.head = []string{w.Order, w.Contexts, w.Possible, w.TrainPPL, w.ValidPPL, unit.Name, unit.PerChar, w.Gain}
	for i, r := range rungs {
		row := []string{fmt.Sprint(r.Order), count(r.Contexts), possible(r.Possible), decimals(task.Language.Score.Of(r.TrainNats))}
		if r.ValidTokens == 0 {
			t.add(append(row, none, none, none, none)...)
			continue
		}
		gained := none
		if v := gain(rungs[:i+1]); !math.IsNaN(v) {
			gained = decimals(c.inUnit(v))
		}
		t.add(append(row, decimals(task.Language.Score.Of(r.ValidNats)), decimals(c.inUnit(r.ValidNats)), decimals(c.fromBits(r.ValidBitsPerChar())), gained)...)
	}
	s := t.String()
	if n := len(x.Valid) - 1; n > 0 {
		if x.Scores() {
			n = x.ValidLines.Scored()
		}
		s += fmt.Sprintf(w.Evaluated+"\n", c.tokens(n), x.name, count(len(x.Train)-1))
	}
	if len(x.Valid) > 1 && packed.Chars > 0 {
		s += fmt.Sprintf(w.Deflate+"\n", decimals(c.fromBits(packed.BitsPerChar())), unit.PerChar)
	} else if len(x.Valid) < 2 {
		s += w.NothingHeldOut + "\n"
	}
	if !math.IsNaN(x.floor) {
		s += fmt.Sprintf(w.Floor+"\n", decimals(c.inUnit(x.floor)), unit.PerToken, decimals(task.Language.Score.Of(x.floor)))
	}
	return s
}

// mostInFull is from where on a figure is written with a power of ten.
const mostInFull = 1e12

// decimals is v to four places, or a sign if it is not finite.
func decimals(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return chart.Short(v)
	}
	if math.Abs(v) >= mostInFull {
		return fmt.Sprintf("%.3e", v)
	}
	return fmt.Sprintf("%.4f", math.Round(v*1e4)/1e4+0) // no -0.0000
}

// possible is V^(n−1): in full, while that is readable.
func possible(v float64) string {
	if v < 1e9 {
		return count(int(v))
	}
	return fmt.Sprintf("%.2e", v)
}

// gain is by how much the last rung is below the previous one, in nats; NaN if one of them is ∞ or missing.
func gain(rungs []baseline.Rung) float64 {
	n := len(rungs)
	if n < 2 || math.IsInf(rungs[n-2].ValidNats, 0) || math.IsInf(rungs[n-1].ValidNats, 0) {
		return math.NaN()
	}
	return rungs[n-2].ValidNats - rungs[n-1].ValidNats
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
		Gain             number `json:"gain"`                  // nats below the previous order
		Floor            number `json:"floor_nats"`            // null: not known
		Deflate          number `json:"deflate_bits_per_char"` // of the whole held-out text; the same in every row
	}{r.Order, r.Contexts, number(r.Possible), number(task.Language.Score.Of(r.TrainNats)), number(task.Language.Score.Of(r.ValidNats)),
		number(r.ValidNats), number(r.ValidBitsPerChar()), r.ValidTokens, number(gain(rungs)), number(floor), number(packed.BitsPerChar())}
}
