package panel

import (
	"math"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/task"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// The law: a person's line is on the chart from Played tokens on, but not while it is ∞.
func TestYourLine(t *testing.T) {
	plain, _ := theme.Find("plain")
	l := look.Look{Theme: plain, Words: i18n.English}
	draw := func(y You) string {
		d := Data{Floor: math.NaN(), Levels: []task.Level{{ID: "untrained", Loss: math.Log(65), N: 65}, {ID: "unigram", Loss: 3.1}}, You: y}
		d.Snap.History = historytest.Of([]history.Point{{Step: 1, Loss: 4.1, Factor: 1}, {Step: 2, Loss: 2.9, Factor: 1}})
		d.Snap.Step = 2
		g := grid.New(80, 20)
		Curve(g.View(), &d, l)
		return g.Render(grid.Plain)
	}
	if !strings.Contains(draw(You{Nats: 1.5, Tokens: Played}), "you 1.50 (30)") {
		t.Error("the line is not drawn")
	}
	if !strings.Contains(draw(You{Nats: 1.5, Tokens: Played, AtMost: true}), "you ≤1.50 (30)") {
		t.Error("a bound is not marked as one")
	}
	for _, y := range []You{{}, {Nats: math.Inf(1), Tokens: Played}, {Nats: 1.5, Tokens: Played - 1}, {Tokens: 1, AtMost: true}} {
		if strings.Contains(draw(y), "you") {
			t.Errorf("%+v is drawn", y)
		}
	}
}
