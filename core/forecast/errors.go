package forecast

import (
	"errors"

	"unroll/core/fault"
)

var (
	errLags       = fault.New("forecast.lags", "lags is %d: it must be between 1 and %d")
	errShort      = fault.New("forecast.short", "the series is too short: %d rows to train on, and %d are needed for %d lags and windows of %d steps (use a longer series, a smaller --unroll or fewer --lags)")
	errPast       = fault.New("forecast.past", "%d values are too few to go on from: %d are needed")
	errValue      = fault.New("forecast.value", "value %d, %g, is not one that the network can read")
	errFeeds      = fault.New("forecast.feeds", "only one step ahead can be forecast: the network reads other columns than the one it predicts, and their future is not known")
	errHorizon    = fault.New("forecast.horizon", "the horizon is %d: it must be between 1 and %d")
	errRows       = fault.New("forecast.rows", "there are no forecasts of rows %d to %d: the series has them from row %d to row %d")
	errAnswered   = fault.New("forecast.answered", "%s is sequences with one answer each: columns, gaps, lags, logarithms and differences mean nothing for it (leave those options out)")
	errNoSequence = fault.New("forecast.no_sequence", "of %d sequences there is none to train on (use a smaller --valid)")
	errWhole      = fault.New("forecast.whole", "unroll is %d, and the sequences have %d rows, which must be read as a whole (use --unroll %d)")
)

// IsData says whether err is about the series itself, not about how it was asked for.
func IsData(err error) bool {
	var e *fault.Error
	return errors.As(err, &e) && e.Kind == errShort
}
