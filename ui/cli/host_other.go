//go:build !windows

package cli

import (
	"errors"
	"syscall"
)

// keyboard is where keys come from when the text is on standard input.
const keyboard = "/dev/tty"

func brokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
