package cli

import "unroll/core/fault"

// What can be wrong with the flags of sample, and of a run that begins with the weights of another.
var (
	errSampleText     = fault.New("cli.sample_text", "--%s is for text, and session %s learned a series")
	errNoLines        = fault.New("cli.no_lines", "the vocabulary of session %s has no newline: leave out --line")
	errStartGood      = fault.New("cli.start_good", "session %s went wrong: the run begins with its last good weights, of step %s (--weights last: with the newest)")
	errStartBest      = fault.New("cli.start_best", "session %s went wrong, and no good state is known: the run begins with its best weights, of step %s (--weights last: with the newest)")
	errStartRuined    = fault.New("cli.start_ruined", "session %s went wrong, and neither good nor best weights are known: the run begins with the newest, which are ruined")
	errStartOtherTask = fault.New("cli.start_other_task", "session %s is a language model, and %s %v: it cannot begin with its weights")
	errOnlyMomentum   = fault.New("cli.only_momentum", "only --optimizer momentum reads --momentum, and the optimizer is %s")
	errClipZero       = fault.New("cli.clip_zero", "--clip 0 sets every gradient to 0, so the weights do not change; --clip off switches clipping off")
	errBestLost       = fault.New("cli.best_lost", "session %s: its best weights are damaged; the next lowest validation replaces them")
	errRunPipe        = fault.New("cli.run_pipe", "standard output was closed: the run ends after %s")
	errStartFlag      = fault.New("cli.start_flag", "--%s cannot be set: the run begins with the network of session %s")
	errTopP           = fault.New("cli.top_p", "--top-p is %v: it must be greater than 0 and at most 1")
)
