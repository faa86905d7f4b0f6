package nn

import "unroll/core/kernel"

// An Activation views a gate or a state of one layer at every step of a tape's last Forward. It is
// valid until the next Forward; Backward too overwrites gates, with the gradients of their sums.
type Activation[F Float] struct {
	Part   string // part of the graph, as in the tensors' names: "rnn"
	Layer  int
	Name   string           // a gate of Info.Gates, "h", or a state of Info.States
	Values kernel.Matrix[F] // T·B×H
}

// activations appends those of the stack to the list, layer by layer.
func (t *stackTape[F]) activations(list []Activation[F]) []Activation[F] {
	H, rows := t.stack.H, t.T*t.B
	for l := range t.layers {
		lt := &t.layers[l]
		add := func(m kernel.Matrix[F], i int, name string) {
			list = append(list, Activation[F]{t.stack.name + t.stack.suffix, l, name, m.RowsOf(0, rows).ColsOf(i*H, H)})
		}
		for i, name := range t.stack.cell.Gates {
			add(lt.x, i, name)
		}
		add(lt.out, 0, "h")
		for i, name := range t.stack.cell.States {
			add(lt.c, i, name)
		}
	}
	return list
}
