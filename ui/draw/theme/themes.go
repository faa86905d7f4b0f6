package theme

import "github.com/charmbracelet/lipgloss"

// Themes is the table of themes in their full colours; the first is for dark
// terminals, the second for light ones. A theme is one entry here.
var Themes = []Theme{dark.full(), light.full(), blindDark.full(), blindLight.full(), plain.full()}

// Warm colours learn, cool ones judge, red is what was clipped, green is the goal. Curves share one lightness, so
// that none dominates. Beside each colour is the one of the sixteen that stands for it: those are the terminal's
// own, so text uses only the ones that are readable in both xterm's palette and VGA's, and on a light background
// these are few (theme_test.go).
var dark = &definition{
	name:   "dark",
	dark:   true,
	ground: "#15161C",

	Sheet: Sheet[lipgloss.Style]{
		Frames: Frames[lipgloss.Style]{
			Dim:         fg("#9096AB", "7"),
			Title:       strong,
			Border:      fg("#646A80", "8"),
			BorderFocus: fg("#93A9FF", "14"),
			Focus:       bold("#93A9FF", "14"),
			Selection:   on(bold("#FFFFFF", "15"), "#333D6B", "4"),
			Key:         fg("#93A9FF", "14"),
			Accent:      fg("#93A9FF", "14"),
		},

		Curves: Curves[lipgloss.Style]{
			Train:     fg("#F7A84F", "11"),
			TrainBand: fg("#443929", "8"),
			Valid:     fg("#56C8EE", "14"),
			Norm:      fg("#BBA0F5", "13"),
			NormBand:  fg("#3A3550", "8"),
		},

		Lines: Lines[lipgloss.Style]{
			Floor:     fg("#7ACB87", "10"),
			Reference: fg("#8F95A9", "7"),
			Threshold: fg("#E58CA6", "3"),
			Clip:      bold("#FF5F8A", "9"),
			Mark:      fg("#E9D77C", "15"),
			Cross:     fg("#A3AAC0", "7"),
		},

		Bars: Bars[lipgloss.Style]{
			Bar:    fg("#93A9FF", "12"),
			BarDim: fg("#515B8C", "8"),
		},

		Verdicts: Verdicts[lipgloss.Style]{
			Good: fg("#7ACB87", "10"),
			Warn: fg("#F0C850", "11"),
			Bad:  bold("#FF6464", "9"),
		},

		runs: [Runs]lipgloss.Style{fg("#F7A84F", "11"), fg("#56C8EE", "14"), fg("#7ACB87", "10"), fg("#FF7BA3", "9"), fg("#BBA0F5", "13"), fg("#E9D77C", "15")},
	},
	heat:    scale{stops("#17172A #35307A #5B4BA8 #A95AA6 #E8777E #F9B36B #FFF0B8"), stops("0 4 5 13 11 15")},
	diverge: scale{stops("#8FE3FF #2F93C4 #24465F #22232B #6A4520 #D08332 #FFD9A0"), stops("14 6 4 0 1 3 11")},
}

var light = &definition{
	name:   "light",
	ground: "#FFFFFF",

	Sheet: Sheet[lipgloss.Style]{
		Frames: Frames[lipgloss.Style]{
			Dim:         fg("#63687A", "8"),
			Title:       strong,
			Border:      fg("#8B90A0", "8"),
			BorderFocus: fg("#3553C9", "4"),
			Focus:       bold("#3553C9", "4"),
			Selection:   on(bold("#1B2450", "15"), "#D5DDFC", "4"),
			Key:         fg("#3553C9", "4"),
			Accent:      fg("#3553C9", "4"),
		},

		Curves: Curves[lipgloss.Style]{
			Train:     fg("#B45B00", "1"),
			TrainBand: fg("#EBCDA8", "7"),
			Valid:     fg("#0073AD", "4"),
			Norm:      fg("#6A47C2", "12"),
			NormBand:  fg("#D5CAEE", "7"),
		},

		Lines: Lines[lipgloss.Style]{
			Floor:     fg("#1B7D3A", "0"),
			Reference: fg("#686D7E", "8"),
			Threshold: fg("#B24D6C", "1"),
			Clip:      bold("#C8145A", "5"),
			Mark:      fg("#806200", "8"),
			Cross:     fg("#63687A", "8"),
		},

		Bars: Bars[lipgloss.Style]{
			Bar:    fg("#4C69DB", "4"),
			BarDim: fg("#B4C1F2", "8"),
		},

		Verdicts: Verdicts[lipgloss.Style]{
			Good: fg("#1B7D3A", "4"),
			Warn: fg("#8F5F00", "5"),
			Bad:  bold("#C92222", "1"),
		},

		runs: [Runs]lipgloss.Style{fg("#B45B00", "1"), fg("#0073AD", "4"), fg("#1B7D3A", "0"), fg("#C8145A", "5"), fg("#6A47C2", "12"), fg("#806200", "8")},
	},
	heat:    scale{stops("#FFFDF2 #FBE0B0 #F2AE7A #DB7280 #A54B9A #5B3A94 #231B52"), stops("15 11 13 5 4 0")},
	diverge: scale{stops("#00507F #3C97CB #B5DBF0 #FAFAFA #F6D3A8 #D08A3C #7D4300"), stops("4 12 14 15 11 3 1")},
}

// The palette of Okabe and Ito, whose hues are distinguishable with every kind of colour vision: orange, sky
// blue, vermilion, bluish green, yellow, reddish purple.
var blindDark = &definition{
	name:   "colour-blind",
	dark:   true,
	ground: "#15161C",

	Sheet: Sheet[lipgloss.Style]{
		Frames: Frames[lipgloss.Style]{
			Dim:         fg("#9096AB", "7"),
			Title:       strong,
			Border:      fg("#646A80", "8"),
			BorderFocus: fg("#FFFFFF", "15"),
			Focus:       bold("#FFFFFF", "15"),
			Selection:   on(bold("#FFFFFF", "15"), "#004A78", "4"),
			Key:         fg("#56B4E9", "14"),
			Accent:      fg("#56B4E9", "14"),
		},

		Curves: Curves[lipgloss.Style]{
			Train:     fg("#E69F00", "11"),
			TrainBand: fg("#453A22", "8"),
			Valid:     fg("#56B4E9", "12"),
			Norm:      fg("#D989B5", "13"),
			NormBand:  fg("#483844", "8"),
		},

		Lines: Lines[lipgloss.Style]{
			Floor:     fg("#18A86E", "2"),
			Reference: fg("#8F95A9", "7"),
			Threshold: fg("#EE8662", "7"),
			Clip:      bold("#E56A1B", "9"),
			Mark:      fg("#F0E442", "15"),
			Cross:     fg("#A3AAC0", "7"),
		},

		Bars: Bars[lipgloss.Style]{
			Bar:    fg("#56B4E9", "12"),
			BarDim: fg("#2C5F80", "8"),
		},

		Verdicts: Verdicts[lipgloss.Style]{
			Good: fg("#18A86E", "6"),
			Warn: fg("#F0E442", "11"),
			Bad:  bold("#E56A1B", "9"),
		},

		runs: [Runs]lipgloss.Style{fg("#E69F00", "11"), fg("#56B4E9", "12"), fg("#18A86E", "6"), fg("#F0E442", "15"), fg("#C06DA7", "3"), fg("#E56A1B", "9")},
	},
	heat:    scale{stops("#14182E #123C73 #3F6488 #7B8577 #B8A95C #F4D24C #FFF6BE"), stops("0 4 12 7 11 15")},
	diverge: scale{stops("#9FDBFF #3B8FC9 #24465F #22232B #5E4A18 #C78D14 #FFE28A"), stops("14 12 4 0 1 3 11")},
}

var blindLight = &definition{
	name:   "colour-blind-light",
	ground: "#FFFFFF",

	Sheet: Sheet[lipgloss.Style]{
		Frames: Frames[lipgloss.Style]{
			Dim:         fg("#63687A", "8"),
			Title:       strong,
			Border:      fg("#8B90A0", "8"),
			BorderFocus: fg("#000000", "4"),
			Focus:       bold("#000000", "4"),
			Selection:   on(bold("#002B45", "15"), "#CBE6F8", "4"),
			Key:         fg("#0068A3", "4"),
			Accent:      fg("#0068A3", "4"),
		},

		Curves: Curves[lipgloss.Style]{
			Train:     fg("#A86400", "1"),
			TrainBand: fg("#E9CF9C", "7"),
			Valid:     fg("#0068A3", "4"),
			Norm:      fg("#742A63", "12"),
			NormBand:  fg("#DFC8D8", "7"),
		},

		Lines: Lines[lipgloss.Style]{
			Floor:     fg("#24664E", "0"),
			Reference: fg("#686D7E", "8"),
			Threshold: fg("#963A00", "1"),
			Clip:      bold("#7A2400", "5"),
			Mark:      fg("#7A593C", "8"),
			Cross:     fg("#63687A", "8"),
		},

		Bars: Bars[lipgloss.Style]{
			Bar:    fg("#0072B2", "4"),
			BarDim: fg("#A9D3EE", "8"),
		},

		Verdicts: Verdicts[lipgloss.Style]{
			Good: fg("#24664E", "4"),
			Warn: fg("#746500", "5"),
			Bad:  bold("#7A2400", "1"),
		},

		runs: [Runs]lipgloss.Style{fg("#A86400", "1"), fg("#0068A3", "4"), fg("#24664E", "0"), fg("#000000", "8"), fg("#A24476", "5"), fg("#7A2400", "12")},
	},
	heat:    scale{stops("#FFFEF2 #F6E29A #D8BC5C #989678 #5B7690 #1F4E85 #0D1C40"), stops("15 11 7 12 4 0")},
	diverge: scale{stops("#00456E #2F8FCB #B0DAF2 #FAFAFA #F2DCA0 #C48B12 #6B4400"), stops("4 12 14 15 11 3 1")},
}

// plain says everything with attributes and glyphs.
var plain = &definition{
	name: "plain",
	dark: true,

	Sheet: Sheet[lipgloss.Style]{
		Frames: Frames[lipgloss.Style]{
			Dim:         faint,
			Title:       strong,
			Border:      faint,
			BorderFocus: strong,
			Focus:       strong.Underline(true),
			Selection:   lipgloss.NewStyle().Reverse(true),
			Key:         strong,
			Accent:      strong,
		},

		Curves: Curves[lipgloss.Style]{
			TrainBand: faint,
			Valid:     strong,
			NormBand:  faint,
		},

		Lines: Lines[lipgloss.Style]{
			Floor:     faint,
			Reference: faint,
			Threshold: faint,
			Clip:      strong,
			Mark:      lipgloss.NewStyle().Underline(true),
			Cross:     faint,
		},

		Bars: Bars[lipgloss.Style]{
			BarDim: faint,
		},

		Verdicts: Verdicts[lipgloss.Style]{
			Good: strong,
			Warn: lipgloss.NewStyle().Underline(true),
			Bad:  strong.Reverse(true),
		},
	},
}
