package tagging

import (
	"bufio"
	"io"
	"strings"
)

// ReadLines reads a sentence a line, of words with spaces between them and without tags. Empty lines are left out. name is what
// errors call r.
func ReadLines(r io.Reader, name string) ([]Sentence, error) {
	x := &reading{name: name, in: bufio.NewReaderSize(r, mostLine)}
	for {
		line, err := x.next()
		switch {
		case err == io.EOF && len(x.list) == 0:
			return nil, errNoLines.Of(name)
		case err == io.EOF:
			return x.list, nil
		case err != nil:
			return nil, err
		}
		words := strings.Fields(line)
		if len(words) > mostWords {
			return nil, errEndless.Of(name, x.line, mostWords)
		}
		if len(words) > 0 {
			x.list = append(x.list, Sentence{Words: words})
		}
	}
}
