package nn

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// makeNet makes the net of a spec, with a cell from the table or one of the tests' own.
func makeNet[F Float](t *testing.T, spec Spec) *Net[F] {
	t.Helper()
	for _, c := range testCells[F]() {
		if c.Name == spec.Cell {
			return newNet(spec, c)
		}
	}
	g, err := New[F](spec)
	if err != nil {
		t.Fatal(err)
	}
	return g.(*Net[F])
}

// allCells are the cells of the table and the tests' own.
func allCells() []Info {
	list := Cells()
	for _, c := range testCells[float64]() {
		list = append(list, c.Info)
	}
	return list
}

// fewCells are allCells, of the variants only the one that has everything that a variant can have. Where a test multiplies its cells by
// much else, that is enough: the variants differ in one step of one layer, which tests of that and the comparison with PyTorch cover.
func fewCells() []Info {
	return slices.DeleteFunc(allCells(), func(c Info) bool { return spare(c.Name) })
}

// spare reports whether a cell is a variant that fewCells leaves out.
func spare(name string) bool {
	return name != "gru-before-1" && slices.ContainsFunc(Variants(), func(v Spec) bool { return v.Variant() == name })
}

func newNetFor(t *testing.T, spec Spec, seed uint64) *Net[float64] {
	t.Helper()
	n := makeNet[float64](t, spec)
	n.Init(rand.New(rand.NewPCG(seed, 1)))
	return n
}

// batchOf is a batch of tokens for B sequences.
func batchOf[F Float](B int, tokens, targets []int32, reset []bool) *Batch[F] {
	return &Batch[F]{T: max(len(tokens), len(targets)) / B, B: B, Tokens: tokens, Targets: targets, Reset: reset}
}

func forward[F Float](t *netTape[F], tokens []int32, reset []bool, masks *Masks) {
	t.Forward(batchOf[F](t.B, tokens, nil, reset), masks)
}

func backward[F Float](t *netTape[F], targets []int32, scale float64) (float64, int) {
	return t.Backward(batchOf[F](t.B, nil, targets, nil), scale)
}

func score[F Float](t *netTape[F], targets []int32, losses []float64) (float64, int) {
	return t.Score(batchOf[F](t.B, nil, targets, nil), losses)
}
