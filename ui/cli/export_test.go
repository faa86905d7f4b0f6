package cli

import (
	"cmp"
	"os"
	"os/exec"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScriptsInPyTorch runs what was exported, where there is a Python that has PyTorch.
func TestScriptsInPyTorch(t *testing.T) {
	if testing.Short() {
		t.Skip("PyTorch takes seconds to be imported")
	}
	python := pythonWithTorch()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/pytorch",
		Setup: func(e *testscript.Env) error {
			e.Setenv("UNROLL_SESSIONS", e.WorkDir+"/kept")
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("PYTHON", python)
			e.Setenv("OMP_NUM_THREADS", "1")
			return nil
		},
		Condition: func(cond string) (bool, error) { return cond == "torch" && python != "", nil },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": code, "book": book,
		},
	})
}

// pythonWithTorch is what PYTHON names, or else the first python3, or the system's, which has the
// libraries that its packages bring though another may stand before it; "" if it cannot import torch.
func pythonWithTorch() string {
	for _, name := range []string{cmp.Or(os.Getenv("PYTHON"), "python3"), "/usr/bin/python3"} {
		if path, err := exec.LookPath(name); err == nil && exec.Command(path, "-c", "import torch").Run() == nil {
			return path
		}
	}
	return ""
}
