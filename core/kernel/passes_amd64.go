package kernel

// Passes over whole registers, for the width in use. tiles_amd64.go documents each.

func passAdd(y, x *float32, n int) {
	if active.passes == 16 {
		add512(y, x, n)
	} else {
		add256(y, x, n)
	}
}

func passAxpy(alpha float32, x, y *float32, n int) {
	if active.passes == 16 {
		axpy512(alpha, x, y, n)
	} else {
		axpy256(alpha, x, y, n)
	}
}

func passScale(alpha float32, x *float32, n int) {
	if active.passes == 16 {
		scale512(alpha, x, n)
	} else {
		scale256(alpha, x, n)
	}
}

func passMax(top, x *float32, n int) {
	if active.passes == 16 {
		max512(top, x, n)
	} else {
		max256(top, x, n)
	}
}

func passSum(sums *float64, x *float32, n int) {
	if active.passes == 16 {
		sum512(sums, x, n)
	} else {
		sum256(sums, x, n)
	}
}

func passSquares(sums *float64, x *float32, n int) {
	if active.passes == 16 {
		squares512(sums, x, n)
	} else {
		squares256(sums, x, n)
	}
}

func passExpSum(sums *float64, y, x *float32, c float32, n int) {
	if active.passes == 16 {
		expSum512(sums, y, x, c, n)
	} else {
		expSum256(sums, y, x, c, n)
	}
}

func passAdam(w, g, m, v, k *float32, n int) {
	if active.passes == 16 {
		adam512(w, g, m, v, k, n)
	} else {
		adam256(w, g, m, v, k, n)
	}
}

func passSumRows(sum, x *float32, rows int) {
	if active.passes == 16 {
		sumRows512(sum, x, rows)
	} else {
		sumRows256(sum, x, rows)
	}
}

func passScatter(to *float32, ld int, ids *int32, x *float32, rows int) {
	if active.passes == 16 {
		scatter512(to, ld, ids, x, rows)
	} else {
		scatter256(to, ld, ids, x, rows)
	}
}

func passTanhBack(dx, dh, h *float32, n int) {
	if active.passes == 16 {
		tanhBack512(dx, dh, h, n)
	} else {
		tanhBack256(dx, dh, h, n)
	}
}

func passRelu(h, x *float32, n int) {
	if active.passes == 16 {
		relu512(h, x, n)
	} else {
		relu256(h, x, n)
	}
}

func passReluBack(dx, dh, h *float32, n int) {
	if active.passes == 16 {
		reluBack512(dx, dh, h, n)
	} else {
		reluBack256(dx, dh, h, n)
	}
}

func passLstm(g *float32, H int, prev, c, tc, out *float32, n int) {
	if active.passes == 16 {
		lstm512(g, H, prev, c, tc, out, n)
	} else {
		lstm256(g, H, prev, c, tc, out, n)
	}
}

func passLstmBack(g *float32, H int, prev, tc, dh, dc *float32, n int) {
	if active.passes == 16 {
		lstmBack512(g, H, prev, tc, dh, dc, n)
	} else {
		lstmBack256(g, H, prev, tc, dh, dc, n)
	}
}

func passGru(x, hx *float32, H int, prev, out *float32, n int) {
	if active.passes == 16 {
		gru512(x, hx, H, prev, out, n)
	} else {
		gru256(x, hx, H, prev, out, n)
	}
}

func passGruBack(x, hx *float32, H int, prev, dh, dprev *float32, n int) {
	if active.passes == 16 {
		gruBack512(x, hx, H, prev, dh, dprev, n)
	} else {
		gruBack256(x, hx, H, prev, dh, dprev, n)
	}
}

func passAdditiveBack(s float32, v, h, dv, dq, dk *float32, n int) {
	if active.passes == 16 {
		additiveBack512(s, v, h, dv, dq, dk, n)
	} else {
		additiveBack256(s, v, h, dv, dq, dk, n)
	}
}

func passInner(sums, x, y *float32, n int) {
	if active.passes == 16 {
		inner512(sums, x, y, n)
	} else {
		inner256(sums, x, y, n)
	}
}

func passPack(to, from *float32, ld, rows int) {
	if active.passes == 16 {
		pack512(to, from, ld, rows)
	} else {
		pack256(to, from, ld, rows)
	}
}

// passTurn is the same for both widths: blocks of 8×8.
func passTurn(to *float32, ldt int, from *float32, ldf, blocks int) {
	turn256(to, ldt, from, ldf, blocks)
}
