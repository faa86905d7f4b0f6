package theme

import "unroll/ui/draw/grid"

// Themes is the table of themes; the first is for dark terminals, the second
// for light ones. A theme is one entry here.
var Themes = []Theme{dark, light, blindDark, blindLight, plain}

// Warm is what learns, cool is what judges it, red is what was cut off, green
// is the goal. Curves share one lightness, so that none shouts.
var dark = Theme{
	Name:   "dark",
	Dark:   true,
	Ground: grid.Hex(0x15161C),

	Frames: Frames{
		Dim:         fg(0x9096AB),
		Title:       grid.Style{Attr: grid.Bold},
		Border:      fg(0x646A80),
		BorderFocus: fg(0x93A9FF),
		Focus:       bold(0x93A9FF),
		Selection:   bold(0xFFFFFF).On(grid.Hex(0x333D6B)),
		Key:         fg(0x93A9FF),
		Accent:      fg(0x93A9FF),
	},

	Curves: Curves{
		Train:     fg(0xF7A84F),
		TrainBand: fg(0x443929),
		Valid:     fg(0x56C8EE),
		Norm:      fg(0xBBA0F5),
		NormBand:  fg(0x3A3550),
	},

	Lines: Lines{
		Floor:     fg(0x7ACB87),
		Reference: fg(0x8F95A9),
		Threshold: fg(0xE58CA6),
		Clip:      bold(0xFF5F8A),
		Mark:      fg(0xE9D77C),
		Cross:     fg(0xA3AAC0),
	},

	Bars: Bars{
		Bar:    fg(0x93A9FF),
		BarDim: fg(0x515B8C),
	},

	Verdicts: Verdicts{
		Good: fg(0x7ACB87),
		Warn: fg(0xF0C850),
		Bad:  bold(0xFF6464),
	},

	runs:    fgs(0xF7A84F, 0x56C8EE, 0x7ACB87, 0xFF7BA3, 0xBBA0F5, 0xE9D77C),
	heat:    even(0x17172A, 0x35307A, 0x5B4BA8, 0xA95AA6, 0xE8777E, 0xF9B36B, 0xFFF0B8),
	diverge: even(0x8FE3FF, 0x2F93C4, 0x24465F, 0x22232B, 0x6A4520, 0xD08332, 0xFFD9A0),
}

var light = Theme{
	Name:   "light",
	Ground: grid.Hex(0xFFFFFF),

	Frames: Frames{
		Dim:         fg(0x63687A),
		Title:       grid.Style{Attr: grid.Bold},
		Border:      fg(0x8B90A0),
		BorderFocus: fg(0x3553C9),
		Focus:       bold(0x3553C9),
		Selection:   bold(0x1B2450).On(grid.Hex(0xD5DDFC)),
		Key:         fg(0x3553C9),
		Accent:      fg(0x3553C9),
	},

	Curves: Curves{
		Train:     fg(0xB45B00),
		TrainBand: fg(0xEBCDA8),
		Valid:     fg(0x0073AD),
		Norm:      fg(0x6A47C2),
		NormBand:  fg(0xD5CAEE),
	},

	Lines: Lines{
		Floor:     fg(0x1B7D3A),
		Reference: fg(0x686D7E),
		Threshold: fg(0xB2476C),
		Clip:      bold(0xC8145A),
		Mark:      fg(0x806200),
		Cross:     fg(0x63687A),
	},

	Bars: Bars{
		Bar:    fg(0x4C69DB),
		BarDim: fg(0xB4C1F2),
	},

	Verdicts: Verdicts{
		Good: fg(0x1B7D3A),
		Warn: fg(0x8F5F00),
		Bad:  bold(0xC92222),
	},

	runs:    fgs(0xB45B00, 0x0073AD, 0x1B7D3A, 0xC8145A, 0x6A47C2, 0x806200),
	heat:    even(0xFFFDF2, 0xFBE0B0, 0xF2AE7A, 0xDB7280, 0xA54B9A, 0x5B3A94, 0x231B52),
	diverge: even(0x00507F, 0x3C97CB, 0xB5DBF0, 0xFAFAFA, 0xF6D3A8, 0xD08A3C, 0x7D4300),
}

// The palette of Okabe and Ito, whose hues stay apart for every kind of colour
// vision: orange, sky blue, vermilion, bluish green, yellow, reddish purple.
var blindDark = Theme{
	Name:   "colour-blind",
	Dark:   true,
	Ground: grid.Hex(0x15161C),

	Frames: Frames{
		Dim:         fg(0x9096AB),
		Title:       grid.Style{Attr: grid.Bold},
		Border:      fg(0x646A80),
		BorderFocus: fg(0xFFFFFF),
		Focus:       bold(0xFFFFFF),
		Selection:   bold(0xFFFFFF).On(grid.Hex(0x004A78)),
		Key:         fg(0x56B4E9),
		Accent:      fg(0x56B4E9),
	},

	Curves: Curves{
		Train:     fg(0xE69F00),
		TrainBand: fg(0x453A22),
		Valid:     fg(0x56B4E9),
		Norm:      fg(0xD989B5),
		NormBand:  fg(0x483844),
	},

	Lines: Lines{
		Floor:     fg(0x00A87A),
		Reference: fg(0x8F95A9),
		Threshold: fg(0xE8804A),
		Clip:      bold(0xE56A1B),
		Mark:      fg(0xF0E442),
		Cross:     fg(0xA3AAC0),
	},

	Bars: Bars{
		Bar:    fg(0x56B4E9),
		BarDim: fg(0x2C5F80),
	},

	Verdicts: Verdicts{
		Good: fg(0x00A87A),
		Warn: fg(0xF0E442),
		Bad:  bold(0xE56A1B),
	},

	runs:    fgs(0xE69F00, 0x56B4E9, 0x00A87A, 0xF0E442, 0xCC79A7, 0xE56A1B),
	heat:    even(0x14182E, 0x123C73, 0x3F6488, 0x7B8577, 0xB8A95C, 0xF4D24C, 0xFFF6BE),
	diverge: even(0x9FDBFF, 0x3B8FC9, 0x24465F, 0x22232B, 0x5E4A18, 0xC78D14, 0xFFE28A),
}

var blindLight = Theme{
	Name:   "colour-blind-light",
	Ground: grid.Hex(0xFFFFFF),

	Frames: Frames{
		Dim:         fg(0x63687A),
		Title:       grid.Style{Attr: grid.Bold},
		Border:      fg(0x8B90A0),
		BorderFocus: fg(0x000000),
		Focus:       bold(0x000000),
		Selection:   bold(0x002B45).On(grid.Hex(0xCBE6F8)),
		Key:         fg(0x0068A3),
		Accent:      fg(0x0068A3),
	},

	Curves: Curves{
		Train:     fg(0xA86400),
		TrainBand: fg(0xE9CF9C),
		Valid:     fg(0x0068A3),
		Norm:      fg(0x742A63),
		NormBand:  fg(0xDFC8D8),
	},

	Lines: Lines{
		Floor:     fg(0x00785A),
		Reference: fg(0x686D7E),
		Threshold: fg(0x963A00),
		Clip:      bold(0x7A2400),
		Mark:      fg(0x6E6500),
		Cross:     fg(0x63687A),
	},

	Bars: Bars{
		Bar:    fg(0x0072B2),
		BarDim: fg(0xA9D3EE),
	},

	Verdicts: Verdicts{
		Good: fg(0x00785A),
		Warn: fg(0x6E6500),
		Bad:  bold(0x7A2400),
	},

	runs:    fgs(0xA86400, 0x0068A3, 0x00785A, 0x000000, 0x9C4A7C, 0x7A2400),
	heat:    even(0xFFFEF2, 0xF6E29A, 0xD8BC5C, 0x989678, 0x5B7690, 0x1F4E85, 0x0D1C40),
	diverge: even(0x00456E, 0x2F8FCB, 0xB0DAF2, 0xFAFAFA, 0xF2DCA0, 0xC48B12, 0x6B4400),
}

// plain says everything with attributes and glyphs.
var plain = Theme{
	Name: "plain",
	Dark: true,

	Frames: Frames{
		Dim:         grid.Style{Attr: grid.Dim},
		Title:       grid.Style{Attr: grid.Bold},
		Border:      grid.Style{Attr: grid.Dim},
		BorderFocus: grid.Style{Attr: grid.Bold},
		Focus:       grid.Style{Attr: grid.Bold | grid.Underline},
		Selection:   grid.Style{Attr: grid.Reverse},
		Key:         grid.Style{Attr: grid.Bold},
		Accent:      grid.Style{Attr: grid.Bold},
	},

	Curves: Curves{
		TrainBand: grid.Style{Attr: grid.Dim},
		Valid:     grid.Style{Attr: grid.Bold},
		NormBand:  grid.Style{Attr: grid.Dim},
	},

	Lines: Lines{
		Floor:     grid.Style{Attr: grid.Dim},
		Reference: grid.Style{Attr: grid.Dim},
		Threshold: grid.Style{Attr: grid.Dim},
		Clip:      grid.Style{Attr: grid.Bold},
		Mark:      grid.Style{Attr: grid.Underline},
		Cross:     grid.Style{Attr: grid.Dim},
	},

	Bars: Bars{
		BarDim: grid.Style{Attr: grid.Dim},
	},

	Verdicts: Verdicts{
		Good: grid.Style{Attr: grid.Bold},
		Warn: grid.Style{Attr: grid.Underline},
		Bad:  grid.Style{Attr: grid.Bold | grid.Reverse},
	},
}
