package cli

import (
	"os"
	"testing"

	"unroll/ui/i18n"
)

// talk is a call that speaks English, plainly, to nobody.
func talk() *call { return &call{words: i18n.English} }

// A said is what a command wrote, and its exit code.
type said struct {
	out, err string
	code     int
}

// run runs the program within this process, its streams being files: no terminal.
func run(t *testing.T, args ...string) said {
	t.Helper()
	open := func(name string) *os.File {
		f, err := os.Create(t.TempDir() + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	in, out, errw := open("in"), open("out"), open("err")
	code := Main(args, in, out, errw, tellingLab)
	read := func(f *os.File) string {
		b, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	return said{read(out), read(errw), code}
}
