package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/fault"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
)

// Exit codes.
const (
	codeDone        = 0
	codeFailed      = 1
	codeUsage       = 2
	codeDiverged    = 3
	codeBadData     = 4
	codeInterrupted = 130
	codePipe        = 141 // as of a program that SIGPIPE ends
)

// codes is the only place that assigns exit codes to errors; the first line that fits counts, and an error that
// fits none has failed.
var codes = []struct {
	fits func(err error) bool
	code int
}{
	{as[*cutShort], codePipe},
	{is(errPipe), codeDone},
	{as[*sessions.Rescued], codeFailed},
	{as[*usage], codeUsage},
	{is(train.ErrDiverged), codeDiverged},
	{is(train.ErrRuined), codeDiverged},
	{as[*interrupted], codeInterrupted},
	{as[*unfit], codeBadData},
	{as[*datasets.Unclear], codeUsage},
	{as[*datasets.BadData], codeBadData},
	{as[*sessions.Damaged], codeBadData},
	{as[*sessions.NotFound], codeUsage},
	{as[*sessions.NoStep], codeUsage},
	{as[*sessions.Exists], codeUsage},
	{as[*sessions.BadName], codeUsage},
}

func is(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}

func as[T error](err error) bool {
	var target T
	return errors.As(err, &target)
}

// fail reports an error and returns the exit code. at is the command that was given.
func (c *call) fail(at *cobra.Command, err error) int {
	if err == nil {
		return codeDone
	}
	code := codeFailed
	if !c.begun { // cobra's own errors have no type
		code = codeUsage
	}
	for _, line := range codes {
		if line.fits(err) {
			code = line.code
			break
		}
	}
	if code == codeDone {
		return code
	}
	said := fmt.Sprintf("unroll: %s\n", tame(firstLine(c.words.Error(err))))
	hint := hintFor(at, err, code)
	if hint == nil {
		hint = c.sessionHint(at, err)
	}
	if hint != nil {
		said += fmt.Sprintf("  %s\n", tame(c.words.Error(hint)))
	}
	tell(c.errw, said)
	return code
}

// firstLine omits cobra's blank lines and suggestions.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

// hintFor is what to do about an error; nil: not known.
func hintFor(at *cobra.Command, err error, code int) error {
	for _, h := range hints {
		if hint := h(err); hint != nil {
			return hint
		}
	}
	if code == codeUsage && at != nil {
		return hintHelp.Of(at.CommandPath())
	}
	return nil
}

// hints says what to do about errors that do not say it themselves.
var hints = []func(err error) error{
	hint(rescuedHint),
	hint(func(e *usage) error { return e.hint }),
	hint(func(e *hinted) error { return e.hint }),
	hint(func(e *interrupted) error { return e.hint }),
	hint(func(e *datasets.Unclear) error { return hintParts.Of(shellQuoted(e.Train), shellQuoted(e.Valid)) }),
	hint(func(*sessions.NotFound) error { return hintSessions.Of() }),
	hint(damagedHint),
	hint(func(*sessions.NoBest) error { return hintLast.Of() }),
	hint(func(*sessions.NoGood) error { return hintOther.Of() }),
	hint(func(e *sessions.Exists) error { return hintTaken.Of(e.Name) }),
}

func hint[T error](say func(T) error) func(error) error {
	return func(err error) error {
		var e T
		if errors.As(err, &e) {
			return say(e)
		}
		return nil
	}
}

// damagedHint says what to do about a session's damaged file; nil where session.json is damaged, for the folder may not
// be a session.
func damagedHint(e *sessions.Damaged) error {
	switch e.File {
	case "best.safetensors":
		return hintLast.Of()
	case "good.safetensors":
		return hintOther.Of()
	case "vocab.json", "metrics.csv", "events.jsonl", "weights.safetensors", "optimizer.safetensors":
		return hintDamaged.Of(e.Name)
	}
	return nil
}

// A usage is a usage error, and what to type instead (nil: see the help).
type usage struct{ err, hint error }

func (e *usage) Error() string { return e.err.Error() }
func (e *usage) Unwrap() error { return e.err }

// misuse is a usage error.
func misuse(k *fault.Kind, args ...any) error { return &usage{err: k.Of(args...)} }

// wrong is err as a usage error; nil stays nil.
func wrong(err error) error {
	if err == nil {
		return nil
	}
	return &usage{err: byFlag(err)}
}

// byFlag is an error about a setting with the name of its flag: valid_every is --valid-every.
func byFlag(err error) error {
	e, ok := err.(*fault.Error)
	if !ok || len(e.Args) == 0 || !strings.HasPrefix(e.ID, "recipe.knob_") && e.ID != "text.min_freq" && e.ID != "text.max_vocab" {
		return err
	}
	name, ok := e.Args[0].(string)
	if !ok {
		return err
	}
	return e.Kind.Of(append([]any{"--" + strings.ReplaceAll(name, "_", "-")}, e.Args[1:]...)...)
}

// A hinted is an error with a hint what to do.
type hinted struct{ err, hint error }

func (e *hinted) Error() string { return e.err.Error() }
func (e *hinted) Unwrap() error { return e.err }

// An unfit is the error of a text that is unsuitable for its purpose.
type unfit struct{ error }

func (e *unfit) Unwrap() error { return e.error }

// An interrupted is the error of a run that a signal ended, and what to do.
type interrupted struct{ err, hint error }

func (e *interrupted) Error() string { return e.err.Error() }
func (e *interrupted) Unwrap() error { return e.err }
