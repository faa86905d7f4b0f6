package cli

import (
	"fmt"
	"strings"

	"unroll/core/fault"
	"unroll/core/train"
	"unroll/datasets"
)

// What to do where names do not say which file is which.
var hintParts = fault.New("cli.hint.parts", "as in: unroll train %s --valid-file %s")

// opener reads data as r requires, and says how on standard error.
func (c *call) opener(r train.Recipe) datasets.Opener {
	return datasets.Opener{Stdin: c.in, Binary: r.Text.Tokens == "byte", Say: c.note}
}

// note says how data are read, once; in the lab, which says it itself, and with --quiet nothing.
func (c *call) note(note error) {
	said := tame(c.words.Error(note))
	if c.hushed || c.noted[said] {
		return
	}
	if c.noted == nil {
		c.noted = map[string]bool{}
	}
	c.noted[said] = true
	fmt.Fprintln(c.errw, said)
}

// shellQuoted is a name as a shell takes it.
func shellQuoted(name string) string {
	if name != "" && !strings.ContainsFunc(name, func(r rune) bool { return strings.ContainsRune(" \t\n'\"\\$`&|;<>()*?[]#~!{}", r) }) {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}
