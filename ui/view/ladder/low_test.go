package ladder

import (
	"strings"
	"testing"
)

// The law: on a low screen there are fewer things but whole ones: a line of the table comes before the headings, which never stand alone.
func TestLowScreens(t *testing.T) {
	for w := 40; w <= 120; w += 40 {
		for h := 4; h <= 9; h++ {
			v := still(t)
			pic := picture(v, w, h)
			if !strings.Contains(pic, v.network().name) {
				t.Errorf("%d×%d: the network's line is not shown\n%s", w, h, pic)
			}
		}
	}
}
