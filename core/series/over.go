package series

// Over is s on d's scale, that of d's training part, to be judged by what has learned d: its first lead rows are Train, the
// others Valid. s must have d's columns. Errors: another number of columns, too few rows, a logarithm of what is not positive.
func (d *Data) Over(s *Series, lead int) (*Data, error) {
	D, rows := len(s.Labels), s.Rows()-d.First
	if D != len(d.Series.Labels) {
		return nil, errOther.Of(D, len(d.Series.Labels))
	}
	if rows <= lead {
		return nil, errFew.Of(s.Rows(), lead+d.First+1)
	}
	x := &Data{Options: d.Options, Series: s, Scales: d.Scales, First: d.First}
	all := make([]float32, rows*D)
	for c := range D {
		column, err := x.changed(c, s.Rows())
		if err != nil {
			return nil, err
		}
		for t, v := range column {
			all[t*D+c] = float32((v - x.Scales[c].Mean) / x.Scales[c].SD)
		}
	}
	x.Train, x.Valid = all[:lead*D:lead*D], all[lead*D:]
	return x, nil
}
