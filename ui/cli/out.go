package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"unroll/ui/draw/grid"
)

// Everything that people read goes through tame on its way out, whoever wrote it: names of files, sessions that somebody
// sent, and tokens may hold what acts on a terminal. Tables pass each cell through it, JSON escapes (see escaped), and the
// two streams pass what is left: on a terminal they let the program's own styles and line rewriting through, elsewhere
// nothing. Only what is data, such as a sample into a pipe, goes around it (see dataWriter.raw).

// harmful reports whether a rune would act on a terminal, or is not visible: controls, format characters such as the
// directions of writing, and those that end a line.
func harmful(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// tame spells out what would act on a terminal and leaves the rest of a name unchanged.
func tame(s string) string { return spell(s, "", nil) }

// spell is tame, except for the characters in but and the sequences of which through returns the length.
func spell(s, but string, through func(s string) int) string {
	if plainASCII(s, but) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		own := 0
		if r == '\x1b' || r == '\r' {
			if through != nil {
				own = through(s[i:])
			}
		}
		switch {
		case own > 0:
			n = own
			b.WriteString(s[i : i+n])
		case strings.ContainsRune(but, r) && n > 0 && r != utf8.RuneError, !harmful(r) && (r != utf8.RuneError || n > 1):
			b.WriteString(s[i : i+n])
		default:
			b.WriteString(grid.Safe(s[i : i+n]))
		}
		i += n
	}
	return b.String()
}

// plainASCII reports whether s has only printable ASCII characters and those in but.
func plainASCII(s, but string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 0x20 || c >= 0x7f) && (c >= 0x7f || strings.IndexByte(but, c) < 0) {
			return false
		}
	}
	return true
}

// layout is what lays out a text and acts on nothing else.
const layout = "\n\t"

// style is the length of the style that s begins with, as lipgloss writes it; 0: none.
func style(s string) int {
	rest, ok := strings.CutPrefix(s, "\x1b[")
	if !ok {
		return 0
	}
	at := len(rest) - len(strings.TrimLeft(rest, "0123456789;:"))
	if at == len(rest) || rest[at] != 'm' {
		return 0
	}
	return len("\x1b[") + at + 1
}

// rewriting is the length of what s begins with to rewrite a line; 0: nothing.
func rewriting(s string) int {
	for _, own := range []string{"\r", "\x1b[K"} {
		if strings.HasPrefix(s, own) {
			return len(own)
		}
	}
	return 0
}

// A dataWriter is standard output.
type dataWriter struct {
	file   *os.File
	styled bool // styles pass
	raw    bool // what is written is data: it is not for a terminal, and goes out as it is
}

// Write distinguishes a reader that has gone from other errors, and names the stream in those.
func (w *dataWriter) Write(b []byte) (int, error) {
	out := b
	if !w.raw {
		through := style
		if !w.styled {
			through = nil
		}
		out = []byte(spell(string(b), layout, through))
	}
	n, err := w.file.Write(out)
	switch {
	case err == nil:
		return len(b), nil
	case brokenPipe(err):
		return min(n, len(b)), errPipe
	}
	return min(n, len(b)), errStdout.Of(cause(err))
}

// data is standard output for what is data, such as a generated text; what goes to a terminal is tamed even so.
func (c *call) data() *dataWriter {
	return &dataWriter{file: c.out, raw: !isTerminal(c.out)}
}

// A stream is standard error.
type stream struct{ *os.File }

// Write writes words, with what rewrites a line if the stream is a terminal where that is possible.
func (w *stream) Write(b []byte) (int, error) {
	through := rewriting
	if !canRewrite(w.screen()) {
		through = nil
	}
	if _, err := w.screen().WriteString(spell(string(b), layout, through)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// screen is the file behind it; nil: none.
func (w *stream) screen() *os.File {
	if w == nil {
		return nil
	}
	return w.File
}

// WriteString is Write.
func (w *stream) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// encoded is v as JSON on a line, with <, > and & as they are and all that is harmful escaped.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return escaped(b.Bytes()), nil
}

// escaped is JSON with its harmful characters, which only its strings can hold, written as \uXXXX.
func escaped(b []byte) []byte {
	if !bytes.ContainsFunc(b, func(r rune) bool { return r != '\n' && harmful(r) }) {
		return b
	}
	var out bytes.Buffer
	for _, r := range string(b) {
		switch {
		case r == '\n' || !harmful(r):
			out.WriteRune(r)
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.Bytes()
}

// cause is the system's error, without the operation and the name.
func cause(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
