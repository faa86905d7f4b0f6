package safetensors

import (
	"bytes"
	"encoding/binary"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func readTensors(b []byte) (map[string]string, []Tensor, error) {
	r := bytes.NewReader(b)
	h, err := ReadHeader(r, int64(len(b)))
	if err != nil {
		return nil, nil, err
	}
	return h.Meta, h.Tensors, h.Load(r)
}

func encode(t testing.TB, meta map[string]string, list []Tensor) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, meta, list); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// some has unusual tensors: without axes, without numbers, with NaN.
var some = []Tensor{
	{"rnn.weight_ih_l0", []int{2, 3}, []float32{1, -2, 0.5, float32(math.Inf(1)), float32(math.NaN()), float32(math.Copysign(0, -1))}},
	{"scalar", []int{}, []float32{7}},
	{"empty", []int{0, 5}, []float32{}},
	{`odd "<names>" é` + "\n", []int{1}, []float32{math.SmallestNonzeroFloat32}},
	{"large", []int{9000, 1}, make([]float32, 9000)},
}

// The layout is that of the format's specification: length, header, numbers at a multiple of 8.
func TestSafetensorsLayout(t *testing.T) {
	b := encode(t, map[string]string{"format": "pt"}, []Tensor{{"a", []int{2}, []float32{1, 2}}, {"b", []int{1, 1}, []float32{-1}}})
	n := binary.LittleEndian.Uint64(b)
	head := string(b[8 : 8+n])
	want := `{"__metadata__":{"crc32c":"` + head[len(`{"__metadata__":{"crc32c":"`):][:8] + `","format":"pt"},` +
		`"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]}}`
	if strings.TrimRight(head, " ") != want || (8+n)%8 != 0 || head[0] != '{' {
		t.Errorf("header\n%s\n%s", head, want)
	}
	if got := b[8+n:]; !bytes.Equal(got, []byte{0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x80, 0xbf}) {
		t.Errorf("numbers % x", got)
	}
}

func TestSafetensorsRoundTrip(t *testing.T) {
	meta := map[string]string{"format": "pt", "row": "1,2\n", "quoted": `"crc32c":"ffffffff"`}
	b := encode(t, meta, some)
	if !bytes.Equal(b, encode(t, meta, some)) {
		t.Error("not the same bytes twice")
	}
	gotMeta, got, err := readTensors(b)
	if err != nil {
		t.Fatal(err)
	}
	delete(gotMeta, sumKey)
	if !maps.Equal(gotMeta, meta) {
		t.Errorf("metadata %v", gotMeta)
	}
	if !slices.EqualFunc(got, some, func(a, b Tensor) bool {
		return a.Name == b.Name && slices.Equal(a.Shape, b.Shape) && slices.Equal(bitsOf(a.Data), bitsOf(b.Data))
	}) {
		t.Errorf("tensors %v", got)
	}
}

// Every changed bit, and every end too early or too late, is detected.
func TestSafetensorsNoticesEveryFlip(t *testing.T) {
	whole := encode(t, map[string]string{"step": "12"}, some[:4])
	for i := range whole {
		for _, bit := range []byte{1, 0x20, 0x80} {
			b := bytes.Clone(whole)
			b[i] ^= bit
			if _, _, err := readTensors(b); err == nil {
				t.Errorf("bit %#x of byte %d (%q)", bit, i, whole[i])
			}
		}
		if _, _, err := readTensors(whole[:i]); err == nil {
			t.Errorf("ended at byte %d", i)
		}
	}
	if _, _, err := readTensors(append(whole, 0)); err == nil {
		t.Error("one byte too many")
	}
}

// Invalid headers, each with a word of the error.
func TestSafetensorsRefusals(t *testing.T) {
	const one = `"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}`
	for head, word := range map[string]string{
		``:      "not a JSON object",
		`[]`:    "not a JSON object",
		`{`:     "EOF",
		`{1:2}`: "",
		`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} x`:                                         "follows",
		`{` + one + `,` + one + `}`:                                                                        "twice",
		`{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}`:                                           "only F32",
		`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}`:                                             "data_offsets",
		`{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}`:                                          "data_offsets",
		`{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`:                                           "data_offsets",
		`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}`:                                           "shape",
		`{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}`:                                          "shape",
		`{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296,4294967296],"data_offsets":[0,4]}}`: "shape",
		`{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}`:                                         "number",
		`{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}`:                                           "4 bytes",
		`{"__metadata__":{"step":3},` + one + `}`:                                                          "metadata",
		`{` + one + `,"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`:                               "begins",
		`{}`: "4 bytes",
	} {
		b := binary.LittleEndian.AppendUint64(nil, uint64(len(head)))
		b = append(append(b, head...), 0, 0, 0, 0)
		if _, _, err := readTensors(b); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v", head, err)
		}
	}
	for _, n := range []uint64{maxHeader + 1, 1 << 63, math.MaxUint64, 5} {
		if _, _, err := readTensors(append(binary.LittleEndian.AppendUint64(nil, n), "{}  "...)); err == nil {
			t.Errorf("a header of %d bytes", n)
		}
	}
}

// Whatever the bytes, reading terminates and takes memory at most proportional to them, and what
// can be read can be written and read again.
func FuzzSafetensors(f *testing.F) {
	f.Add(encode(f, map[string]string{"a": "b"}, some[:4]))
	f.Add(encode(f, map[string]string{}, nil))
	f.Add([]byte("\x02\x00\x00\x00\x00\x00\x00\x00{}"))
	f.Add([]byte(`8       {"a":{"dtype":"F32","shape":[0,9],"data_offsets":[0,0]}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := bytes.NewReader(b)
		h, err := ReadHeader(r, int64(len(b)))
		if err != nil {
			return
		}
		if _, err := h.fill(r); err != nil { // not Load: few inputs would have a correct checksum
			t.Fatal("the header is right, but ", err)
		}
		meta, list := h.Meta, h.Tensors
		if meta == nil {
			meta = map[string]string{}
		}
		_, again, err := readTensors(encode(t, meta, list))
		if err != nil {
			t.Fatal(err)
		}
		same := func(list []Tensor) (out []any) {
			for _, t := range list {
				out = append(out, t.Name, t.Shape, bitsOf(t.Data))
			}
			return out
		}
		if !reflect.DeepEqual(same(list), same(again)) {
			t.Errorf("%v\n%v", list, again)
		}
	})
}

// bitsOf returns the bits of numbers, so that a NaN equals itself.
func bitsOf(list []float32) []uint32 {
	out := make([]uint32, len(list))
	for i, v := range list {
		out[i] = math.Float32bits(v)
	}
	return out
}
