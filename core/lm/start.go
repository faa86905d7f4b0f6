package lm

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"strings"

	"unroll/core/nn"
	"unroll/core/text"
)

// A Start is the weights of a language model that another run begins with, perhaps on another text: fine-tuning.
type Start struct {
	Name    string // of the session that they are from
	Vocab   *text.Vocab
	Weights []nn.Values[float32]
}

// startDigits is how many hex digits of a checksum a recipe has.
const startDigits = 16

// ID is what a recipe says of s: the session's name, and the first digits of the SHA-256 of its weights.
func (s *Start) ID() string {
	h, b := sha256.New(), []byte(nil)
	for _, t := range s.Weights {
		b = append(b[:0], t.Name...)
		for _, n := range t.Shape {
			b = binary.LittleEndian.AppendUint64(b, uint64(n))
		}
		for _, v := range t.Data {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		h.Write(b)
	}
	return s.Name + "@" + hex.EncodeToString(h.Sum(nil))[:startDigits]
}

// A Meeting is how two vocabularies meet, in tokens: those in both, those of the new text alone, those that it lacks.
type Meeting struct{ Known, New, Unused int }

// Meets compares the vocabulary of s with that of a text.
func (s *Start) Meets(v *text.Vocab) Meeting {
	m := Meeting{}
	for id := range v.Len() {
		if s.Vocab.ID(v.Token(int32(id))) >= 0 {
			m.Known++
		}
	}
	m.New, m.Unused = v.Len()-m.Known, s.Vocab.Len()-m.Known
	return m
}

// Into replaces numbers of list, the tensors of a network over the vocabulary v, by those of s: for tokens that s has too, and for all
// that does not belong to a token. oneHot: its first layer reads tokens without an embedding. bad is the first tensor that does not
// fit, with its shape in s; nil: all do.
func (s *Start) Into(list []nn.Values[float32], v *text.Vocab, oneHot bool) (bad *nn.Values[float32], shape []int) {
	from := make([]int, v.Len()) // the id in s of each token; −1: it is new
	for id := range from {
		from[id] = int(s.Vocab.ID(v.Token(int32(id))))
	}
	for i, t := range list {
		var was nn.Values[float32]
		for _, w := range s.Weights {
			if w.Name == t.Name {
				was = w
			}
		}
		if !graft(t, was.Shape, was.Data, oneHot, from, s.Vocab.Len()) {
			return &list[i], was.Shape
		}
	}
	return nil, nil
}

// graft copies the numbers of a tensor to that of the same name over another vocabulary: from has for each token its id among V.
// False: their shapes do not fit.
func graft(to nn.Values[float32], shape []int, data []float32, oneHot bool, from []int, V int) bool {
	if len(shape) != len(to.Shape) {
		return false
	}
	rows, cols := to.Shape[0], len(to.Data)/max(1, to.Shape[0])
	byRow := strings.HasPrefix(to.Name, "embedding.") || strings.HasPrefix(to.Name, "linear.")
	byCol := oneHot && strings.HasPrefix(to.Name, "rnn.weight_ih_l0")
	oldRows, oldCols := rows, cols
	if byRow {
		oldRows = V
	} else if byCol {
		oldCols = V
	}
	if shape[0] != oldRows || len(data) != oldRows*oldCols {
		return false
	}
	for i := range rows {
		for j := range cols {
			oldI, oldJ := i, j
			if byRow {
				oldI = from[i]
			} else if byCol {
				oldJ = from[j]
			}
			if oldI >= 0 && oldJ >= 0 {
				to.Data[i*cols+j] = data[oldI*oldCols+oldJ]
			}
		}
	}
	return true
}
