package kernel

// AdditiveBack is dv += s h, and dq and dk += s v (1 − h²): the backward pass of s' = vᵀh, h = tanh(q + k), for the first
// numbers, as those of gates.go.
func AdditiveBack[F Float](s F, v, h, dv, dq, dk []F) int {
	n := whole[F](len(h))
	if n > 0 {
		passAdditiveBack(float32(s), first(v[:n]), first(h), first(dv[:n]), first(dq[:n]), first(dk[:n]), n)
	}
	return n
}

// Inner is Σ x ⊙ y, in an order that depends on len(x) alone.
func Inner[F Float](x, y []F) F {
	y = y[:len(x)]
	n := whole[F](len(x))
	if n == 0 {
		return inner(x, y)
	}
	var lanes [16]float32
	passInner(&lanes[0], first(x), first(y), n)
	for half := active.passes / 2; half > 0; half /= 2 {
		for i := range half {
			lanes[i] += lanes[half+i]
		}
	}
	return F(lanes[0]) + inner(x[n:], y[n:])
}

// inner uses four partial sums, so that one addition need not wait for the one before.
func inner[F Float](x, y []F) F {
	var a, b, c, d F
	for len(x) >= 4 && len(y) >= 4 {
		a += x[0] * y[0]
		b += x[1] * y[1]
		c += x[2] * y[2]
		d += x[3] * y[3]
		x, y = x[4:], y[4:]
	}
	for i, v := range x {
		a += v * y[i]
	}
	return (a + b) + (c + d)
}
