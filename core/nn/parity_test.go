package nn_test

import (
	"fmt"
	"math"
	"path"
	"slices"
	"testing"

	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/optim"
)

// deviations are how far quantities are from the reference: ‖ours − theirs‖ / ‖theirs‖ of each
// tensor, and of these the largest for each quantity.
type deviations map[string]float64

func (d deviations) add(what string, v float64) {
	if old := d[what]; math.IsNaN(v) || v > old {
		d[what] = v
	} else {
		d[what] = old
	}
}

func (d deviations) worst() (what string, v float64) {
	for name, u := range d {
		if math.IsNaN(u) || u >= v {
			what, v = name, u
		}
	}
	return what, v
}

// apart is the distance of a tensor from its reference, relative to the reference's norm.
func apart[F nn.Float](ours []F, theirs exact) float64 {
	if len(ours) != len(theirs) {
		return math.Inf(1)
	}
	var off, size float64
	for i, w := range theirs {
		d := float64(ours[i]) - w
		off, size = off+d*d, size+w*w
	}
	if off == 0 {
		return 0
	}
	return math.Sqrt(off / size)
}

// compare records the deviation of a quantity made of several tensors, in PyTorch's names and
// shapes.
func compare[F nn.Float](d deviations, what string, ours []nn.Values[F], theirs map[string]referenceTensor) {
	if len(ours) != len(theirs) {
		d.add(what, math.Inf(1))
	}
	for _, v := range ours {
		ref, ok := theirs[v.Name]
		if !ok || !slices.Equal(v.Shape, ref.Shape) {
			d.add(what, math.Inf(1))
			continue
		}
		d.add(what, apart(v.Data, ref.Data))
	}
}

// repeat makes a run's updates from its initial weights and returns how far they are from
// PyTorch's.
func repeat[F nn.Float](t *testing.T, r reference, n referenceNet, run referenceRun) deviations {
	t.Helper()
	net, err := nn.New[F](r.spec(n))
	if err != nil {
		t.Fatal(err)
	}
	if err := net.Import(net.Weights(), finder[F](n.Weights)); err != nil {
		t.Fatal(err)
	}
	net.Prepare()
	opt, err := optim.Find[F](run.Optimizer)
	if err != nil {
		t.Fatal(err)
	}
	slots := make([][]F, len(opt.Slots))
	for i := range slots {
		slots[i] = make([]F, len(net.Weights()))
	}
	d, tape := deviations{}, net.NewTape(max(r.Unroll, r.SourceUnroll), r.Batch)
	var losses, norms []float64
	for i := range run.Losses {
		loss := readWindow(tape, r, i)
		if i == 0 {
			d.add("first logits", apart(logits(tape, r, net.Spec().OutputWidth()), n.Logits))
			compare(d, "first gradients", net.Values(tape.Grad()), n.Gradients)
		}
		norm := math.Sqrt(kernel.SumSquares(tape.Grad()))
		losses, norms = append(losses, loss), append(norms, norm)
		if factor, clipped := optim.Clip(norm, r.Clip); clipped {
			kernel.Scale(F(factor), tape.Grad())
		}
		opt.Update(net.Weights(), tape.Grad(), slots, optim.Hyper{Factor: 1, LR: run.LR, Momentum: run.Momentum, Step: i + 1})
		net.Prepare()
	}
	d.add("losses", apart(losses, run.Losses))
	d.add("norms", apart(norms, run.Norms))
	compare(d, "last weights", net.Export(), run.Weights)
	return d
}

// eachRun calls f for every run that has a reference.
func eachRun(t *testing.T, f func(t *testing.T, r reference, n referenceNet, run referenceRun)) {
	for _, name := range references() {
		r := readReference(t, name)
		for _, n := range r.Nets {
			for _, run := range n.Runs {
				t.Run(fmt.Sprintf("%s/layers=%d/embed=%d/%s", name, n.Layers, n.Embed, path.Join(n.Head, n.sees(), run.Optimizer)), func(t *testing.T) {
					f(t, r, n, run)
				})
			}
		}
	}
}

// eachKernel calls f with every kernel that this processor supports.
func eachKernel(t *testing.T, f func(name string)) {
	t.Helper()
	defer kernel.Use(kernel.Name())
	for _, name := range kernel.Names() {
		if err := kernel.Use(name); err != nil {
			t.Fatal(err)
		}
		f(name)
	}
}

// How far from a reference a result may be. In float64 two correct programs differ only by
// rounding, about 1e-15 here; in float32 by about 1e-7, which grows over ten updates.
const (
	tolerance64 = 1e-9
	tolerance32 = 1e-4
)

func within(t *testing.T, of string, d deviations, tolerance float64) {
	t.Helper()
	for what, v := range d {
		if !(v <= tolerance) {
			t.Errorf("%s: %s are %.2g from PyTorch's, relative", of, what, v)
		}
	}
	what, v := d.worst()
	t.Logf("%s: at most %.2g (%s)", of, v, what)
}

// The law: in float64, ten clipped updates with the state carried over match PyTorch's: logits,
// losses, every gradient, every norm, every weight.
func TestFloat64UpdatesArePyTorchs(t *testing.T) {
	eachRun(t, func(t *testing.T, r reference, n referenceNet, run referenceRun) {
		within(t, "float64", repeat[float64](t, r, n, run), tolerance64)
	})
}

// The law: in float32 they match PyTorch's float64 up to rounding, with every kernel.
func TestFloat32UpdatesArePyTorchsWithEveryKernel(t *testing.T) {
	eachRun(t, func(t *testing.T, r reference, n referenceNet, run referenceRun) {
		eachKernel(t, func(name string) {
			within(t, "float32 "+name, repeat[float32](t, r, n, run), tolerance32)
		})
	})
}

// There is a reference for everything in the tables, and in each run clipping has something to do.
func TestReferencesCoverTheTables(t *testing.T) {
	for _, cell := range cellNames() {
		r := readReference(t, cell)
		seen := map[string]bool{}
		for _, n := range r.Nets {
			for _, run := range n.Runs {
				seen[fmt.Sprint(n.Layers, n.Embed > 0, run.Optimizer)] = true
				clipped := 0
				for _, norm := range run.Norms {
					if norm > r.Clip {
						clipped++
					}
				}
				if len(run.Losses) != 10 || len(run.Norms) != 10 || clipped <= 5 {
					t.Errorf("%s, %d layers, embed %d, %s: %d updates, %d norms, %d clipped",
						r.Cell, n.Layers, n.Embed, run.Optimizer, len(run.Losses), len(run.Norms), clipped)
				}
			}
		}
		for _, layers := range []int{1, 2} {
			for _, embedded := range []bool{false, true} {
				for _, opt := range optim.Kinds() {
					if !seen[fmt.Sprint(layers, embedded, opt.Name)] {
						t.Errorf("%s: no reference for %d layers, embedding %v, %s", cell, layers, embedded, opt.Name)
					}
				}
			}
		}
	}
}

// slip is an error in one number of a reference: 100 times the tolerance in float64.
const slip = 1e-7

// slips are references that are wrong in one place, and common mistakes of convention.
var slips = []struct {
	name string
	make func(r *reference, n *referenceNet, run *referenceRun)
	seen string // the quantity that must show it
}{
	{"a logit", func(_ *reference, n *referenceNet, _ *referenceRun) { nudge(n.Logits) }, "first logits"},
	{"a loss", func(_ *reference, _ *referenceNet, run *referenceRun) { nudge(run.Losses) }, "losses"},
	{"a norm", func(_ *reference, _ *referenceNet, run *referenceRun) { nudge(run.Norms) }, "norms"},
	{"a gradient", func(_ *reference, n *referenceNet, _ *referenceRun) { nudge(n.Gradients["rnn.weight_hh_l0"].Data) }, "first gradients"},
	{"a last weight", func(_ *reference, _ *referenceNet, run *referenceRun) { nudge(run.Weights["rnn.bias_ih_l0"].Data) }, "last weights"},
	{"a first weight", func(_ *reference, n *referenceNet, _ *referenceRun) { nudge(n.Weights["linear.weight"].Data) }, "first logits"},
	{"a learning rate", func(_ *reference, _ *referenceNet, run *referenceRun) { run.LR *= 1 + 1e-5 }, "last weights"},
	{"no clipping", func(r *reference, _ *referenceNet, _ *referenceRun) { r.Clip = math.Inf(1) }, "last weights"},
	{"clip_grad_norm_'s 1e-6", func(r *reference, _ *referenceNet, _ *referenceRun) { r.Clip *= 1 - 1e-6/r.Clip }, "last weights"},
	{"a matrix transposed", func(_ *reference, n *referenceNet, _ *referenceRun) { transpose(n.Weights["rnn.weight_hh_l0"]) }, "first logits"},
	{"another token", func(r *reference, _ *referenceNet, _ *referenceRun) { r.Tokens[0] = (r.Tokens[0] + 1) % int32(r.Vocab) }, "first logits"},
}

// nudge moves one number of x by slip, relative to ‖x‖.
func nudge(x exact) {
	norm := 0.0
	for _, v := range x {
		norm = math.Hypot(norm, v)
	}
	x[len(x)/2] += slip * norm
}

// transpose transposes the first square block of a tensor.
func transpose(t referenceTensor) {
	cols := t.Shape[1]
	for i := range cols {
		for j := range i {
			t.Data[i*cols+j], t.Data[j*cols+i] = t.Data[j*cols+i], t.Data[i*cols+j]
		}
	}
}

// Tests the test: a reference that is wrong in one place must be detected in that place.
func TestParitySeesAWrongReference(t *testing.T) {
	for _, cell := range cellNames() {
		for _, s := range slips {
			r := readReference(t, cell) // read again: the last one was modified
			n := &r.Nets[len(r.Nets)-1]
			run := &n.Runs[0] // plain gradient descent, where every factor shows
			s.make(&r, n, run)
			if v := repeat[float64](t, r, *n, *run)[s.seen]; v <= tolerance64 {
				t.Errorf("%s: %s passes, with %s %.2g off", cell, s.name, s.seen, v)
			}
		}
	}
}
