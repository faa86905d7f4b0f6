package train

import (
	"context"

	"unroll/core/command"
)

// A Source is a run as screens, panels and commands know it: live, opened to look at, or made up for a test.
type Source interface {
	// Snapshots returns a reader's own channel of states: it holds the newest one, the latest wins, and other
	// readers take nothing from it. It is closed when the run ends, after a last state, or when ctx is done.
	Snapshots(ctx context.Context) <-chan Snapshot
	// Send asks the run for something and never blocks. False: it was not accepted, because the run has ended or
	// too many commands are waiting.
	Send(c command.Command) bool
}
