package chart

import "math"

// Line draws from dot to dot. The ends may lie anywhere, even at infinity: the line is clipped to the canvas
// first, so a far end costs no time.
func (c *Canvas) Line(x0, y0, x1, y1 float64, pen Pen) {
	w, h := c.Size()
	if w == 0 || h == 0 {
		return
	}
	x0, y0, x1, y1 = near(x0), near(y0), near(x1), near(y1)
	// Half a dot beyond the outermost dots still rounds to them.
	from, to, ok := cut(x0, x1-x0, -0.499, float64(w)-0.501, 0, 1)
	if ok {
		from, to, ok = cut(y0, y1-y0, -0.499, float64(h)-0.501, from, to)
	}
	if ok {
		c.bresenham(
			dotAt(x0+from*(x1-x0)), dotAt(y0+from*(y1-y0)),
			dotAt(x0+to*(x1-x0)), dotAt(y0+to*(y1-y0)), pen)
	}
}

// far is the distance in dots beyond which a line is indistinguishable from one to infinity; float64 still
// resolves a dot there.
const far = 1e9

// near clamps a coordinate to ±far; NaN stays.
func near(v float64) float64 {
	if v > far {
		return far
	}
	if v < -far {
		return -far
	}
	return v
}

// cut clips the range from..to of the parameter t to where v + t·dv lies between lo and hi (Liang and Barsky).
// NaN leaves nothing.
func cut(v, dv, lo, hi, from, to float64) (float64, float64, bool) {
	if dv == 0 {
		return from, to, v >= lo && v <= hi
	}
	a, b := (lo-v)/dv, (hi-v)/dv
	if a > b {
		a, b = b, a
	}
	from, to = math.Max(from, a), math.Min(to, b)
	return from, to, from <= to
}

// dotAt rounds to the nearest dot.
func dotAt(v float64) int { return int(math.Floor(v + 0.5)) }

// bresenham draws all dots of a line whose ends are on the canvas.
func (c *Canvas) bresenham(x0, y0, x1, y1 int, pen Pen) {
	dx, dy := abs(x1-x0), -abs(y1-y0)
	sx, sy := sign(x1-x0), sign(y1-y0)
	for e := dx + dy; ; {
		c.Dot(x0, y0, pen)
		if x0 == x1 && y0 == y1 {
			return
		}
		twice := 2 * e
		if twice >= dy {
			e += dy
			x0 += sx
		}
		if twice <= dx {
			e += dx
			y0 += sy
		}
	}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}
