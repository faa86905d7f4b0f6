//go:build !windows

package cli

import (
	"errors"
	"syscall"
)

// keyboard is where keys come from when standard input brings a text.
const keyboard = "/dev/tty"

func brokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
