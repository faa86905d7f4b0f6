package safetensors

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"math"
	"slices"
)

// maxHeader is the format's own limit.
const maxHeader = 100_000_000

// A Header is what a file of tensors contains before its numbers.
type Header struct {
	Meta    map[string]string
	Tensors []Tensor // in the order of their numbers, which are not read yet
	raw     []byte   // the header as read, preceded by its length
}

// ReadHeader reads a file of size bytes up to its numbers, and checks that they are where the header says.
func ReadHeader(r io.Reader, size int64) (*Header, error) {
	b, err := readRaw(r, size)
	if err != nil {
		return nil, err
	}
	h, entries, err := decodeHeader(b[8:])
	if err != nil {
		return nil, errHeader.Of(err)
	}
	h.raw = b
	return h, h.place(entries, size-int64(len(b)))
}

// readRaw reads the length and the header.
func readRaw(r io.Reader, size int64) ([]byte, error) {
	var length [8]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return nil, ended(err)
	}
	n := binary.LittleEndian.Uint64(length[:])
	if n > maxHeader || int64(n) > size-8 {
		return nil, errHeaderSize.Of(n, size)
	}
	b := append(length[:], make([]byte, n)...)
	_, err := io.ReadFull(r, b[8:])
	return b, ended(err)
}

// ReadMetadata reads only the metadata, of a file in which they come first, as in files written by
// Write. It is fast enough for a list of many sessions.
func ReadMetadata(r io.Reader, size int64) (meta map[string]string, err error) {
	b, err := readRaw(r, size)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(b[8:]))
	brace, _ := dec.Token()
	key, _ := dec.Token()
	if brace != json.Delim('{') || key != metadataKey {
		return nil, errHeader.Of(errNoMetadata.Of())
	}
	err = dec.Decode(&meta)
	return meta, err
}

func ended(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errEnds.Of()
	}
	return err
}

// decodeHeader reads the object key by key, because a map would hide a duplicate name.
func decodeHeader(b []byte) (*Header, map[string]entry, error) {
	h, entries := &Header{}, map[string]entry{}
	dec := json.NewDecoder(bytes.NewReader(b))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, nil, errNoObject.Of()
	}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, nil, err
		}
		key := t.(string) // an object's keys are strings, otherwise Token has failed
		if _, twice := entries[key]; twice || (key == metadataKey && h.Meta != nil) {
			return nil, nil, errTwice.Of(key)
		}
		if key == metadataKey {
			err = dec.Decode(&h.Meta)
		} else {
			var e entry
			err = dec.Decode(&e)
			entries[key] = e
		}
		if err != nil {
			return nil, nil, errKey.Of(key, err)
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, nil, err
	}
	if rest := bytes.TrimRight(b[dec.InputOffset():], " "); len(rest) > 0 {
		return nil, nil, errBehind.Of()
	}
	return h, entries, nil
}

// place sorts the tensors by the position of their numbers and checks that these fill all bytes,
// without gap or overlap.
func (h *Header) place(entries map[string]entry, bytes int64) error {
	begins := map[string]int64{}
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		e := entries[name]
		t, err := e.tensor(name, bytes)
		if err != nil {
			return errTensor.Of(name, err)
		}
		h.Tensors = append(h.Tensors, t)
		begins[name] = e.Offsets[0]
	}
	slices.SortFunc(h.Tensors, func(a, b Tensor) int {
		return cmp.Or(cmp.Compare(begins[a.Name], begins[b.Name]), cmp.Compare(a.len(), b.len()), cmp.Compare(a.Name, b.Name))
	})
	var at int64
	for _, t := range h.Tensors {
		if begins[t.Name] != at {
			return errBegins.Of(t.Name, begins[t.Name], at)
		}
		at += 4 * t.len()
	}
	if at != bytes {
		return errBytes.Of(at, bytes)
	}
	return nil
}

// tensor checks a single entry; bytes is the total size of the numbers.
func (e entry) tensor(name string, bytes int64) (Tensor, error) {
	if e.DType != "F32" {
		return Tensor{}, errType.Of(e.DType)
	}
	if len(e.Offsets) != 2 || e.Offsets[0] < 0 || e.Offsets[1] < e.Offsets[0] || e.Offsets[1] > bytes {
		return Tensor{}, errOffsets.Of(e.Offsets, bytes)
	}
	t, n := Tensor{Name: name, Shape: []int{}}, int64(1)
	for _, d := range e.Shape {
		if d < 0 || (d > 0 && n > bytes/d) {
			return Tensor{}, errShape.Of(e.Shape, bytes)
		}
		n *= d
		t.Shape = append(t.Shape, int(d))
	}
	if 4*n != e.Offsets[1]-e.Offsets[0] {
		return Tensor{}, errShape.Of(e.Shape, e.Offsets[1]-e.Offsets[0])
	}
	return t, nil
}

// len is the number of elements of the shape.
func (t Tensor) len() int64 {
	n := int64(1)
	for _, d := range t.Shape {
		n *= int64(d)
	}
	return n
}

// Load reads the numbers that follow a header and verifies the checksum of the whole file.
func (h *Header) Load(r io.Reader) error {
	sum, err := h.fill(r)
	if err != nil {
		return err
	}
	if want := fmt.Sprintf("%08x", sum); h.Meta[sumKey] != want {
		return errSum.Of(want, h.Meta[sumKey])
	}
	return nil
}

// fill reads the numbers, and computes the checksum of the whole file.
func (h *Header) fill(r io.Reader) (sum uint32, err error) {
	sum = h.startSum()
	buf := make([]byte, 1<<15)
	for i := range h.Tensors {
		t := &h.Tensors[i]
		left := t.len()
		t.Data = make([]float32, 0, left)
		for left > 0 {
			part := buf[:min(int64(len(buf)), 4*left)]
			if _, err := io.ReadFull(r, part); err != nil {
				return 0, ended(err)
			}
			sum = crc32.Update(sum, castagnoli, part)
			for j := 0; j < len(part); j += 4 {
				t.Data = append(t.Data, math.Float32frombits(binary.LittleEndian.Uint32(part[j:])))
			}
			left -= int64(len(part) / 4)
		}
	}
	return sum, nil
}

// startSum is the checksum of the header.
func (h *Header) startSum() uint32 {
	b := h.raw
	if at := bytes.Index(b, []byte(sumMark)); at >= 0 && len(b) >= at+len(sumMark)+len(noSum) {
		b = bytes.Clone(b)
		copy(b[at+len(sumMark):], noSum)
	}
	return crc32.Update(0, castagnoli, b)
}
