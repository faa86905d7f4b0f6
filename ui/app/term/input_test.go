package term

import (
	"os"
	"testing"
)

// read gives an Input the chunks one by one, as a slow terminal would, and collects what passes.
func read(t *testing.T, chunks ...string) (keys string, dark []bool) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	in, buf := NewInput(r), make([]byte, 256)
	for _, c := range chunks {
		if _, err := w.WriteString(c); err != nil {
			t.Fatal(err)
		}
		n, err := in.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		keys += string(buf[:n])
	}
	for len(in.Dark) > 0 {
		dark = append(dark, <-in.Dark)
	}
	return keys, dark
}

// The law: the terminal's answer is received and never typed, wherever a read splits it; keys pass.
func TestTheAnswerIsNotKeys(t *testing.T) {
	const dark, light = "\x1b]11;rgb:1515/1616/1c1c\x1b\\", "\x1b]11;rgb:ffff/ffff/ffff\a"
	for _, c := range []struct {
		chunks []string
		keys   string
		dark   []bool
	}{
		{[]string{"a", "+++"}, "a+++", nil},
		{[]string{dark}, "", []bool{true}},
		{[]string{"a" + light + "b"}, "ab", []bool{false}},
		{[]string{dark[:9], dark[9:]}, "", []bool{true}},
		{[]string{"x" + dark[:6], dark[6:] + "y"}, "xy", []bool{true}},
		{[]string{"\x1b", "\x1b[A"}, "\x1b\x1b[A", nil},
		{[]string{"\x1b]11;nonsense\a"}, "", nil},
	} {
		keys, answer := read(t, c.chunks...)
		if keys != c.keys || len(answer) != len(c.dark) || (len(answer) == 1 && answer[0] != c.dark[0]) {
			t.Errorf("%q: keys %q, answer %v", c.chunks, keys, answer)
		}
	}
}

func TestDark(t *testing.T) {
	for colour, want := range map[string]bool{"rgb:0/0/0": true, "rgb:f/f/f": false, "rgb:ffff/ffff/ffff": false, "rgb:15/16/1c": true, "rgba:fdfd/f6f6/e3e3/ffff": false} {
		if got, ok := Dark(colour); !ok || got != want {
			t.Errorf("%s: dark %v, understood %v", colour, got, ok)
		}
	}
	for _, bad := range []string{"", "rgb:", "rgb:1/2", "rgb:x/y/z", "rgb:12345/0/0"} {
		if _, ok := Dark(bad); ok {
			t.Errorf("%q is understood", bad)
		}
	}
}

// FuzzInput: no bytes make the filter panic, and without the beginning of an answer all pass.
func FuzzInput(f *testing.F) {
	f.Add([]byte("\x1b]11;rgb:1/2/3\a"), 3)
	f.Fuzz(func(t *testing.T, b []byte, cut int) {
		in := NewInput(nil)
		cut = min(max(cut, 0), len(b))
		a, z := append([]byte(nil), b[:cut]...), append([]byte(nil), b[cut:]...)
		got := string(in.filter(a))
		got += string(in.filter(z)) + string(in.held)
		if len(got) > len(b) {
			t.Errorf("%q became %q", b, got)
		}
	})
}
