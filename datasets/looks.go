package datasets

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"unroll/core/tagging"
)

// LooksTagged says whether arg names tagged sentences, and whether that is sure: two columns of words may be a text. Of a folder it
// looks at the file to learn from. After looking at standard input, only the Opener that is returned can read it. What cannot
// be read does not look like them: opening it will say what is wrong.
func (o Opener) LooksTagged(arg string) (is, sure bool, next Opener) {
	if _, ok := tagging.Find(arg); ok {
		return true, true, o
	}
	if arg == "-" {
		if o.piped() != nil {
			return false, true, o
		}
		b := bufio.NewReaderSize(o.Stdin, headBytes)
		o.Stdin = b
		head, _ := b.Peek(headBytes)
		return tagging.Looks(head), tagging.Surely(head), o
	}
	info, err := os.Stat(arg)
	switch {
	case err != nil:
		return false, true, o
	case info.IsDir():
		train, _, err := taggedParts(arg)
		if err != nil {
			return false, true, o
		}
		is, sure, _ := Opener{}.LooksTagged(train)
		return is && sure, true, o
	case strings.EqualFold(filepath.Ext(arg), ".conllu"):
		return true, true, o // what is wrong with it, reading it will say
	}
	head := headOf(arg)
	return tagging.Looks(head), tagging.Surely(head), o
}

// headOf is the beginning of a file; empty if there is none, or it cannot be read.
func headOf(path string) []byte {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, _, err := openFile(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	head := make([]byte, headBytes)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil
	}
	return head[:n]
}
