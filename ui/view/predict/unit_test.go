package predict

import (
	"fmt"
	"strings"
	"testing"

	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
)

// The law: each page has one unit at every size, and names it.
func TestOneUnit(t *testing.T) {
	for name, do := range map[string]func(p *Predict){"plain": func(*Predict) {}, "law": known, "softmax": func(p *Predict) { press(p, "down", "s") }} {
		for _, u := range looktest.Units {
			p := still(t)
			p.look.Unit = u
			do(p)
			for _, s := range append(sizes, [2]int{200, 60}) {
				if !looktest.OneUnit(t, fmt.Sprintf("%s %v", name, s), picture(p, s[0], s[1]), u) && s[0] >= 80 {
					t.Errorf("%s %v: no unit is named", name, s)
				}
			}
		}
	}
}

// The law: bits are log₂: the entropy, the cost of the prefix and the columns are converted.
func TestBitsAreBinaryLogarithms(t *testing.T) {
	p := still(t)
	p.look.Unit = look.Bits
	pic := picture(p, 120, 36)
	for _, want := range []string{"entropy 1.86 bits", "−log₂ p", "log₂ P, bits"} {
		if !strings.Contains(pic, want) {
			t.Errorf("no %s in\n%s", want, pic)
		}
	}
	if strings.Contains(pic, "−log p") || strings.Contains(pic, "log P") {
		t.Errorf("a natural logarithm in bits in\n%s", pic)
	}
}
