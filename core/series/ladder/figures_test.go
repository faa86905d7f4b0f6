package ladder

import (
	"context"
	"math"
	"testing"

	"unroll/core/series"
)

func TestTry(t *testing.T) {
	taus := []int{1, 2, 4, 8, 16, 32}
	sum := make([]float64, 6)
	ks := []int{1, 4, 16, 64}
	kr := make([]float64, 4)
	kall := make([]float64, 4)
	for seed := range uint64(40) {
		s, err := series.Make("sine-noise", seed+1, 1000)
		if err != nil {
			t.Fatal(err)
		}
		x := s.Column(0)
		for i, tau := range taus {
			lines, err := FitAR(context.Background(), x[:600+tau], tau)
			if err != nil {
				t.Fatal(err)
			}
			l := lines[tau]
			sum[i] += mse(Errors(l, x, 600+tau, 1)) / 40
			if tau == 4 {
				for j, k := range ks {
					kr[j] += math.Sqrt(mse(Errors(l, x, 604, k))) / 40
					kall[j] += math.Sqrt(mse(Errors(l, x, 4, k))) / 40
				}
			}
		}
	}
	t.Log(sum, kr, kall)
}

func TestMG(t *testing.T) {
	s, err := series.Make("mackey-glass", 1, 20000)
	if err != nil {
		t.Fatal(err)
	}
	x := s.Column(0)
	t.Log(series.Describe(x), series.Describe(x[:2000]))
	for _, n := range []int{3000, 20000} {
		y := x[:n]
		tr := n * 2 / 3
		for _, k := range []int{1, 6, 84} {
			// d2l convention: taps 0,6,12,18 and k steps on
			l, err := FitLags(y[:tr], []int{1, 7, 13, 19}, k)
			if err != nil {
				t.Fatal(err)
			}
			sd := series.Describe(y[tr:]).SD
			t.Log(n, k, math.Sqrt(mse(Errors(l, y, tr, k)))/sd, math.Sqrt(mse(Errors(Persistence{}, y, tr, k)))/sd)
		}
	}
}

func TestSun(t *testing.T) {
	s, err := series.Make("sunspots", 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	x := s.Column(0)
	for _, tau := range []int{1, 2, 9} {
		lines, _ := FitAR(context.Background(), x[:221], tau)
		t.Log(tau, mse(Errors(lines[tau], x[:256], 221, 1))/1535, mse(Errors(lines[tau], x[:280], 256, 1))/1535, Period(x[:221]))
	}
	t.Log(series.Describe(x), series.Describe(x[:280]).SD*series.Describe(x[:280]).SD)
}
