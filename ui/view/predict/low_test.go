package predict

import (
	"strings"
	"testing"
)

// The law: on a low screen there are fewer things but whole ones: at least one candidate is shown, the prefix stands alone in its row, and
// headings only stand above rows.
func TestLowScreens(t *testing.T) {
	p := still(t)
	for w := 20; w <= 120; w += 20 {
		for h := 3; h <= 12; h++ {
			pic := picture(p, w, h)
			rows := strings.Split(pic, "\n")
			likeliest, heading, prefix := -1, -1, -1
			for y, row := range rows[1:] {
				switch {
				case strings.Contains(row, "▸"+p.label(p.is.order[p.at()], 9)), strings.Contains(row, "▸ "+p.label(p.is.order[p.at()], 9)):
					likeliest = y
				case strings.Contains(row, "› "):
					prefix = y
					if strings.Contains(row, p.look.Words.Predict.P+" ") && strings.Contains(row, p.look.Words.Predict.Token) || !strings.Contains(row, "› ab") {
						t.Errorf("%d×%d: something is drawn over the prefix: %q", w, h, row)
					}
				case strings.Contains(row, " "+p.look.Words.Predict.Token+" "):
					heading = y
				}
			}
			if likeliest < 0 || heading >= 0 && heading != likeliest-1 || prefix > likeliest {
				t.Errorf("%d×%d: the chosen candidate in row %d, the headings in row %d, the prefix in row %d\n%s", w, h, likeliest, heading, prefix, pic)
			}
		}
	}
}
