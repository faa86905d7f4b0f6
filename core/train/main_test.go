package train

import (
	"fmt"
	"os"
	"testing"

	"unroll/core/kernel"
)

// TestMain honours UNROLL_KERNEL, as the program does: UNROLL_KERNEL=avx2 go test ./core/... puts what rests
// on a kernel to the test with it.
func TestMain(m *testing.M) {
	if err := kernel.Use(os.Getenv("UNROLL_KERNEL")); err != nil {
		fmt.Fprintln(os.Stderr, "UNROLL_KERNEL:", err)
		os.Exit(2)
	}
	os.Exit(m.Run())
}
