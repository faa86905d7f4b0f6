package datasets

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"

	"golang.org/x/text/transform"
)

// lines begins to read rows of words from r, as UTF-8 with ends of lines that are newlines; hint says what they should be. Errors: a
// *BadData, also those of what is returned.
func (o Opener) lines(arg string, r io.Reader, hint error) (io.Reader, error) {
	in, err := o.decode(arg, r)
	if err != nil {
		return nil, hinted(err, hint)
	}
	head, err := in.Peek(headBytes)
	if len(head) == 0 && errors.Is(err, io.EOF) {
		return nil, &BadData{Name: arg, Reason: errEmpty.Of(), Hint: hint}
	}
	if err := binary(arg, head); err != nil {
		return nil, hinted(err, hint)
	}
	if len(head) == 0 && err != nil {
		return nil, unreadable(arg, err)
	}
	o.tell(in.Encoding())
	return newlines(in.Reader, head), nil
}

// hinted is err with another hint in place of that to read bytes.
func hinted(err, hint error) error {
	var bad *BadData
	if errors.As(err, &bad) && bad.Hint != nil && bad.Hint.Error() == errUseBytes.Of().Error() {
		bad.Hint = hint
	}
	return err
}

// rows begins to read a table from r: names in it may be in the encoding of Windows, if it is not known to be in another. Errors: lines's.
func (o Opener) rows(arg string, r io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(r, headBytes)
	head, err := in.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, unreadable(arg, err)
	}
	if c, problem := sniff(head, len(head) < headBytes); c == nil && problem == nil && o.Encoding == "" {
		o.tell("")
		return newlines(in, head), nil
	}
	d, err := o.decode(arg, in)
	if err != nil {
		return nil, err
	}
	o.tell(d.Encoding())
	head, _ = d.Peek(headBytes) // what is wrong, reading on will say
	return newlines(d.Reader, head), nil
}

// newlines is a text whose lines end in CR alone, by its head, with newlines in their place; others are not changed.
func newlines(in *bufio.Reader, head []byte) io.Reader {
	if bytes.IndexByte(head, '\r') < 0 || bytes.IndexByte(head, '\n') >= 0 {
		return in
	}
	return transform.NewReader(in, returns{})
}

// returns makes a newline of CR and of CR LF.
type returns struct{ transform.NopResetter }

// Transform copies src with newlines.
func (returns) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		b := src[nSrc]
		if nDst == len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		if b == '\r' {
			if nSrc+1 == len(src) && !atEOF {
				return nDst, nSrc, transform.ErrShortSrc
			}
			if b = '\n'; nSrc+1 < len(src) && src[nSrc+1] == '\n' {
				nSrc++
			}
		}
		dst[nDst] = b
		nDst, nSrc = nDst+1, nSrc+1
	}
	return nDst, nSrc, nil
}

// telling is o that remembers the encodings of what it reads (tell, used).
func (o Opener) telling() Opener {
	o.sets = new([]string)
	return o
}

func (o Opener) tell(encoding string) {
	if o.sets != nil && !slices.Contains(*o.sets, encoding) {
		*o.sets = append(*o.sets, encoding)
	}
}

// used is the encoding that all was read in; "" if there were several.
func (o Opener) used() string {
	if o.Encoding != "" || o.sets == nil || len(*o.sets) != 1 {
		return o.Encoding
	}
	return (*o.sets)[0]
}
