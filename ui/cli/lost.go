package cli

import (
	"errors"
	"strings"

	"unroll/core/fault"
	"unroll/sessions"
)

var (
	errNameLost   = fault.New("cli.name_lost", "another unroll has just made session %s")
	hintOtherName = fault.New("cli.hint.other_name", "choose another name: --save NAME")
	hintResumeIn  = fault.New("cli.hint.resume_in", "to resume: unroll train --resume %s --sessions %s")
)

// nameLost is the error of a first save whose name another process has taken since the run began: what it made is no business
// of this run, so no hint points to it.
func nameLost(err error) error {
	var taken *sessions.Exists
	if errors.As(err, &taken) {
		return &usage{errNameLost.Of(taken.Name), hintOtherName.Of()}
	}
	return err
}

// rescuedHint says how a run that was saved elsewhere is resumed.
func rescuedHint(e *sessions.Rescued) error {
	if e.Dir == "" {
		return hintResume.Of(e.Name)
	}
	return hintResumeIn.Of(e.Name, shellWord(e.Dir))
}

// shellWord is a path as a shell takes it.
func shellWord(path string) string {
	if strings.ContainsAny(path, " \t\n\"'\\$`*?[](){}<>|&;#!~") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}
