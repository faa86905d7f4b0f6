package forecast

import (
	"errors"

	"unroll/core/fault"
)

var (
	errLags       = fault.New("forecast.lags", "lags is %d: it must be between 1 and %d")
	errShort      = fault.New("forecast.short", "too few rows to train on: %d, and at least %d are needed with lags %d and unroll %d (use a longer series, a smaller --unroll or fewer --lags)")
	errPast       = fault.New("forecast.past", "too few values to go on from: %d (needed: %d)")
	errValue      = fault.New("forecast.value", "value %d, %g, is not one that the network can read")
	errFeeds      = fault.New("forecast.feeds", "only one step ahead can be forecast: the network reads other columns than the one it predicts, and their future is not known")
	errHorizon    = fault.New("forecast.horizon", "the horizon is %d: it must be between 1 and %d")
	errRows       = fault.New("forecast.rows", "there are no forecasts of rows %d to %d: the series has them from row %d to row %d")
	errAnswered   = fault.New("forecast.answered", "%s is sequences with one answer each: columns, gaps, lags, logarithms and differences mean nothing for it (leave those options out)")
	errNoSequence = fault.New("forecast.no_sequence", "no sequence is left to train on, of %d (use a smaller --valid)")
	errWhole      = fault.New("forecast.whole", "unroll is %d, and sequences of length %d must be read as a whole (use --unroll %d)")
)

// IsData says whether err is about the series itself, not about how it was asked for.
func IsData(err error) bool {
	var e *fault.Error
	return errors.As(err, &e) && e.Kind == errShort
}
