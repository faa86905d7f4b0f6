package datasets

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// A decoded is a text as UTF-8, read from bytes in whatever encoding: line and byte of what is no character are known, and what cannot
// be read fails. Its read-ahead is that of a buffer.
type decoded struct {
	*bufio.Reader
	o    Opener
	name string        // what was asked for
	from *bufio.Reader // the bytes
	set  *charset      // nil: UTF-8
}

// A checker passes on a text, and fails at what is no character.
type checker struct {
	in    io.Reader
	of    *decoded
	buf   []byte
	ready []byte // checked, to be passed on
	held  []byte // read, and not yet checked: the beginning of a character
	line  int    // lines before what comes next
	col   int    // bytes of the line
	wide  bool   // there was a character of several bytes
	done  error  // what there is after ready
}

// decode begins to read a text. Errors: a *BadData about an encoding that is recognised and not read.
func (o Opener) decode(name string, in io.Reader) (*decoded, error) {
	d := &decoded{o: o, name: name, from: bufio.NewReaderSize(in, headBytes)}
	head, err := d.from.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, unreadable(name, err)
	}
	var problem *unread
	if d.set, err = findCharset(o.Encoding); err != nil {
		return nil, err
	}
	if o.Encoding == "" {
		if d.set, problem = sniff(head, len(head) < headBytes); d.set != nil {
			o.note(errDecoded.Of(shownName(name), strings.ToUpper(d.set.name)))
		}
	}
	if problem != nil {
		return nil, &BadData{Name: name, Reason: errOtherSet.Of(problem.name), Hint: errIconvOnly.Of(d.iconv(problem.iconv))}
	}
	if d.set != nil && d.set.decoder == nil { // --encoding utf-8
		d.set = nil
	}
	if d.set == nil && !o.Binary {
		if err := binary(name, head); err != nil {
			return nil, err
		}
	}
	from := io.Reader(d.from)
	if d.set != nil {
		from = transform.NewReader(d.from, d.set.decoder())
	}
	d.Reader = bufio.NewReaderSize(&checker{in: from, of: d, buf: make([]byte, 32<<10)}, headBytes)
	return d, nil
}

// Encoding is the name of the encoding in which the text is read; "": UTF-8.
func (d *decoded) Encoding() string {
	if d.set == nil {
		return ""
	}
	return d.set.name
}

// shownName is what notes call what was asked for.
func shownName(name string) error {
	if name == "-" {
		return errStdin.Of()
	}
	return errNames.Of(printable(name))
}

// Read passes on what has been checked.
func (c *checker) Read(b []byte) (int, error) {
	for len(c.ready) == 0 {
		if c.done != nil {
			return 0, c.done
		}
		c.fill()
	}
	n := copy(b, c.ready)
	c.ready = c.ready[n:]
	return n, nil
}

// fill reads on, and checks whole characters.
func (c *checker) fill() {
	n := copy(c.buf, c.held)
	more, err := c.in.Read(c.buf[n:])
	b := c.buf[:n+more]
	whole := len(b)
	switch {
	case err == nil:
		whole = c.whole(b)
	case errors.Is(err, io.EOF):
		whole = c.end(b)
	}
	c.held = append(c.held[:0], b[whole:]...)
	c.done = err
	at := c.wrong(b[:whole])
	if at >= 0 {
		c.pass(b[:at])
		c.done = c.of.notUTF8(c.line+1, c.col+1, b, at)
		return
	}
	c.pass(b[:whole])
	c.ready = b[:whole]
}

// whole is how many bytes of b can be checked, of a text that goes on.
func (c *checker) whole(b []byte) int {
	if s := c.of.set; s != nil && bytes.HasSuffix(b, []byte(s.bad)) { // it may be the unfinished end
		return len(b) - len(s.bad)
	}
	whole := wholeRunes(b)
	if i := bytes.LastIndexByte(b, 0x1b); i >= 0 && i > whole-4 {
		whole = i
	}
	return whole
}

// wrong is where bytes stop being a text; -1: nowhere.
func (c *checker) wrong(b []byte) int {
	if c.of.set != nil {
		return bytes.Index(b, []byte(c.of.set.bad))
	}
	if c.of.o.Encoding == "" {
		for i := bytes.IndexByte(b, 0x1b); i >= 0 && i < len(b); {
			if s, problem := escaped(b[i:min(len(b), i+4)]); s != nil || problem != nil {
				return i
			}
			next := bytes.IndexByte(b[i+1:], 0x1b)
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// pass counts lines and bytes of what is passed on.
func (c *checker) pass(b []byte) {
	if i := bytes.LastIndexByte(b, '\n'); i >= 0 {
		c.line += bytes.Count(b, []byte{'\n'})
		c.col = 0
		b = b[i+1:]
	}
	c.col += len(b)
	c.wide = c.wide || bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0
}

// wholeRunes is how many bytes of b are characters that are complete.
func wholeRunes(b []byte) int {
	for back := 1; back < utf8.UTFMax && back <= len(b); back++ {
		if i := len(b) - back; utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return i
			}
			break
		}
	}
	return len(b)
}

// end is how many bytes of a text's last ones are to be passed on: all but a character that is not complete, as at the end of a piece of a
// text, if what is before shows that the text is in UTF-8 (a lone letter of Latin-1 looks the same).
func (c *checker) end(b []byte) int {
	whole := wholeRunes(b)
	if s := c.of.set; s != nil {
		if bytes.HasSuffix(b, []byte(s.bad)) && s.bad == "\ufffd" {
			c.of.o.note(errUnfinished.Of(shownName(c.of.name)))
			return len(b) - len(s.bad)
		}
		return len(b)
	}
	if whole == len(b) {
		return whole
	}
	several := c.wide || bytes.IndexFunc(b[:whole], func(r rune) bool { return r >= utf8.RuneSelf && r != utf8.RuneError }) >= 0
	if !several && len(b)-whole < 2 {
		return len(b) // which is wrong
	}
	c.of.o.note(errUnfinished.Of(shownName(c.of.name)))
	return whole
}

// mostGuess is how many bytes a guess looks at.
const mostGuess = 8 << 10

// notUTF8 is the error that a text has bytes that are no characters of its encoding, from b[at] on.
func (d *decoded) notUTF8(line, col int, b []byte, at int) error {
	rest := b[at:]
	bad := &BadData{Name: d.name}
	if d.set != nil {
		bad.Reason, bad.Hint = errNotInSet.Of(line, strings.ToUpper(d.set.name)), errOtherName.Of()
		return bad
	}
	if s, problem := escaped(rest[:min(len(rest), 4)]); s != nil || problem != nil {
		name, iconv := "", ""
		if s != nil {
			bad.Reason, bad.Hint = errLateEscape.Of(line, strings.ToUpper(s.name)), errGuess.Of(s.name, d.iconv(s.iconv))
			return bad
		}
		name, iconv = problem.name, problem.iconv
		bad.Reason, bad.Hint = errLateEscape.Of(line, name), errIconvOnly.Of(d.iconv(iconv))
		return bad
	}
	sample := make([]byte, mostGuess)
	n := copy(sample, b[max(at-mostGuess/4, bytes.LastIndexByte(b[:at], '\n')+1):])
	more, _ := io.ReadFull(d.from, sample[n:])
	if s := guess(sample[:n+more]); s != nil {
		bad.Reason, bad.Hint = errNotUTF8Guess.Of(line, col, strings.ToUpper(s.name)), errGuess.Of(s.name, d.iconv(s.iconv))
	} else {
		bad.Reason, bad.Hint = errNotUTF8.Of(line, col), errNoGuess.Of(d.iconv("ENCODING"))
	}
	if d.o.bytes {
		bad.Hint = errOrBytes.Of(bad.Hint)
	}
	return bad
}

// iconv is a line that converts the text.
func (d *decoded) iconv(from string) string {
	if d.name == "-" {
		return "… | iconv -f " + from + " -t UTF-8 | unroll train -"
	}
	name := d.name
	if strings.ContainsAny(name, " \t\n'\"\\$`&|;<>()*?[]#~!{}") {
		name = "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return "iconv -f " + from + " -t UTF-8 " + printable(name) + " > utf8.txt"
}

// asText is the beginning of a file as UTF-8, to be looked at; what cannot be read stays as it is.
func (o Opener) asText(head []byte) []byte {
	c, err := findCharset(o.Encoding)
	if err != nil || o.Encoding == "" {
		c, _ = sniff(head, len(head) < headBytes)
	}
	if c == nil || c.decoder == nil {
		return head
	}
	text, _, err := transform.Bytes(c.decoder(), head)
	if err != nil {
		return head
	}
	return bytes.TrimSuffix(text, []byte(c.bad))
}
