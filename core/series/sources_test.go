package series

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/cmplx"
	"slices"
	"testing"
)

func made(t testing.TB, name string, seed uint64, n int) *Series {
	t.Helper()
	s, err := Make(name, seed, n)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The law: a seed makes the same series every time, the first rows of a longer one are those of a shorter one, and another
// seed makes another where anything is left to a seed.
func TestSourcesAreMadeBySeed(t *testing.T) {
	fixed := []string{"sine", "sunspots"}
	for _, s := range Sources {
		a, b, long := made(t, s.Name, 3, 300), made(t, s.Name, 3, 300), made(t, s.Name, 3, 309)
		if !slices.Equal(a.Values, b.Values) || !slices.Equal(a.Values, long.Values[:300]) {
			t.Errorf("%s: not the same values", s.Name)
		}
		if other := made(t, s.Name, 4, 300); slices.Equal(a.Values, other.Values) != slices.Contains(fixed, s.Name) {
			t.Errorf("%s: seed 4 is as seed 3, or is not and should be", s.Name)
		}
		if a.Rows() != 300 || made(t, s.Name, 1, 0).Rows() != s.Rows || s.About == "" || s.Shows == "" || !(s.Valid > 0) {
			t.Errorf("%+v", s)
		}
		for i, v := range a.Values {
			if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
				t.Errorf("%s: row %d is %v", s.Name, i, v)
			}
		}
	}
}

// The bytes of the sources are what they were: published figures and people's sessions rest on them.
func TestSourcesStayAsTheyAre(t *testing.T) {
	for name, want := range map[string]string{
		"sine-noise": "8a63e4891bab1dd8", "ar2": "6f8773ad23ea4008", "ar6": "2fbbc13369a7b3d8",
		"walk": "6001ccc05c8839c8", "mackey-glass": "a5adb7ce51a8cbfa", "logistic": "86daa7b470b8275b",
		"regimes": "c9b0f94e2b223d1b", "sunspots": "438ccd517e022b7f",
	} {
		h := sha256.New()
		_ = binary.Write(h, binary.LittleEndian, made(t, name, 1, 300).Values)
		if got := hex.EncodeToString(h.Sum(nil))[:16]; got != want {
			t.Errorf("%q: %q,", name, got)
		}
	}
}

// Unknown names and impossible lengths are said.
func TestMakeRefuses(t *testing.T) {
	for want, f := range map[string]func() error{
		"no series \"tides\": choose one of sine-noise, sine, ar2, ar6, walk, mackey-glass, logistic, regimes, sunspots": func() error { _, err := Make("tides", 1, 0); return err },
		"the number of rows is 3: it must be from 8 to 16777216":                                                         func() error { _, err := Make("walk", 1, 3); return err },
		"the number of rows is 310: it must be from 8 to 309":                                                            func() error { _, err := Make("sunspots", 1, 310); return err },
	} {
		if err := f(); err == nil || err.Error() != want || IsData(err) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// The coefficients of the AR(6) are those of its three cycles.
func TestAR6IsThreeCycles(t *testing.T) {
	poly := []complex128{1}
	for _, root := range []complex128{cmplx.Rect(0.95, 0.3), cmplx.Rect(0.9, 1.2), cmplx.Rect(0.85, 2.2)} {
		for _, r := range []complex128{root, cmplx.Conj(root)} {
			next := make([]complex128, len(poly)+1)
			for i, c := range poly {
				next[i] += c
				next[i+1] -= c * r
			}
			poly = next
		}
	}
	for i, phi := range ar6.Phi {
		if math.Abs(phi+real(poly[i+1])) > 1e-5 || math.Abs(imag(poly[i+1])) > 1e-9 {
			t.Errorf("φ%d = %v, want %v", i+1, phi, -poly[i+1])
		}
	}
}

// The law: behind any row the mean squared error of the best forecast is the floor, for one step and for many, as near
// as chance lets it. (Errors of forecasts that overlap are not independent: every k-th is looked at.)
func TestFloorsAreExact(t *testing.T) {
	for _, name := range []string{"sine-noise", "ar2", "ar6", "regimes", "walk"} {
		for _, k := range []int{1, 2, 5, 20} {
			const n = 40_000
			s := made(t, name, 7, n)
			x := s.Column(0)
			var d []float64
			for row := 10; row+k <= n; row += max(k, 10) {
				e := x[row+k-1] - s.Law.Best(x[:row], k)
				d = append(d, e*e)
			}
			f := Describe(d)
			// Blocks of steps that touch are independent, squares of normal errors have a standard deviation of √2 σ².
			se := math.Sqrt2 * s.Law.Floor(k) / math.Sqrt(float64(f.N))
			if z := (f.Mean - s.Law.Floor(k)) / se; !(math.Abs(z) < 4) {
				t.Errorf("%s, %d steps ahead: %v, the floor is %v, %v standard errors away", name, k, f.Mean, s.Law.Floor(k), z)
			}
		}
	}
}

// Where nothing is left to chance the best forecast is right, as far as float32 tells.
func TestFloorsOfZero(t *testing.T) {
	for name, k := range map[string]int{"sine": 64, "mackey-glass": 84, "logistic": 64} {
		s := made(t, name, 2, 2000)
		x := s.Column(0)
		for row := 1; row+k <= len(x); row++ {
			if e := x[row+k-1] - s.Law.Best(x[:row], k); !(math.Abs(e) < 3e-7) {
				t.Fatalf("%s: row %d is missed by %v", name, row, e)
			}
		}
		if s.Law.Floor(k) != 0 {
			t.Errorf("%s: the floor is %v", name, s.Law.Floor(k))
		}
	}
	if s := made(t, "mackey-glass", 1, 100); !math.IsNaN(s.Law.Best(s.Column(0), lawAhead+1)) || math.IsNaN(s.Law.Best(s.Column(0), lawAhead)) {
		t.Error("Mackey–Glass knows more, or less, than it says")
	}
}

// A random walk's floor grows by 1 a step, an AR(2)'s towards its variance.
func TestFloorsFarAhead(t *testing.T) {
	if f := (AR{[]float64{1}, 2}).Floor(9); math.Abs(f-36) > 1e-9 {
		t.Errorf("a walk of σ = 2, 9 steps ahead: %v", f)
	}
	// γ₀ = σ² (1 − φ₂) / ((1 + φ₂) ((1 − φ₂)² − φ₁²))
	want := 1.75 / (0.25 * (1.75*1.75 - 1.5*1.5))
	if f := ar2.Floor(400); math.Abs(f-want) > 1e-9 {
		t.Errorf("%v, the variance of the AR(2) is %v", f, want)
	}
	x := made(t, "ar2", 1, 200_000).Column(0)
	if v := math.Pow(Describe(x).SD, 2); math.Abs(v/want-1) > 0.03 {
		t.Errorf("the variance is %v, it should be %v", v, want)
	}
}

// The figures that are published: Mackey–Glass has the mean 0.929 and the standard deviation 0.226, between 0.418 and 1.319;
// the logistic map's values are those of sin² of a uniform angle, and it does not end in a fixed point.
func TestFiguresOfChaos(t *testing.T) {
	f := Describe(made(t, "mackey-glass", 1, 20_000).Column(0))
	if math.Abs(f.Mean-0.929) > 0.002 || math.Abs(f.SD-0.226) > 0.001 || math.Abs(f.Min-0.418) > 0.005 || math.Abs(f.Max-1.319) > 0.005 {
		t.Errorf("Mackey–Glass: %+v", f)
	}
	for seed := range uint64(5) {
		x := made(t, "logistic", seed, 200_000).Column(0)
		f := Describe(x[100_000:])
		if math.Abs(f.Mean-0.5) > 0.01 || math.Abs(f.SD-math.Sqrt(0.125)) > 0.01 || math.Abs(f.Lag1) > 0.02 {
			t.Errorf("logistic map, seed %d: %+v", seed, f)
		}
	}
}

// Sunspots are the 309 of their table; its last and largest are known. The splits are those of the published figures.
func TestSunspots(t *testing.T) {
	s := made(t, "sunspots", 1, 0)
	f := Describe(s.Column(0))
	if d := prepared(t, s, Options{Valid: Sources[8].Valid}); d.Split() != 1921-1700 {
		t.Errorf("trained on %d years", d.Split())
	}
	if d := prepared(t, made(t, "sine-noise", 1, 0), Options{Valid: Sources[0].Valid}); d.Split() != 600+4 {
		t.Errorf("trained on %d rows, for 600 windows of 4 values", d.Split())
	}
	if s.Values[0] != 5 || s.Values[308] != 2.9 || s.Values[257] != 190.2 || f.Max != s.Column(0)[257] || s.Law != nil {
		t.Errorf("%v … %v, %v in 1957, %+v", s.Values[0], s.Values[308], s.Values[257], f)
	}
}

// The adding problem: the answer is the sum of the two numbers that are marked, one in each half; who answers 1 is at 1/6.
func TestAdding(t *testing.T) {
	const n, T = 20_000, 11
	s, err := Adding(1, n, T)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i := range n {
		x, answer, marks := s.Sequence(i), float32(0), [2]int{}
		for row := range T {
			if x[2*row+1] == 1 {
				answer += x[2*row]
				half := 0
				if row >= T/2 {
					half = 1
				}
				marks[half]++
			}
		}
		if answer != s.Targets[i] || marks != [2]int{1, 1} {
			t.Fatalf("sequence %d: %v, the answer is %v, %v marks", i, answer, s.Targets[i], marks)
		}
		sum += math.Pow(float64(s.Targets[i])-1, 2) / n
	}
	// The fourth moment of a triangular distribution on (−1, 1) is 1/15.
	if se := math.Sqrt((1./15 - 1./36) / n); math.Abs(sum-AddingFails) > 4*se {
		t.Errorf("who answers 1 is at %v", sum)
	}
	again, _ := Adding(1, 10, T)
	if !slices.Equal(again.Inputs, s.Inputs[:len(again.Inputs)]) {
		t.Error("not the same sequences")
	}
	for _, c := range [][2]int{{1, 1}, {0, 10}, {mostRows, 2}, {1, mostRows + 1}} {
		if _, err := Adding(1, c[0], c[1]); err == nil {
			t.Errorf("%v was made", c)
		}
	}
}
