package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// The law: a session that may not be read is not called missing, nor no session, by any command.
func TestAFolderThatMayNotBeReadIsNotMissing(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	binary, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	unroll := filepath.Join(t.TempDir(), "unroll") // where every user may run it
	if err := os.WriteFile(unroll, binary, 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("unroll", "train", "periodic", "--steps", "1", "--hidden", "4", "--save", "x", "--sessions", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, locked := range []string{filepath.Join(dir, "x"), dir} {
		if err := os.Chmod(locked, 0); err != nil {
			t.Fatal(err)
		}
		for _, command := range []string{"sessions remove --yes x", "sessions remove x", "sessions show x", "sessions rename x y", "eval x", "train --resume x"} {
			cmd := exec.Command(unroll, append(strings.Fields(command), "--sessions", dir)...)
			if os.Getuid() == 0 { // who may read everything
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
			}
			out, err := cmd.CombinedOutput()
			if cmd.ProcessState == nil {
				t.Skip(err) // another user cannot be taken here
			}
			if said := string(out); cmd.ProcessState.ExitCode() != codeFailed || !strings.Contains(said, "permission denied") || strings.Contains(said, "no session") || strings.Contains(said, "may not be a session") {
				t.Errorf("%s: exit code %d: %s", command, cmd.ProcessState.ExitCode(), said)
			}
		}
		if err := os.Chmod(locked, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}
