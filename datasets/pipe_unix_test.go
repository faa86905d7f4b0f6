//go:build unix

package datasets

import (
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestPipeIsRead(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w.WriteString("through a pipe")
	w.Close()
	if x := open(t, Opener{Stdin: r}, "-"); x.Train != "through a pipe" {
		t.Errorf("%q", x.Train)
	}
}

func TestNamedPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	_, err := Opener{}.Open(path)
	checkBad(t, err, "pipe", "empty") // and has not waited for a writer

	r, err := openPipe(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	w.WriteString("through a named pipe")
	w.Close()
	if b, err := io.ReadAll(r); err != nil || string(b) != "through a named pipe" {
		t.Errorf("%q, %v", b, err)
	}
}

// As in: unroll <(zcat book.txt.gz)
func TestPipeOfTheShell(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w.WriteString("from a process")
	w.Close()
	path := fmt.Sprintf("/dev/fd/%d", r.Fd())
	if _, err := os.Stat(path); err != nil {
		t.Skip(err)
	}
	if x := open(t, Opener{}, path); x.Train != "from a process" {
		t.Errorf("%q", x.Train)
	}
}

func TestDevicesAndSocketsAreRefused(t *testing.T) {
	_, err := Opener{}.Open("/dev/zero")
	checkBad(t, err, "/dev/zero", "device")
	zero, err := os.Open("/dev/zero")
	if err != nil {
		t.Skip(err)
	}
	defer zero.Close()
	_, err = Opener{Stdin: zero}.Open("-")
	checkBad(t, err, "standard input", "device")

	path := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Skip(err)
	}
	defer l.Close()
	_, err = Opener{}.Open(path)
	checkBad(t, err, "socket")
}
