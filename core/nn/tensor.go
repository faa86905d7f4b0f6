package nn

import "fmt"

// A Tensor is one of a graph's parameters: its name in PyTorch's state dict and its shape there.
type Tensor struct {
	Name       string
	Shape      []int
	transposed bool // PyTorch stores the transpose of the equation's matrix
	fan        int  // inputs of each output, which determine PyTorch's initial range
}

// Len is the number of the tensor's elements.
func (t Tensor) Len() int {
	n := 1
	for _, d := range t.Shape {
		n *= d
	}
	return n
}

func sizeOf(list []Tensor) int {
	n := 0
	for _, t := range list {
		n += t.Len()
	}
	return n
}

// Values is a tensor with its numbers, in PyTorch's shape.
type Values[F Float] struct {
	Tensor
	Data []F
}

// valuesOf copies a vector laid out like the tensors into PyTorch's shapes.
func valuesOf[F Float](tensors []Tensor, flat []F) []Values[F] {
	var list []Values[F]
	for _, t := range tensors {
		v := Values[F]{Tensor: t, Data: make([]F, t.Len())}
		if t.transposed {
			transpose(v.Data, flat, t.Shape[1], t.Shape[0])
		} else {
			copy(v.Data, flat)
		}
		list = append(list, v)
		flat = flat[t.Len():]
	}
	return list
}

// fill is the inverse of valuesOf, with the values found by name.
func fill[F Float](tensors []Tensor, flat []F, find func(name string) (shape []int, data []F, ok bool)) error {
	for _, t := range tensors {
		shape, data, ok := find(t.Name)
		if !ok {
			return errTensorMissing.Of(t.Name)
		}
		if fmt.Sprint(shape) != fmt.Sprint(t.Shape) || len(data) != t.Len() {
			return errTensorShape.Of(t.Name, shape, t.Shape)
		}
		if t.transposed {
			transpose(flat, data, t.Shape[0], t.Shape[1])
		} else {
			copy(flat, data)
		}
		flat = flat[t.Len():]
	}
	return nil
}

// transpose sets dst (cols×rows) to the transpose of src (rows×cols).
func transpose[F Float](dst, src []F, rows, cols int) {
	for i := range rows {
		for j := range cols {
			dst[j*rows+i] = src[i*cols+j]
		}
	}
}

// Find finds the tensors of a list by name, as Import asks for them.
func Find[F Float](list []Values[F]) func(name string) (shape []int, data []F, ok bool) {
	return func(name string) ([]int, []F, bool) {
		for _, v := range list {
			if v.Name == name {
				return v.Shape, v.Data, true
			}
		}
		return nil, nil, false
	}
}
