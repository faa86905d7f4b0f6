package chart

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"testing"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew")

// TestPictures compares charts with the pictures in testdata, which are meant to be looked at; -update redraws
// them.
func TestPictures(t *testing.T) {
	cross := 420.0
	withCross := training(1284)
	withCross.Crosshair = &cross
	perplexity := training(1284)
	perplexity.Y, perplexity.Second = Fit(true, 3.3, 90), nil
	for i, s := range perplexity.Series {
		perplexity.Series[i].At = func(i int) (float64, float64) { x, y := s.At(i); return x, math.Exp(y) }
	}
	for i := range perplexity.Refs {
		perplexity.Refs[i].Value = math.Exp(perplexity.Refs[i].Value)
	}
	short := training(12)
	bare := training(1284)
	noColours, _ := theme.Find("plain")
	for i := range bare.Series {
		bare.Series[i].Style, bare.Series[i].Band = grid.Style{}, noColours.TrainBand
	}

	for name, c := range map[string]struct {
		p      Plot
		w, h   int
		glyphs Glyphs
	}{
		"wide":       {training(1284), 100, 22, Braille},
		"blocks":     {training(1284), 76, 18, Blocks},
		"ascii":      {training(1284), 76, 18, ASCII},
		"small":      {training(1284), 52, 9, Braille},
		"narrow":     {training(1284), 26, 12, Braille},
		"low":        {training(1284), 60, 4, Braille},
		"crosshair":  {withCross, 76, 16, Braille},
		"log":        {perplexity, 76, 18, Braille},
		"few-points": {short, 76, 14, Braille},
		"no-colours": {bare, 76, 16, Braille},
		"diverged":   {diverged(), 60, 12, Braille},
		"clipped":    {clipped(), 60, 10, Braille},
		"empty":      {Plot{}, 40, 10, Braille},
	} {
		compare(t, name, plain(c.p, c.w, c.h, c.glyphs))
	}
}

func diverged() Plot {
	at := func(i int) (float64, float64) {
		y := 2 + math.Exp(float64(i-60)/4)
		switch {
		case i > 90:
			y = math.NaN()
		case i > 80:
			y = math.Inf(1)
		}
		return float64(i), y
	}
	return Plot{X: Axis{Min: 0, Max: 100}, Y: Axis{Min: 0, Max: 20}, Series: []Series{{N: 100, At: at, Label: "train NaN"}}}
}

func clipped() Plot {
	norm := func(i int) float64 {
		return 0.6 + 0.5*math.Abs(math.Sin(float64(i*i)*0.37)) + 0.7*math.Exp(-float64(i)/9)
	}
	var steps []float64
	for i := range 100 {
		if norm(i) > 1.08 {
			steps = append(steps, float64(i))
		}
	}
	return Plot{
		X: Axis{Min: 0, Max: 100}, Y: Fit(false, 0, 1.8),
		Series: []Series{
			{N: 100, At: func(i int) (float64, float64) { return float64(i), norm(i) }},
			{N: len(steps), At: func(i int) (float64, float64) { return steps[i], 1.08 }, Glyph: '▲', Dots: true},
		},
		Refs: []Ref{{Value: 1.08, Label: "θ 1.08", Dashed: true}},
	}
}

func TestBarPictures(t *testing.T) {
	rows := []Bar{
		{Label: "g", Value: 0.81, Max: 1, Right: "0.81   0.3 bits"}, {Label: "␣", Value: 0.07, Max: 1, Right: "0.07   3.8 bits"},
		{Label: "光", Value: 0.02, Max: 1, Right: "0.02"}, {Label: "<200D>", Value: 0.001, Max: 1, Right: "0.00"}, {Label: "↵", Value: 0, Max: 1},
	}
	values := make([]float64, 60)
	for i := range values {
		values[i] = math.Sin(float64(i) / 6)
	}
	values[30] = math.NaN()
	for name, glyphs := range map[string]Glyphs{"bars": Braille, "bars-ascii": ASCII} {
		g := grid.New(56, 6)
		DrawBars(g.View(), rows, glyphs)
		Sparkline(g.View().Sub(0, 5, 56, 1), values, grid.Style{}, glyphs)
		compare(t, name, g.Render(grid.Plain))
	}
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got+"\n" {
		t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
	}
}
