package kernel

import (
	"encoding/binary"
	"strings"
)

// Processor is the processor's own name; "" if it has none.
func Processor() string {
	const most, first, last = 1 << 31, 1<<31 + 2, 1<<31 + 4 // leaves of CPUID: the highest extended leaf, and the name's
	if top, _, _, _ := cpuid(most); top < last {
		return ""
	}
	var name []byte
	for leaf := uint32(first); leaf <= last; leaf++ {
		a, b, c, d := cpuid(leaf)
		for _, part := range [...]uint32{a, b, c, d} {
			name = binary.LittleEndian.AppendUint32(name, part)
		}
	}
	text, _, _ := strings.Cut(string(name), "\x00")
	return strings.Join(strings.Fields(text), " ")
}
