package history

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"testing"
)

// The law: a history in which nothing counts right rows is encoded as it was before they existed, byte for byte; one that counts
// them is not.
func TestWithoutRightRowsNothingChanges(t *testing.T) {
	for _, c := range []struct {
		m    made
		want string // of the encoder that knew no right rows
	}{
		{made{seed: 1, valids: 7, odd: true}, "c7c661867d3b4c31e7a86da3d8352cb46b669da20dadf51bc1317de187bc2711"},
		{made{seed: 2, valids: 1}, "04e9f54132a3aa6432d6611ebe5f81ab5849acc96295f3ce72958eaa8afb9330"},
	} {
		var h History
		c.m.goOn(&h, 60_000)
		b := encoded(t, h.View())
		if got := fmt.Sprintf("%x", sha256.Sum256(b)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.m, got, c.want)
		}
		counts := c.m
		counts.rights = true
		var r History
		counts.goOn(&r, 60_000)
		if with := encoded(t, r.View()); b[len(magic)] != 1 || with[len(magic)] != withRight {
			t.Errorf("versions %d and %d", b[len(magic)], with[len(magic)])
		}
	}
}

// The law: an accuracy is right rows by rows; in a bucket the mean is over validations and lies between their least and greatest;
// one that is not known is in no mean, and a mean validation around it does not claim to know.
func TestAccuracies(t *testing.T) {
	for _, odd := range []bool{false, true} {
		m := made{seed: 3, valids: 2, odd: odd, rights: true}
		var h History
		m.goOn(&h, 60_000)
		v := h.View()
		s, place, unknown := v.Accuracies(), 0, 0
		if s.Old == 0 || s.N-s.Old != len(slices.Collect(v.ValidsFrom(0))) {
			t.Fatalf("%d of %d are in buckets", s.Old, s.N)
		}
		for i := range s.N {
			n := 1
			if i < s.Old {
				n = v.get().valids.bucket(i).Count
			}
			sum, known := 0.0, 0
			for range n {
				if r := m.valid(2 * place).Right; r >= 0 {
					sum, known = sum+float64(r)/1000, known+1
				}
				place++
			}
			unknown += n - known
			if _, y := s.At(i); math.Abs(y-sum/float64(known)) > 1e-12 && (known > 0 || !math.IsNaN(y)) {
				t.Fatalf("item %d: %v, want %v", i, y, sum/float64(known))
			}
			if i >= s.Old {
				continue
			}
			first, _, r := s.Span(i)
			mean, _ := v.NearestValid(first)
			if r.N != known || r.NaN != (known < n) || (known < n) != (mean.Right == NotCounted) || (known == n && math.Abs(mean.Accuracy()-sum/float64(n)) > 5.1e-4) {
				t.Fatalf("bucket %d of %d: %+v, the mean %+v, want %v", i, n, r, mean, sum/float64(n))
			}
		}
		if place != v.ValidLen() || odd != (unknown > 0) {
			t.Errorf("%d of %d validations, %d not known", place, v.ValidLen(), unknown)
		}
	}
	if a := (Valid{}).Accuracy(); a != 0 {
		t.Errorf("a task that does not count has %v", a)
	}
}

// The law: a history decoded from version 1 continues as the same as one that was never encoded.
func TestVersion1GoesOn(t *testing.T) {
	m := made{seed: 5, valids: 3}
	var h History
	m.goOn(&h, 40_000)
	again, err := Decode(bytes.NewReader(encoded(t, h.View())))
	if err != nil {
		t.Fatal(err)
	}
	m.restore(again, again.Step(), 40_000)
	m.rights = true // from here on they are counted
	m.goOn(&h, 90_000)
	m.goOn(again, 90_000)
	if d := differ(t, h.View(), again.View()); d != "" {
		t.Error(d)
	}
	if b := encoded(t, h.View()); b[len(magic)] != withRight {
		t.Errorf("version %d", b[len(magic)])
	}
}
