package series

import (
	"errors"
	"math"
	"testing"

	"unroll/core/fault"
)

// The law: what a network reads, and its square, is a finite float32: a held-out value that is too far from the training part for
// that is refused with its row and column, by Prepare and by Over; one that is far but not too far is read.
func TestAValueThatIsTooFarFromTheTrainingPart(t *testing.T) {
	values := make([]float32, 40)
	for i := range values {
		values[i] = 1 + float32(i%3)*1e-6
	}
	for _, c := range []struct {
		value   float32
		o       Options
		refused bool
	}{
		{1e11, Options{Valid: 0.5}, false}, {-1e11, Options{Valid: 0.5}, false}, {3e38, Options{Valid: 0.5}, true}, {-1e14, Options{Valid: 0.5}, true},
		{3e38, Options{Valid: 0.5, Log: true}, false}, {3e38, Options{Valid: 0.5, Difference: true}, true}, {3e38, Options{Valid: 0}, false},
	} {
		s := of(values...)
		x := *s
		x.Values = append([]float32(nil), values...)
		x.Values[30] = c.value
		d, err := Prepare(&x, c.o)
		_, over := prepared(t, s, c.o).Over(&x, 2)
		for _, err := range []error{err, over} {
			if err == over && c.o.Valid == 0 {
				continue // to another series it is too far
			}
			var e *fault.Error
			if refused := errors.As(err, &e) && e.Kind == errFar; refused != c.refused || (refused && (e.Args[0] != 31 || !IsData(err))) || (!refused && err != nil) {
				t.Errorf("%+v: %v", c, err)
			}
		}
		if err != nil {
			continue
		}
		for _, z := range append(d.Train, d.Valid...) {
			if square := z * z; math.IsInf(float64(square), 0) || z != z {
				t.Errorf("%+v: a network reads %v", c, z)
			}
		}
	}
}

// A straight line has steps that never change, and the error says so rather than that its values are all the same.
func TestStepsThatNeverChange(t *testing.T) {
	values := make([]float32, 30)
	for i := range values {
		values[i] = 3 + 2*float32(i)
	}
	_, err := Prepare(of(values...), Options{Difference: true})
	if want := errSteady.Of(Label{1, "x"}, 2.0); err == nil || err.Error() != want.Error() || !IsData(err) {
		t.Errorf("%v, want %v", err, want)
	}
}

// The law: whatever a series of finite numbers and its options are, it is refused with a reason, or all that a network reads of it
// has a finite square, both parts have the rows that Count says, and the scale leads back to the data.
func FuzzPrepare(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, uint8(1), 0.2, 0, 0, false, false)
	f.Add([]byte("the tide came in and the boat went out with seven men who rowed as one"), uint8(2), 0.1, 9, 3, true, true)
	f.Add(make([]byte, 400), uint8(3), 0.0, 0, 0, false, true)
	f.Add([]byte("\x00\x00\x00\x01\x00\x00\x00\x7e\xff\xff\x7f\x7f\x00\x00\x80\x3f"), uint8(1), 0.5, -1, 1<<62, true, false)
	f.Fuzz(func(t *testing.T, raw []byte, columns uint8, valid float64, train, held int, log, difference bool) {
		D := 1 + int(columns%4)
		s := &Series{Target: D - 1}
		for c := range D {
			s.Labels, s.Inputs = append(s.Labels, Label{Number: c + 1}), append(s.Inputs, c)
		}
		for ; len(raw) >= 4; raw = raw[4:] {
			v := math.Float32frombits(uint32(raw[0]) | uint32(raw[1])<<8 | uint32(raw[2])<<16 | uint32(raw[3])<<24)
			if v-v == 0 { // finite
				s.Values = append(s.Values, v)
			}
		}
		s.Values = s.Values[:len(s.Values)/D*D]
		o := Options{Valid: valid, TrainRows: train, ValidRows: held, Log: log, Difference: difference}
		d, err := Prepare(s, o)
		if err != nil {
			var e *fault.Error
			if !errors.As(err, &e) {
				t.Errorf("%#v", err)
			}
			return
		}
		a, b, err := o.Count(s.Rows())
		if err != nil || len(d.Train) != (a-d.First)*D || len(d.Valid) != b*D {
			t.Fatalf("%d and %d numbers, %d and %d rows of %d, %v", len(d.Train), len(d.Valid), a, b, D, err)
		}
		for i, z := range append(d.Train, d.Valid...) {
			c, row := i%D, d.First+i/D
			if square := z * z; square-square != 0 {
				t.Fatalf("number %d is %v", i, z)
			}
			before := 0.0
			if row > 0 {
				before = float64(s.Values[(row-1)*D+c])
			}
			was := float64(s.Values[row*D+c])
			got := d.Scales[c].From(float64(z), before)
			if !log && math.Abs(got-was) > d.Scales[c].SD*1e-44+1e-6*(math.Abs(float64(z))*d.Scales[c].SD+math.Abs(d.Scales[c].Mean)+math.Abs(before)) {
				t.Fatalf("row %d, column %d: %v became %v", row+1, c+1, was, got)
			}
		}
	})
}
