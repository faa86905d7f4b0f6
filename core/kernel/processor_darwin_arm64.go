package kernel

import "golang.org/x/sys/unix"

// Processor is the system's name of the processor; "" if it has none.
func Processor() string {
	name, err := unix.Sysctl("machdep.cpu.brand_string")
	if err != nil {
		return ""
	}
	return name
}
