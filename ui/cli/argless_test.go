package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// The law: a command without its arguments is a usage error that says what to name, and never a panic.
func TestEveryCommandWithoutArguments(t *testing.T) {
	dir := t.TempDir()
	n := 0
	everyCommand(t, func(cmd *cobra.Command) {
		_, needed, some := strings.Cut(cmd.Use, " ")
		if !some || strings.HasPrefix(needed, "[") {
			return
		}
		n++
		args := append(strings.Fields(cmd.CommandPath())[1:], "--sessions", dir)
		if got := run(t, args...); got.code != codeUsage || !strings.Contains(got.err, "name a ") {
			t.Errorf("%s: %+v", cmd.CommandPath(), got)
		}
	})
	if n < 8 {
		t.Errorf("%d commands with arguments", n)
	}
}
