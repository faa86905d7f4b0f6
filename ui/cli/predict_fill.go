package cli

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/fill"
	"unroll/core/lm"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

// predictFill fills in the blanks of a text.
func (c *call) predictFill(cmd *cobra.Command, f predictFlags, name string) error {
	switch {
	case !cmd.Flags().Changed("text"):
		return misuse(errTextMissing)
	case f.top < 1:
		return misuse(errAtLeast, "top", f.top, 1)
	}
	meta, model, err := sessions.Default(c.folder).Filler(name, f.weights)
	if err != nil {
		return err
	}
	if !model.Vocab.Tokenizer().Raw {
		if err := inUTF8("text", f.text); err != nil {
			return err
		}
	}
	t := model.Text(f.text)
	if len(t.Blanks) == 0 {
		return misuse(errNoBlank)
	}
	filled, err := model.Fill(context.Background(), t)
	if err != nil {
		return err
	}
	if f.json {
		return c.printJSON(filledJSON(meta, model, filled, f.top))
	}
	var unknown []string
	for _, x := range t.Tokens {
		if !x.Known {
			unknown = append(unknown, grid.SafeToken(x.Text))
		}
	}
	if len(unknown) > 0 {
		fmt.Fprintf(c.errw, c.words.CLI.Predict.Unknown+"\n", strings.Join(unknown, " "))
	}
	_, err = fmt.Fprint(c.stdout, c.filledTables(model, filled, f.top))
	return err
}

// filledTables has a table for each blank, and below them the text as it is filled in.
func (c *call) filledTables(m *fill.Model, f fill.Filled, top int) string {
	w, own, unit := c.words.CLI.Predict, c.words.CLI.Fill.Predict, c.unit()
	var b strings.Builder
	for i, p := range f.P {
		if len(f.P) > 1 {
			fmt.Fprintf(&b, own.Blank+"\n", i+1, len(f.P))
		}
		t := table{ink: c.ink, right: []bool{false, true, true}, head: []string{w.Token, w.P, unit.Name}}
		for _, id := range lm.Top(p, top) {
			t.add(grid.SafeToken(m.Vocab.Token(id)), fmt.Sprintf("%.4f", p[id]), chart.Short(math.Abs(c.inUnit(-math.Log(p[id])))), blocks(p[id], barWidth))
		}
		b.WriteString(t.String())
	}
	fmt.Fprintf(&b, own.Filled+"\n", harmlessLine(textOf(m, f)))
	return b.String()
}

// harmlessLine is a text in one line of a terminal.
func harmlessLine(s string) string { return grid.Safe(strings.TrimSuffix(s, "\n")) }

// textOf is the text as it is filled in; tokens that the vocabulary lacks are as they were typed.
func textOf(m *fill.Model, f fill.Filled) string {
	var list []string
	for _, t := range f.Tokens {
		s := t.Text
		if t.Blank {
			s = m.Vocab.Token(f.IDs[t.Row])
		}
		list = append(list, s)
	}
	return m.Vocab.Tokenizer().Join(list)
}

type filledTokenJSON struct {
	Token token  `json:"token"`
	ID    int32  `json:"id"`
	P     number `json:"p"`
	Nats  number `json:"nats"`
}

type blankJSON struct {
	At      int               `json:"at"` // of the text's tokens, counted from 0
	Entropy number            `json:"entropy"`
	Top     []filledTokenJSON `json:"top"`
}

func filledJSON(meta sessions.Meta, m *fill.Model, f fill.Filled, top int) any {
	blanks := []blankJSON{}
	for i, p := range f.P {
		b := blankJSON{At: f.Blanks[i], Entropy: number(lm.Entropy(p)), Top: []filledTokenJSON{}}
		for _, id := range lm.Top(p, top) {
			b.Top = append(b.Top, filledTokenJSON{token(m.Vocab.Token(id)), id, number(p[id]), number(math.Abs(-math.Log(p[id])))})
		}
		blanks = append(blanks, b)
	}
	return struct {
		Session string      `json:"session"`
		Step    int         `json:"step"`
		Vocab   int         `json:"vocab"`
		Blanks  []blankJSON `json:"blanks"`
		Filled  token       `json:"filled"`
	}{meta.Name, m.At(), m.Vocab.Len(), blanks, token(textOf(m, f))}
}
