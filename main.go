// Command unroll shows a recurrent network learning, in a terminal.
package main

import (
	"fmt"
	"os"
	"runtime"

	_ "first" // before Bubble Tea: see its package comment

	"unroll/core/train"
	"unroll/datasets"
	"unroll/ui/app"
	"unroll/ui/launch"
	"unroll/ui/picker"
	"unroll/ui/term"
)

func main() {
	runtime.GOMAXPROCS(runtime.NumCPU() + 1)
	dark, _ := term.DarkByEnv()
	o := app.Options{Profile: term.Profile(os.Stdout), Dark: dark, Theme: os.Getenv("UNROLL_THEME"),
		Picker: picker.Source{Recipe: func(t datasets.Text) train.Recipe { r := launch.Recipe(t); r.Settings.ValidEvery = 0; return r }, Threads: launch.Threads(), Folder: "."}}
	if err := app.Run(o, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
