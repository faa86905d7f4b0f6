package kernel

//go:generate sh -c "cd gen && go run . -out ../tiles_amd64.s -stubs ../tiles_amd64.go -pkg kernel"
//go:generate sh -c "cd gen && go run ./arm64 -out ../tiles_arm64.s -stubs ../tiles_arm64.go"

import (
	"strings"

	"unroll/core/fault"
)

// A set is one way to compute products of float32: which tiles of C it computes and how.
type set struct {
	name      string
	supported bool // by this processor
	cols      int  // width of a panel
	// tile computes m rows and n ≤ cols columns of C = A·P + from, P being one strip of k steps. A's number (i, s)
	// is a[i·rowStride + s·stepStride]; rows of from are ldf numbers apart, and nil stands for 0.
	tile func(c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, from []float32, ldf int)
	// lanes is how many numbers apply takes at a time; 0: this set has no apply.
	lanes int
	// passes is how many numbers a register holds in passes over vectors (sums, gates, Adam); 0: these
	// are left to the compiler.
	passes int
	// peak does the given number of rounds of multiply-adds, each of peakFlops operations; nil: there is none.
	peak      func(rounds int)
	peakFlops int
}

// function is a function of one number that apply knows. It is a number and not a func so that the
// compiler can see through the call, and small buffers can stay on the stack.
type function int

const (
	expOp function = iota
	sigmoidOp
	tanhOp
)

// portableSet stands for gonum: no panels, no tiles.
var portableSet = set{name: "portable", supported: true}

// sets lists the sets for this kind of processor, the best first.
var sets = append(native(), portableSet)

var active = best()

func best() set {
	for _, s := range sets {
		if s.supported {
			return s
		}
	}
	return portableSet
}

// Name is the kernel in use: "avx512", "avx2", "neon" or "portable". The bytes of a run depend on it.
func Name() string { return active.name }

var errUnknown = fault.New("kernel.unknown", "no kernel %q on this processor: choose from %s")

// Use selects a kernel by name; "" selects the best. It must not be called while other goroutines compute.
func Use(name string) error {
	if name == "" {
		active = best()
		return nil
	}
	for _, s := range sets {
		if s.name == name && s.supported {
			active = s
			return nil
		}
	}
	return errUnknown.Of(name, strings.Join(Names(), ", "))
}

// Names lists the kernels that this processor supports, the best first.
func Names() []string {
	var list []string
	for _, s := range sets {
		if s.supported {
			list = append(list, s.name)
		}
	}
	return list
}
