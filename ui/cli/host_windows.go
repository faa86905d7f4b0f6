package cli

import (
	"errors"
	"syscall"
)

// keyboard is where keys come from when standard input brings a text.
const keyboard = "CONIN$"

// errorNoData is what writing to a pipe gives whose other end is being closed.
const errorNoData syscall.Errno = 232

func brokenPipe(err error) bool {
	return errors.Is(err, syscall.ERROR_BROKEN_PIPE) || errors.Is(err, errorNoData)
}
