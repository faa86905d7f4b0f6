package optim

import (
	"encoding/json"
	"math"
	"strconv"
)

// A Limit is a threshold that may be off (∞), which is null in JSON.
type Limit float64

// Off means no limit.
var Off = Limit(math.Inf(1))

// MarshalJSON writes null for Off.
func (l Limit) MarshalJSON() ([]byte, error) { return number(float64(l)), nil }

// UnmarshalJSON reads what MarshalJSON wrote.
func (l *Limit) UnmarshalJSON(b []byte) error {
	v, err := readNumber(b, math.Inf(1))
	*l = Limit(v)
	return err
}

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
