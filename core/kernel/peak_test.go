package kernel

import (
	"testing"
	"time"
)

// The law: every kernel of tiles knows a peak; portable knows none.
func TestPeakIsKnownWhereThereAreTiles(t *testing.T) {
	everyKernel(t, func(name string) {
		p := Peak(time.Millisecond)
		if known := p > 0; known != (active.tile != nil) {
			t.Errorf("%s: a peak of %g", name, p)
		}
	})
}
