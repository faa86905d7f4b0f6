package cli

import (
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/creack/pty"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// onTerminal is what the program writes to a terminal of 80 columns that answers nothing, with these variables
// set.
func onTerminal(t *testing.T, env []string, args ...string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there are no pseudo-terminals here")
	}
	cmd := exec.Command("unroll", args...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "UNROLL_SESSIONS=" + t.TempDir()}, env...)
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out, _ := io.ReadAll(f) // on Linux it ends with an error
	_ = cmd.Wait()
	return strings.ReplaceAll(string(out), "\r\n", "\n")
}

// escape matches the beginning of any instruction to a terminal.
var escape = regexp.MustCompile(`\x1b`)

// The law: there is colour on a terminal that shows it, and no escape code with NO_COLOR, on a dumb terminal, or
// in a pipe, whatever TERM and COLORTERM are.
func TestColourOnlyWhereItShows(t *testing.T) {
	for _, c := range []struct {
		name string
		env  []string
		want string // in the first heading; "": no escape code at all
	}{
		{"any background", []string{"TERM=xterm-256color"}, "\x1b[1mname\x1b[0m"},
		{"true colour", []string{"TERM=xterm-256color", "COLORTERM=truecolor", "COLORFGBG=15;0"}, "\x1b[1mname\x1b[0m"},
		{"NO_COLOR", []string{"TERM=xterm-256color", "NO_COLOR=1"}, ""},
		{"dumb", []string{"TERM=dumb"}, ""},
		{"no TERM", nil, ""},
		{"dumb, though told to colour", []string{"TERM=dumb", "COLORTERM=truecolor"}, ""},
	} {
		out := onTerminal(t, c.env, "presets")
		if c.want == "" && escape.MatchString(out) {
			t.Errorf("%s: escape codes in %q", c.name, lines(out)[0])
		}
		if !strings.HasPrefix(out, c.want) || !strings.Contains(out, "zaremba-small") {
			t.Errorf("%s: %q", c.name, lines(out)[0])
		}
	}
	t.Setenv("TERM", "xterm-256color")
	t.Setenv("COLORTERM", "truecolor")
	t.Setenv("COLORFGBG", "15;0")
	for _, args := range [][]string{{"presets"}, {"presets", "char-rnn"}, {"datasets", "show", "tide"}, {"--help"}, {"train", "--help"}, {"ladder", "periodic", "--max-order", "1"}} {
		if got := run(t, args...); escape.MatchString(got.out + got.err) {
			t.Errorf("%v: escape codes in a file: %q", args, got.out+got.err)
		}
	}
}

// The law: the background given by the environment decides the theme; if none is given there are attributes and
// no colours, which suit any background.
func TestTheThemeIsThatOfTheBackground(t *testing.T) {
	for _, c := range []struct{ fgbg, want string }{
		{"15;0", "\x1b[38;2;144;150;171mname\x1b[0m"},
		{"0;15", "\x1b[38;2;99;104;121mname\x1b[0m"},
		{"", "\x1b[2mname\x1b[0m"},
	} {
		out := onTerminal(t, []string{"TERM=xterm-256color", "COLORTERM=truecolor", "COLORFGBG=" + c.fgbg}, "presets", "char-rnn")
		if !strings.HasPrefix(out, c.want) {
			t.Errorf("COLORFGBG=%q: %q, want %q", c.fgbg, lines(out)[0], c.want)
		}
	}
}

// The law: no command queries the terminal: it would wait for one that never answers, and an answer would end up
// in the shell.
func TestNoCommandAsksTheTerminal(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"--help"}, {"bench", "--help"}, {"presets"}, {"datasets", "list"}, {"datasets", "show", "periodic"},
		{"ladder", "periodic", "--max-order", "1"}, {"eval", "--ngram", "1", "periodic"}, {"sessions", "list"}, {"nosuch", "-x"}} {
		out := onTerminal(t, []string{"TERM=xterm-256color", "COLORTERM=truecolor"}, args...)
		if out == "" {
			t.Errorf("%v: nothing was written", args)
		}
		for _, question := range []string{"\x1b]", "\x1b[6n", "\x1b[c", "\x1b[>"} {
			if strings.Contains(out, question) {
				t.Errorf("%v: %q queries the terminal", args, out)
			}
		}
	}
}

// The law: on 80 columns no line of a table or of help is wider, except those meant to be copied.
func TestTerminalTablesFit(t *testing.T) {
	long := regexp.MustCompile(`^\S*(prepare|same as|sha256|folder|line)`)
	for _, args := range [][]string{{"presets"}, {"presets", "zaremba-small"}, {"datasets", "list"}, {"datasets", "show", "chashan"}, {"--help"}, {"eval", "--help"},
		{"ladder", "periodic", "--max-order", "2"}} {
		for _, line := range lines(onTerminal(t, []string{"TERM=dumb"}, args...)) {
			if grid.Width(line) > 80 && !long.MatchString(line) && !strings.HasPrefix(line, "deflate") && !strings.HasPrefix(line, "theoretical") {
				t.Errorf("%v: %d columns: %s", args, grid.Width(line), line)
			}
		}
	}
}

// The law: every theme's titles and labels can be distinguished from text, or the theme has no style for them.
func TestEveryThemeInks(t *testing.T) {
	for _, th := range theme.Themes {
		k := ink{}.in(th, th.Renderer(io.Discard, grid.TrueColor))
		title, label, text := k.styles()
		if title.Render("x") == "x" || label.Render("x") == "x" || text.Render("x") != "x" {
			t.Errorf("%s: title %q, label %q, text %q", th.Name, title.Render("x"), label.Render("x"), text.Render("x"))
		}
		if k.heading("Usage:") != title.Render("Usage:") {
			t.Errorf("%s: a heading is not in the title's style", th.Name)
		}
	}
	if got := (ink{}).heading("Usage:"); got != "Usage:" {
		t.Errorf("a plain heading is %q", got)
	}
}

// TestInkOfAFileIsPlain: inkFor treats anything but a terminal as paper.
func TestInkOfAFileIsPlain(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/x")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, f := range []*os.File{f, nil} {
		if k := inkFor(f); k.width != 0 || k.gloss != nil {
			t.Errorf("%+v", k)
		}
	}
}
