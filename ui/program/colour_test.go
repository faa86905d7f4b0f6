package program

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The law: the program uses the colours that its environment promises and no others; within tmux, whose TERM is
// "screen", the sixteen.
func TestColoursOfTheTerminal(t *testing.T) {
	name := binary(t)
	for _, c := range []struct {
		env                 []string
		sixteen, more, full bool
	}{
		{[]string{"TERM=xterm-256color", "COLORTERM=truecolor"}, false, false, true},
		{[]string{"TERM=xterm-256color", "COLORTERM="}, false, true, false},
		{[]string{"TERM=screen-256color", "COLORTERM="}, false, true, false},
		{[]string{"TERM=screen", "COLORTERM="}, true, false, false},
		{[]string{"TERM=linux", "COLORTERM="}, true, false, false},
		{[]string{"TERM=xterm-256color", "NO_COLOR=1"}, false, false, false},
		{[]string{"TERM=screen", "COLORTERM=", "CLICOLOR=0"}, false, false, false},
	} {
		s := launch(t, name, append([]string{"CLICOLOR=", "CLICOLOR_FORCE=", "TERM_PROGRAM=", "COLORFGBG="}, c.env...))
		s.until(`Choose what to`)
		s.keys("q")
		sixteen, more, full := colours(s.ends())
		if sixteen != c.sixteen || more != c.more || full != c.full {
			t.Errorf("%v: of sixteen %v, of 256 %v, of 24 bits %v", c.env, sixteen, more, full)
		}
	}
}

// colours reports which kinds of foreground colour an output uses.
func colours(out string) (sixteen, more, full bool) {
	for _, m := range regexp.MustCompile(`\x1b\[([0-9;]*)m`).FindAllStringSubmatch(out, -1) {
		list := strings.Split(m[1], ";")
		for i := 0; i < len(list); i++ {
			n, _ := strconv.Atoi(list[i])
			switch {
			case n >= 30 && n <= 37 || n >= 90 && n <= 97:
				sixteen = true
			case (n == 38 || n == 48) && list[i+1] == "5":
				more = true
				i += 2
			case n == 38 || n == 48:
				full = true
				i += 4
			}
		}
	}
	return sixteen, more, full
}
