package work

import "golang.org/x/sys/unix"

// LowerPriority makes the calling thread so nice to the interface; on Linux niceness is a thread's
// own. It does no harm where it fails.
func LowerPriority(niceness int) { _ = unix.Setpriority(unix.PRIO_PROCESS, unix.Gettid(), niceness) }
