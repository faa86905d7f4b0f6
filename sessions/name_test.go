package sessions

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestNamesThatEverySystemTakes(t *testing.T) {
	for _, name := range []string{"opticks-lstm", "a", "Run_2.1", "茶山-gru", "été", "ete\u0301", "con-1", "com", "nul1", strings.Repeat("x", 80)} {
		if err := CheckName(name); err != nil {
			t.Error(err)
		}
	}
	for name, word := range map[string]string{
		"": "empty", ".": "begins", "..": "begins", ".git": "begins", "-rf": "begins", "a/b": `'/'`, `a\b`: `'\\'`, "a b": `' '`,
		"a\x00": `'\x00'`, "a\x1b[31m": `'\x1b'`, "\xff": "UTF-8", "a:b": `':'`, "run.": "dot", "CON": "Windows", "nul.txt": "Windows",
		"Com7": "Windows", "lpt¹": "Windows", "a\u202eb": `'\u202e'`, "a\u200b": `'\u200b'`, "🙂": "allowed", strings.Repeat("é", 41): "82 bytes",
	} {
		err := CheckName(name)
		var bad *BadName
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), word) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// Whatever a file is called, there is a valid, free name for its sessions.
func TestFreeNameIsANameAndFree(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	for base, want := range map[string]string{
		"opticks-lstm": "opticks-lstm", "my book (1).txt": "my-book--1-.txt", "../../etc": "etc", "": "run", "con": "run", "...": "run",
		"-x-": "x", "\xff": "run", "红楼梦 第一回": "红楼梦-第一回",
	} {
		if got := s.FreeName(base); got != want || CheckName(got) != nil {
			t.Errorf("%q: %q", base, got)
		}
	}
	long := strings.Repeat("長い", 40)
	for range 12 {
		for _, base := range []string{long, "run"} {
			name := s.FreeName(base)
			if err := CheckName(name); err != nil {
				t.Fatal(err)
			}
			must(t, os.Mkdir(s.path(name), 0o755))
		}
	}
	if got := s.FreeName("run"); got != "run-13" {
		t.Error(got)
	}
	if got := (Store{}).FreeName("run"); got != "run" {
		t.Error(got)
	}
}

func TestNearNames(t *testing.T) {
	names := []string{"opticks-lstm", "opticks-lstm-2", "names-gru", "tide"}
	for name, want := range map[string][]string{
		"opticks-lsm": {"opticks-lstm", "opticks-lstm-2"}, "Opticks-LSTM": {"opticks-lstm", "opticks-lstm-2"},
		"opt": {"opticks-lstm", "opticks-lstm-2"}, "tied": {"tide"}, "brackets": nil, "": nil,
	} {
		if got := near(name, names); !slices.Equal(got, want) {
			t.Errorf("%q: %q", name, got)
		}
	}
}
