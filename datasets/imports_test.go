package datasets

import (
	"go/build"
	"strings"
	"testing"
)

// The law: datasets imports core/text, core/fault and the standard library, nothing else.
func TestImports(t *testing.T) {
	p, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range p.Imports {
		first, _, _ := strings.Cut(path, "/")
		if standard := !strings.Contains(first, ".") && first != "unroll"; !standard && path != "unroll/core/text" && path != "unroll/core/fault" {
			t.Errorf("datasets imports %s", path)
		}
	}
}
