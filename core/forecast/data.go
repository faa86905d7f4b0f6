package forecast

import (
	"math"

	"unroll/core/series"
	"unroll/core/text"
)

// A Data is a series cut into examples: example e has the rows e … e+Lags−1 as its input, oldest first, and the target
// column of row e+Lags as its answer. Rows here are those of Train followed by Valid; First of Series comes before them.
type Data struct {
	*series.Data
	Lags int
	// Windows is how training and validations of a recurrent network read it; zero: with the state carried.
	Windows text.Windows

	rows  []float32 // n×D
	D, n  int       // columns, rows
	train int       // examples of the training part
}

// New cuts a series into examples. Errors: lags out of range, a training part that is too short.
func New(d *series.Data, lags int) (*Data, error) {
	if lags < 1 || lags > MostLags {
		return nil, errLags.Of(lags, MostLags)
	}
	D := len(d.Scales)
	x := &Data{Data: d, Lags: lags, D: D, n: (len(d.Train) + len(d.Valid)) / D, train: len(d.Train)/D - lags}
	x.rows = append(append(make([]float32, 0, x.n*D), d.Train...), d.Valid...)
	if x.train < 1 {
		return nil, errShort.Of(len(d.Train)/D, lags+1, lags, 1)
	}
	return x, nil
}

// Width is the number of input numbers of an example, Lags × input columns.
func (d *Data) Width() int { return d.Lags * len(d.Series.Inputs) }

// TrainExamples is how many examples have their answers in the training part.
func (d *Data) TrainExamples() int { return d.train }

// ValidExamples is how many have their answers in the held-out part; their inputs may begin before it.
func (d *Data) ValidExamples() int { return d.n - d.Lags - d.train }

// Feeds says whether what is predicted is all that is read, so that a forecast can be read as the next value.
func (d *Data) Feeds() bool {
	return len(d.Series.Inputs) == 1 && d.Series.Inputs[0] == d.Series.Target
}

// Bounds are the rows of Series that can be forecast one step ahead: from first up to, and without, end.
func (d *Data) Bounds() (first, end int) { return d.First + d.Lags, d.First + d.n }

// example is the example whose answer is row of Series.
func (d *Data) example(row int) int { return row - d.First - d.Lags }

// Scale is the target's.
func (d *Data) Scale() series.Scale { return d.Scales[d.Series.Target] }

// value is the target in row of Series, in data units.
func (d *Data) value(row int) float64 {
	return float64(d.Series.Values[row*len(d.Series.Labels)+d.Series.Target])
}

// Value is the target in row of Series, in data units.
func (d *Data) Value(row int) float64 { return d.value(row) }

// Measured is a value on the scale that errors are measured on: its logarithm if the network learns logarithms, else itself.
func (d *Data) Measured(v float64) float64 {
	if d.Log {
		return math.Log(v)
	}
	return v
}

// addInput appends the inputs of example e to b.
func (d *Data) addInput(b []float32, e int) []float32 {
	for r := e; r < e+d.Lags; r++ {
		for _, c := range d.Series.Inputs {
			b = append(b, d.rows[r*d.D+c])
		}
	}
	return b
}

// answer is the target of example e.
func (d *Data) answer(e int) float32 { return d.rows[(e+d.Lags)*d.D+d.Series.Target] }
