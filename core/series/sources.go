package series

import (
	_ "embed"
	"math"
	"math/rand/v2"
	"strings"

	"unroll/core/random"
)

// A Source is a series that comes with the program: made by seed from a law that is known, or written down. To add one,
// write its maker and a line in Sources.
type Source struct {
	Name  string  // as in --dataset
	Title string  // for people
	About string  // what it is, a formula where there is one
	Shows string  // what it is good for seeing, one sentence
	Rows  int     // unless a person says otherwise
	Valid float64 // share held out unless a person says otherwise
	most  int     // rows that can be made; 0: mostRows
	make  func(rng *rand.Rand, n int) ([]float32, Law)
}

// Sources is the table of them, in the order of a menu.
var Sources = []Source{
	{Name: "sine-noise", Title: "A noisy sine", About: "x_t = sin(0.01 t) + 0.2 ε for t = 1, 2, …", Rows: 1000, Valid: 0.396, make: sine(0.2),
		Shows: "How many values of the past help, and that errors grow with the horizon; the noise's variance, 0.04, is the floor."},
	{Name: "sine", Title: "A sine without noise", About: "x_t = sin(0.01 t) for t = 1, 2, …", Rows: 1000, Valid: 0.396, make: sine(0),
		Shows: "That two values of the past are enough: x_t = 2 cos(0.01) x_{t−1} − x_{t−2}."},
	{Name: "ar2", Title: "An AR(2)", About: "x_t = 1.5 x_{t−1} − 0.75 x_{t−2} + ε: cycles of about 12 steps that fade and are pushed again", Rows: 10_000, Valid: 0.2, make: ar(ar2),
		Shows: "That a line through the last two values is the best that anybody can do."},
	{Name: "ar6", Title: "An AR(6)", About: "three damped cycles at once, of 21, 5 and 3 steps, with known coefficients and σ = 1", Rows: 10_000, Valid: 0.2, make: ar(ar6),
		Shows: "That gains end at the sixth value of the past, and exactly there."},
	{Name: "walk", Title: "A random walk", About: "x_t = x_{t−1} + ε", Rows: 10_000, Valid: 0.2, make: walk,
		Shows: "The trap: a forecast that looks good in a picture, and that nothing can make better than repeating the last value."},
	{Name: "mackey-glass", Title: "Mackey–Glass, delay 17", About: "x′ = 0.2 x(t−17) / (1 + x(t−17)¹⁰) − 0.1 x, a value each unit of time", Rows: 10_000, Valid: 0.2, make: mackeyGlass,
		Shows: "Chaos that is smooth from step to step: easy one step ahead, hard at 84."},
	{Name: "logistic", Title: "The logistic map", About: "x_t = 4 x_{t−1} (1 − x_{t−1})", Rows: 10_000, Valid: 0.2, make: logistic,
		Shows: "That no line through the past helps here, though the next value is a parabola of the last."},
	{Name: "regimes", Title: "Two sines in turn", About: "for 500 steps a sine of period 50, for 500 steps one of period 20 and half the height, and so on; with noise of σ = 0.1", Rows: 10_000, Valid: 0.2, make: regimes,
		Shows: "What a state is for: the same last values go on differently, and how soon a change is noticed."},
	{Name: "sunspots", Title: "Sunspots", About: "yearly mean sunspot numbers, 1700–2008", Rows: 309, Valid: 0.2847, most: 309, make: sunspots,
		Shows: "A real series of 11-year cycles, with published figures: train on 1700–1920, test on 1921–55."},
}

// mostRows is the most that a source makes: 64 MiB.
const mostRows = 16 << 20

// Find looks a name up in the table.
func Find(name string) (s Source, ok bool) {
	for _, s := range Sources {
		if s.Name == name {
			return s, true
		}
	}
	return Source{}, false
}

// Make makes n rows of a source, the same for the same seed; n = 0 stands for its Rows. The first rows of a longer one
// are those of a shorter one. Errors: an unknown name, n out of range.
func Make(name string, seed uint64, n int) (*Series, error) {
	s, ok := Find(name)
	if !ok {
		names := make([]string, len(Sources))
		for i, s := range Sources {
			names[i] = s.Name
		}
		return nil, errSource.Of(name, strings.Join(names, ", "))
	}
	if n == 0 {
		n = s.Rows
	}
	most := s.most
	if most == 0 {
		most = mostRows
	}
	if n < leastTrain || n > most {
		return nil, errCount.Of(n, leastTrain, most)
	}
	values, law := s.make(random.Stream(seed, "series "+name, 0), n)
	return &Series{Title: s.Title, Labels: []Label{{1, "x"}}, Values: values, Inputs: []int{0}, Law: law, Note: s.About}, nil
}

func sine(sigma float64) func(*rand.Rand, int) ([]float32, Law) {
	return func(rng *rand.Rand, n int) ([]float32, Law) {
		l := signal{func(t int) float64 { return math.Sin(0.01 * float64(t+1)) }, sigma}
		return l.draw(rng, n), l
	}
}

var (
	ar2 = AR{Phi: []float64{1.5, -0.75}, Sigma: 1}
	// ar6 has the roots r e^{±iω} for (r, ω) = (0.95, 0.3), (0.9, 1.2), (0.85, 2.2): a test multiplies them out.
	ar6 = AR{Phi: []float64{1.46693, -1.15042, 0.94387, -0.76384, 0.75621, -0.52817}, Sigma: 1}
)

func ar(l AR) func(*rand.Rand, int) ([]float32, Law) {
	const forget = 1000 // steps: 0.95¹⁰⁰⁰ is nothing
	return func(rng *rand.Rand, n int) ([]float32, Law) { return l.draw(rng, n, forget), l }
}

func walk(rng *rand.Rand, n int) ([]float32, Law) {
	l := AR{Phi: []float64{1}, Sigma: 1}
	return l.draw(rng, n, 0), l
}

// logistic begins anywhere. Its values are read as float32, which are right to 3e-8; two values that differ by so little have
// nothing in common after some 24 steps. The law knows them as float64, and those that follow.
func logistic(rng *rand.Rand, n int) ([]float32, Law) {
	x := make([]float64, n+lawAhead)
	v := rng.Float64()
	for t := range x {
		if v = 4 * v * (1 - v); v < 1e-12 || v == 0.75 { // where rounding would hold it for good
			v = rng.Float64()
		}
		x[t] = v
	}
	l := recorded(x)
	return l.draw(rng, n), l
}

func regimes(rng *rand.Rand, n int) ([]float32, Law) {
	l := signal{func(t int) float64 {
		if t/500%2 == 0 {
			return math.Sin(2 * math.Pi / 50 * float64(t))
		}
		return math.Sin(2*math.Pi/20*float64(t)) / 2
	}, 0.1}
	return l.draw(rng, n), l
}

//go:embed data/sunspots.csv
var sunspotsTable string

func sunspots(_ *rand.Rand, n int) ([]float32, Law) {
	t, err := Read(strings.NewReader(sunspotsTable), "sunspots", Choice{Column: "sunspots"})
	if err != nil {
		panic(err) // a test reads it
	}
	return t.Series.Values[:n], nil
}
