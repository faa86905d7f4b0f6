package cli

import (
	"math"
	"strconv"
	"strings"

	"unroll/core/history"
	"unroll/core/task"
)

// A csvColumn is one of the CSV of a run's rows: what it says of an update and of a validation. Either may be nil: nothing.
type csvColumn struct {
	name  string
	point func(b []byte, p history.Point) []byte
	valid func(b []byte, v history.Valid) []byte
}

// csvColumns are first the columns of a session's metrics.csv, in its order, then what follows from them and the time. An update and
// a validation are rows of their own, and leave each other's columns empty.
func csvColumns(d task.Data) []csvColumn {
	float := func(of func(p history.Point) float64) func([]byte, history.Point) []byte {
		return func(b []byte, p history.Point) []byte { return strconv.AppendFloat(b, of(p), 'g', -1, 64) }
	}
	score, right := d.Task().Score, accuracyOf(d)
	list := []csvColumn{
		{"step", func(b []byte, p history.Point) []byte { return strconv.AppendInt(b, int64(p.Step), 10) },
			func(b []byte, v history.Valid) []byte { return strconv.AppendInt(b, int64(v.Step), 10) }},
		{"tokens", func(b []byte, p history.Point) []byte { return strconv.AppendInt(b, int64(p.Tokens), 10) }, nil},
		{"loss", float(func(p history.Point) float64 { return p.Loss }), nil},
		{"grad_norm", float(func(p history.Point) float64 { return p.GradNorm }), nil},
		{"factor", float(func(p history.Point) float64 { return p.Factor }), nil},
		{"clip", float(func(p history.Point) float64 { return p.Clip }), nil},
		{"lr", float(func(p history.Point) float64 { return p.LR }), nil},
		{"epoch", float(func(p history.Point) float64 { return p.Epoch }), nil},
		validColumn("valid_nll", func(v history.Valid) float64 { return v.NLL }),
		validColumn("valid_tokens", func(v history.Valid) float64 { return float64(v.Tokens) }),
	}
	if right != nil {
		list = append(list, validColumn("valid_right", func(v history.Valid) float64 {
			if v.Right < 0 {
				return math.NaN()
			}
			return float64(v.Right)
		}))
	}
	list = append(list,
		csvColumn{keyOf(score), float(func(p history.Point) float64 { return score.Of(p.Loss) }), nil},
		csvColumn{"clipped", func(b []byte, p history.Point) []byte { return strconv.AppendBool(b, p.Clipped()) }, nil},
		csvColumn{"ms", func(b []byte, p history.Point) []byte {
			if p.Millis <= 0 { // not known for rows read from disk
				return b
			}
			return strconv.AppendFloat(b, p.Millis, 'g', -1, 64)
		}, nil},
		csvColumn{"valid_loss", nil, func(b []byte, v history.Valid) []byte { return strconv.AppendFloat(b, v.Loss(), 'g', -1, 64) }},
		csvColumn{"valid_" + keyOf(score), nil, func(b []byte, v history.Valid) []byte { return strconv.AppendFloat(b, score.Of(v.Loss()), 'g', -1, 64) }},
	)
	if right != nil {
		list = append(list, validColumn("valid_"+d.Task().Accuracy.ID, right))
	}
	return list
}

// validColumn is a number of a validation, and nothing where it is not known.
func validColumn(name string, of func(v history.Valid) float64) csvColumn {
	return csvColumn{name, nil, func(b []byte, v history.Valid) []byte {
		if x := of(v); !math.IsNaN(x) || name == "valid_nll" {
			return strconv.AppendFloat(b, x, 'g', -1, 64)
		}
		return b
	}}
}

// csvRows is a line for each update and each validation, in csvColumns.
func csvRows(d task.Data) rowForm {
	list := csvColumns(d)
	var names []string
	for _, c := range list {
		names = append(names, c.name)
	}
	line := func(b []byte, write func(b []byte, c csvColumn) []byte) []byte {
		for i, c := range list {
			if i > 0 {
				b = append(b, ',')
			}
			b = write(b, c)
		}
		return append(b, '\n')
	}
	return rowForm{
		head: strings.Join(names, ",") + "\n",
		point: func(b []byte, p history.Point) []byte {
			return line(b, func(b []byte, c csvColumn) []byte {
				if c.point == nil {
					return b
				}
				return c.point(b, p)
			})
		},
		valid: func(b []byte, v history.Valid) []byte {
			return line(b, func(b []byte, c csvColumn) []byte {
				if c.valid == nil {
					return b
				}
				return c.valid(b, v)
			})
		},
	}
}
