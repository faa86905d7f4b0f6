package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// An untrained net guesses: its perplexity is about V. PyTorch's initial weights lie within ±1/√H,
// so with |h| ≤ 1 a logit has a variance of at most (1 + 1/H)/3, which raises the mean loss above
// log V by at most half of that: for H = 16 by 0.18 nats, a factor of 1.2.
func TestUntrainedPerplexityIsAboutV(t *testing.T) {
	const V, T, B = 50, 40, 16
	for _, cell := range Cells() {
		for _, embed := range []int{0, 8} {
			net := newNetFor(t, Spec{Cell: cell.Name, Vocab: V, Embed: embed, Hidden: 16, Layers: 1, Init: "pytorch"}, 7)
			rng := rand.New(rand.NewPCG(19, 20))
			var tokens, targets []int32
			for range T * B {
				tokens, targets = append(tokens, int32(rng.IntN(V))), append(targets, int32(rng.IntN(V)))
			}
			_, tape := read(net, T, B, tokens, nil)
			sum, n := score(tape, targets, nil)
			if ppl := math.Exp(sum / float64(n)); !(ppl > 0.95*V && ppl < 1.2*V) {
				t.Errorf("%s, embed %d: perplexity %.1f with %d tokens", cell.Name, embed, ppl, V)
			}
		}
	}
}

// With weights of 0 all tokens are equally likely: the loss is log V to the last digits.
func TestLossOfUniformIsLogV(t *testing.T) {
	for _, cell := range Cells() {
		net := newNetFor(t, Spec{Cell: cell.Name, Vocab: 65, Hidden: 3, Layers: 1, Init: "uniform:0"}, 1)
		_, tape := read(net, 2, 1, []int32{0, 64}, nil)
		if sum, n := score(tape, []int32{5, 64}, nil); n != 2 || math.Abs(sum-2*math.Log(65)) > 1e-13 {
			t.Errorf("%s: %v for %d tokens instead of %v for 2", cell.Name, sum, n, 2*math.Log(65))
		}
	}
}

// The loss's gradient at the logits is softmax(o) − onehot(y): it sums to 0 over V. The read-out's
// bias gets exactly that.
func TestLossGradientIsSoftmaxMinusOneHot(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const y = 4
		net := newNetFor(t, spec, 1)
		_, tape := read(net, 1, 1, []int32{2}, nil)
		o := logitsOf(tape, 0)
		backward(tape, []int32{y}, 1)
		total := 0.0
		for v, got := range tape.out.g.Bq {
			want := math.Exp(-nll(o, int32(v)))
			if v == y {
				want--
			}
			if math.Abs(got-want) > 1e-14 {
				t.Errorf("token %d: %v instead of %v", v, got, want)
			}
			total += got
		}
		if math.Abs(total) > 1e-15*float64(spec.Vocab) {
			t.Errorf("Σ over V is %g", total)
		}
	})
}

// Tokens that are not scored have no loss and no gradient, and the gradient is proportional to
// scale.
func TestOnlyScoredTokensTeach(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		net := newNetFor(t, spec, 1)
		_, tape := read(net, 2, 2, []int32{1, 2, 3, 4}, nil)
		each := []float64{9, 9, 9, 9}
		if sum, n := score(tape, []int32{-1, -1, -1, -1}, each); sum != 0 || n != 0 || apart(each, make([]float64, 4)) != 0 {
			t.Errorf("nothing scored: %v for %d tokens, each %v", sum, n, each)
		}
		backward(tape, []int32{-1, -1, -1, -1}, 1)
		if apart(tape.grad, make([]float64, len(tape.grad))) != 0 {
			t.Error("nothing is scored, yet there is a gradient")
		}
		back := func(scale float64) []float64 {
			_, tape := read(net, 2, 2, []int32{1, 2, 3, 4}, nil)
			backward(tape, []int32{0, -1, 1, 2}, scale)
			return tape.grad
		}
		one, four := back(1), back(4) // powers of two are exact
		for i := range one {
			if four[i] != 4*one[i] {
				t.Fatalf("weight %d: %v at scale 1, %v at scale 4", i, one[i], four[i])
			}
		}
	})
}

// With a large vocabulary the read-out is computed in blocks of rows (26 rows of 20,000 logits to score, 209 in the
// backward pass); loss and gradient still match the definition.
func TestReadOutInBlocks(t *testing.T) {
	const V, T, B, scale = 20000, 43, 5, 0.5
	net := newNetFor(t, Spec{Cell: "gru", Vocab: V, Hidden: 2, Layers: 1, Init: "uniform:0.5"}, 3)
	rng := rand.New(rand.NewPCG(21, 22))
	tape := newNetTape(net, T, B)
	if n := tape.out.blockRows(backwardFloats); n >= T*B {
		t.Fatalf("blocks of %d rows: the test needs more than one", n)
	}
	var tokens, targets []int32
	for range T * B {
		tokens, targets = append(tokens, int32(rng.IntN(V))), append(targets, int32(rng.IntN(V)))
	}
	targets[7], targets[30] = -1, -1
	forward(tape, tokens, nil, nil)
	want, dBq := 0.0, make([]float64, V)
	for i, y := range targets {
		if y < 0 {
			continue
		}
		o := logitsOf(tape, i)
		v := nll(o, y)
		want += v
		for j := range dBq { // p_j = e^(o_j − o_y) p_y
			dBq[j] += scale * math.Exp(o[j]-o[y]-v)
		}
		dBq[y] -= scale
	}
	each := make([]float64, T*B)
	scored, n := score(tape, targets, each)
	back, m := backward(tape, targets, scale)
	if n != T*B-2 || m != n || math.Abs(scored-want) > 1e-10 || back != scored {
		t.Errorf("Score %v of %d tokens, Backward %v of %d, by definition %v of %d", scored, n, back, m, want, T*B-2)
	}
	if d := apart(tape.out.g.Bq, dBq); !(d < 1e-13) {
		t.Errorf("the bias's gradient is off by %g", d)
	}
	sum := 0.0
	for _, v := range each {
		sum += v
	}
	if math.Abs(sum-want) > 1e-10 {
		t.Errorf("the tokens' losses add up to %v instead of %v", sum, want)
	}
}

// Training uses float32, the checks use float64: from the same weights they must agree. A sum of n terms
// in float32 is accurate to about n·6e-8; 1e-5 leaves room for several dozen such sums in a row.
func TestFloat32IsCloseToFloat64(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		wide := newNetFor(t, spec, 1)
		narrow := makeNet[float32](t, spec)
		for i, v := range wide.W {
			narrow.W[i] = float32(v)
			wide.W[i] = float64(narrow.W[i])
		}
		wide.Prepare()
		narrow.Prepare()
		r := newReading(6, 3, spec.Vocab, rand.New(rand.NewPCG(23, 24)))
		a, b := newNetTape(wide, 6, 3), newNetTape(narrow, 6, 3)
		for range 2 {
			forward(a, r.tokens, r.reset, nil)
			forward(b, r.tokens, r.reset, nil)
		}
		for i := range 18 {
			if d := apart(logitsOf(a, i), logitsOf(b, i)); !(d < 1e-5) {
				t.Fatalf("row %d: logits are %g apart", i, d)
			}
		}
		sum, n := backward(a, r.targets, 0.1)
		sum32, m := backward(b, r.targets, 0.1)
		if n != m || math.Abs(sum-sum32) > 1e-5*sum {
			t.Errorf("loss %v of %d tokens and %v of %d", sum, n, sum32, m)
		}
		g := make([]float64, len(b.grad))
		for i, v := range b.grad {
			g[i] = float64(v)
		}
		if d := apart(a.grad, g); !(d < 1e-5) {
			t.Errorf("gradients are %g apart", d)
		}
	})
}

// A net whose numbers are out of range must show it in its loss. (A ReLU unit at 0 is left out:
// what it would be multiplied by does not matter, and gonum's products skip it.)
func TestNaNInAWeightShowsInTheLoss(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		for name, at := range map[string]func(n *Net[float64]) *float64{
			"recurrent": func(n *Net[float64]) *float64 { return &n.stack.layers[0].Wh.Data[0] },
			"bias":      func(n *Net[float64]) *float64 { return &n.stack.layers[spec.Layers-1].Bx[0] },
			"read-out":  func(n *Net[float64]) *float64 { return &n.out.p.Wq.Data[0] },
		} {
			net := newNetFor(t, spec, 5)
			if spec.Cell == "rnn-relu" && name != "bias" || net.stack.cell.NoProduct && name == "recurrent" {
				continue
			}
			*at(net) = math.NaN()
			net.Prepare()
			_, tape := read(net, 4, 1, []int32{1, 2, 3, 4}, nil)
			if sum, _ := score(tape, []int32{2, 3, 4, 5}, nil); sum == sum {
				t.Errorf("NaN in a %s weight: the loss is %v", name, sum)
			}
		}
	})
}

// The law: Right counts the scored rows whose target has the largest output, the first of equals; a NaN makes a row wrong.
func TestRightRows(t *testing.T) {
	nan := math.NaN()
	for _, x := range []struct {
		o    []float64
		k    int
		want bool
	}{{[]float64{1, 3, 2}, 1, true}, {[]float64{1, 3, 2}, 2, false}, {[]float64{2, 2, 1}, 0, true}, {[]float64{2, 2, 1}, 1, false}, {[]float64{nan, 2}, 1, false}, {[]float64{2, nan}, 0, false}} {
		if got := likeliest(x.o, x.k); got != x.want {
			t.Errorf("%d of %v: %v", x.k, x.o, got)
		}
	}
	net := newNetFor(t, Spec{Cell: "gru", Vocab: 6, Hidden: 5, Layers: 1, Init: "uniform:0.7"}, 1)
	r := newReading(4, 3, 6, rand.New(rand.NewPCG(3, 4)))
	b := batchOf[float64](r.B, r.tokens, r.targets, nil)
	tape := net.NewTape(4, 3)
	tape.Forward(b, nil)
	tape.Score(b, nil)
	right, o := 0, make([]float64, 6)
	for i := range b.Rows() {
		if tape.Output(i, o); b.Counts(i) && likeliest(o, int(b.Targets[i])) {
			right++
		}
	}
	if tape.Right() != right || right == 0 {
		t.Errorf("%d right, and by hand %d", tape.Right(), right)
	}
}
