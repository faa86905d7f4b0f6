package cli

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/lm"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

const predictLong = `Show what a session's network expects behind a prefix: the likeliest tokens, their
probabilities and their information content in nats. Tokens of the prefix that the vocabulary
lacks are said, and read as no input (as <unk> where the text had that word).`

const predictExample = `  unroll predict book --prefix "the rays of li"
  unroll predict book --prefix "Q" --top 3 --temperature 0.5 --json`

type predictFlags struct {
	prefix      string
	top         int
	temperature float64
	json        bool
	weights     sessions.Weights
}

func predictCommand(c *call) *cobra.Command {
	var f predictFlags
	cmd := &cobra.Command{
		Use:               "predict SESSION --prefix TEXT",
		Short:             "Show the distribution over the next token",
		Long:              predictLong,
		Example:           predictExample,
		Args:              want(1, 1, "a session"),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE:              c.do(func(cmd *cobra.Command, args []string) error { return c.predict(cmd, f, args[0]) }),
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringVar(&f.prefix, "prefix", "", "`TEXT` to continue; may be empty")
	fs.IntVar(&f.top, "top", 10, "show the `N` likeliest")
	fs.Float64Var(&f.temperature, "temperature", 1, "divide the logits by `T`; 0: all probability on the most likely token")
	fs.BoolVar(&f.json, "json", false, "print a JSON object instead of a table")
	addWeights(cmd, &f.weights)
	return cmd
}

func (c *call) predict(cmd *cobra.Command, f predictFlags, name string) error {
	switch {
	case !cmd.Flags().Changed("prefix"):
		return usagef("--prefix is missing, as in --prefix \"the \"")
	case f.top < 1:
		return usagef("top is %d: it must be at least 1", f.top)
	}
	if err := checkTemperature(f.temperature); err != nil {
		return err
	}
	_, model, err := sessions.Default(c.folder).ModelWith(name, f.weights)
	if err != nil {
		return err
	}
	p := model.Predict(f.prefix, f.temperature, f.top)
	if f.json {
		return c.printJSON(predictionJSON(model, p))
	}
	c.sayUnknown(model, f.prefix)
	_, err = fmt.Fprint(c.stdout, predictionTable(p))
	return err
}

// checkTemperature is the knob's own range.
func checkTemperature(t float64) error {
	k, err := train.FindKnob("temperature")
	if err != nil {
		return err
	}
	return wrong(k.Check(t))
}

// knows says whether the model has a token of its own for what was typed: <unk> is not.
func knows(m *lm.Model, token string, id int32) bool { return id >= 0 && m.Vocab.Token(id) == token }

// sayUnknown names the tokens of a prefix that the model has none for.
func (c *call) sayUnknown(m *lm.Model, prefix string) {
	var list []string
	tokens, ids := m.Vocab.Prefix(prefix)
	for i, t := range tokens {
		if !knows(m, t, ids[i]) {
			list = append(list, grid.SafeToken(t))
		}
	}
	if len(list) > 0 {
		fmt.Fprintf(c.errw, "not in the vocabulary: %s\n", strings.Join(list, " "))
	}
}

// barWidth is what a probability of 1 takes.
const barWidth = 40

func predictionTable(p lm.Prediction) string {
	t := table{right: []bool{false, true, true}}
	t.add("token", "p", "nats")
	for _, cand := range p.Top {
		t.add(grid.SafeToken(cand.Text), fmt.Sprintf("%.4f", cand.P), chart.Short(math.Abs(cand.Nats())), blocks(cand.P, barWidth))
	}
	return t.String() + fmt.Sprintf("entropy %s nats over %s tokens\n", chart.Short(p.Entropy), count(p.V))
}

// blocks is a bar to an eighth of a column; more than nothing shows.
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
