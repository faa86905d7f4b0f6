package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"unroll/core/fault"
)

// maxPrefix bounds a prefix that is read from a file, in bytes.
const maxPrefix = 4_000_000

// What is wrong with a text that a flag gives.
var (
	errFlagUTF8   = fault.New("cli.flag_encoding", "--%s is not UTF-8: byte 0x%02X at offset %d")
	errPrefixLong = fault.New("cli.prefix_long", "%s: a prefix has at most %s bytes")
	errNoPrefix   = fault.New("cli.no_prefix", "%s: there is no such file")
)

// addPrefix adds --prefix and --prefix-file.
func (c *call) addPrefix(cmd *cobra.Command, prefix, file *string, about string) {
	cmd.Flags().StringVar(prefix, "prefix", "", about)
	cmd.Flags().StringVar(file, "prefix-file", "", c.words.Field.PrefixFile)
}

// prefixOf is the prefix that the flags give: that of --prefix-file as it stands in the file, with its last line end.
func (c *call) prefixOf(cmd *cobra.Command, prefix, file string) (string, error) {
	switch fs := cmd.Flags(); {
	case !fs.Changed("prefix-file"):
		return prefix, nil
	case fs.Changed("prefix"):
		return "", misuse(errEither, "--prefix", "--prefix-file")
	}
	in, name := c.in, file
	if file != "-" {
		f, err := os.Open(file)
		if errors.Is(err, fs.ErrNotExist) {
			return "", misuse(errNoPrefix, file)
		} else if err != nil {
			return "", errFile.Of(file, cause(err))
		}
		defer f.Close()
		in, name = f, file
	}
	b, err := io.ReadAll(io.LimitReader(in, maxPrefix+1))
	switch {
	case err != nil:
		return "", errFile.Of(name, cause(err))
	case len(b) > maxPrefix:
		return "", &unfit{errPrefixLong.Of(name, count(maxPrefix))}
	}
	return string(b), nil
}

// prefixFlag is the flag that gave the prefix.
func prefixFlag(cmd *cobra.Command) string {
	if cmd.Flags().Changed("prefix-file") {
		return "prefix-file"
	}
	return "prefix"
}

// inUTF8 says where the text of a flag is not UTF-8.
func inUTF8(flag, s string) error {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return misuse(errFlagUTF8, flag, s[i], i)
		}
		i += n
	}
	return nil
}
