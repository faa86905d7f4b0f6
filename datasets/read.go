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
)

// stdinName is the name in session.json of a part read from standard input; it is not shown.
const stdinName = "standard input"

func (o Opener) standardInput(left *int64) (piece, error) {
	if o.Stdin == nil {
		return piece{}, &BadData{Name: "-", Reason: errNoStdin.Of(), Hint: errNameFile.Of()}
	}
	if f, ok := o.Stdin.(*os.File); ok {
		info, err := f.Stat()
		if err != nil {
			return piece{}, unreadable("-", err)
		}
		if info.Mode()&fs.ModeCharDevice != 0 {
			return piece{}, &BadData{Name: "-", Reason: errTerminal.Of(), Hint: errPipeText.Of()}
		}
	}
	return o.read(Part{Role: Train, Name: stdinName, Path: "-"}, o.Stdin, 0, left)
}

func (o Opener) file(role, path string, left *int64) (piece, error) {
	info, err := os.Stat(path)
	if err != nil {
		return piece{}, unreadable(path, err)
	}
	open := os.Open
	switch mode := info.Mode(); {
	case mode.IsRegular():
		if info.Size() > *left {
			return piece{}, tooLarge(path, *left)
		}
	case mode&fs.ModeNamedPipe != 0:
		open = openPipe
	default:
		return piece{}, &BadData{Name: path, Reason: errDevice.Of(), Hint: errNameRegular.Of()}
	}
	f, err := open(path)
	if err != nil {
		return piece{}, unreadable(path, err)
	}
	defer f.Close()
	return o.read(Part{Role: role, Name: path, Path: absolute(path)}, f, info.Size(), left)
}

// read reads r to its end, or until it turns out not to be a text. size is the expected size.
func (o Opener) read(p Part, r io.Reader, size int64, left *int64) (piece, error) {
	buffered := bufio.NewReaderSize(io.LimitReader(r, *left+1), headBytes)
	head, err := buffered.Peek(headBytes)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return piece{}, unreadable(p.asked(), err)
	case len(head) == 0:
		return piece{}, &BadData{Name: p.asked(), Reason: errEmpty.Of(), Hint: errAFew.Of()}
	case !o.Binary:
		if err := binary(p.asked(), head); err != nil {
			return piece{}, err
		}
	}
	var text strings.Builder
	text.Grow(int(size))
	sum := sha256.New()
	if p.Bytes, err = io.Copy(io.MultiWriter(&text, sum), buffered); err != nil {
		return piece{}, unreadable(p.asked(), err)
	}
	if p.Bytes > *left {
		return piece{}, tooLarge(p.asked(), *left)
	}
	*left -= p.Bytes
	p.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return piece{p, text.String()}, nil
}

func tooLarge(name string, left int64) error {
	return &BadData{Name: name, Reason: errLarge.Of(left), Hint: errUsePart.Of()}
}
