package kernel

import "golang.org/x/sys/unix"

// Processor is what the system calls the processor; "" where it does not say.
func Processor() string {
	name, err := unix.Sysctl("machdep.cpu.brand_string")
	if err != nil {
		return ""
	}
	return name
}
