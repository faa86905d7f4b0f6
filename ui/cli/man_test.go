package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// The law: every command has a page with all of its flags, and no line of text is taken for a request of the formatter.
func TestManualPagesAreWhole(t *testing.T) {
	dir, pages := t.TempDir(), 0
	everyCommand(t, func(cmd *cobra.Command) {
		if !cmd.HasParent() {
			if err := writePages(cmd, dir); err != nil {
				t.Fatal(err)
			}
		}
		if !cmd.IsAvailableCommand() && cmd.HasParent() {
			return
		}
		b, err := os.ReadFile(filepath.Join(dir, pageName(cmd)+".1"))
		if err != nil {
			t.Fatal(err)
		}
		pages++
		for name := range flagsOf(cmd) {
			if strings.Count(string(b), "\n\\fB"+roff("--"+name)+"\\fR")+strings.Count(string(b), ", "+roff("--"+name)+"\\fR") != 1 {
				t.Errorf("%s: --%s is not there once", cmd.CommandPath(), name)
			}
		}
		for _, line := range strings.Split(string(b), "\n") {
			if request, _, _ := strings.Cut(line, " "); strings.HasPrefix(line, ".") && !strings.Contains(" .TH .SH .PP .TP .nf .fi .BR ", " "+request+" ") || strings.HasPrefix(line, "'") {
				t.Errorf("%s: %q", cmd.CommandPath(), line)
			}
		}
	})
	if pages < 15 {
		t.Errorf("%d pages", pages)
	}
}
