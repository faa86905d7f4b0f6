package cli

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"unroll/sessions"
)

// The law: runs that begin and end at the same time in one folder all become sessions, each of its own name, and every run names its own.
func TestABurstOfRunsLosesNone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("interrupts cannot be sent here")
	}
	const at = 5
	rounds := 6
	if testing.Short() {
		rounds = 2
	}
	dir := filepath.Join(t.TempDir(), "made", "by", "them")
	named := map[string]bool{}
	for round := range rounds {
		signal := []os.Signal{syscall.SIGTERM, os.Interrupt}[round%2]
		for _, name := range burst(t, dir, at, signal) {
			if named[name] {
				t.Errorf("two runs name %s", name)
			}
			named[name] = true
		}
	}
	list, err := sessions.Default(dir).List()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		if s.Err != nil || !named[s.Name] {
			t.Errorf("%s: %v, named %v", s.Name, s.Err, named[s.Name])
		}
		if _, _, err := sessions.Default(dir).Open(s.Name); err != nil {
			t.Error(err)
		}
	}
	if len(list) != rounds*at || len(named) != rounds*at {
		t.Errorf("%d runs, %d sessions, %d names", rounds*at, len(list), len(named))
	}
}

var kept = regexp.MustCompile(`saved as session (\S+)\n  to resume: unroll train --resume (\S+)\n`)

// burst starts n runs, ends them with a signal once all have made an update, and returns the sessions that they name.
func burst(t *testing.T, dir string, n int, signal os.Signal) (names []string) {
	t.Helper()
	cmds, words, begun := make([]*exec.Cmd, n), make([]strings.Builder, n), make([]*bufio.Reader, n)
	for i := range cmds {
		cmds[i] = exec.Command("unroll", "train", "periodic", "--steps", "100000000", "--hidden", "4", "--threads", "1", "--jsonl", "-", "--sessions", dir)
		cmds[i].Stderr = &words[i]
		out, err := cmds[i].StdoutPipe()
		if err == nil {
			err = cmds[i].Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		begun[i] = bufio.NewReader(out)
	}
	for _, r := range begun {
		if _, err := r.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range cmds {
		if err := c.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
	}
	for i, c := range cmds {
		if _, err := begun[i].WriteTo(new(strings.Builder)); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait() // what it printed says more
		m := kept.FindStringSubmatch(words[i].String())
		if c.ProcessState.ExitCode() != codeInterrupted || m == nil || m[1] != m[2] {
			t.Errorf("exit code %d:\n%s", c.ProcessState.ExitCode(), words[i].String())
			continue
		}
		names = append(names, m[1])
	}
	return names
}

// The law: a run that is interrupted where no session can be made is saved elsewhere, and the program says where, exits with 1 and names
// only a session that it made.
func TestAnInterruptedRunFindsAPlace(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("interrupts cannot be sent here")
	}
	top := t.TempDir()
	store := filepath.Join(top, "a file")
	if err := os.WriteFile(store, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, said, code := runUntil(t, syscall.SIGTERM, []string{"train", "periodic", "--steps", "100000000", "--hidden", "4", "--jsonl", "-", "--sessions", store})
	place := filepath.Join(top, "unroll-sessions")
	if code != codeFailed || !strings.Contains(said, "the run is saved as session periodic-lstm in "+place+" instead\n  to resume: unroll train --resume periodic-lstm --sessions "+place+"\n") ||
		strings.Contains(said, "interrupted at") {
		t.Errorf("exit code %d:\n%s", code, said)
	}
	if _, from, err := sessions.Default(place).Open("periodic-lstm"); err != nil || from.Step < 1 {
		t.Error(err)
	}
}
