package datasets

import (
	"os"
	"path/filepath"
	"testing"
)

func TestOpticksIsFoundByGOROOT(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, filepath.FromSlash(opticksFile))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Dir(path), filepath.Base(path), "Of Light")
	t.Setenv("GOROOT", root)
	if !opticks.Available() {
		t.Fatal("not found")
	}
	x := load(t, opticks)
	if x.Train != "Of Light" || x.Path != path || x.Name != "opticks" || x.SHA256 != hash("Of Light") {
		t.Errorf("%+v", x)
	}
}

// A folder that only seems to be an installation is skipped.
func TestOpticksIsNotFoundInAnEmptyGOROOT(t *testing.T) {
	root := t.TempDir()
	t.Setenv("GOROOT", root)
	t.Setenv("PATH", root)
	t.Setenv("HOME", root)
	_, err := loadOpticks()
	if opticks.Available() { // in one of the usual places
		if err != nil {
			t.Error(err)
		}
		return
	}
	checkBad(t, err, "opticks", "GOROOT")
}
