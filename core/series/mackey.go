package series

import "math/rand/v2"

const (
	glassDelay = 17
	glassStep  = 0.1
	glassPast  = glassDelay * 10 // steps of glassStep within the delay
)

// mackeyGlass integrates x′ = 0.2 x(t−17) / (1 + x(t−17)¹⁰) − 0.1 x by the classical Runge–Kutta scheme in steps of 0.1.
// Before time 0, where x is 1.2, it was within 0.1 of that, by seed. A value is kept each unit of time.
func mackeyGlass(rng *rand.Rand, n int) ([]float32, Law) {
	var past [glassPast + 1]float64 // a ring: past[i] is x at the step i, modulo its length
	for i := range past {
		past[i] = 1.2 + 0.2*(rng.Float64()-0.5)
	}
	x := 1.2
	past[glassPast] = x
	at := make([]float64, n+lawAhead)
	step := 0
	for t := range at {
		for range 10 {
			late, soon := past[step%len(past)], past[(step+1)%len(past)]
			x = glassNext(x, glassGrowth(late), glassGrowth((late+soon)/2), glassGrowth(soon))
			past[step%len(past)] = x
			step++
		}
		at[t] = x
	}
	l := recorded(at)
	return l.draw(rng, n), l
}

// glassGrowth is 0.2 x / (1 + x¹⁰) for x at the time 17 ago.
func glassGrowth(x float64) float64 {
	x2 := x * x
	x4 := x2 * x2
	return 0.2 * x / (1 + float64(x4*x4*x2))
}

// glassNext is x one step later, with the growth at the beginning, the middle and the end of the step.
func glassNext(x, begin, middle, end float64) float64 {
	const h = glassStep
	k1 := begin - float64(0.1*x)
	k2 := middle - float64(0.1*(x+float64(h/2*k1)))
	k3 := middle - float64(0.1*(x+float64(h/2*k2)))
	k4 := end - float64(0.1*(x+float64(h*k3)))
	return x + float64(h/6*(k1+float64(2*k2)+float64(2*k3)+k4))
}
