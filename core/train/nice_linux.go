package train

import "golang.org/x/sys/unix"

// niceness of the computing threads: keys and frames go first.
const niceness = 10

// lowerPriority makes the calling thread yield to the interface; on Linux niceness is a thread's
// own. It does no harm where it fails.
func lowerPriority() { _ = unix.Setpriority(unix.PRIO_PROCESS, unix.Gettid(), niceness) }
