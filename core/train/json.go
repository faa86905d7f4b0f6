package train

import (
	"encoding/json"
	"math"
	"strconv"
)

// number writes v so that it reads back bit for bit; values that JSON has no number for become null.
func number(v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return []byte("null")
	}
	return strconv.AppendFloat(nil, v, 'g', -1, 64)
}

func readNumber(b []byte, null float64) (float64, error) {
	if string(b) == "null" {
		return null, nil
	}
	var v float64
	err := json.Unmarshal(b, &v)
	return v, err
}
