package nn

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// A translator is an encoder–decoder used only in tests: the decoder begins with the encoder's last states, and
// the gradient flows back through them. Sources of different lengths end together: padding comes before them,
// and a reset marks the first token.
type translator struct {
	weights[float64]
	spec             Spec
	source, target   *input[float64]
	encoder, decoder *stack[float64]
	out              *readOut[float64]
}

func newTranslator(spec Spec, cell Cell[float64]) *translator {
	e, d := newNetParts(spec, cell), newNetParts(spec, cell)
	e.in.name, e.stack.name, d.in.name, d.stack.name = "encoder.embedding.weight", "encoder.rnn", "decoder.embedding.weight", "decoder.rnn"
	e.in.drop.place, e.stack.drop.place = 200, 100
	g := &translator{spec: spec, source: e.in, encoder: e.stack, target: d.in, decoder: d.stack, out: d.out}
	g.hold(spec.Init, []part[float64]{g.source, g.encoder, g.target, g.decoder, g.out})
	return g
}

func (g *translator) Spec() Spec { return g.spec }

func (g *translator) States(B int) []Tensor { return g.decoder.states("state", B) }

func (g *translator) Frozen() Graph[float64] {
	c := newTranslator(g.spec, g.encoder.cell)
	c.freeze(&g.weights)
	return c
}

type translatorTape struct {
	graphTape[float64]
	g                *translator
	source, target   *inputTape[float64]
	encoder, decoder *stackTape[float64]
}

func (g *translator) NewTape(T, B int) Tape[float64] {
	c := newCrew[float64](B)
	t := &translatorTape{g: g, source: newInputTape(g.source, c, T), encoder: newStackTape(g.encoder, c, T),
		target: newInputTape(g.target, c, T), decoder: newStackTape(g.decoder, c, T)}
	t.graphTape = graphTape[float64]{crew: c, maxT: T, stacks: []*stackTape[float64]{t.decoder}, out: newReadOutTape(g.out, c, T)}
	return t
}

func (t *translatorTape) Rebind(g Graph[float64]) {
	t.g = g.(*translator)
	t.source.in, t.encoder.stack, t.target.in, t.decoder.stack, t.out.part = t.g.source, t.g.encoder, t.g.target, t.g.decoder, t.g.out
}

func (t *translatorTape) Forward(b *Batch[float64], masks *Masks) {
	b.fits(t.maxT, t.B)
	b.Source.fits(t.maxT, t.B)
	if t.g.spec.Dropout == 0 {
		masks = nil
	}
	t.encoder.clearState()
	t.encoder.forward(t.source.read(b.Source, masks), b.Source.T, b.Source.Reset, masks)
	for i, s := range t.decoder.state() {
		copy(s, t.encoder.state()[i])
	}
	t.decoder.forward(t.target.read(b, masks), b.T, b.Reset, masks)
	t.out.forward(t.decoder.out(), b.Rows(), masks)
}

func (t *translatorTape) Backward(b *Batch[float64], scale float64) (loss float64, scored int) {
	if t.readyBackward(&t.g.weights) {
		next := &cutter[float64]{t.grad}
		t.source.prepareBackward(next)
		t.encoder.prepareBackward(next)
		t.target.prepareBackward(next)
		t.decoder.prepareBackward(next)
		t.out.prepareBackward(next)
		t.encoder.dIn, t.encoder.inMask = t.source.dX, t.source.mask
		t.decoder.dIn, t.decoder.inMask = t.target.dX, t.target.mask
		t.decoder.wantFirst()
		t.encoder.dLast = t.decoder.dFirst
	}
	loss, scored = t.out.backward(b, scale, t.decoder.dOut)
	t.decoder.backward()
	t.encoder.dOut.Zero()
	t.encoder.backward()
	t.runGradients()
	return loss, scored
}

// newPairs is a batch of pairs of different lengths: sources end together, targets begin together.
func newPairs(T, B, V int, rng *rand.Rand) *Batch[float64] {
	b := batchOf[float64](B, make([]int32, T*B), make([]int32, T*B), nil)
	s := batchOf[float64](B, make([]int32, (T-1)*B), nil, make([]bool, (T-1)*B))
	b.Source = s
	for k := range B {
		from, to := k%s.T, 1+(k+2)%b.T // the source's first step, the target's length
		s.Reset[from*B+k] = true
		for step := range s.T {
			s.Tokens[step*B+k] = int32(rng.IntN(V)) // what the padding holds must not matter
		}
		for step := range b.T {
			b.Tokens[step*B+k], b.Targets[step*B+k] = int32(rng.IntN(V)), int32(rng.IntN(V))
			if step >= to {
				b.Targets[step*B+k] = -1
			}
		}
	}
	return b
}

// The law: an encoder–decoder can be made of the parts in this package, and its gradient is right for every
// cell, with pairs of different lengths and dropout.
func TestGradientsOfAnEncoderDecoder(t *testing.T) {
	for _, spec := range gradSpecs() {
		if spec.Layers == 3 {
			continue
		}
		t.Run(fmt.Sprintf("%s/layers=%d/embed=%d/dropout=%g", spec.Cell, spec.Layers, spec.Embed, spec.Dropout), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 4))
			g := newTranslator(spec, makeNet[float64](t, spec).stack.cell)
			g.Init(rng)
			gradientOf(t, g, newPairs(4, 3, spec.Vocab, rng))
		})
	}
}

// The law: the encoder learns through the state alone, and what comes before a source is not read.
func TestEncoderLearnsThroughTheState(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		rng := rand.New(rand.NewPCG(3, 4))
		g := newTranslator(spec, makeNet[float64](t, spec).stack.cell)
		g.Init(rng)
		b := newPairs(4, 3, spec.Vocab, rng)
		tape := g.NewTape(4, 3)
		tape.Forward(b, nil)
		want, _ := tape.Backward(b, 1)
		moved := 0
		for _, v := range g.Values(tape.Grad()) {
			for _, x := range v.Data {
				if x != 0 && v.Name == "encoder.rnn.weight_ih_l0" {
					moved++
				}
			}
		}
		if moved == 0 {
			t.Error("no gradient reaches the encoder")
		}
		b.Source.Tokens[1] = (b.Source.Tokens[1] + 1) % int32(spec.Vocab) // padding of the second sequence
		tape.Forward(b, nil)
		if got, _ := tape.Score(b, nil); got != want {
			t.Errorf("the loss is %v, with other padding %v", want, got)
		}
	})
}
