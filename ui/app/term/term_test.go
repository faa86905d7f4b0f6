package term

import (
	"testing"

	"unroll/ui/draw/grid"
)

// The law: what a terminal can show follows from its environment alone, according to this table.
func TestProfileOf(t *testing.T) {
	type env = map[string]string
	for _, c := range []struct {
		env  env
		want grid.Profile
	}{
		// what terminals call themselves
		{env{"TERM": "xterm-256color", "COLORTERM": "truecolor"}, grid.TrueColor},
		{env{"TERM": "xterm-256color", "COLORTERM": "24bit"}, grid.TrueColor},
		{env{"TERM": "xterm-256color"}, grid.ANSI256},
		{env{"TERM": "xterm"}, grid.ANSI16},
		{env{"TERM": "xterm-color"}, grid.ANSI16},
		{env{"TERM": "xterm-16color"}, grid.ANSI16},
		{env{"TERM": "xterm-mono"}, grid.Mono},
		{env{"TERM": "xterm-kitty"}, grid.TrueColor},
		{env{"TERM": "xterm-ghostty"}, grid.TrueColor},
		{env{"TERM": "alacritty"}, grid.TrueColor},
		{env{"TERM": "linux"}, grid.ANSI16},
		{env{"TERM": "rxvt"}, grid.ANSI16},
		{env{"TERM": "rxvt-unicode-256color"}, grid.ANSI256},
		{env{"TERM": "rxvt-unicode"}, grid.ANSI16},
		{env{"TERM": "putty"}, grid.ANSI16},
		{env{"TERM": "foot"}, grid.ANSI16},
		{env{"TERM": "foot", "COLORTERM": "truecolor"}, grid.TrueColor},
		{env{"TERM": "st"}, grid.ANSI16},
		{env{"TERM": "stv52"}, grid.Mono},
		{env{"TERM": "cygwin"}, grid.ANSI16},
		{env{"TERM": "ansi"}, grid.ANSI16},
		{env{"TERM": "vt100"}, grid.Mono},
		{env{"TERM": "vt220"}, grid.Mono},
		{env{"TERM": "dumb"}, grid.Plain},
		{env{}, grid.Mono},
		// within tmux and screen
		{env{"TERM": "screen"}, grid.ANSI16},
		{env{"TERM": "screen", "TMUX": "/tmp/tmux-0/default,1,0", "TERM_PROGRAM": "tmux"}, grid.ANSI16},
		{env{"TERM": "screen.xterm"}, grid.ANSI16},
		{env{"TERM": "screen-256color"}, grid.ANSI256},
		{env{"TERM": "screen", "COLORTERM": "truecolor"}, grid.ANSI256},
		{env{"TERM": "screen", "COLORTERM": "truecolor", "TERM_PROGRAM": "tmux"}, grid.TrueColor},
		{env{"TERM": "screen-256color", "COLORTERM": "truecolor", "TERM_PROGRAM": "tmux"}, grid.TrueColor},
		{env{"TERM": "tmux"}, grid.ANSI16},
		{env{"TERM": "tmux-256color"}, grid.ANSI256},
		{env{"TERM": "tmux-256color", "COLORTERM": "truecolor"}, grid.TrueColor},
		// a person's preferences
		{env{"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, grid.Mono},
		{env{"TERM": "xterm-256color", "NO_COLOR": ""}, grid.ANSI256},
		{env{"TERM": "screen", "NO_COLOR": "1"}, grid.Mono},
		{env{"TERM": "xterm-256color", "NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, grid.Mono},
		{env{"TERM": "xterm-256color", "CLICOLOR": "0"}, grid.Mono},
		{env{"TERM": "screen", "CLICOLOR": "0"}, grid.Mono},
		{env{"TERM": "xterm-256color", "CLICOLOR": "1"}, grid.ANSI256},
		{env{"TERM": "xterm-256color", "CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, grid.ANSI256},
		{env{"TERM": "xterm-256color", "CLICOLOR": "0", "CLICOLOR_FORCE": "0"}, grid.Mono},
		{env{"TERM": "vt100", "CLICOLOR_FORCE": "1"}, grid.ANSI16},
		{env{"TERM": "dumb", "NO_COLOR": "1"}, grid.Plain},
		// variables of a build machine say nothing about the terminal
		{env{"TERM": "xterm-256color", "CI": "true"}, grid.ANSI256},
		{env{"TERM": "screen", "CI": "true"}, grid.ANSI16},
	} {
		if got := ProfileOf(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: profile %d, want %d", c.env, got, c.want)
		}
	}
}

// The law: the program's own environment is used.
func TestProfileReadsTheEnvironment(t *testing.T) {
	for _, name := range []string{"NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "TERM_PROGRAM", "GOOGLE_CLOUD_SHELL"} {
		t.Setenv(name, "")
	}
	for name, want := range map[string]grid.Profile{"screen": grid.ANSI16, "screen-256color": grid.ANSI256, "dumb": grid.Plain} {
		t.Setenv("TERM", name)
		if got := Profile(); got != want {
			t.Errorf("%s: profile %d, want %d", name, got, want)
		}
	}
}

// The law: the background is known if COLORFGBG gives it, and only then.
func TestDarkByEnv(t *testing.T) {
	for value, want := range map[string][2]bool{
		"": {true, false}, "15;0": {true, true}, "0;15": {false, true}, "0;7": {false, true}, "12;8": {true, true},
		"0;default;15": {false, true}, "15;default;0": {true, true}, "0;": {true, false},
	} {
		t.Setenv("COLORFGBG", value)
		dark, known := DarkByEnv()
		if known != want[1] || (known && dark != want[0]) {
			t.Errorf("%q: dark %v, known %v", value, dark, known)
		}
	}
}

// The law: only terminals that answer or stay silent are queried; those that would print the query are not.
func TestAsks(t *testing.T) {
	for name, want := range map[string]bool{
		"xterm-256color": true, "xterm": true, "tmux-256color": true, "alacritty": true, "foot": true, "rxvt-unicode": true,
		"": false, "dumb": false, "linux": false, "vt100": false, "vt220": false, "screen": false, "screen-256color": false,
	} {
		if got := Asks(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}
