package term

import "testing"

// The law: the Linux console and a locale that is not in UTF-8 have ASCII glyphs; where nothing is known, all are drawn.
func TestWhoHasOnlyASCII(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want bool
	}{
		{nil, false},
		{map[string]string{"TERM": "linux", "LANG": "en_US.UTF-8"}, true},
		{map[string]string{"TERM": "xterm-256color", "LANG": "en_US.UTF-8"}, false},
		{map[string]string{"LC_ALL": "C", "LANG": "en_US.UTF-8"}, true},
		{map[string]string{"LC_ALL": "POSIX"}, true},
		{map[string]string{"LC_ALL": "C.UTF-8"}, false},
		{map[string]string{"LC_CTYPE": "de_DE.ISO-8859-1"}, true},
		{map[string]string{"LC_CTYPE": "de_DE.utf8@euro", "LANG": "C"}, false},
		{map[string]string{"LANG": "en_US"}, false},
	} {
		if got := ASCII(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %v", c.env, got)
		}
	}
}
