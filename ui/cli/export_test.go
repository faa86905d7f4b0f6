package cli

import (
	"cmp"
	"os"
	"os/exec"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScriptsInPyTorch runs exported scripts if there is a Python with PyTorch.
func TestScriptsInPyTorch(t *testing.T) {
	if testing.Short() {
		t.Skip("importing PyTorch takes seconds")
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

// pythonWithTorch is the interpreter named by PYTHON, or else the first python3, or the system's, which has the
// libraries of the system's packages even if another comes first; "" if it cannot import torch.
func pythonWithTorch() string {
	for _, name := range []string{cmp.Or(os.Getenv("PYTHON"), "python3"), "/usr/bin/python3"} {
		if path, err := exec.LookPath(name); err == nil && exec.Command(path, "-c", "import torch").Run() == nil {
			return path
		}
	}
	return ""
}
