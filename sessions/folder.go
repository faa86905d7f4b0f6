package sessions

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// The files of a session.
const (
	metaFile      = "session.json"
	eventsFile    = "events.jsonl"
	metricsFile   = "metrics.csv"
	vocabFile     = "vocab.json"
	weightsFile   = "weights.safetensors"
	optimizerFile = "optimizer.safetensors"
	lockFile      = "lock"

	nextDir   = "next"   // a save being written
	commitDir = "commit" // a save that was made, on its way to the top
)

// stateFiles are those that commit/ can hold.
var stateFiles = []string{metaFile, vocabFile, metricsFile, eventsFile, weightsFile, optimizerFile}

// A folder is a session to be read. Nothing is locked: who saves meanwhile is noticed by stamp.
type folder struct{ name, dir string }

// open opens a file where the last save has it.
func (f folder) open(file string) (*os.File, int64, error) {
	r, size, err := openRegular(filepath.Join(f.dir, commitDir, file))
	if errors.Is(err, fs.ErrNotExist) {
		r, size, err = openRegular(filepath.Join(f.dir, file))
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = f.damaged(file, errMissing)
	case errors.Is(err, errNoFile):
		err = f.damaged(file, err)
	}
	return r, size, err
}

var (
	errMissing = errors.New("is missing")
	errNoFile  = errors.New("is not a file")
)

// openRegular opens nothing that could be waited for, such as a pipe.
func openRegular(path string) (*os.File, int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, err
	}
	if !info.Mode().IsRegular() {
		return nil, 0, errNoFile
	}
	r, err := os.Open(path)
	return r, info.Size(), err
}

// read opens a file and lets do read it. What do finds wrong is damage.
func (f folder) read(file string, do func(r io.Reader, size int64) error) error {
	r, size, err := f.open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	err = do(r, size)
	var device *fs.PathError
	var newer *Newer
	if err == nil || errors.As(err, &device) || errors.As(err, &newer) {
		return err
	}
	return f.damaged(file, err)
}

// readAll reads a file of at most limit bytes.
func (f folder) readAll(file string, limit int64, do func(b []byte) error) error {
	return f.read(file, func(r io.Reader, size int64) error {
		if size > limit {
			return fmt.Errorf("%d bytes, the most is %d", size, limit)
		}
		b, err := io.ReadAll(io.LimitReader(r, limit))
		if err != nil {
			return err
		}
		return do(b)
	})
}

func (f folder) damaged(file string, err error) error {
	return &Damaged{Name: f.name, File: file, Err: err}
}

const (
	maxMeta  = 1 << 20
	maxVocab = 1 << 30
)

// meta reads session.json.
func (f folder) meta() (m Meta, err error) {
	err = f.readAll(metaFile, maxMeta, func(b []byte) (err error) {
		m, err = decodeMeta(f.name, b)
		return err
	})
	return m, err
}

// stamp is the header of optimizer.safetensors: another for every save.
func (f folder) stamp() (h *header, err error) {
	err = f.read(optimizerFile, func(r io.Reader, size int64) (err error) {
		h, err = readHeader(r, size)
		return err
	})
	return h, err
}
