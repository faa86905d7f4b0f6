package sessions

import (
	"context"
	"errors"
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
	bestFile      = "best.safetensors" // optional
	goodFile      = "good.safetensors" // only of a run that is ruined or has diverged
	optimizerFile = "optimizer.safetensors"
	bucketsFile   = "history.bin"
	lockFile      = "lock"

	nextDir   = "next"   // a save being written
	commitDir = "commit" // a committed save, to be moved to the top
)

// stateFiles are those that commit/ may contain.
var stateFiles = []string{metaFile, vocabFile, metricsFile, bucketsFile, eventsFile, weightsFile, bestFile, goodFile, optimizerFile}

// A folder is a session to be read. It is not locked: a concurrent save is detected by its stamp.
type folder struct {
	name, dir string
	reading   func(part float64) error // is told how far metrics.csv has been read; may be nil
	form      form                     // in which its run writes metrics.csv
}

// find returns where the last save has a file, without opening it, because opening a pipe in its place would block.
func (f folder) find(file string) (path string, info os.FileInfo, err error) {
	path = filepath.Join(f.dir, commitDir, file)
	if info, err = os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		path = filepath.Join(f.dir, file)
		info, err = os.Stat(path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = f.damaged(file, errMissing)
	case err == nil && !info.Mode().IsRegular():
		err = f.damaged(file, errNoFile)
	}
	return path, info, err
}

// open opens a file where the last save has it. It looks again if the file has just moved.
func (f folder) open(file string) (r *os.File, size int64, err error) {
	for range tries {
		var path string
		if path, _, err = f.find(file); err != nil {
			return nil, 0, err
		}
		if r, err = os.Open(path); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err != nil {
		return nil, 0, err
	}
	info, err := r.Stat()
	if err != nil {
		r.Close()
		return nil, 0, err
	}
	return r, info.Size(), nil
}

// read opens a file and calls do to read it. An error from do is reported as damage.
func (f folder) read(file string, do func(r io.Reader, size int64) error) error {
	return f.readAt(file, func(r io.ReaderAt, size int64) error { return do(io.NewSectionReader(r, 0, size), size) })
}

// readAt is read with random access.
func (f folder) readAt(file string, do func(r io.ReaderAt, size int64) error) error {
	r, size, err := f.open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	err = do(r, size)
	var device *fs.PathError
	var newer *Newer
	if err == nil || errors.As(err, &device) || errors.As(err, &newer) || errors.Is(err, context.Canceled) {
		return err
	}
	return f.damaged(file, err)
}

// readAll reads a file of at most limit bytes.
func (f folder) readAll(file string, limit int64, do func(b []byte) error) error {
	return f.read(file, func(r io.Reader, size int64) error {
		if size > limit {
			return errSize.Of(size, limit)
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

const maxVocab = 1 << 30

// meta reads session.json.
func (f folder) meta() (m Meta, err error) {
	err = f.readAll(metaFile, maxMeta, func(b []byte) (err error) {
		m, err = decodeMeta(f.name, b)
		return err
	})
	return m, err
}

// stamp identifies the last save by a file that every save creates.
func (f folder) stamp() (os.FileInfo, error) {
	r, _, err := f.open(optimizerFile)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Stat()
}

// sameStamp reports whether there was no save between two stamps. (It also compares times, because
// the system may reuse the number of a removed file.)
func sameStamp(a, b os.FileInfo) bool {
	return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime())
}
