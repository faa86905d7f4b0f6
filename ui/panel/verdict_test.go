package panel

import (
	"math"
	"strings"
	"testing"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// plainLook is without colours, in English.
func plainLook() look.Look {
	plain, _ := theme.Find("plain")
	return look.Look{Theme: plain, Words: i18n.English}
}

// The law: what is wrong with a run takes precedence over how good it is; the cause is named, as fully as there
// is room.
func TestWhatIsWrongInWords(t *testing.T) {
	l := plainLook()
	lr := baseline.Change{Knob: "lr", From: 0.002, To: 0.128}
	lr765 := lr
	lr765.Last = 765
	for _, c := range []struct {
		ails              baseline.Diagnosis
		wide, mid, narrow string
	}{
		{baseline.Diagnosis{Trouble: baseline.RoseAfter, Change: lr, After: 120, Best: 1.62, Now: 4.8},
			"training loss rose 120 steps after lr ×64: its mean was 1.62 nats, now 4.80 nats", "loss rose 120 steps after lr ×64", "loss rose after lr ×64"},
		{baseline.Diagnosis{Trouble: baseline.RoseAfter, Change: lr765, After: 1, Best: 1.62, Now: 14.8, Ruined: true},
			"ruined after lr ×64 at step 765: mean training loss 14.8 nats, a uniform guess 4.30 nats", "ruined after lr ×64", "ruined after lr ×64"},
		{baseline.Diagnosis{Trouble: baseline.RoseAfter, Change: baseline.Change{Knob: "unroll", From: 32, To: 4}, After: 2000, Now: 2},
			"training loss rose 2,000 steps after T ÷8: its mean was 0.00 nats, now 2.00 nats", "loss rose 2,000 steps after T ÷8", "loss rose after T ÷8"},
		{baseline.Diagnosis{Trouble: baseline.RoseAfter, Change: baseline.Change{Knob: "clip", From: 1, To: math.Inf(1)}, After: 7, Now: math.Inf(1)},
			"training loss rose 7 steps after θ off: its mean was 0.00 nats, now ∞ nats", "loss rose 7 steps after θ off", "loss rose after θ off"},
		{baseline.Diagnosis{Trouble: baseline.RoseAfter, Change: baseline.Change{Knob: "lr", From: 0.002, To: 0.31}, After: 7, Now: 3},
			"training loss rose 7 steps after lr ×155: its mean was 0.00 nats, now 3.00 nats", "loss rose 7 steps after lr ×155", "loss rose after lr ×155"},
		{baseline.Diagnosis{Trouble: baseline.RoseAfter, Change: baseline.Change{Knob: "lr", From: 0, To: 0.3}, After: 7, Now: 3},
			"training loss rose 7 steps after lr = 0.3: its mean was 0.00 nats, now 3.00 nats", "loss rose 7 steps after lr = 0.3", "loss rose after lr = 0.3"},
		{baseline.Diagnosis{Trouble: baseline.RoseAfter, Change: baseline.Change{Knob: "momentum", From: 0.9, To: 0.99}, After: 7, Now: 3},
			"training loss rose 7 steps after μ = 0.99: its mean was 0.00 nats, now 3.00 nats", "loss rose 7 steps after μ = 0.99", "loss rose after μ = 0.99"},
		{baseline.Diagnosis{Trouble: baseline.Overfits, Step: 3400, Best: 1.38, Now: 1.52},
			"overfitting since step 3,400: best validation 1.38 nats there, now 1.52", "overfitting since step 3,400", "overfitting"},
		{baseline.Diagnosis{Trouble: baseline.Ruined, Step: 3400, Best: 1.38, Now: 8.3},
			"mean training loss 8.30 nats, worse than a uniform guess (4.30 nats)", "worse than a uniform guess", "worse than uniform"},
		{baseline.Diagnosis{Trouble: baseline.Diverged, Step: 1234}, "diverged after step 1,234: the next update was not finite", "diverged after step 1,234", "diverged"},
		{baseline.Diagnosis{Trouble: baseline.Diverged, Step: 1234, Change: lr, After: 12}, "diverged 12 steps after lr ×64", "diverged 12 steps after lr ×64", "diverged after lr ×64"},
	} {
		d := &Data{Verdict: baseline.Verdict{Ails: c.ails, Standing: baseline.AtTheFloor}, Snap: train.Snapshot{Model: &lm.Model{}}, Levels: []task.Level{{Loss: math.Log(74)}}}
		for room, want := range map[int]string{95: c.wide, 34: c.mid, 24: c.narrow} {
			if got, _ := VerdictLine(d, l, room); got != want {
				t.Errorf("%+v in %d columns: %q, want %q", c.ails, room, got, want)
			}
		}
		for room := range 100 {
			if got, _ := VerdictLine(d, l, room); grid.Width(got) > room || (room > 8 && got == "") {
				t.Errorf("%q in %d columns", got, room)
			}
		}
	}
}

// The law: the gradient panel says in words what clipping does; a limit on every step determines the step size
// only if the optimizer does not rescale gradients.
func TestClippingInWords(t *testing.T) {
	l := plainLook()
	run := func(clipped, n int) history.View {
		var points []history.Point
		for i := 1; i <= n; i++ {
			p := history.Point{Step: i, Loss: 2, GradNorm: 1, Factor: 1}
			if i > n-clipped {
				p.Factor = 0.5
			}
			points = append(points, p)
		}
		return historytest.Of(points)
	}
	for _, c := range []struct {
		h                 history.View
		theta             float64
		optimizer         string
		wide, mid, narrow string
	}{
		{run(2, 3000), 1, "sgd", "a safety net: 2 of the last 1,000 updates clipped", "a safety net: clipped 2 of 1,000", "clipped 2 of 1,000"},
		{run(3000, 3000), 1, "sgd", "θ sets the step size: 100 of the last 100 clipped", "θ sets the step size: 100 of 100", "clipped 100 of 100"},
		{run(3000, 3000), 1, "momentum", "θ sets the step size: 100 of the last 100 clipped", "θ sets the step size: 100 of 100", "clipped 100 of 100"},
		{run(3000, 3000), 1, "adam", "all of the last 100 clipped; adam normalises the step anyway, so θ hardly matters", "all clipped; θ hardly matters", "all clipped"},
		{run(3000, 3000), 1, "rmsprop", "all of the last 100 clipped; rmsprop normalises the step anyway, so θ hardly matters", "all clipped; θ hardly matters", "all clipped"},
		{run(80, 1000), 1, "adam", "clips often: 80 of the last 1,000 updates", "clips often: 80 of 1,000", "clipped 80 of 1,000"},
		{run(0, 40), 1, "sgd", "none of the last 40 updates was clipped", "0 of the last 40 clipped", "0 of 40 clipped"},
		{run(0, 40), math.Inf(1), "sgd", "clipping off", "clipping off", "clipping off"},
		{history.View{}, 1, "sgd", "", "", ""},
	} {
		d := &Data{}
		d.Snap.History, d.Snap.Recipe.Optimizer, d.Snap.Settings.Clip = c.h, c.optimizer, recipe.Limit(c.theta)
		for room, want := range map[int]string{90: c.wide, 35: c.mid, 20: c.narrow} {
			if got, _ := ClippingLine(d, l, room); got != want {
				t.Errorf("%s, θ %v, in %d columns: %q, want %q", c.optimizer, c.theta, room, got, want)
			}
		}
		g := grid.New(100, 12)
		drawNorm(g.View(), d, l, false)
		if all := g.Render(grid.Plain); !strings.Contains(all, c.wide) {
			t.Errorf("the panel does not say %q:\n%s", c.wide, all)
		}
	}
}

// The law: every form of every sentence is filled in completely.
func TestEveryFormIsFilledIn(t *testing.T) {
	a, c := i18n.English.Ladder.Ails, i18n.English.Ladder.Clips
	for _, x := range []struct {
		forms []string
		args  int
	}{{a.Diverged, 1}, {a.DivergedAfter, 2}, {a.Rose, 4}, {a.RoseRuined, 4}, {a.Ruined, 2}, {a.Up, 2}, {a.High, 2}, {a.Overfits, 3}, {c.Never, 1}, {c.Rarely, 2}, {c.Often, 2}, {c.Limits, 2}, {c.Cancelled, 3}, {c.Entirely, 3}} {
		var args []any
		for i := range x.args {
			args = append(args, string(rune('a'+i)))
		}
		for i, s := range say(x.forms, args...) {
			if strings.Contains(s, "%") {
				t.Errorf("%q becomes %q", x.forms[i], s)
			}
		}
	}
}

// The law: after a ruin the sentence says that the best weights are kept; once the setting is changed again, no
// form blames the change without saying so.
func TestARepairIsSaid(t *testing.T) {
	l := plainLook()
	change := baseline.Change{Knob: "lr", From: 0.002, To: 1, Last: 765}
	d := &Data{Levels: []task.Level{{Loss: math.Log(74)}}}
	d.Snap.Task, d.Snap.Model = task.Language, &lm.Model{}
	h := &history.History{}
	for i := 1; i <= 700; i++ {
		h.Append(history.Point{Step: i, Loss: 2, GradNorm: 1, Factor: 1})
	}
	h.AddValid(history.Valid{Step: 700, NLL: 200, Tokens: 100})
	d.Snap.History = h.View()
	say := func(ruined bool, lr float64, room int) string {
		d.Verdict.Ails = baseline.Diagnosis{Trouble: baseline.RoseAfter, Change: change, After: 3, Ruined: ruined, Best: 1.6, Now: 125}
		d.Snap.Settings = recipe.DefaultSettings()
		d.Snap.Settings.LR = lr
		got, _ := VerdictLine(d, l, room)
		return got
	}
	for _, c := range []struct {
		ruined bool
		lr     float64
		room   int
		want   string
	}{
		{true, 1, 200, "ruined after lr ×500 at step 765: mean training loss 125 nats, a uniform guess 4.30 nats; the best weights are kept (step 700)"},
		{true, 0.002, 200, "ruined after lr ×500 at step 765: mean training loss 125 nats, a uniform guess 4.30 nats; lr is back at 0.002; the best weights are kept (step 700)"},
		{true, 0.004, 75, "ruined after lr ×500: mean training loss 125 nats; lr is now 0.004"},
		{true, 0.002, 42, "ruined after lr ×500; lr is back at 0.002"},
		{true, 0.002, 30, "mean training loss 125 nats"},
		{false, 1, 200, "training loss rose 3 steps after lr ×500: its mean was 1.60 nats, now 125 nats"},
		{false, 0.002, 200, "training loss rose 3 steps after lr ×500: its mean was 1.60 nats, now 125 nats; lr is back at 0.002"},
	} {
		if got := say(c.ruined, c.lr, c.room); got != c.want {
			t.Errorf("ruined %v, lr %v, %d columns: %q, want %q", c.ruined, c.lr, c.room, got, c.want)
		}
	}
	for room := range 160 {
		for _, ruined := range []bool{true, false} {
			if got := say(ruined, 0.002, room); strings.Contains(got, "after") && !strings.Contains(got, "back") {
				t.Errorf("%d columns: %q", room, got)
			}
		}
	}
}

// The law: θ = 0 is said to freeze learning, and of a ruined run nothing is said that was true before.
func TestFrozenAndRuinedInWords(t *testing.T) {
	h := historytest.Of([]history.Point{{Step: 1, Tokens: 1, Loss: 1, GradNorm: 1}})
	d := Data{Snap: train.Snapshot{History: h, Ruined: true}}
	l := look.Look{Words: i18n.English}
	if s, _ := ClippingLine(&d, l, 200); s != i18n.English.Ladder.Clips.Frozen[0] {
		t.Errorf("θ = 0: %q", s)
	}
	if s, _ := VerdictLine(&d, l, 200); s != i18n.English.Ruin.Verdict[0] {
		t.Errorf("ruined: %q", s)
	}
}
