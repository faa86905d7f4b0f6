package term

import (
	"bytes"
	"strconv"
)

// Dark reads a colour in the terminals' notation, rgb:RRRR/GGGG/BBBB with one to four digits each, and reports
// whether light text belongs on it.
func Dark(colour string) (dark, ok bool) {
	parts := bytes.Split(bytes.TrimPrefix(bytes.TrimPrefix([]byte(colour), []byte("rgba:")), []byte("rgb:")), []byte("/"))
	if len(parts) < 3 {
		return true, false
	}
	weights := [3]float64{0.299, 0.587, 0.114} // luma of ITU-R BT.601
	luma := 0.0
	for i, w := range weights {
		v, err := strconv.ParseUint(string(parts[i]), 16, 32)
		if err != nil || len(parts[i]) == 0 || len(parts[i]) > 4 {
			return true, false
		}
		luma += w * float64(v) / float64(uint64(1)<<(4*len(parts[i]))-1)
	}
	return luma < 0.5, true
}
