//go:build !linux

package work

// LowerPriority does nothing: niceness of one thread is a thing of Linux.
func LowerPriority(int) {}
