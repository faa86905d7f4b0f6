package cli

import "unroll/core/fault"

// What can be wrong with the flags of sample, and of a run that begins with the weights of another.
var (
	errSampleText = fault.New("cli.sample_text", "--%s is for text, and session %s learned a series")
	errNoLines    = fault.New("cli.no_lines", "session %s knows no newline: leave out --line")
	errStartFlag  = fault.New("cli.start_flag", "--%s cannot be set: the network of session %s, with which the run begins, is as it is")
	errTopP       = fault.New("cli.top_p", "--top-p is %v: it must be greater than 0 and at most 1")
)
