package lab

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"unroll/core/command"
	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// made is a source that shows what it is given and records the commands it is sent.
type made struct {
	snapshots chan train.Snapshot
	asked     []string
}

func (m *made) Snapshots(context.Context) <-chan train.Snapshot { return m.snapshots }
func (m *made) Send(c command.Command) bool {
	m.asked = append(m.asked, c.String())
	return true
}

// regression is a task that the program does not have.
var regression = &task.Task{
	Name: "regression", Loss: task.Metric{ID: "loss", Unit: "½ squared error"},
	Score: task.Metric{ID: "rmse", Short: "rms", Of: math.Sqrt},
}

// numbers are data of which only what is drawn is defined.
type numbers struct{}

func (numbers) Task() *task.Task      { return regression }
func (numbers) Fit(s nn.Spec) nn.Spec { return s }
func (numbers) HeldOut() int          { return 100 }
func (numbers) Vocab() *text.Vocab    { return nil }
func (numbers) Levels() []task.Level  { return []task.Level{{ID: "the mean alone", Loss: 2}} }
func (numbers) Batches(nn.Spec, int, int, func(int) *rand.Rand) (task.Batches, error) {
	return nil, nil
}
func (numbers) Validate(nn.Graph[float32], int) task.Validation { return nil }
func (numbers) Model(nn.Graph[float32], int) task.Model         { return nil }

// The law: a lab knows a run only as a source, and draws the task's metric with the task's unit, whatever the
// task; views of a text are not offered for a run without one. Keys are commands.
func TestALabOnAnySource(t *testing.T) {
	plain, _ := theme.Find("plain")
	m := &made{snapshots: make(chan train.Snapshot, 1)}
	about := &sessions.Subject{Data: numbers{}, Floor: math.NaN()}
	l := New(m, about, "two numbers", &look.Look{Theme: plain, Words: i18n.English})
	r := recipe.Default()
	r.Model.Inputs = 2
	s := train.Snapshot{Recipe: r, Task: regression, Step: 3, Speed: 1200, Phase: train.Running, Settings: r.Settings, LR: 0.01, Rows: 4}
	s.History = historyOf(4, 1, 0.25)
	m.snapshots <- s
	jobs := append(l.Start(), l.Enter()...)
	l.Message(jobs[0]())
	for _, size := range [][2]int{{120, 36}, {80, 24}, {40, 12}, {12, 3}, {1, 1}} {
		g := grid.New(size[0], size[1])
		l.Draw(g.View())
	}
	g := grid.New(120, 36)
	l.Draw(g.View())
	drawn := g.Render(grid.Plain)
	for _, want := range []string{"loss (½ squared error) · RMSE", "RMSE 0.50", "the mean alone 2", "rms 0.50", "1.2k rows/s"} {
		if !strings.Contains(drawn, want) {
			t.Errorf("%q is not visible in\n%s", want, drawn)
		}
	}
	if strings.Contains(drawn, "perplexity") || strings.Contains(drawn, "ppl") || strings.Contains(drawn, "predict") || strings.Contains(drawn, "tok/s") || strings.Contains(drawn, "· char") {
		t.Errorf("words of a language model in\n%s", drawn)
	}
	press(l, " ", "+", ".", "2", "]")
	if got := strings.Join(m.asked, ", "); got != "run.toggle, knob.up lr, run.step" {
		t.Errorf("sent %s", got)
	}
	if l.views.at != 0 {
		t.Error("a view that the run does not have is shown")
	}
}

func historyOf(losses ...float64) history.View {
	h := &history.History{}
	for i, v := range losses {
		h.Append(history.Point{Step: i + 1, Tokens: 10, Loss: v, GradNorm: 1, Factor: 1, LR: 0.01})
	}
	return h.View()
}
