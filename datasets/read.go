package datasets

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

const stdinName = "standard input"

func (o Opener) standardInput(left *int64) (piece, error) {
	if o.Stdin == nil {
		return piece{}, &BadData{Name: stdinName, Reason: "there is none", Hint: "name a file"}
	}
	if f, ok := o.Stdin.(*os.File); ok {
		info, err := f.Stat()
		if err != nil {
			return piece{}, unreadable(stdinName, err)
		}
		if info.Mode()&fs.ModeCharDevice != 0 {
			return piece{}, &BadData{Name: stdinName, Reason: "a terminal or another device, not a text", Hint: "pipe a text into it, as in: cat book.txt | unroll -"}
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
		return piece{}, &BadData{Name: path, Reason: "a device or a socket, not a file", Hint: "name a file, a folder or a pipe"}
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
		return piece{}, unreadable(p.Name, err)
	case len(head) == 0:
		return piece{}, &BadData{Name: p.Name, Reason: "empty", Hint: "a text of a few thousand characters is the least to learn from"}
	case !o.Binary:
		if err := binary(p.Name, head); err != nil {
			return piece{}, err
		}
	}
	var text strings.Builder
	text.Grow(int(size))
	sum := sha256.New()
	if p.Bytes, err = io.Copy(io.MultiWriter(&text, sum), buffered); err != nil {
		return piece{}, unreadable(p.Name, err)
	}
	if p.Bytes > *left {
		return piece{}, tooLarge(p.Name, *left)
	}
	*left -= p.Bytes
	p.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return piece{p, text.String()}, nil
}

func tooLarge(name string, left int64) error {
	return &BadData{Name: name,
		Reason: fmt.Sprintf("larger than the %d bytes that are left of the limit", left),
		Hint:   "learn from a part of it, as in: head -c 100000000 book.txt | unroll -"}
}
