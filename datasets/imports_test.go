package datasets

import (
	"go/build"
	"slices"
	"strings"
	"testing"
)

// The law: datasets imports core/text, core/series, core/forecast, core/tagging, core/translation, core/fault, golang.org/x/text and the standard library, nothing else.
func TestImports(t *testing.T) {
	p, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range p.Imports {
		first, _, _ := strings.Cut(path, "/")
		if standard := !strings.Contains(first, ".") && first != "unroll"; !standard && !strings.HasPrefix(path, "golang.org/x/text/") && !slices.Contains([]string{"unroll/core/text", "unroll/core/series", "unroll/core/forecast", "unroll/core/tagging", "unroll/core/translation", "unroll/core/fault"}, path) {
			t.Errorf("datasets imports %s", path)
		}
	}
}
