package nn

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// drawer returns a source of a tensor's initial values.
type drawer func(t Tensor, rng *rand.Rand) func() float64

// Inits lists the ways of sampling initial weights, for help.
var Inits = []string{"pytorch", "uniform:R", "normal:S"}

// parseInit reads "pytorch" (uniform within ±1/√H, embeddings standard normal), "uniform:R"
// (everything uniform within ±R, as in Zaremba et al. 2014) or "normal:S" (weights normal with
// standard deviation S, biases 0, as in the from-scratch sections of Dive into Deep Learning).
func parseInit(s string) (drawer, error) {
	name, arg, has := strings.Cut(s, ":")
	if name == "pytorch" && !has {
		return drawPyTorch, nil
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

func uniform(rng *rand.Rand, r float64) func() float64 {
	return func() float64 { return r * (2*rng.Float64() - 1) }
}
