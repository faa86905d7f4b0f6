package sessions

import (
	"bufio"
	"io"
	"os"
)

// A disk is everything that this package changes outside of memory, so that tests can pull the
// plug at any of its calls. Reading goes to the os directly.
type disk interface {
	// Mkdir makes one folder.
	Mkdir(path string) error
	// Create writes and syncs a file that was not there.
	Create(path string, write func(io.Writer) error) error
	// Overwrite sets what a file holds from a byte on, and syncs it. What stands before stays.
	Overwrite(path string, at int64, data []byte) error
	// Replace gives a file other contents in one instant.
	Replace(path string, data []byte) error
	Rename(from, to string) error
	// Remove removes a file, or a folder with all that is in it; neither need be there.
	Remove(path string) error
	// RemoveDir removes an empty folder.
	RemoveDir(path string) error
	// SyncDir makes what was made, renamed and removed in a folder last.
	SyncDir(path string) error
}

// osDisk is the real one.
type osDisk struct{}

func (osDisk) Mkdir(path string) error      { return os.Mkdir(path, 0o755) }
func (osDisk) Rename(from, to string) error { return os.Rename(from, to) }
func (osDisk) Remove(path string) error     { return os.RemoveAll(path) }
func (osDisk) RemoveDir(path string) error  { return os.Remove(path) }

func (osDisk) Create(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	return seal(f, err)
}

func (osDisk) Overwrite(path string, at int64, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil && info.Size() == at && len(data) == 0 {
		return f.Close() // as it was when it was last synced
	}
	if err == nil {
		err = overwrite(f, info.Size(), at, data)
	}
	return seal(f, err)
}

func overwrite(f *os.File, size, at int64, data []byte) error {
	// Past the end it would leave a hole of zeros that reads as nonsense.
	if size < at {
		return errCut.Of(f.Name(), size, at)
	}
	if _, err := f.WriteAt(data, at); err != nil {
		return err
	}
	return f.Truncate(at + int64(len(data)))
}

// seal syncs and closes a file, unless err has happened to it already. A file that cannot be
// closed may not have been written.
func seal(f *os.File, err error) error {
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
