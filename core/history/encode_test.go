package history

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// The law: a history that is decoded and continued with the rows after it is the one that was encoded.
func TestDecodedGoesOnAlike(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := made{seed: rapid.Uint64().Draw(r, "seed"), valids: rapid.SampledFrom([]int{1, 7, 500, 100_000}).Draw(r, "valids"), odd: true, rights: rapid.Bool().Draw(r, "rights")}
		n := places.Draw(r, "n")
		var h History
		m.goOn(&h, n)
		again, err := Decode(bytes.NewReader(encoded(t, h.View())))
		if err != nil {
			r.Fatal(err)
		}
		if got, want := again.Step(), h.View().WholeFrom()-1; got != max(0, want) {
			r.Fatalf("ends at step %d, want %d", got, want)
		}
		m.restore(again, again.Step(), n)
		if d := differ(t, h.View(), again.View()); d != "" {
			r.Fatalf("the histories differ at %d: %s", n, d)
		}
		later := n + places.Draw(r, "more")/2
		m.goOn(&h, later)
		m.goOn(again, later)
		if d := differ(t, h.View(), again.View()); d != "" {
			r.Fatalf("the histories differ at %d: %s", later, d)
		}
	})
}

// The law: an encoding stays valid while the run continues.
func TestOldEncodingIsGood(t *testing.T) {
	m := made{seed: 1, valids: 20}
	var h History
	m.goOn(&h, 50_000)
	old := encoded(t, h.View())
	m.goOn(&h, 90_000)
	again, err := Decode(bytes.NewReader(old))
	if err != nil {
		t.Fatal(err)
	}
	m.restore(again, again.Step(), 90_000)
	if d := differ(t, h.View(), again.View()); d != "" {
		t.Errorf("the histories differ: %s", d)
	}
}

// The law: the format is as documented.
func TestFormat(t *testing.T) {
	sealed := func(b []byte) []byte { return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli)) }
	if got, want := encoded(t, View{}), sealed([]byte("unrollhb\x01\x00\x00\x00\x00\x00\x00")); !bytes.Equal(got, want) {
		t.Errorf("an empty history is\n%x, want\n%x", got, want)
	}
	var h History
	const right = 7 // a history that counts right rows differs in the version and at the end
	h.AddValid(Valid{Step: 0, NLL: 3, Tokens: 2})
	counts := History{}
	counts.AddValid(Valid{Step: 0, NLL: 3, Tokens: 2, Right: right})
	for step := 2; step <= Recent+blockSize+1; step++ {
		h.Append(Point{Step: step, Tokens: 5, Loss: 0.5, GradNorm: math.Inf(1), Factor: 1, LR: math.NaN(), Epoch: 1.25 + float64(step/200)})
		counts.Append(Point{Step: step, Tokens: 5, Loss: 0.5, GradNorm: math.Inf(1), Factor: 1, LR: math.NaN(), Epoch: 1.25 + float64(step/200)})
	}
	float := func(b []byte, x float64) []byte { return binary.LittleEndian.AppendUint64(b, math.Float64bits(x)) }
	want := []byte("unrollhb\x01\x00\x00\x80\x02") // revision 0, 256 updates
	for step := 2; step <= 257; step++ {
		if step == 2 {
			want = append(want, 2, 0, 10, 0) // first: 2, last − first, tokens (zigzag of 5), clipped
		} else {
			want = append(want, 1, 0, 10, 0)
		}
		want = float(want, 1.25+float64(step/200))
		want = float(want, 2.5)                  // NLL
		want = float(append(want, 8|16|32), 0.5) // loss
		want = append(want, 2|16|32, 0)          // norm: a +∞, none finite
		want = float(append(want, 8|16|32), 1)   // factor
		want = append(want, 1|16|32, 0, 8|16|32) // LR: a NaN; no clipped norms
	}
	want = append(want, 1, 200, 1)      // an epoch begins at 200
	want = append(want, 0, 1)           // no validations in buckets, one whole
	want = float(append(want, 1, 4), 3) // step 0, tokens (zigzag of 2), NLL
	if got := encoded(t, h.View()); !bytes.Equal(got, sealed(bytes.Clone(want))) {
		t.Errorf("got\n%x, want\n%x", got, sealed(want))
	}
	want[len(magic)] = 2
	want = append(want, 2*right) // zigzag
	if got := encoded(t, counts.View()); !bytes.Equal(got, sealed(want)) {
		t.Errorf("with right rows got\n%x, want\n%x", got, sealed(want))
	}
}

// The law: any byte that is changed or missing is detected.
func TestDamageIsNoticed(t *testing.T) {
	var h History
	made{seed: 1, valids: 10, odd: true}.goOn(&h, Recent+blockSize)
	good := encoded(t, h.View())
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1 << (i % 8)
		if _, err := Decode(bytes.NewReader(bad)); err == nil {
			t.Fatalf("byte %d of %d", i, len(good))
		}
		if i%16 == 0 {
			if _, err := Decode(bytes.NewReader(good[:i])); err == nil {
				t.Fatalf("the first %d of %d bytes", i, len(good))
			}
		}
	}
	if _, err := Decode(bytes.NewReader(append(bytes.Clone(good), 0))); !errors.Is(err, ErrDamaged) {
		t.Errorf("an extra byte: %v", err)
	}
	if _, err := Decode(bytes.NewReader([]byte("step,tokens,loss\n"))); !errors.Is(err, ErrNotHistory) {
		t.Errorf("a different kind of file: %v", err)
	}
	newer := bytes.Clone(good)
	newer[len(magic)] = withRight + 1
	if _, err := Decode(bytes.NewReader(newer)); !errors.Is(err, ErrVersion) {
		t.Errorf("a newer version: %v", err)
	}
	broken := errors.New("broken")
	if _, err := Decode(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: %v", err)
	}
}

// survives decodes a body with a correct checksum: the result is an error, or a history that can be read,
// continued, cut back, and encoded and decoded again.
func survives(t *testing.T, version byte, body []byte) (decoded bool) {
	t.Helper()
	b := append(append([]byte(magic), version, 0), body...)
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
	h, err := Decode(bytes.NewReader(b))
	if err != nil {
		if h != nil {
			t.Error("both a history and an error")
		}
		return false
	}
	fingerprint(h.View())
	one := encoded(t, h.View())
	again, err := Decode(bytes.NewReader(one))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, encoded(t, again.View())) {
		t.Error("encoded and decoded again it differs")
	}
	step := h.Step()
	for range 2 * blockSize {
		h.Append(Point{Step: h.Step() + 1})
	}
	h.View().Latest(100)
	h.CutBack(step / 2)
	h.Append(Point{Step: h.Step() + 1})
	if list := slices.Collect(h.View().From(0)); len(list) == 0 {
		t.Error("an update is missing")
	}
	return true
}

// A body is an encoding without magic, version and checksum.
type body struct {
	version byte
	b       []byte
}

func bodies(t testing.TB) (list []body) {
	for _, m := range []made{{seed: 1, valids: 1}, {seed: 2, valids: 100, odd: true}, {seed: 3, valids: 1, odd: true, rights: true}} {
		for _, n := range []int{0, Recent + blockSize, Recent + 9*blockSize} {
			var h History
			m.goOn(&h, n)
			b := encoded(t, h.View())
			list = append(list, body{b[len(magic)], b[len(magic)+2 : len(b)-4]})
		}
	}
	return list
}

// The law: bytes that were tampered with, with a correct checksum, do no harm.
func TestTamperedWith(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	decoded := 0
	for _, good := range bodies(t) {
		if !survives(t, good.version, good.b) {
			t.Fatal("a valid encoding is refused")
		}
		for range 100 {
			bad := bytes.Clone(good.b)
			for range 1 + random.IntN(3) {
				i := random.IntN(min(len(bad), 1+random.IntN(len(bad))))
				switch random.IntN(3) {
				case 0:
					bad[i] = byte(random.Uint32())
				case 1:
					bad[i] ^= 1 << random.IntN(8)
				case 2:
					bad = slices.Delete(bad, i, min(len(bad), i+1+random.IntN(9)))
				}
				if len(bad) == 0 {
					break
				}
			}
			if survives(t, good.version, bad) {
				decoded++
			}
		}
	}
	if decoded == 0 {
		t.Error("nothing was decoded to a history: the test proves nothing")
	}
}

// FuzzDecode checks that no bytes cause a panic, even with a correct checksum.
func FuzzDecode(f *testing.F) {
	for _, b := range bodies(f) {
		f.Add(b.version, b.b)
	}
	f.Fuzz(func(t *testing.T, version byte, body []byte) {
		_, _ = Decode(bytes.NewReader(body))
		survives(t, version, body)
	})
}
