// Package optim updates weights: optimizers in a table, clipping of the gradient by its norm, and
// schedules of the learning rate.
package optim

import (
	"math"
	"slices"
	"strings"

	"unroll/core/fault"
	"unroll/core/kernel"
)

// Hyper holds an optimizer's parameters, which may change between updates.
type Hyper struct {
	Factor   float64 // the gradient is multiplied by it first; see Clip
	LR       float64 // η
	Momentum float64 // μ, only for momentum
	Step     int     // t, from 1
}

// A Kind is an optimizer: an equation for one weight w, its gradient g and the averages that it
// keeps (slots). Update treats every weight separately, so any thread can update any range of them.
// To add one, write Update and a line in kinds.
type Kind[F kernel.Float] struct {
	Info
	Update func(w, g []F, slots [][]F, h Hyper)
}

// Info describes an optimizer without its equation.
type Info struct {
	Name  string   // as in --optimizer
	About string   // one line for a menu
	Slots []string // the averages it keeps for every weight, by PyTorch's names
}

// Rescales says whether the optimizer keeps an average of g² and divides by its root: then a gradient that is always
// multiplied by the same factor moves the weights as far as before.
func (i Info) Rescales() bool {
	return slices.ContainsFunc(i.Slots, func(slot string) bool { return strings.HasSuffix(slot, "_sq") || strings.HasPrefix(slot, "square") })
}

func kinds[F kernel.Float]() []Kind[F] {
	return []Kind[F]{
		{Info{"adam", "step sizes from averages of g and g² (Kingma and Ba 2015)", []string{"exp_avg", "exp_avg_sq"}}, adam[F]},
		{Info{"sgd", "straight down the gradient", nil}, sgd[F]},
		{Info{"momentum", "gradients add up in a velocity (Polyak 1964)", []string{"momentum_buffer"}}, momentum[F]},
		{Info{"rmsprop", "step sizes from an average of g² (Tieleman and Hinton 2012)", []string{"square_avg"}}, rmsprop[F]},
	}
}

// Kinds lists the available optimizers; the first is the default.
func Kinds() []Info {
	var list []Info
	for _, k := range kinds[float64]() {
		list = append(list, k.Info)
	}
	return list
}

var errUnknown = fault.New("optim.unknown", "no optimizer %q: choose from %s")

// Find looks up an optimizer in the table.
func Find[F kernel.Float](name string) (Kind[F], error) {
	var names []string
	for _, k := range kinds[F]() {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return Kind[F]{}, errUnknown.Of(name, strings.Join(names, ", "))
}

// sgd: w ← w − η g
func sgd[F kernel.Float](w, g []F, _ [][]F, h Hyper) {
	shorten(g, h)
	kernel.Axpy(F(-h.LR), g, w)
}

// momentum: v ← μ v + g, w ← w − η v
func momentum[F kernel.Float](w, g []F, slots [][]F, h Hyper) {
	shorten(g, h)
	v, mu, eta := slots[0][:len(w)], F(h.Momentum), F(h.LR)
	g = g[:len(w)]
	for i := range w {
		v[i] = mu*v[i] + g[i]
		w[i] -= eta * v[i]
	}
}

// rmsprop: s ← α s + (1 − α) g², w ← w − η g / (√s + ε), with α = 0.99 and ε = 1e-8 as in PyTorch.
func rmsprop[F kernel.Float](w, g []F, slots [][]F, h Hyper) {
	const alpha, eps = 0.99, 1e-8
	shorten(g, h)
	s, eta := slots[0][:len(w)], F(h.LR)
	g = g[:len(w)]
	for i, gi := range g {
		s[i] = alpha*s[i] + (1-alpha)*gi*gi
		w[i] -= eta * gi / (sqrt(s[i]) + eps)
	}
}

// adam: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) +
// ε), with β₁ = 0.9, β₂ = 0.999, ε = 1e-8 as in PyTorch.
func adam[F kernel.Float](w, g []F, slots [][]F, h Hyper) {
	const b1, b2, eps = 0.9, 0.999, 1e-8
	m, v := slots[0][:len(w)], slots[1][:len(w)]
	t := float64(h.Step)
	eta := h.LR / (1 - math.Pow(b1, t))
	c := 1 / math.Sqrt(1-math.Pow(b2, t))
	g = g[:len(w)]
	k := kernel.AdamStep{Factor: float32(h.Factor), B1: b1, C1: 1 - b1, B2: b2, C2: 1 - b2, Eta: float32(eta), V: float32(c), Eps: eps}
	for i := kernel.Adam(w, g, m, v, &k); i < len(w); i++ {
		g[i] *= F(h.Factor)
		m[i] = b1*m[i] + (1-b1)*g[i]
		v[i] = b2*v[i] + (1-b2)*g[i]*g[i]
		w[i] -= F(eta) * m[i] / (sqrt(v[i])*F(c) + eps)
	}
}

// shorten clips the gradient.
func shorten[F kernel.Float](g []F, h Hyper) {
	if h.Factor != 1 {
		kernel.Scale(F(h.Factor), g)
	}
}

func sqrt[F kernel.Float](x F) F { return F(math.Sqrt(float64(x))) }

// Clip is the factor min(1, θ/‖g‖) that limits a gradient of norm ‖g‖ to a norm of at most θ, and
// whether it changes the gradient (D2L "Gradient Clipping"; Pascanu et al. 2013). θ = ∞ never does.
func Clip(norm, theta float64) (factor float64, clipped bool) {
	if norm > theta {
		return theta / norm, true
	}
	return 1, false
}
