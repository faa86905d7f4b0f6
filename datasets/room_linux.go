package datasets

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// FreeMemory is how many bytes of memory this program may still take: what the kernel calls available, or what a limit of the address
// space (ulimit -v) leaves. ok: it is known.
func FreeMemory() (bytes int64, ok bool) {
	if f, err := os.Open("/proc/meminfo"); err == nil {
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if rest, found := strings.CutPrefix(lines.Text(), "MemAvailable:"); found {
				_, err := fmt.Sscanf(rest, "%d kB", &bytes)
				bytes, ok = bytes<<10, err == nil
				break
			}
		}
	}
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_AS, &limit) == nil && limit.Cur < 1<<62 {
		var pages int64
		if f, err := os.Open("/proc/self/statm"); err == nil {
			defer f.Close()
			fmt.Fscan(f, &pages)
		}
		if left := max(int64(limit.Cur)-pages*int64(os.Getpagesize()), 0); !ok || left < bytes {
			bytes, ok = left, true
		}
	}
	return bytes, ok
}
