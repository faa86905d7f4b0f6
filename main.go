// Command unroll shows a recurrent network learning, in a terminal.
package main

import (
	"fmt"
	"os"

	_ "first" // before Bubble Tea: see its package comment

	"unroll/core/kernel"
	"unroll/ui/app"
	"unroll/ui/cli"
)

func main() {
	if err := kernel.Use(os.Getenv("UNROLL_KERNEL")); err != nil {
		fmt.Fprintln(os.Stderr, "unroll: UNROLL_KERNEL:", err)
		os.Exit(2)
	}
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, app.Lab))
}
