package sessions

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"

	"unroll/datasets"
)

// What came through a pipe cannot be read again, so a session keeps it: compressed, in inputFile, which is written once, when the session
// is created, and read in place of standard input whenever the data are needed and nobody says where they are. It is checked as all data
// are, by the SHA256 in session.json; gzip has a checksum of its own.

const (
	inputFile = "input.gz" // optional
	// MostPiped is how much of standard input a session keeps, in bytes: all of it or nothing.
	MostPiped = 64 << 20
)

// A Pipe is a reader of standard input that remembers what it has read.
type Pipe struct {
	in   io.Reader
	kept bytes.Buffer
	over bool
}

// NewPipe is in, remembered.
func NewPipe(in io.Reader) *Pipe { return &Pipe{in: in} }

// Read reads from the pipe.
func (p *Pipe) Read(b []byte) (int, error) {
	n, err := p.in.Read(b)
	if p.over = p.over || p.kept.Len()+n > MostPiped; p.over {
		p.kept = bytes.Buffer{}
	} else {
		p.kept.Write(b[:n])
	}
	return n, err
}

// Input is what has been read; nil: nothing, or more than MostPiped bytes.
func (p *Pipe) Input() []byte {
	if p == nil {
		return nil
	}
	return p.kept.Bytes()
}

// Piped reports whether one of the files, to learn from or to validate with, came through standard input.
func (d Data) Piped() bool { return slices.Contains(d.Paths, "-") || d.Valid == "-" }

// Keep makes the first save keep what the run learns from, if that came through standard input.
func (s *Session) Keep(input []byte) { s.input = input }

// inputFiles are what keeps the input.
func (s *Session) inputFiles() []file {
	if len(s.input) == 0 || !s.meta.Data.Piped() {
		return nil
	}
	return []file{{inputFile, func(w io.Writer) error {
		z := gzip.NewWriter(w)
		_, err := z.Write(s.input)
		if err == nil {
			err = z.Close()
		}
		return err
	}}}
}

// withInput is o, whose standard input is what the session has kept of it, if it has and args do not name other data. Error: a
// *Damaged.
func (m Meta) withInput(o datasets.Opener, args []string) (datasets.Opener, error) {
	if len(args) > 0 || !m.Data.Piped() || m.dir == "" {
		return o, nil
	}
	f := folder{name: m.Name, dir: m.dir}
	if _, err := os.Stat(filepath.Join(m.dir, inputFile)); err != nil {
		return o, nil // it was too long, or the session is of an earlier version
	}
	err := f.read(inputFile, func(r io.Reader, _ int64) error {
		z, err := gzip.NewReader(r)
		if err != nil {
			return err
		}
		b, err := io.ReadAll(io.LimitReader(z, MostPiped+1))
		if err == nil && len(b) > MostPiped {
			err = errSize.Of(len(b), MostPiped)
		}
		o.Stdin = bytes.NewReader(b)
		return err
	})
	return o, err
}
