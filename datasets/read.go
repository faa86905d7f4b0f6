package datasets

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"unroll/core/text"
)

// stdinName is the name in session.json of a part read from standard input; it is not shown.
const stdinName = "standard input"

func (o Opener) standardInput(left *int64) (piece, error) {
	if err := o.piped(); err != nil {
		return piece{}, err
	}
	return o.read(Part{Role: Train, Name: stdinName, Path: "-"}, o.Stdin, 0, left)
}

// piped returns an error if there is no standard input that ends.
func (o Opener) piped() error {
	if o.Stdin == nil {
		return &BadData{Name: "-", Reason: errNoStdin.Of(), Hint: errNameFile.Of()}
	}
	if f, ok := o.Stdin.(*os.File); ok {
		info, err := f.Stat()
		if err != nil {
			return unreadable("-", err)
		}
		if info.Mode()&fs.ModeCharDevice != 0 {
			return &BadData{Name: "-", Reason: errTerminal.Of(), Hint: errPipeText.Of()}
		}
	}
	return nil
}

func (o Opener) file(role, path string, left *int64) (piece, error) {
	f, size, err := openFile(path)
	if err != nil {
		return piece{}, err
	}
	defer f.Close()
	if size > *left {
		return piece{}, tooLarge(path, *left)
	}
	if err := o.room(path, size, 0); err != nil {
		return piece{}, err
	}
	in := &Heard{In: f, At: o.At}
	if size > 0 {
		in.begun = true
		o.At.Begin(text.ReadingText, size)
	}
	return o.read(Part{Role: role, Name: path, Path: absolute(path)}, in, size, left)
}

// openFile opens a file or a named pipe, of which size is 0.
func openFile(path string) (f *os.File, size int64, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, unreadable(path, err)
	}
	open := os.Open
	switch mode := info.Mode(); {
	case mode.IsRegular():
		size = info.Size()
	case mode&fs.ModeNamedPipe != 0:
		open = openPipe
	case mode.IsDir():
		return nil, 0, &BadData{Name: path, Reason: errDir.Of(), Hint: errNameFile.Of()}
	default:
		return nil, 0, &BadData{Name: path, Reason: errDevice.Of(), Hint: errNameRegular.Of()}
	}
	if f, err = open(path); err != nil {
		return nil, 0, unreadable(path, err)
	}
	return f, size, nil
}

// read reads r to its end, or until it turns out not to be a text. size is the expected size.
func (o Opener) read(p Part, r io.Reader, size int64, left *int64) (piece, error) {
	o.bytes = true
	sum := sha256.New()
	count := &counter{w: sum}
	raw := io.TeeReader(io.LimitReader(r, *left+1), count)
	in := bufio.NewReaderSize(raw, headBytes)
	if !o.Binary || o.Encoding != "" {
		d, err := o.decode(p.asked(), raw)
		if err != nil {
			return piece{}, err
		}
		in, p.encoding = d.Reader, d.Encoding()
	}
	head, err := in.Peek(headBytes)
	switch {
	case len(head) == 0 && errors.Is(err, io.EOF):
		return piece{}, &BadData{Name: p.asked(), Reason: errEmpty.Of(), Hint: errAFew.Of()}
	case !o.Binary:
		if err := binary(p.asked(), head); err != nil {
			return piece{}, err
		}
	}
	var all strings.Builder
	all.Grow(int(size))
	_, err = io.Copy(&all, in)
	p.Bytes = count.n
	switch {
	case p.Bytes > *left:
		return piece{}, tooLarge(p.asked(), *left)
	case err != nil:
		return piece{}, unreadable(p.asked(), err)
	}
	if size == 0 { // it came through a pipe
		if err := o.room(p.asked(), int64(all.Len()), int64(all.Len())); err != nil {
			return piece{}, err
		}
	}
	*left -= p.Bytes
	p.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return piece{p, all.String()}, nil
}

// tooLarge is the error of more than the left bytes that can be read, of MaxBytes in all.
func tooLarge(name string, left int64) error {
	why := errLargeLeft
	if left >= MaxBytes {
		why = errLarge
	}
	return &BadData{Name: name, Reason: why.Of(Bytes(left)), Hint: errUsePart.Of()}
}
