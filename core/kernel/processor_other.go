//go:build !amd64 && !(darwin && arm64)

package kernel

// Processor is what the processor calls itself; "" where it does not say, as here.
func Processor() string { return "" }
