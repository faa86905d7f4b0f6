// Package safetensors reads and writes files of named float32 tensors in the format of that name. Every reader
// of the format accepts what is written here; what is read is checked to the last byte.
package safetensors

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"math"
	"slices"
)

// The safetensors format: 8 bytes little-endian length of the header, the header, the numbers. The
// header is a JSON object of "name": {"dtype":"F32","shape":[2,3],"data_offsets":[0,24]} (offsets
// from where the numbers begin, without gaps) and "__metadata__", a map from strings to strings.

// A Tensor is a named block of numbers.
type Tensor struct {
	Name  string
	Shape []int
	Data  []float32
}

// An entry is a tensor in the header.
type entry struct {
	DType   string  `json:"dtype"`
	Shape   []int64 `json:"shape"`
	Offsets []int64 `json:"data_offsets"`
}

const metadataKey = "__metadata__"

// sumKey is the key of a checksum in the metadata: CRC-32C of the whole file, in hex, computed with
// zeros in its place.
const (
	sumKey  = "crc32c"
	noSum   = "00000000"
	sumMark = `"` + sumKey + `":"`
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Write writes list in order, and a checksum: the same values give the same bytes.
func Write(w io.Writer, meta map[string]string, list []Tensor) error {
	meta = maps.Clone(meta)
	meta[sumKey] = noSum
	head, err := encodeHeader(meta, list)
	if err != nil {
		return err
	}
	sum := crc32.Update(0, castagnoli, head)
	numbers(list, func(b []byte) error {
		sum = crc32.Update(sum, castagnoli, b)
		return nil
	})
	copy(head[bytes.Index(head, []byte(sumMark))+len(sumMark):], fmt.Sprintf("%08x", sum))
	if _, err := w.Write(head); err != nil {
		return err
	}
	return numbers(list, func(b []byte) error {
		_, err := w.Write(b)
		return err
	})
}

// numbers calls do with the bytes of all tensors, piece by piece.
func numbers(list []Tensor, do func(b []byte) error) error {
	buf := make([]byte, 0, 1<<15)
	for _, t := range list {
		for piece := range slices.Chunk(t.Data, cap(buf)/4) {
			for _, v := range piece {
				buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(v))
			}
			if err := do(buf); err != nil {
				return err
			}
			buf = buf[:0]
		}
	}
	return nil
}

// encodeHeader is the length and the header, padded so that the numbers begin at a multiple of 8.
func encodeHeader(meta map[string]string, list []Tensor) ([]byte, error) {
	b := bytes.NewBuffer(make([]byte, 8, 1<<12))
	b.WriteByte('{')
	if err := field(b, metadataKey, meta); err != nil {
		return nil, err
	}
	var at int64
	for _, t := range list {
		e := entry{DType: "F32", Shape: make([]int64, len(t.Shape)), Offsets: []int64{at, at + 4*int64(len(t.Data))}}
		for i, d := range t.Shape {
			e.Shape[i] = int64(d)
		}
		at = e.Offsets[1]
		b.WriteByte(',')
		if err := field(b, t.Name, e); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	for b.Len()%8 != 0 {
		b.WriteByte(' ')
	}
	binary.LittleEndian.PutUint64(b.Bytes(), uint64(b.Len()-8))
	return b.Bytes(), nil
}

func field(b *bytes.Buffer, key string, v any) error {
	k, err := json.Marshal(key)
	if err != nil {
		return err
	}
	j, err := json.Marshal(v)
	if err != nil {
		return err
	}
	b.Write(k)
	b.WriteByte(':')
	b.Write(j)
	return nil
}
