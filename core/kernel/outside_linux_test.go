package kernel

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"unsafe"
)

// The law of every test here: nothing is read or written outside the given slices; a violation is a fault.

func TestPassesStayInsideTheirSlices(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng, mem := rand.New(rand.NewPCG(31, 31)), guards(t, 5)
		for _, p := range passes {
			for _, n := range lengths() {
				for _, atEnd := range []bool{false, true} {
					var s [][]float32
					for k, l := range p.lens(n) {
						s = append(s, mem[k].copied(numbers(rng, l, 0), atEnd))
					}
					if err := faultOf(func() { p.run(s, 0.5) }); err != nil {
						t.Fatalf("%s of %d numbers, at the end %v: %v", p.name, n, atEnd, err)
					}
				}
			}
		}
	})
}

// A slice that is one number too short for the others is refused, or fewer numbers are done; nothing after its
// end is accessed.
func TestPassesDoNotRunPastASliceThatIsTooShort(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		mem := guards(t, 5)
		for _, p := range passes {
			for _, n := range []int{8, 16, 64, 128} {
				for short := range p.lens(n) {
					var s [][]float32
					for k, l := range p.lens(n) {
						if k == short {
							l--
						}
						s = append(s, mem[k].take(l, true))
					}
					err := faultOf(func() {
						defer func() {
							if r := recover(); isFault(r) {
								panic(r)
							}
						}()
						p.run(s, 0.5)
					})
					if err != nil {
						t.Errorf("%s of %d numbers, slice %d too short: %v", p.name, n, short, err)
					}
				}
			}
		}
	})
}

func TestSumsAndSoftmaxStayInsideTheirSlices(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng, mem := rand.New(rand.NewPCG(32, 32)), guards(t, 2)
		for _, n := range lengths() {
			for _, atEnd := range []bool{false, true} {
				x, y := mem[0].copied(numbers(rng, n, 0), atEnd), mem[1].take(n, atEnd)
				for name, f := range map[string]func(){
					"Sum": func() { Sum(x) }, "SumSquares": func() { SumSquares(x) }, "Max": func() { Max(x) },
					"Softmax": func() { Softmax(y, x) }, "Inner": func() { Inner(x, y) },
				} {
					if err := faultOf(f); err != nil {
						t.Fatalf("%s of %d numbers, at the end %v: %v", name, n, atEnd, err)
					}
				}
			}
		}
	})
}

// matrix is rows×cols numbers with a stride of cols+extra, and no number after the end of the last row.
func (g guard) matrix(rng *rand.Rand, rows, cols, extra int, atEnd bool) Matrix[float32] {
	n := 0
	if rows > 0 && cols > 0 {
		n = (rows-1)*(cols+extra) + cols
	}
	m := Matrix[float32]{Rows: rows, Cols: cols, Stride: cols + extra, Data: g.take(n, atEnd)}
	for i := range m.Data {
		m.Data[i] = rng.Float32() + 0.5
	}
	return m
}

// panel is a panel whose numbers are in g; Size need not allocate.
func (g guard) panel(rows, cols int, atEnd bool) *Panel[float32] {
	var p Panel[float32]
	p.Size(rows, cols)
	p.data = g.take(len(p.data), atEnd)
	return &p
}

// guardedProduct runs one of the products with every operand at the edge of its memory.
func guardedProduct(rng *rand.Rand, mem []guard, M, N, K int, atEnd bool) error {
	extra := func() int { return rng.IntN(3) * rng.IntN(9) }
	tA, tB, add := rng.IntN(2) == 0, rng.IntN(2) == 0, rng.IntN(2) == 0
	ar, ac, br, bc := M, K, K, N
	if tA {
		ar, ac = K, M
	}
	if tB {
		br, bc = N, K
	}
	a, b := mem[0].matrix(rng, ar, ac, extra(), atEnd), mem[1].matrix(rng, br, bc, extra(), atEnd)
	c, row := mem[2].matrix(rng, M, N, extra(), atEnd), mem[3].copied(numbers(rng, N, 0), atEnd)
	p := mem[4].panel(K, N, atEnd)
	what := rng.IntN(3)
	err := faultOf(func() {
		switch {
		case what == 0 && !tB && tA:
			TMul(c, a, b, add)
			return
		case what == 0 && !tB:
			Mul(c, a, b, add)
			return
		}
		if tB {
			p.PackT(b)
		} else {
			p.Pack(b)
		}
		switch {
		case tA:
			TMulPanel(c, a, p, add)
		case what == 1:
			MulPanelRow(c, a, p, row)
		default:
			MulPanel(c, a, p, add)
		}
	})
	if err != nil {
		return fmt.Errorf("%d×%d over %d, transposed A %v, transposed B %v, add %v, kind %d, at the end %v: %w", M, N, K, tA, tB, add, what, atEnd, err)
	}
	return nil
}

// Every height of a tile and every width of a ragged edge, few steps of k and more than a block.
func TestProductsStayInsideTheirOperands(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng, mem := rand.New(rand.NewPCG(33, 33)), guards(t, 5)
		for M := range 18 {
			for N := range 68 {
				for _, K := range []int{0, 1, 1 + rng.IntN(40)} {
					if err := guardedProduct(rng, mem, M, N, K, rng.IntN(2) == 0); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		for range 60 {
			if err := guardedProduct(rng, mem, 1+rng.IntN(18), 1+rng.IntN(68), 250+rng.IntN(150), rng.IntN(2) == 0); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// Ids of the last row, negative ids, and the slice of ids itself at the edge.
func TestWhatIsDoneToPanelsStaysInside(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng, mem := rand.New(rand.NewPCG(34, 34)), guards(t, 5)
		for range 3000 {
			rows, cols, V, atEnd := rng.IntN(30), rng.IntN(70), 1+rng.IntN(9), rng.IntN(2) == 0
			p := mem[0].panel(rows, cols, atEnd)
			from := mem[1].matrix(rng, rows, cols, rng.IntN(5), atEnd)
			sum, to := mem[2].take(cols, atEnd), mem[3].matrix(rng, V, cols, rng.IntN(5), atEnd)
			ids := int32s(mem[4].take(rows, atEnd))
			for i := range ids {
				ids[i] = []int32{-1, 0, int32(V - 1), int32(rng.IntN(V))}[rng.IntN(4)]
			}
			for name, f := range map[string]func(){
				"Pack": func() { p.Pack(from) }, "SumRows": func() { p.SumRows(sum) }, "Scatter": func() { p.Scatter(to, ids) },
			} {
				if err := faultOf(f); err != nil {
					t.Fatalf("%s, %d×%d, at the end %v: %v", name, rows, cols, atEnd, err)
				}
			}
		}
	})
}

// int32s is the same memory as integers.
func int32s(x []float32) []int32 {
	return unsafe.Slice((*int32)(unsafe.Pointer(unsafe.SliceData(x))), len(x))
}
