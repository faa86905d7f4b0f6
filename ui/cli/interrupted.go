package cli

import (
	"cmp"
	"io"
	"time"

	"unroll/core/fault"
)

var (
	errInterruptedLab = fault.New("cli.interrupted_lab", "interrupted: saved as session %s")
	errNothingToSave  = fault.New("cli.interrupted_empty", "interrupted")
	hintOpenLab       = fault.New("cli.hint.open_lab", "to open again: unroll --resume %s")
	hintResumeLab     = fault.New("cli.hint.resume_lab", "to resume: unroll --resume %s")
)

// Interrupted is the error of a lab that was not left by its keys: by a signal, by the end of its terminal, or (err) without
// saving. kept is the session that its last run became; "" if there is none; over: it cannot go on. The exit code is 130.
func Interrupted(err error, kept string, over bool) error {
	if err == nil && kept != "" && over {
		return &interrupted{errInterruptedLab.Of(kept), hintOpenLab.Of(kept)}
	}
	if err == nil && kept != "" {
		return &interrupted{errInterruptedLab.Of(kept), hintResumeLab.Of(kept)}
	}
	return &interrupted{err: cmp.Or(err, errNothingToSave.Of())}
}

// deafAfter is how long a terminal may take for a few lines before the program ends without having said them.
const deafAfter = 2 * time.Second

// tell writes to f; a terminal that reads nothing stops it only for deafAfter.
func tell(f *stream, text string) {
	if !isTerminal(f.screen()) {
		_, _ = io.WriteString(f, text)
		return
	}
	told := make(chan struct{})
	go func() {
		_, _ = io.WriteString(f, text)
		close(told)
	}()
	select {
	case <-told:
	case <-time.After(deafAfter):
	}
}
