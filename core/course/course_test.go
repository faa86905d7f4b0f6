package course

import "testing"

// The law: two courses have in common what both did before either turned off from the other, however many turns there were.
func TestParted(t *testing.T) {
	first := Course{End: Point{100, 3}}
	second := Course{Path: Turn(nil, 1, Point{60, 2}), End: Point{90, 3}}
	third := Course{Path: Turn(second.Path, 2, Point{80, 2}), End: Point{85, 2}}
	fourth := Course{Path: Turn(third.Path, 3, Point{40, 1}), End: Point{200, 1}}
	fifth := Course{Path: Turn(second.Path, 4, Point{60, 3}), End: Point{61, 3}} // at the same step, a change later
	for _, c := range []struct {
		a, b Course
		want Point
	}{
		{first, first, first.End}, {first, second, Point{60, 2}}, {second, third, Point{80, 2}}, {first, third, Point{60, 2}},
		{first, fourth, Point{40, 1}}, {third, fourth, Point{40, 1}}, {fifth, second, Point{60, 3}}, {fifth, first, Point{60, 2}},
	} {
		if got := Parted(c.a, c.b); got != c.want || Parted(c.b, c.a) != c.want {
			t.Errorf("%+v and %+v parted at %+v, not %+v", c.a, c.b, got, c.want)
		}
	}
	if len(second.Path) != 1 || len(fourth.Path) != 1 || len(fifth.Path) != 2 {
		t.Errorf("paths %v, %v, %v", second.Path, fourth.Path, fifth.Path)
	}
}
