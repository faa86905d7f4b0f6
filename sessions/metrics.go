package sessions

import (
	"slices"
	"strconv"
	"strings"

	"unroll/core/history"
)

// columns of metrics.csv. There is no wall time among them: the same run gives the same bytes.
var columns = [...]string{"step", "tokens", "loss", "grad_norm", "factor", "clip", "lr", "epoch", "valid_nll", "valid_tokens"}

// metricsHeader is the first line.
var metricsHeader = strings.Join(columns[:], ",") + "\n"

// appendRows writes the rows of the steps from first on. Step 0 has one only if it was validated.
func appendRows(b []byte, h history.History, first int) []byte {
	i, _ := slices.BinarySearchFunc(h.Valids, first, func(v history.Valid, step int) int { return v.Step - step })
	valids := h.Valids[i:]
	if first == 0 && len(valids) > 0 && valids[0].Step == 0 {
		b = append(b, "0,,,,,,,"...)
		b = appendValid(b, &valids[0])
		valids = valids[1:]
	}
	for _, p := range h.Points[max(0, first-1):] {
		b = appendPoint(b, p)
		if len(valids) > 0 && valids[0].Step == p.Step {
			b = appendValid(b, &valids[0])
			valids = valids[1:]
		} else {
			b = appendValid(b, nil)
		}
	}
	return b
}

func appendPoint(b []byte, p history.Point) []byte {
	b = strconv.AppendInt(b, int64(p.Step), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(p.Tokens), 10)
	for _, v := range [...]float64{p.Loss, p.GradNorm, p.Factor, p.Clip, p.LR, p.Epoch} {
		b = append(b, ',')
		b = strconv.AppendFloat(b, v, 'g', -1, 64)
	}
	return b
}

func appendValid(b []byte, v *history.Valid) []byte {
	if v == nil {
		return append(b, ",,\n"...)
	}
	b = append(b, ',')
	b = strconv.AppendFloat(b, v.NLL, 'g', -1, 64)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(v.Tokens), 10)
	return append(b, '\n')
}
