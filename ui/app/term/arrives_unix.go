//go:build unix

package term

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// moment is how long the rest of a sequence that a line cut after its Esc may take. Nobody notices it, and no key but Esc
// (or alt with a bracket or O) waits for it.
const moment = 20 * time.Millisecond

// arrives waits for input from f, no longer than a moment, and reports whether there is some.
func arrives(f *os.File) bool {
	fd := int(f.Fd())
	if fd < 0 || fd >= unix.FD_SETSIZE {
		return false
	}
	until := time.Now().Add(moment)
	for {
		var set unix.FdSet
		set.Set(fd)
		left := unix.NsecToTimeval(max(0, time.Until(until)).Nanoseconds())
		n, err := unix.Select(fd+1, &set, nil, nil, &left) // works for terminals on every system, as poll does not
		if err != unix.EINTR {
			return err == nil && n > 0
		}
	}
}
