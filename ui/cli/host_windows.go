package cli

import (
	"errors"
	"syscall"
)

// keyboard is where keys come from when the text is on standard input.
const keyboard = "CONIN$"

// errorNoData is the error of writing to a pipe whose other end is being closed.
const errorNoData syscall.Errno = 232

func brokenPipe(err error) bool {
	return errors.Is(err, syscall.ERROR_BROKEN_PIPE) || errors.Is(err, errorNoData)
}
