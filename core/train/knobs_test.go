package train

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

// turned is a knob's value after one turn, as the command makes it.
func turned(k recipe.Knob, v float64, dir int) float64 {
	t := &Trainer{learner: &learner{hist: &history.History{}, goods: goodKeeper{off: true}}}
	s := recipe.DefaultSettings()
	k.Set(&s, v)
	t.set = s
	t.obey(Turn(k.Name, dir))
	return k.Get(&t.set)
}

// inRange generates values that a knob may have, including the ends of its range.
func inRange(k recipe.Knob) *rapid.Generator[float64] {
	top := min(k.Max, 1e9)
	near := min(k.Max, k.Min+1)
	if k.Whole {
		return rapid.Map(rapid.IntRange(int(k.Min), int(top)), func(i int) float64 { return float64(i) })
	}
	return rapid.OneOf(rapid.Float64Range(k.Min, top), rapid.Float64Range(k.Min, near), rapid.SampledFrom([]float64{k.Min, k.Max}))
}

// Whatever a knob's value, a turn stays in its range; turning up raises the value, or leaves it at the end.
func TestTurnsStayInRange(t *testing.T) {
	for _, k := range recipe.Knobs {
		t.Run(k.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				v := inRange(k).Draw(t, "value")
				for dir, name := range map[int]string{+1: "up", -1: "down"} {
					next := clamp(k, k.Turn(v, dir))
					if err := k.Check(next); err != nil {
						t.Fatalf("%s from %g: %v", name, v, err)
					}
					if (dir > 0 && next < v) || (dir < 0 && next > v) {
						t.Fatalf("%s from %g leads to %g", name, v, next)
					}
				}
			})
		})
	}
}

// From its initial value every knob can be turned to either end and back; on the way, a turn and
// its opposite cancel, except for the step that the end of the range cuts short.
func TestUpThenDownComesBack(t *testing.T) {
	for _, k := range recipe.Knobs {
		for _, dir := range []int{+1, -1} {
			s := recipe.DefaultSettings()
			v := k.Get(&s)
			for range 25 {
				next := clamp(k, k.Turn(v, dir))
				if next == v {
					break
				}
				whole := k.Turn(v, dir) == next // not cut short
				if back := clamp(k, k.Turn(next, -dir)); whole && math.Abs(back-v) > 1e-12*math.Abs(v) {
					t.Errorf("%s: from %g to %g and back to %g", k.Name, v, next, back)
				}
				v = next
			}
		}
	}
}

// clamp is how the Turn command limits a turn to the range.
func clamp(k recipe.Knob, v float64) float64 {
	v = min(max(v, k.Min), k.Max)
	if k.Whole {
		v = math.Trunc(v)
	}
	return v
}

// No value is a trap: from every end of the range, including 0, a turn leads back into it.
func TestNoValueIsATrap(t *testing.T) {
	for _, k := range recipe.Knobs {
		if clamp(k, k.Turn(k.Min, +1)) <= k.Min {
			t.Errorf("%s: no way up from %g", k.Name, k.Min)
		}
		if clamp(k, k.Turn(k.Max, -1)) >= k.Max {
			t.Errorf("%s: no way down from %g", k.Name, k.Max)
		}
	}
}

// Steps worked out by hand: η, T and B double, θ doubles up to off, temperature moves by 0.1.
func TestTurnsByHand(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		knob string
		from float64
		dir  int
		to   float64
	}{
		{"lr", 2e-3, +1, 4e-3}, {"lr", 2e-3, -1, 1e-3}, {"lr", 2e-3, +3, 16e-3}, {"lr", 6e8, +1, 1e9}, {"lr", 1e9, +1, 1e9},
		{"clip", 1, +1, 2}, {"clip", 1, -2, 0.25}, {"clip", 8, +1, 16}, {"clip", 16, +1, inf}, {"clip", inf, +1, inf}, {"clip", inf, -1, 16},
		{"temperature", 0.8, +1, 0.9}, {"temperature", 0.1, -1, 0}, {"temperature", 0, -1, 0}, {"temperature", 0.8, +3, 1.1},
		{"momentum", 0.9, +1, 0.95}, {"momentum", 0.9, -1, 0.8}, {"momentum", 0, -1, 0}, {"momentum", 0.85, +1, 0.9}, {"momentum", 0.85, -1, 0.8},
		{"momentum", 0.995, +1, 0.995}, // beyond the last step, up never lowers the value
		{"valid_every", 100, +1, 200}, {"valid_every", 100, -1, 50}, {"valid_every", 1, -1, 1}, {"valid_every", 1e5, +1, 1e5},
	} {
		k, err := recipe.FindKnob(c.knob)
		if err != nil {
			t.Fatal(err)
		}
		if got := turned(k, c.from, c.dir); math.Abs(got-c.to) > 1e-15*math.Abs(c.to) && got != c.to {
			t.Errorf("%s turned by %d from %g is %g instead of %g", c.knob, c.dir, c.from, got, c.to)
		}
	}
}

// Each knob is one field: it gets what it sets, and no other knob is affected.
func TestKnobsGetWhatTheySet(t *testing.T) {
	for _, k := range recipe.Knobs {
		for _, v := range wide[k.Name] {
			s := recipe.DefaultSettings()
			before := s
			k.Set(&s, v)
			if k.Get(&s) != v {
				t.Errorf("%s: %g becomes %g", k.Name, v, k.Get(&s))
			}
			for _, other := range recipe.Knobs {
				if other.Name != k.Name && other.Get(&s) != other.Get(&before) {
					t.Errorf("%s moves %s", k.Name, other.Name)
				}
			}
		}
	}
}

// Changing the unroll continues from the carried state; changing the batch starts again from 0.
func TestTheCarriedStateOutlivesUnrollingAndNotABatch(t *testing.T) {
	for _, cell := range nn.Cells() {
		l := learnerFor(t, tiny(func(r *recipe.Recipe) { r.Model.Cell = cell.Name }), texttest.Prose(40))
		for range 3 {
			if err := l.update(); err != nil {
				t.Fatal(err)
			}
		}
		for _, knob := range []string{"unroll", "batch"} {
			before := l.checkpoint()
			k, _ := recipe.FindKnob(knob)
			if _, err := l.change(k, 4); err != nil {
				t.Fatal(err)
			}
			after := l.checkpoint()
			if knob == "unroll" && before.Position != after.Position {
				t.Errorf("%s: the place in the text moves from %+v to %+v", cell.Name, before.Position, after.Position)
			}
			if same := differTensors("state", before.State, after.State) == ""; same != (knob == "unroll") {
				t.Errorf("%s: %s changed, and the carried state is the same: %v", cell.Name, knob, same)
			}
			if knob == "batch" && !after.Position.Fresh {
				t.Errorf("%s: new sequences at %+v, with the state of the old ones", cell.Name, after.Position)
			}
		}
	}
}

func TestKnobsRefuseWhatIsNoValue(t *testing.T) {
	for _, k := range recipe.Knobs {
		bad := []float64{math.NaN(), k.Min - 1, math.Inf(-1)}
		if !math.IsInf(k.Max, 1) {
			bad = append(bad, k.Max*2, math.Inf(1))
		}
		if k.Whole {
			bad = append(bad, k.Min+0.5)
		}
		for _, v := range bad {
			if err := k.Check(v); err == nil || !strings.HasPrefix(err.Error(), k.Name) {
				t.Errorf("%s = %g: the error is %v", k.Name, v, err)
			}
		}
		s := recipe.DefaultSettings()
		if err := k.Check(k.Get(&s)); err != nil {
			t.Errorf("the default is refused: %v", err)
		}
	}
}

// Settings written as JSON read back bit for bit; θ = ∞ is null.
func TestSettingsSurviveJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := recipe.DefaultSettings()
		for _, k := range recipe.Knobs {
			k.Set(&s, inRange(k).Draw(t, k.Name))
		}
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back recipe.Settings
		if err := json.Unmarshal(b, &back); err != nil || back != s {
			t.Fatalf("%+v comes back as %+v (%v)", s, back, err)
		}
		if off := strings.Contains(string(b), `"clip":null`); off != (s.Clip == recipe.Off) {
			t.Fatalf("%s for θ = %g", b, s.Clip)
		}
	})
}

// The point of an update records how it was clipped: factor = min(1, θ/‖g‖), an event when ‖g‖ > θ.
func TestPointsTellWhatClippingDid(t *testing.T) {
	r := tiny()
	c := corpusOf(t, r, texttest.Prose(40))
	var events []history.Event
	for step, theta := range []float64{0.1, math.Inf(1), 0, 1e3, 0.3} {
		events = append(events, history.Event{Step: step, Knob: "clip", To: theta})
	}
	before := replay(t, r, c, nil, 0, 1)
	for _, p := range historytest.Points(replay(t, r, c, events, 5, 1).History) {
		theta := events[p.Step-1].To
		if p.Clip != theta || p.Clipped() != (p.GradNorm > theta) || math.Abs(p.Factor-math.Min(1, theta/p.GradNorm)) > 1e-15 {
			t.Errorf("θ = %g: %+v", theta, p)
		}
	}
	still := replay(t, tiny(func(r *recipe.Recipe) { r.Settings.Clip = 0 }), c, nil, 3, 1)
	if d := differTensors("weights", before.Weights, still.Weights); d != "" {
		t.Errorf("θ = 0 moves %s", d)
	}
}

// An untrained net's first loss is about log V, and training brings it down.
func TestLossBeginsAtLogVAndFalls(t *testing.T) {
	for _, cell := range nn.Cells() {
		r := tiny(func(r *recipe.Recipe) { r.Model.Cell, r.Model.Hidden = cell.Name, 16 })
		c := corpusOf(t, r, texttest.Prose(40))
		end := replay(t, r, c, nil, 150, 2)
		points := historytest.Points(end.History)
		first, last := points[0].Loss, points[149].Loss
		logV := math.Log(float64(c.Vocab.Len()))
		if math.Abs(first-logV) > 0.2 || !(last < c.Unigram()) {
			t.Errorf("%s: from %.2f (log V = %.2f) to %.2f (unigrams %.2f)", cell.Name, first, logV, last, c.Unigram())
		}
	}
}

func TestRecipesNameWhatIsWrong(t *testing.T) {
	good := tiny()
	good.Model.Vocab = 5
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for word, change := range map[string]func(r *recipe.Recipe){
		"optimizer": func(r *recipe.Recipe) { r.Optimizer = "adamw" },
		"cell":      func(r *recipe.Recipe) { r.Model.Cell = "x" },
		"schedule":  func(r *recipe.Recipe) { r.Schedule = "x" },
		"ends":      func(r *recipe.Recipe) { r.Schedule = "cosine" },
		"lr":        func(r *recipe.Recipe) { r.Settings.LR = math.NaN() },
		"steps":     func(r *recipe.Recipe) { r.Steps = -1 },
		"epochs":    func(r *recipe.Recipe) { r.Epochs = math.NaN() },
		"GB":        func(r *recipe.Recipe) { r.Settings.Batch, r.Settings.Unroll, r.Model.Hidden = 1024, 1024, 1024 },
	} {
		bad := good
		change(&bad)
		if err := bad.Check(); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: the error is %v", word, err)
		}
	}
	cosine := good
	cosine.Schedule, cosine.Epochs = "cosine", 2
	if err := cosine.Check(); err != nil {
		t.Error(err)
	}
}

// Plateau needs held-out text; a separate validation text will do as well as a share.
func TestPlateauNeedsAValidation(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Schedule, r.Text.Valid = "plateau:0.5", 0 })
	valid := texttest.Prose(5)
	c, err := text.NewCorpus(texttest.Prose(40), &valid, r.Text)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(r, task.Text{Corpus: c}, Options{}); err != nil {
		t.Error(err)
	}
	if _, err := New(r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(40))}, Options{}); err == nil || !strings.Contains(err.Error(), "held out") {
		t.Errorf("nothing held out: the error is %v", err)
	}
}

// Validations come every 100 updates, or less often if one costs as much as the updates.
func TestValidEverySuggestsLessForMore(t *testing.T) {
	s := recipe.Settings{Unroll: 1, Batch: 1} // an update reads one token
	last := 0
	for _, tokens := range []int{0, 50, 1000, 10000, 1 << 20} {
		n := recipe.ValidEvery(task.Text{Corpus: &text.Corpus{Valid: make([]int32, tokens)}}, s)
		k, _ := recipe.FindKnob("valid_every")
		if n < last || n < 100 || k.Check(float64(n)) != nil {
			t.Errorf("every %d updates with %d tokens held out, every %d with fewer", n, tokens, last)
		}
		last = n
	}
}
