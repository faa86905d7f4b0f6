package nn

import "unroll/core/fault"

// What can be wrong with a Spec, or with numbers imported into a net.
var (
	errCell       = fault.New("nn.cell", "no cell %q: choose from %s")
	errReset      = fault.New("nn.reset", "no reset %q: choose from %s")
	errNoReset    = fault.New("nn.no_reset", "cell %s has no reset gate: only gru has one")
	errBiases     = fault.New("nn.biases", "biases is %d: each gate has 1 or 2")
	errNoBiases   = fault.New("nn.no_biases", "cell %s has one bias anyway: leave out --biases")
	errHead       = fault.New("nn.head", "no head %q: choose from %s")
	errInit       = fault.New("nn.init", "no init %q: it must be one of %s, with R and S between 0 and 1000")
	errOneWay     = fault.New("nn.one_way", "cell %s reads rows one by one, so it has no second direction: use a recurrent cell, or leave out --bidirectional")
	errFill       = fault.New("nn.fill", "only a bidirectional net can fill in a step from those around it")
	errFeatures   = fault.New("nn.features", "features is %d: it must be between 1 and %d, and several need an embedding")
	errSource     = fault.New("nn.source", "the source has a vocabulary of %d: it needs at least 1")
	errAttention  = fault.New("nn.attention", "no attention %q: choose from %s, or none")
	errNoSource   = fault.New("nn.no_source", "attention and a context need a source to look at: only translation has one")
	errEncoder    = fault.New("nn.encoder", "an encoder and a decoder need a recurrent cell and embedded tokens: give --embed at least 1")
	errContext    = fault.New("nn.context", "with attention there is a context at every step already: leave out --context")
	errHidden     = fault.New("nn.hidden", "hidden is %d: it must be between 1 and %d")
	errLayers     = fault.New("nn.layers", "layers is %d: it must be between 1 and %d")
	errOutputs    = fault.New("nn.outputs", "outputs is %d: it must be at least 1, or 0 for the size of the vocabulary")
	errDropout    = fault.New("nn.dropout", "dropout is %g: it must be at least 0 and less than 1")
	errParams     = fault.New("nn.params", "the network would have %.1f billion parameters, and at most %.1f billion are allowed: use fewer hidden units or layers")
	errInputs     = fault.New("nn.inputs", "inputs is %d: it must be between 0 (tokens) and %d")
	errRealInputs = fault.New("nn.inputs_vocab", "inputs is %d: a network that reads real vectors has neither a vocabulary (%d) nor an embedding (%d)")
	errNoTokens   = fault.New("nn.no_tokens", "cell %s reads numbers, not tokens: learn a series of numbers with it, or choose a recurrent cell")
	errNoHidden   = fault.New("nn.no_hidden", "a network of cell %s has no hidden layer: hidden (%d), layers (%d) and dropout (%g) must be 0")
	errVocab      = fault.New("nn.vocab", "the vocabulary has %d tokens: it needs at least 1")
	errEmbed      = fault.New("nn.embed", "embed is %d: it must be between 0 (one-hot) and %d")

	errTensorMissing = fault.New("nn.tensor_missing", "tensor %s is missing")
	errTensorShape   = fault.New("nn.tensor_shape", "tensor %s has shape %v, but this network needs %v")
)
