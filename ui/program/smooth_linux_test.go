package program

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkWatching measures what the lab costs while it is left alone: frames per second, the interface's share
// of all processors, training in the lab compared with training without a terminal (alternating every few
// seconds, with the other one stopped), and resident memory a minute after the start.
func BenchmarkWatching(b *testing.B) {
	name := measured(b)
	load(b)
	start := time.Now()
	s := openLab(b, name, nil)
	s.rest(3 * time.Second)

	const whole = 10 * time.Second
	before := interfaceTime(b, s.cmd.Process.Pid)
	frames := bytes.Count(s.record(whole), []byte(frameEnd))
	spent := interfaceTime(b, s.cmd.Process.Pid) - before
	b.ReportMetric(float64(frames)/whole.Seconds(), "fps")
	b.ReportMetric(100*spent.Seconds()/whole.Seconds()/float64(runtime.NumCPU()), "interface-%CPU")

	inLab, alone := s.againstHeadless(name, 5, 4*time.Second)
	b.ReportMetric(inLab, "updates/s")
	b.ReportMetric(inLab/alone, "of-headless")
	s.rest(time.Until(start.Add(time.Minute)))
	b.ReportMetric(resident(b, s.cmd.Process.Pid), "resident-MB")
}

// record reads for d and returns what arrived.
func (s *screen) record(d time.Duration) []byte {
	s.t.Helper()
	var all []byte
	over := time.After(d)
	for {
		select {
		case c, ok := <-s.chunks:
			if !ok {
				s.t.Fatal("the program ended")
			}
			all = append(all, c...)
		case <-over:
			return all
		}
	}
}

// againstHeadless lets the lab and a run of the same recipe without a terminal train alternately, and returns the
// updates per second of both.
func (s *screen) againstHeadless(name string, turns int, each time.Duration) (inLab, alone float64) {
	rows := filepath.Join(s.t.TempDir(), "rows")
	cmd := exec.Command(name, "train", "--dataset", "tide", "--valid", "0", "--steps", "10000000", "--quiet", "--jsonl", rows)
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	time.Sleep(time.Second) // its start is not representative
	signal := func(p *os.Process, sig os.Signal) {
		if err := p.Signal(sig); err != nil {
			s.t.Fatal(err)
		}
	}
	var seen []byte
	signal(cmd.Process, syscall.SIGSTOP)
	before := lines(s.t, rows)
	for range turns {
		seen = append(seen, s.record(each)...)
		signal(s.cmd.Process, syscall.SIGSTOP)
		signal(cmd.Process, syscall.SIGCONT)
		time.Sleep(each)
		signal(cmd.Process, syscall.SIGSTOP)
		signal(s.cmd.Process, syscall.SIGCONT)
	}
	steps := stepShown.FindAllSubmatch(seen, -1)
	if steps == nil {
		s.t.Fatal("the lab shows no number of updates")
	}
	seconds := float64(turns) * each.Seconds()
	return (number(s.t, steps[len(steps)-1][1]) - number(s.t, steps[0][1])) / seconds, float64(lines(s.t, rows)-before) / seconds
}

// stepShown matches the number of updates in the lab's first row.
var stepShown = regexp.MustCompile(`▶ *(?:\x1b\[[0-9;]*m)* *([\d,]+) `)

func number(t testing.TB, text []byte) float64 {
	n, err := strconv.Atoi(strings.ReplaceAll(string(text), ",", ""))
	if err != nil {
		t.Fatal(err)
	}
	return float64(n)
}

func lines(t testing.TB, name string) int {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(text, []byte("\n"))
}

// interfaceTime is the running time of the threads that do not compute: those with the niceness of the process.
// It includes garbage collection.
func interfaceTime(t testing.TB, pid int) time.Duration {
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", pid))
	if err != nil || len(tasks) == 0 {
		t.Fatalf("no threads: %v", err)
	}
	sum := time.Duration(0)
	for _, task := range tasks {
		stat, err1 := os.ReadFile(filepath.Join(task, "stat"))
		run, err2 := os.ReadFile(filepath.Join(task, "schedstat"))
		if err1 != nil || err2 != nil {
			continue // it has ended meanwhile
		}
		_, after, _ := strings.Cut(string(stat), ") ")
		if f := strings.Fields(after); f[16] != "0" { // field 19 of proc_pid_stat(5); the first two are cut off
			continue
		}
		ns, err := strconv.ParseInt(strings.Fields(string(run))[0], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		sum += time.Duration(ns)
	}
	return sum
}

// resident is the resident memory of the process, in MB of a million bytes.
func resident(t testing.TB, pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "VmRSS:")
	kb, err := strconv.ParseFloat(strings.Fields(after)[0], 64)
	if err != nil {
		t.Fatal(err)
	}
	return kb * 1024 / 1e6
}
