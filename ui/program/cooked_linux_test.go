package program

import (
	"os"

	"golang.org/x/sys/unix"
)

// cooked reports whether a terminal reads lines and echoes what is typed, as a shell requires.
func cooked(f *os.File) (bool, error) {
	state, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		return false, err
	}
	const want = unix.ICANON | unix.ECHO | unix.ISIG
	return state.Lflag&want == want, nil
}
