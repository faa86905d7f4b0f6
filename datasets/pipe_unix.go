//go:build unix

package datasets

import (
	"io/fs"
	"os"
	"syscall"
)

// openPipe opens a named pipe without waiting for a writer: the first read of a pipe that is not
// open for writing is its end.
func openPipe(path string) (*os.File, error) {
	fd, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err == nil {
		if err = syscall.SetNonblock(fd, false); err == nil {
			return os.NewFile(uintptr(fd), path), nil
		}
		syscall.Close(fd)
	}
	return nil, &fs.PathError{Op: "open", Path: path, Err: err}
}
