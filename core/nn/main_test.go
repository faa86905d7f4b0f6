package nn

import (
	"fmt"
	"os"
	"testing"

	"unroll/core/kernel"
)

// TestMain honours UNROLL_KERNEL, as the program does: UNROLL_KERNEL=avx2 go test ./core/... tests all that
// depends on a kernel with that one.
func TestMain(m *testing.M) {
	if err := kernel.Use(os.Getenv("UNROLL_KERNEL")); err != nil {
		fmt.Fprintln(os.Stderr, "UNROLL_KERNEL:", err)
		os.Exit(2)
	}
	os.Exit(m.Run())
}

// The law: the kernel in use is the one that was asked for. It reads the variable while tests run, so that go
// test does not reuse cached results of another kernel.
func TestTheKernelIsTheOneAskedFor(t *testing.T) {
	if want := os.Getenv("UNROLL_KERNEL"); want != "" && want != kernel.Name() {
		t.Errorf("%s was asked for, %s is in use", want, kernel.Name())
	}
}
