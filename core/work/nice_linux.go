package work

import "golang.org/x/sys/unix"

// LowerPriority sets the niceness of the calling thread; on Linux each thread has its own. A failure does no harm.
func LowerPriority(niceness int) { _ = unix.Setpriority(unix.PRIO_PROCESS, unix.Gettid(), niceness) }
