package kernel

import (
	"testing"
	"time"
)

// The law: every kernel with tiles has a peak; portable has none.
func TestPeakIsKnownWhereThereAreTiles(t *testing.T) {
	everyKernel(t, func(name string) {
		p := Peak(time.Millisecond)
		if known := p > 0; known != (active.tile != nil) {
			t.Errorf("%s: a peak of %g", name, p)
		}
	})
}
