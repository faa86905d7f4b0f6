package nn

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
)

// drawer returns a source of a tensor's initial values.
type drawer func(t Tensor, rng *rand.Rand) func() float64

// Inits lists the ways of sampling initial weights, for help.
var Inits = []string{"pytorch", "xavier", "uniform:R", "normal:S"}

// parseInit reads "pytorch" (uniform within ±1/√H, embeddings standard normal), "xavier" (Glorot and Bengio 2010: a matrix of n rows
// and m columns, PyTorch's shape, uniform within ±√(6/(n + m)); the rest as "pytorch"), "uniform:R"
// (everything uniform within ±R, as in Zaremba et al. 2014) or "normal:S" (weights normal with
// standard deviation S, biases 0, as in the from-scratch sections of Dive into Deep Learning).
func parseInit(s string) (drawer, error) {
	name, arg, has := strings.Cut(s, ":")
	switch {
	case has:
	case name == "pytorch":
		return drawPyTorch, nil
	case name == "xavier":
		return drawXavier, nil
	}
	scale, err := strconv.ParseFloat(arg, 64)
	if err != nil || !(scale >= 0 && scale <= 1e3) {
		return nil, errInit.Of(s, strings.Join(Inits, ", "))
	}
	switch name {
	case "uniform":
		return func(_ Tensor, rng *rand.Rand) func() float64 { return uniform(rng, scale) }, nil
	case "normal":
		return func(t Tensor, rng *rand.Rand) func() float64 {
			if len(t.Shape) == 1 {
				return func() float64 { return 0 }
			}
			return func() float64 { return scale * rng.NormFloat64() }
		}, nil
	}
	return nil, errInit.Of(s, strings.Join(Inits, ", "))
}

func drawPyTorch(t Tensor, rng *rand.Rand) func() float64 {
	if t.fan == 0 {
		return rng.NormFloat64
	}
	return uniform(rng, invSqrt(t.fan))
}

func drawXavier(t Tensor, rng *rand.Rand) func() float64 {
	if t.fan == 0 || len(t.Shape) < 2 {
		return drawPyTorch(t, rng)
	}
	return uniform(rng, math.Sqrt(6/float64(t.Shape[0]+t.Shape[1])))
}

func uniform(rng *rand.Rand, r float64) func() float64 {
	return func() float64 { return r * (2*rng.Float64() - 1) }
}
