//go:build !amd64 && !(darwin && arm64)

package kernel

// Processor is the processor's own name; not known here.
func Processor() string { return "" }
