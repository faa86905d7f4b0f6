package series

import (
	"errors"
	"math"
	"strings"

	"unroll/core/fault"
)

// Options say how a series is split and on which scale a network reads it.
type Options struct {
	Valid      float64 `json:"valid"`                // share held out at the end for validation, 0 ≤ Valid < 1; unused with TrainRows
	TrainRows  int     `json:"train_rows,omitempty"` // the first rows to train on; 0: by Valid
	ValidRows  int     `json:"valid_rows,omitempty"` // with TrainRows: rows held out behind them; 0: all the others
	Log        bool    `json:"log,omitempty"`        // logarithms instead of values
	Difference bool    `json:"difference,omitempty"` // steps from row to row instead of values, behind Log
}

// leastTrain is the fewest rows that a training part has: with fewer there is no standard deviation to speak of.
const leastTrain = 8

// A Data is a series as a network sees it: each column with the training part's mean 0 and standard deviation 1. Rows
// of Train come before those of Valid, without a gap or overlap.
type Data struct {
	Options
	Series *Series   // in its own units, all of it
	Scales []Scale   // D
	Train  []float32 // rows × D
	Valid  []float32 // rows × D; empty: nothing is held out
	First  int       // the row of Series that the first row of Train stands for: 1 with Difference, else 0
}

// Prepare splits s and puts it on the scale of its training part. Errors: a share outside [0, 1), too few rows, a target
// that never changes in the training part, a logarithm of what is not positive.
func Prepare(s *Series, o Options) (*Data, error) {
	train, valid, err := o.split(s.Rows())
	if err != nil {
		return nil, err
	}
	d := &Data{Options: o, Series: s, Scales: make([]Scale, len(s.Labels))}
	if o.Difference {
		d.First = 1
	}
	if train-d.First < leastTrain {
		return nil, errShort.Of(train, leastTrain+d.First)
	}
	D, rows := len(s.Labels), train+valid-d.First
	all := make([]float32, rows*D)
	for c := range D {
		x, err := d.changed(c, train+valid)
		if err != nil {
			return nil, err
		}
		d.Scales[c] = d.scale(x[:train-d.First])
		if c == s.Target && d.Scales[c].Constant {
			return nil, errConstant.Of(s.Labels[c], s.Values[c])
		}
		for t, v := range x {
			all[t*D+c] = float32((v - d.Scales[c].Mean) / d.Scales[c].SD)
		}
	}
	cut := (train - d.First) * D
	d.Train, d.Valid = all[:cut:cut], all[cut:]
	return d, nil
}

// Count is how many of n rows are trained on and how many are held out. Errors: a share outside [0, 1), more rows than there are.
func (o Options) Count(n int) (train, valid int, err error) { return o.split(n) }

// split is how many of n rows are trained on and how many held out, as core/text counts tokens.
func (o Options) split(n int) (train, valid int, err error) {
	if o.TrainRows != 0 {
		train, valid = o.TrainRows, o.ValidRows
		if valid == 0 {
			valid = n - train
		}
		if train < 0 || valid < 0 || train > n || valid > n-train {
			return 0, 0, errSplit.Of(o.TrainRows, o.ValidRows, n)
		}
		return train, valid, nil
	}
	if !(o.Valid >= 0 && o.Valid < 1) {
		return 0, 0, errShare.Of(o.Valid)
	}
	const exact = 1 - 1e-15 // 0.07·100 comes out a little above 7
	train = n - int(math.Ceil(o.Valid*float64(n)*exact))
	return train, n - train, nil
}

// changed is column c up to row n as logarithms and differences, as they are asked for.
func (d *Data) changed(c, n int) ([]float64, error) {
	x := d.Series.Column(c)[:n]
	for t, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, errFinite.Of(t+1, d.Series.Labels[c], v)
		}
		if d.Log {
			if v <= 0 {
				return nil, errLog.Of(t+1, d.Series.Labels[c], v)
			}
			x[t] = math.Log(v)
		}
	}
	if d.Difference {
		for t := n - 1; t > 0; t-- {
			x[t] -= x[t-1]
		}
		x = x[1:]
	}
	return x, nil
}

func (d *Data) scale(x []float64) Scale {
	f := Describe(x)
	s := Scale{Mean: f.Mean, SD: f.SD, Log: d.Log, Difference: d.Difference}
	if !(f.SD > 0) {
		s.SD, s.Constant = 1, true
	}
	return s
}

// Split is the row of Series that the held-out part begins with.
func (d *Data) Split() int { return d.First + len(d.Train)/len(d.Scales) }

// A Scale is how a column's values become what a network reads, and back.
type Scale struct {
	Mean, SD        float64 // of the training part, behind Log and Difference
	Log, Difference bool
	Constant        bool // the training part has one value only: it is 0 for the network, and SD is 1
}

// To is what a network reads for value v with the value before it (which only Difference needs), both in data units.
func (s Scale) To(v, before float64) float64 {
	if s.Log {
		v, before = math.Log(v), math.Log(before)
	}
	if s.Difference {
		v -= before
	}
	return (v - s.Mean) / s.SD
}

// From is the value in data units of z, what a network says, behind a value: the way back of To. Of a free run each
// value is the one before the next.
func (s Scale) From(z, before float64) float64 {
	v := s.Mean + z*s.SD
	if s.Difference {
		if s.Log {
			before = math.Log(before)
		}
		v += before
	}
	if s.Log {
		v = math.Exp(v)
	}
	return v
}

// IsData says whether err is about the data themselves, not about how they were asked for.
func IsData(err error) bool {
	var e *fault.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Kind {
	case errUnknown, errTarget, errBoth, errTwice, errGaps, errSource, errCount, errShare, errSplit:
		return false
	}
	return strings.HasPrefix(e.ID, "series.")
}
