package cli_test

import (
	"os"
	"testing"

	"unroll/ui/cli"
)

// The law: help and the scripts for shells that could not be written are a failure, like any other output.
func TestHelpOnAFullDiskFails(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	for _, args := range [][]string{{"--help"}, {"help", "train"}, {"datasets"}, {"version"},
		{"completion", "bash"}, {"completion", "zsh"}, {"completion", "fish"}, {"completion", "powershell"}, {"completion", "zsh", "--no-descriptions"}} {
		if code := cli.Main(args, null, full, null, nil); code != 1 {
			t.Errorf("%q ends with %d", args, code)
		}
		if code := cli.Main(args, null, null, null, nil); code != 0 {
			t.Errorf("%q into a file ends with %d", args, code)
		}
	}
}
