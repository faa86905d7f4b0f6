package cli

import (
	"slices"

	"github.com/spf13/pflag"

	"unroll/core/fault"
)

// Errors about what is empty and may not be.
var (
	errFlagEmpty = fault.New("cli.flag_empty", "--%s is empty, as from a variable that is not set: give a value, or leave it out")
	errArgEmpty  = fault.New("cli.argument_empty", "argument %d is empty, as from a variable that is not set")
)

// neverEmpty are the flags that take a path or a name. Empty they would mean what it means to leave them out, which is hardly what was meant.
var neverEmpty = []string{"sessions", "resume", "save", "init-from", "jsonl", "csv", "to", "prefix-file", "valid-file", "dataset", "preset", "theme", "data",
	"column", "inputs", "target", "tags"}

// noneEmpty returns an error if an argument is empty, or a flag that takes a path or a name was given an empty one.
func noneEmpty(fs *pflag.FlagSet, args []string) error {
	var err error
	if at := slices.Index(args, ""); at >= 0 {
		err = misuse(errArgEmpty, at+1)
	}
	fs.Visit(func(f *pflag.Flag) {
		empty := f.Value.String() == ""
		switch v := f.Value.(type) {
		case *places:
			empty = slices.Contains(*v, "")
		case *recipeValue:
			empty = v.given == ""
		}
		if err == nil && empty && slices.Contains(neverEmpty, f.Name) {
			err = misuse(errFlagEmpty, f.Name)
		}
	})
	return err
}
