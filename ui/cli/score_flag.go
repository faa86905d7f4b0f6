package cli

import (
	"strings"

	"unroll/core/text"
)

// scoring is text.Options.Score as a flag takes it: "" is all.
type scoring string

const scoreAll = "all"

func (s scoring) String() string {
	if s == "" {
		return scoreAll
	}
	return string(s)
}

// parse reads a value: all, last or after:X. Whether X is a token, only a text can tell.
func (s *scoring) parse(v string) error {
	marker, after := strings.CutPrefix(v, text.ScoreAfter)
	switch {
	case v == scoreAll:
		*s = ""
	case v == text.ScoreLast, after && marker != "":
		*s = scoring(v)
	default:
		return errTakesScore.Of()
	}
	return nil
}
