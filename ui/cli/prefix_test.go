package cli

import (
	"strings"
	"testing"
)

// The law: a prefix from a file is the file's text, line ends and all; it is refused beside --prefix, where there is no file,
// and where it is not UTF-8, with the place.
func TestAPrefixFromAFile(t *testing.T) {
	dir := trained(t)
	long := strings.Repeat("0123456789\n", 2000)
	given := run(t, "predict", "x", "--prefix", long, "--json", "--sessions", dir)
	read := run(t, "predict", "x", "--prefix-file", write(t, "p", long), "--json", "--sessions", dir)
	if given.code != 0 || read.out != given.out {
		t.Errorf("%d bytes instead of %d: %s", len(read.out), len(given.out), read.err)
	}
	if a, b := run(t, "sample", "x", "--prefix-file", write(t, "p", "ab\n"), "--sessions", dir), run(t, "sample", "x", "--prefix", "ab\n", "--sessions", dir); a != b || a.code != 0 {
		t.Errorf("a sample: %+v instead of %+v", a, b)
	}
	for want, args := range map[string][]string{
		"--prefix and --prefix-file":                        {"--prefix", "a", "--prefix-file", "b"},
		"nowhere: there is no such file":                    {"--prefix-file", "nowhere"},
		"--prefix is not UTF-8: byte 0xFF at offset 2":      {"--prefix", "ab\xff"},
		"--prefix-file is not UTF-8: byte 0xC3 at offset 3": {"--prefix-file", write(t, "q", "abc\xc3")},
	} {
		if got := run(t, append([]string{"predict", "x", "--sessions", dir}, args...)...); got.code == 0 || !strings.Contains(got.err, want) {
			t.Errorf("%v: %+v, want %q", args, got, want)
		}
	}
}

// The law: a text of a flag that is not UTF-8 is refused with its place.
func TestTextsOfFlagsAreUTF8(t *testing.T) {
	for s, bad := range map[string]bool{"": false, "héllo 你好 \ufffd": false, "a\xe4b": true, "\xff": true} {
		if err := inUTF8("sentence", s); (err != nil) != bad {
			t.Errorf("%q: %v", s, err)
		}
	}
}
