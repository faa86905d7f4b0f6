package ladder

import "unroll/core/fault"

var (
	errHorizon = fault.New("ladder.horizon", "the horizon is %d: it must be at least 1, and at most the number of held-out rows, %d")
	errPeriod  = fault.New("ladder.period", "the period is %d: it must be at least 2, and at most the number of rows to train on, %d")
	errTrain   = fault.New("ladder.train", "too few rows to train on, %d of %d: at least %d are needed, and one row to be judged by")
	errLags    = fault.New("ladder.lags", "too few rows to train on, %d, for a line with lags up to %d and the horizon %d")
)
