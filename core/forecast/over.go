package forecast

import "unroll/core/series"

// Over is another series as a network of d reads it: on d's scale, all of it held out. A Model of it forecasts every row
// that has enough rows before it. Errors: those of series.Data.Over.
func (d *Data) Over(s *series.Series) (*Data, error) {
	o, err := d.Data.Over(s, d.Lags)
	if err != nil {
		return nil, err
	}
	x := &Data{Data: o, Lags: d.Lags, D: d.D, n: (len(o.Train) + len(o.Valid)) / d.D}
	x.rows = append(append(make([]float32, 0, x.n*x.D), o.Train...), o.Valid...)
	return x, nil
}
