package nn

// An encDec is an encoder–decoder (Sutskever et al. 2014; Cho et al. 2014): the encoder reads a source, and the decoder begins
// with its last states, layer by layer:
//
//	H_0 of decoder layer l = H_S of encoder layer l
//
// A bidirectional encoder has two last states in every layer, from which bridge.go makes one.
//
// What a step of the decoder sees of the source besides depends on the Spec: nothing more; with Context the last state C of the
// encoder's top layer, beside the embedded token; with Attention a C_t made anew for every step (attention.go):
//
//	X_t = [E_{y_{t−1}}, C_t]
//
// A batch's Source has the same number of sequences. They end together: what is before the last reset of a column is padding.
// Targets begin together, and what is behind their end is not scored. Nothing of either padding reaches a sequence. A batch
// without a Source goes on from the carried state, with the source that was read last.
type encDec[F Float] struct {
	weights[F]
	encDecParts[F]
	spec Spec
}

// encDecParts are the parts of an encDec. Each layer of the decoder is a stack of its own, for steps that go through all of them
// before the next.
type encDecParts[F Float] struct {
	source  *input[F]
	encoder *stack[F]    // nil if it is bidirectional
	both    []biGroup[F] // of a bidirectional encoder, one a layer
	bridge  *bridge[F]   // nil: widths are the same
	target  *input[F]
	decoder []*stack[F]
	att     *attention[F] // nil: none
	out     *readOut[F]
}

func (p encDecParts[F]) list() []part[F] {
	list := []part[F]{p.source}
	if p.encoder != nil {
		list = append(list, p.encoder)
	}
	for _, g := range p.both {
		list = append(list, g.right, g.left)
	}
	if p.bridge != nil {
		list = append(list, p.bridge)
	}
	list = append(list, p.target)
	for _, d := range p.decoder {
		list = append(list, d)
	}
	if p.att != nil {
		list = append(list, p.att)
	}
	return append(list, p.out)
}

// newEncDecParts makes the parts, without allocating their numbers. Places of dropout in the decoder are those of a Net.
func newEncDecParts[F Float](s Spec, cell Cell[F]) encDecParts[F] {
	own := s
	own.Vocab = s.Source
	from, to := newBiParts(own, cell), newNetParts(s, cell)
	p := encDecParts[F]{source: from.in, target: to.in, out: to.out}
	p.source.name, p.target.name = "encoder.embedding.weight", "decoder.embedding.weight"
	p.encode(s, cell, from.groups)
	for l := range s.Layers {
		d := *to.stack
		d.name, d.first, d.L, d.D = "decoder.rnn", l, 1, s.Hidden
		if l == 0 {
			d.D, d.beside = s.Embed+s.contextWidth(), s.contextWidth()
		}
		p.decoder = append(p.decoder, &d)
	}
	if s.Attention != "" {
		p.att = newAttention[F](s)
	}
	return p
}

// encode makes the encoder: a stack, or groups that read both ways.
func (p *encDecParts[F]) encode(s Spec, cell Cell[F], groups []biGroup[F]) {
	const place, backward = 64, 128 // of its dropout
	p.source.drop.place = place
	if !s.Bidirectional {
		one := newNetParts(s, cell).stack
		one.name, one.drop.place = "encoder.rnn", place
		p.encoder = one
		return
	}
	for l, g := range groups {
		g.right.name, g.left.name = "encoder.rnn", "encoder.rnn"
		g.drop.place += place
		g.right.drop.place, g.left.drop.place = place+l, backward+l
		p.both = append(p.both, g)
	}
	p.bridge = newBridge[F](s, cell)
}

// sourceWidth is how many numbers the encoder has for a step of the source.
func (s Spec) sourceWidth() int {
	if s.Bidirectional {
		return 2 * s.Hidden
	}
	return s.Hidden
}

// contextWidth is how many numbers about the source a step of the decoder reads beside its token.
func (s Spec) contextWidth() int {
	if s.Context || s.Attention != "" {
		return s.sourceWidth()
	}
	return 0
}

func newEncDec[F Float](spec Spec, cell Cell[F]) *encDec[F] {
	n := &encDec[F]{spec: spec, encDecParts: newEncDecParts(spec, cell)}
	n.hold(spec.Init, n.list())
	return n
}

// Spec is the net's shape.
func (n *encDec[F]) Spec() Spec { return n.spec }

// States names the matrices of the decoder's state. Nothing of it is carried into a batch with a Source.
func (n *encDec[F]) States(B int) []Tensor { return n.states(B) }

func (p encDecParts[F]) states(B int) (list []Tensor) {
	for _, d := range p.decoder {
		list = append(list, d.states("state", B)...)
	}
	return list
}

// Frozen is a copy of the net as it is now.
func (n *encDec[F]) Frozen() Graph[F] {
	c := newEncDec(n.spec, n.decoder[0].cell)
	c.freeze(&n.weights)
	return c
}
