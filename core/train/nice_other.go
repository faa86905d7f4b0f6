//go:build !linux

package train

// lowerPriority: niceness of one thread is a thing of Linux.
func lowerPriority(int) {}
