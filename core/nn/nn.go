// Package nn implements recurrent nets, and the linear model and the multilayer perceptron that they are
// compared with: cells, the layers that unroll them, inputs, heads with their losses, and the graphs made
// of these; each equation with its backward pass below it.
//
// Sizes, one letter each: B sequences side by side, T unrolled steps, D input, H hidden, V
// vocabulary, K target numbers, L layers, G gates of a cell. The numbers of all steps are stored in
// matrices of T·B rows: row t·B+b is step t of sequence b.
//
// A trainer sees a Graph (the weights) and a Tape (one reading of a Batch, forward and backward), and
// nothing of what is inside. A new graph is assembled from the parts in this package: an input, one
// or more stacks of recurrent layers, a head.
//
// Letters follow Dive into Deep Learning; where the textbook and PyTorch differ (order of the
// gates, two biases, GRU's reset after the product, initial weights), PyTorch's convention is used,
// so that weights can be exchanged by name.
package nn

import (
	"math"

	"unroll/core/kernel"
)

// Float is the type of numbers that nets are generic over.
type Float = kernel.Float

func invSqrt(n int) float64 { return 1 / math.Sqrt(float64(n)) }
