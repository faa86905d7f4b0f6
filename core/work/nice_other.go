//go:build !linux

package work

// LowerPriority does nothing: only Linux has a niceness per thread.
func LowerPriority(int) {}
