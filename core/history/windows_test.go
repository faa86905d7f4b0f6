package history

import "testing"

// The law: RecentWindows is the plain sum over the last updates, by place in the window.
func TestWindowsOfTraining(t *testing.T) {
	const B, T = 2, 4
	var r RecentWindows
	for range 1000 {
		nll := make([]float64, T*B)
		for j := range nll {
			nll[j] = float64(j + 1)
		}
		r.Add(nll, B, func(row int) bool { return row != 3 && row != 6 })
	}
	const n = 128 // number of windows kept
	want := Windows{
		First: Sample{N: 2 * n, Sum: float64((1 + 2) * n), Squares: float64((1 + 4) * n)},
		Later: [laterPlaces]Sample{
			{N: 2 * n, Sum: float64((5 + 6) * n), Squares: float64((25 + 36) * n)},
			{N: n, Sum: float64(8 * n), Squares: float64(64 * n)},
		},
	}
	if got := r.Windows(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
