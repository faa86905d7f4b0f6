package sessions

import (
	"bufio"
	"io"
	"os"
)

// A disk is everything that this package changes outside memory, so that tests can pull the plug at
// any of its calls. Reading uses package os directly.
type disk interface {
	// Mkdir makes one folder.
	Mkdir(path string) error
	// Create writes and syncs a file that must not exist.
	Create(path string, write func(io.Writer) error) error
	// Overwrite replaces the content of a file from offset at on, and syncs it.
	Overwrite(path string, at int64, data []byte) error
	// Replace replaces the content of a file atomically.
	Replace(path string, data []byte) error
	Rename(from, to string) error
	// Remove removes a file, or a folder with its content, if it exists.
	Remove(path string) error
	// RemoveDir removes an empty folder.
	RemoveDir(path string) error
	// SyncDir makes creations, renames and removals in a folder durable.
	SyncDir(path string) error
}

// osDisk is the real disk.
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
		return f.Close() // unchanged since it was last synced
	}
	if err == nil {
		err = overwrite(f, info.Size(), at, data)
	}
	return seal(f, err)
}

func overwrite(f *os.File, size, at int64, data []byte) error {
	// Writing beyond the end would leave a hole of zeros.
	if size < at {
		return errCut.Of(f.Name(), size, at)
	}
	if _, err := f.WriteAt(data, at); err != nil {
		return err
	}
	return f.Truncate(at + int64(len(data)))
}

// seal syncs and closes a file; it only closes it if err is not nil. A file that cannot be closed
// may not have been written.
func seal(f *os.File, err error) error {
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
