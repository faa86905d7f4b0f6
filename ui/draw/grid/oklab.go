package grid

import "math"

// OKLab gives the colour's coordinates in Ottosson's OKLab space, where equal distances look about equally
// different: lightness 0..1, green–red, blue–yellow.
func (c Color) OKLab() (l, a, b float64) {
	r8, g8, b8 := c.RGB()
	r, g, bl := linear[r8], linear[g8], linear[b8]
	long := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*bl)
	middle := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*bl)
	short := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*bl)
	return 0.2104542553*long + 0.7936177850*middle - 0.0040720468*short,
		1.9779984951*long - 2.4285922050*middle + 0.4505937099*short,
		0.0259040371*long + 0.7827717662*middle - 0.8086757660*short
}

// FromOKLab is the colour at a point of OKLab space; values outside the gamut are clipped to the channel's range.
func FromOKLab(l, a, b float64) Color {
	cube := func(x float64) float64 { return x * x * x }
	long := cube(l + 0.3963377774*a + 0.2158037573*b)
	middle := cube(l - 0.1055613458*a - 0.0638541728*b)
	short := cube(l - 0.0894841775*a - 1.2914855480*b)
	return RGB(
		companded(4.0767416621*long-3.3077115913*middle+0.2309699292*short),
		companded(-1.2684380046*long+2.6097574011*middle-0.3413193965*short),
		companded(-0.0041960863*long-0.7034186147*middle+1.7076147010*short))
}

// Mix goes from c at 0 to d at 1 in a straight line through OKLab space.
func Mix(c, d Color, t float64) Color {
	if !(t > 0) {
		return c
	}
	if t >= 1 {
		return d
	}
	cl, ca, cb := c.OKLab()
	dl, da, db := d.OKLab()
	return FromOKLab(cl+(dl-cl)*t, ca+(da-ca)*t, cb+(db-cb)*t)
}

// Luminance is WCAG's relative luminance, 0 for black and 1 for white.
func (c Color) Luminance() float64 {
	r, g, b := c.RGB()
	return 0.2126*linear[r] + 0.7152*linear[g] + 0.0722*linear[b]
}

// Contrast is WCAG's contrast ratio of two colours: 1 for equal ones, 21 for black and white; text needs at least
// 4.5.
func Contrast(c, d Color) float64 {
	light, dark := c.Luminance(), d.Luminance()
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

// linear is the amount of light for each value of an sRGB channel.
var linear = func() (table [256]float64) {
	for i := range table {
		v := float64(i) / 255
		if v <= 0.04045 {
			table[i] = v / 12.92
		} else {
			table[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return table
}()

// companded is the inverse: the sRGB value for an amount of light.
func companded(light float64) uint8 {
	v := 12.92 * light
	if light > 0.0031308 {
		v = 1.055*math.Pow(light, 1/2.4) - 0.055
	}
	if !(v > 0) {
		return 0
	}
	return uint8(math.Min(v, 1)*255 + 0.5)
}
