package grid

import "math"

// ANSI256 is the nearest of the colours 16 to 255, which xterm defines for every terminal; 0 to 15 are the user's
// own and may be anything. A colour that is one of the 256 is itself.
func (c Color) ANSI256() uint8 {
	if n, ok := c.Index(); ok {
		return n
	}
	r, g, b := c.parts()
	ri, gi, bi := cubeLevel(r), cubeLevel(g), cubeLevel(b)
	cube := RGB(cubeLevels[ri], cubeLevels[gi], cubeLevels[bi])

	// The nearest grey of the ramp minimizes the same sum of squares, which is least at the mean of the three
	// channels.
	grey := (int(r) + int(g) + int(b) - 3*8 + 15) / 30
	grey = min(max(grey, 0), 23)
	level := uint8(8 + 10*grey)
	if squared(c, RGB(level, level, level)) < squared(c, cube) {
		return uint8(232 + grey)
	}
	return uint8(16 + 36*ri + 6*gi + bi)
}

// ANSI16 is the one of the sixteen colours with the same name. The nearest by distance is a grey for most soft
// colours, and an orange line that turns grey has lost its meaning. So a colour with enough chroma keeps its hue
// and takes the dark or bright form; the rest become greys by lightness. A colour that is one of the sixteen is
// itself.
func (c Color) ANSI16() uint8 {
	if n, ok := c.Index(); ok && n < 16 {
		return n
	}
	l, a, b := c.OKLab()
	if math.Hypot(a, b) < faint {
		return nearestLightness(l, 0, 8, 7, 15)
	}
	n := hueName(math.Atan2(b, a) * 180 / math.Pi)
	return nearestLightness(l, n, n+8)
}

// faint is the OKLab chroma below which a colour counts as grey: that of a dusty rose or slate blue.
const faint = 0.1

// hueName is the dark palette colour for an OKLab hue of −180 to 180 degrees. The borders are where people use
// another word for the colour, not halfway: an orange is a kind of yellow, not of red.
func hueName(degrees float64) uint8 {
	const red, green, yellow, blue, magenta, cyan = 1, 2, 3, 4, 5, 6
	switch {
	case degrees < -122:
		return cyan
	case degrees < -75:
		return blue
	case degrees < -10:
		return magenta
	case degrees < 50:
		return red
	case degrees < 125:
		return yellow
	case degrees < 172:
		return green
	}
	return cyan
}

func nearestLightness(l float64, among ...uint8) uint8 {
	best := among[0]
	for _, n := range among {
		if math.Abs(light16[n]-l) < math.Abs(light16[best]-l) {
			best = n
		}
	}
	return best
}

var cubeLevels = [6]uint8{0, 95, 135, 175, 215, 255}

func cubeLevel(v uint8) int {
	if v < 48 {
		return 0
	}
	if v < 115 {
		return 1
	}
	return (int(v) - 35) / 40
}

// squared is the squared distance between two 24-bit colours in RGB.
func squared(c, d Color) int {
	r, g, b := c.parts()
	r2, g2, b2 := d.parts()
	dr, dg, db := int(r)-int(r2), int(g)-int(g2), int(b)-int(b2)
	return dr*dr + dg*dg + db*db
}

// palette is the n-th of xterm's 256 colours.
func palette(n uint8) Color {
	switch {
	case n < 16:
		return palette16[n]
	case n < 232:
		n -= 16
		return RGB(cubeLevels[n/36], cubeLevels[n/6%6], cubeLevels[n%6])
	}
	level := 8 + 10*(n-232)
	return RGB(level, level, level)
}

// palette16 is xterm's default palette.
var palette16 = [16]Color{
	Hex(0x000000), Hex(0xCD0000), Hex(0x00CD00), Hex(0xCDCD00),
	Hex(0x0000EE), Hex(0xCD00CD), Hex(0x00CDCD), Hex(0xE5E5E5),
	Hex(0x7F7F7F), Hex(0xFF0000), Hex(0x00FF00), Hex(0xFFFF00),
	Hex(0x5C5CFF), Hex(0xFF00FF), Hex(0x00FFFF), Hex(0xFFFFFF),
}

// light16 is each palette colour's OKLab lightness.
var light16 = func() (light [16]float64) {
	for i, c := range palette16 {
		light[i], _, _ = c.OKLab()
	}
	return light
}()
