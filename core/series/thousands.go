package series

import (
	"bytes"
	"strings"
)

// separatesThousands are the marks that people write between thousands.
var separatesThousands = []string{",", ".", "'", "’", " ", "\u00A0", "\u202F"}

// withoutThousands is a number with separators between its thousands, such as 1.025,6 or 1,025.6, written without them and with
// such a decimal mark; ok is false if f is something else. Numbers with a single mark may be meant in another way: ask only about
// what is no number.
func withoutThousands(f []byte, decimal byte) (plain string, ok bool) {
	s := string(f)
	for _, between := range separatesThousands {
		for _, mark := range []string{".", ","} {
			if mark == between {
				continue
			}
			whole, fraction, marked := strings.Cut(s, mark)
			groups := strings.Split(strings.TrimLeft(whole, "+-−"), between)
			if len(groups) < 2 || !digits(groups[0], 1, 3) || marked && !digits(fraction, 1, len(s)) {
				continue
			}
			all := true
			for _, g := range groups[1:] {
				all = all && digits(g, 3, 3)
			}
			if !all {
				continue
			}
			plain = strings.ReplaceAll(whole, between, "")
			if marked {
				plain += string(decimal) + fraction
			}
			return plain, true
		}
	}
	return "", false
}

// digits says whether s is from least to most digits.
func digits(s string, least, most int) bool {
	return len(s) >= least && len(s) <= most && len(bytes.Trim([]byte(s), "0123456789")) == 0
}
