package ladder

import "unroll/core/fault"

var (
	errHorizon = fault.New("ladder.horizon", "a horizon of %d steps: it must be at least 1, and the %d held-out rows must be at least as many")
	errPeriod  = fault.New("ladder.period", "a period of %d rows: it must be at least 2, and at most the %d rows of the training part")
	errTrain   = fault.New("ladder.train", "%d rows to train on, of %d: at least %d are needed, and one row to be judged by")
	errLags    = fault.New("ladder.lags", "%d rows to train on are too few for a line through values up to %d rows back and %d ahead")
)
