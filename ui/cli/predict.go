package cli

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

type predictFlags struct {
	prefix      string
	prefixFile  string
	top         int
	temperature float64
	json        bool
	weights     sessions.Weights

	horizon, from int // of a series
	past          string
	data          places
	csv           bool

	sentence string // to tag
	conllu   bool
	text     string // with blanks

	source, reference string // to translate, and to compare with
	beam              beamFlags
}

func predictCommand(c *call) *cobra.Command {
	var f predictFlags
	w := c.words.CLI
	cmd := described(&cobra.Command{
		Use:               "predict SESSION [--prefix TEXT | FILE|-]",
		Args:              want(1, 2, sessionMissing),
		ValidArgsFunction: completeArg(c.sessionChoices, true),
		RunE: c.do(func(cmd *cobra.Command, args []string) error {
			if err := c.predict(cmd, f, args); err != nil {
				return err
			}
			return c.wentWrong(args[0], f.weights)
		}),
	}, w.Predict.Command)
	fs := cmd.Flags()
	fs.SortFlags = false
	c.addPrefix(cmd, &f.prefix, &f.prefixFile, w.Predict.Prefix)
	fs.IntVar(&f.top, "top", 10, w.Predict.Top)
	fs.Float64Var(&f.temperature, "temperature", 1, w.Flags.Temperature)
	fs.BoolVar(&f.json, "json", false, w.Flags.JSONObjectTable)
	c.addWeights(cmd, &f.weights)
	fs.IntVar(&f.horizon, "horizon", 1, w.Series.Predict.Horizon)
	fs.IntVar(&f.from, "from", 0, w.Series.Predict.From)
	fs.StringVar(&f.past, "past", "", w.Series.Predict.Past)
	fs.BoolVar(&f.csv, "csv", false, w.Series.Predict.CSV)
	fs.StringVar(&f.sentence, "sentence", "", w.Tagging.Predict.Sentence)
	fs.BoolVar(&f.conllu, "conllu", false, w.Tagging.Predict.CoNLLU)
	c.addEncoding(fs)
	completeEncoding(cmd)
	fs.StringVar(&f.source, "source", "", w.Pairs.Predict.Source)
	fs.StringVar(&f.reference, "reference", "", w.Pairs.Predict.Reference)
	f.beam.add(c, fs)
	fs.StringVar(&f.text, "text", "", w.Fill.Predict.Text)
	fs.Var(&f.data, "data", w.Series.Data)
	return cmd
}

func (c *call) predict(cmd *cobra.Command, f predictFlags, args []string) error {
	name := args[0]
	of, err := c.sessionTask(cmd, name)
	wrong := cmp.Or(inUTF8("sentence", f.sentence), inUTF8("source", f.source), inUTF8("reference", f.reference))
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return wrong
	case of == tagged:
		return c.predictTagged(cmd, f, args)
	case of == paired:
		return c.predictPairs(cmd, f, args)
	case len(args) > 1:
		return misuse(errUnexpected, args[1])
	case of == numeric:
		return c.predictSeries(cmd, f, name)
	case of == filling:
		return c.predictFill(cmd, f, name)
	case !cmd.Flags().Changed("prefix") && !cmd.Flags().Changed("prefix-file"):
		return misuse(errPrefixMissing)
	case f.top < 1:
		return misuse(errAtLeast, "top", f.top, 1)
	}
	if err := checkTemperature(f.temperature); err != nil {
		return err
	}
	meta, model, err := sessions.Default(c.folder).ModelWith(name, f.weights)
	if err != nil {
		return err
	}
	c.warnOfAnswers(meta.Recipe)
	if f.prefix, err = c.prefixOf(cmd, f.prefix, f.prefixFile); err != nil {
		return err
	}
	if !model.Vocab.Tokenizer().Raw {
		if err := inUTF8(prefixFlag(cmd), f.prefix); err != nil {
			return err
		}
	}
	p := model.Predict(f.prefix, f.temperature, f.top)
	if f.json {
		return c.printJSON(predictionJSON(model, p))
	}
	c.sayUnknown(model, f.prefix)
	_, err = fmt.Fprint(c.stdout, c.predictionTable(p))
	return err
}

// checkTemperature applies the range of the setting.
func checkTemperature(t float64) error {
	k, err := recipe.FindKnob("temperature")
	if err != nil {
		return err
	}
	return wrong(k.Check(t))
}

// knows reports whether the model has a token of its own for what was typed, other than <unk>.
func knows(m *lm.Model, token string, id int32) bool { return id >= 0 && m.Vocab.Token(id) == token }

// sayUnknown names the tokens of a prefix that the model does not know.
func (c *call) sayUnknown(m *lm.Model, prefix string) {
	var list []string
	tokens, ids := m.Vocab.Prefix(prefix)
	for i, t := range tokens {
		if !knows(m, t, ids[i]) {
			list = append(list, grid.SafeToken(t))
		}
	}
	if len(list) > 0 {
		fmt.Fprintf(c.errw, c.words.CLI.Predict.Unknown+"\n", strings.Join(list, " "))
	}
}

// barWidth is the width of a bar for probability 1.
const barWidth = 40

func (c *call) predictionTable(p lm.Prediction) string {
	w, unit := c.words.CLI.Predict, c.unit()
	t := table{ink: c.ink, right: []bool{false, true, true}, head: []string{w.Token, w.P, unit.Name}}
	for _, cand := range p.Top {
		t.add(grid.SafeToken(cand.Text), fmt.Sprintf("%.4f", cand.P), chart.Short(math.Abs(c.inUnit(cand.Nats()))), blocks(cand.P, barWidth))
	}
	return t.String() + fmt.Sprintf(w.Entropy+"\n", chart.Short(c.inUnit(p.Entropy)), unit.Name, c.tokens(p.V))
}

// blocks is a bar to an eighth of a column; anything above zero is visible.
func blocks(part float64, width int) string {
	if math.IsNaN(part) || part <= 0 {
		return ""
	}
	eighths := max(int(part*float64(8*width)+0.5), 1)
	s := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		s += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return s
}

type prefixJSON struct {
	Token token  `json:"token"`
	ID    *int32 `json:"id"` // null: none
	Known bool   `json:"known"`
}

type candidateJSON struct {
	Token token  `json:"token"`
	ID    int32  `json:"id"`
	P     number `json:"p"`
	Nats  number `json:"nats"`
	Logit number `json:"logit"`
}

func predictionJSON(m *lm.Model, p lm.Prediction) any {
	prefix, top := []prefixJSON{}, []candidateJSON{}
	for _, t := range p.Prefix {
		j := prefixJSON{Token: token(t.Text), Known: knows(m, t.Text, t.ID)}
		if t.Known {
			j.ID = &t.ID
		}
		prefix = append(prefix, j)
	}
	for _, c := range p.Top {
		top = append(top, candidateJSON{token(c.Text), c.ID, number(c.P), number(math.Abs(c.Nats())), number(c.Logit)})
	}
	return struct {
		Step    int             `json:"step"`
		Prefix  []prefixJSON    `json:"prefix"`
		Entropy number          `json:"entropy"`
		Vocab   int             `json:"vocab"`
		Top     []candidateJSON `json:"top"`
	}{p.Step, prefix, number(p.Entropy), p.V, top}
}
