package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"unroll/core/recipe"
)

// TestMain makes this test binary the program when a script calls it by that name. The lab prints the options it
// was given.
func TestMain(m *testing.M) {
	testscript.Main(heard{m}, map[string]func(){
		"unroll": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, tellingLab)) },
	})
}

// heard are tests that start programs which hear a hang-up, also where nohup ignores it.
type heard struct{ *testing.M }

func (m heard) Run() int {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	return m.M.Run()
}

func tellingLab(o LabOptions) error {
	if o.Origin != nil {
		d, r := o.Origin.Reference(), o.Begins
		fmt.Printf("%s %s, cell %s, lines %v, preset %q\n", cmp.Or(d.Kind, "text"), d.Name, r.Model.Cell, r.Text.Lines, o.Preset)
	}
	fmt.Printf("session %q, moved %q, theme %q, glyphs %d, threads %d, unit %d\n", o.Session, o.Moved, o.Theme, o.Glyphs, o.Threads, o.Unit)
	if o.End != nil {
		r := recipe.Default()
		err := o.End(&r, 100)
		fmt.Printf("after 100 updates: to %d updates, %g epochs, %v\n", r.Steps, r.Epochs, err)
	}
	if o.Keys != os.Stdin {
		keys := make([]byte, 3)
		n, err := o.Keys.Read(keys)
		fmt.Printf("keys of their own %q, %v\n", keys[:n], err)
	}
	return nil
}

// TestScripts runs the command line as people do. In addition to testscript's own commands there are
//
//	code N command…   run it, and want exit code N
//	book FILE LINES   write a text of LINES lines
//	pangrams FILE N   write N characters, the 26 letters and the space
//	timeless FILE…    set to 0 whatever depends on a clock
//	swap FILE A B     replace A, which the file has, by B
//	drop FILE NAME    remove a line that a JSON object has for a member
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("UNROLL_SESSIONS", e.WorkDir+"/kept")
			e.Setenv("HOME", e.WorkDir)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": code, "book": book, "pangrams": pangrams, "timeless": timeless,
			"swap": swap, "drop": drop,
		},
	})
}

func code(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// book writes a text that repeats itself at different distances, with words of several lengths.
func book(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	words := strings.Fields("the rays of light are bent by a prism and what was white is red green and blue")
	var b strings.Builder
	for i := range n {
		for j := range 5 {
			b.WriteString(words[(i*7+j*j*3)%len(words)] + " ")
		}
		b.WriteString("so\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o666))
}

func pangrams(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	s := strings.Repeat("sphinx of black quartz judge my vow ", n/36+1)[:n]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o666))
}

var clocked = regexp.MustCompile(`"(ms|seconds|tokens_per_second)":[^,}]*`)

func timeless(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		s := clocked.ReplaceAllString(ts.ReadFile(name), `"$1":0`)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(s), 0o666))
	}
}

func swap(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.ReadFile(args[0])
	if !strings.Contains(s, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(s, args[1], args[2], 1)), 0o666))
}

func drop(ts *testscript.TestScript, _ bool, args []string) {
	kept := regexp.MustCompile(`(?m),?\n *"`+args[1]+`":[^\n]*$`).ReplaceAllString(ts.ReadFile(args[0]), "")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(kept), 0o666))
}
