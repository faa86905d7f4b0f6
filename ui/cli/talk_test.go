package cli

import (
	"os"
	"testing"

	"unroll/ui/i18n"
)

// talk is a call in plain English without streams.
func talk() *call { return &call{words: i18n.English} }

// A said is what a command wrote, and its exit code.
type said struct {
	out, err string
	code     int
}

// run runs the program within this process; its streams are files, not a terminal.
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

// trained is a folder with session x: an LSTM of 4 after 3 updates on dataset periodic.
func trained(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if got := run(t, "train", "--dataset", "periodic", "--steps", "3", "--hidden", "4", "--quiet", "--save", "x", "--sessions", dir); got != (said{}) {
		t.Fatalf("%+v", got)
	}
	return dir
}

// write puts a text into a new file.
func write(t *testing.T, name, text string) (path string) {
	t.Helper()
	path = t.TempDir() + "/" + name
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}
