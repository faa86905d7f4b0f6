package cli

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/fault"
	"unroll/core/recipe"
	"unroll/datasets"
	"unroll/sessions"
)

// What to do where names do not say which file is which.
var hintParts = fault.New("cli.hint.parts", "as in: unroll train %s --valid-file %s")

// opener reads data as r requires and --encoding says, and says how on standard error.
func (c *call) opener(r recipe.Recipe) datasets.Opener {
	c.startBusy()
	o := datasets.Opener{Stdin: c.in, At: c.at, Binary: r.Text.Tokens == "byte", Encoding: c.encoding, Counts: c.counts, Say: c.note}
	if info, err := c.in.Stat(); err == nil && !info.IsDir() && info.Mode()&fs.ModeCharDevice == 0 {
		if c.pipe == nil {
			c.pipe = sessions.NewPipe(&datasets.Heard{In: c.in, At: c.at})
		}
		o.Stdin = c.pipe
	}
	return o
}

// ownOpener reads a session's own data: in the encoding in which it learned them.
func (c *call) ownOpener(r recipe.Recipe) datasets.Opener {
	o := c.opener(r)
	o.Encoding = ""
	return o
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
	if c.idle != nil && canRewrite(c.errw.screen()) {
		said = "\r\x1b[K" + said // the line of progress goes first
	}
	fmt.Fprintln(c.errw, said)
}

// shellQuoted is a name as a shell takes it.
func shellQuoted(name string) string {
	if name != "" && !strings.ContainsFunc(name, func(r rune) bool { return strings.ContainsRune(" \t\n'\"\\$`&|;<>()*?[]#~!{}", r) }) {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}

// addEncoding adds --encoding.
func (c *call) addEncoding(fs *pflag.FlagSet) {
	fs.Var((*encodingValue)(&c.encoding), "encoding", c.words.CLI.Reading.Encoding)
}

// completeEncoding completes its values.
func completeEncoding(cmd *cobra.Command) {
	complete(cmd, "encoding", func() (list []choice) {
		for _, e := range datasets.Encodings() {
			list = append(list, choice{Name: e.Name, About: e.About})
		}
		return list
	})
}

// An encodingValue is --encoding on a command line.
type encodingValue string

// String is what help shows as the default: none.
func (v *encodingValue) String() string { return "" }

// Type is what help calls the value.
func (v *encodingValue) Type() string { return "NAME" }

// Set takes a name of an encoding.
func (v *encodingValue) Set(s string) error {
	name, err := datasets.CheckEncoding(s)
	if err != nil || name == "" {
		var names []string
		for _, e := range datasets.Encodings() {
			names = append(names, e.Name)
		}
		return errChoose.Of(listed(names))
	}
	*v = encodingValue(name)
	return nil
}
