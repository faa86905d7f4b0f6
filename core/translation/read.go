package translation

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// mostLine is the most bytes of a line.
const mostLine = 1 << 20

// Read reads pairs, a sentence, a tab and its translation a line; further columns are ignored, and so are empty lines and a byte-order
// mark. A line ends in LF, CR LF or CR. name is what errors call r. Errors (IsData), each with file and line: no tab; an empty sentence
// or translation; a NUL byte; not UTF-8; a line of more than 1 MB; r cannot be read. There must be one pair.
func Read(r io.Reader, name string) ([]Line, error) {
	var list []Line
	err := eachLine(r, name, func(n int, line []byte) error {
		if len(bytes.TrimSpace(line)) == 0 {
			return nil
		}
		source, rest, tab := bytes.Cut(line, []byte{'\t'})
		target, _, _ := bytes.Cut(rest, []byte{'\t'})
		source, target = bytes.TrimSpace(source), bytes.TrimSpace(target)
		switch {
		case !tab:
			return errColumn.Of(name, n, short(source))
		case len(source) == 0:
			return errSource.Of(name, n)
		case len(target) == 0:
			return errTarget.Of(name, n, short(source))
		}
		both := string(source) + string(target)
		list = append(list, Line{both[:len(source)], both[len(source):]})
		return nil
	})
	if err == nil && len(list) == 0 {
		err = errNone.Of(name)
	}
	if err != nil {
		return nil, err
	}
	return list, nil
}

// ReadTwo reads sentences from a and their translations from b, which is read after a: line n of b translates line n of a. Where one of
// the two is empty, the pair has an empty side, which NewCorpus leaves out and counts; where both are, there is none. Errors (IsData):
// as Read's, but for those about tabs; one file has more lines than the other, empty ones at its end apart.
func ReadTwo(a, b io.Reader, nameA, nameB string) ([]Line, error) {
	sources, err := sentences(a, nameA)
	if err != nil {
		return nil, err
	}
	targets, err := sentences(b, nameB)
	if err != nil {
		return nil, err
	}
	n := min(len(sources), len(targets))
	if filled(sources[n:]) || filled(targets[n:]) {
		return nil, errUnequal.Of(nameA, len(sources), nameB, len(targets))
	}
	var list []Line
	one := false // a pair with both sides
	for i := range n {
		x := Line{sources[i], targets[i]}
		if x == (Line{}) {
			continue
		}
		one = one || x.Source != "" && x.Target != ""
		list = append(list, x)
	}
	if !one {
		return nil, errNone.Of(nameA + ", " + nameB)
	}
	return list, nil
}

// ReadSentences reads sentences to be translated, one a line; a translation behind a tab is kept, if there is one. Line n is the nth of the
// list: an empty one is the Line without a source. Errors (IsData): as Read's, but for those of lines without a tab or a translation.
func ReadSentences(r io.Reader, name string) ([]Line, error) {
	var list []Line
	some := false
	err := eachLine(r, name, func(n int, line []byte) error {
		source, rest, _ := strings.Cut(string(line), "\t")
		target, _, _ := strings.Cut(rest, "\t")
		x := Line{strings.TrimSpace(source), strings.TrimSpace(target)}
		if x.Source == "" && x.Target != "" {
			return errSource.Of(name, n)
		}
		some = some || x.Source != ""
		list = append(list, x)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !some {
		return nil, errNoLines.Of(name)
	}
	return list, nil
}

// filled says whether one of the lines is not empty.
func filled(lines []string) bool { return strings.Join(lines, "") != "" }

// sentences are the lines of a text, without space around them.
func sentences(r io.Reader, name string) (list []string, err error) {
	err = eachLine(r, name, func(_ int, line []byte) error {
		list = append(list, string(bytes.TrimSpace(line)))
		return nil
	})
	return list, err
}

// eachLine calls f for each line, counted from 1, which is valid until f returns.
func eachLine(r io.Reader, name string, f func(n int, line []byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), mostLine)
	lines.Split(splitLines)
	n := 0
	for lines.Scan() {
		n++
		line := lines.Bytes()
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\xEF\xBB\xBF"))
		}
		if bytes.IndexByte(line, 0) >= 0 {
			return errNUL.Of(name, n)
		}
		if !utf8.Valid(line) {
			return errUTF8.Of(name, n)
		}
		if err := f(n, line); err != nil {
			return err
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return errLong.Of(name, n+1, mostLine)
	case err != nil:
		return errRead.Of(name, n+1, err)
	}
	return nil
}

// splitLines is a bufio.SplitFunc for lines that end in LF, CR LF or CR.
func splitLines(data []byte, end bool) (advance int, line []byte, err error) {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0 && end && len(data) > 0:
		return len(data), data, nil
	case i < 0:
		return 0, nil, nil
	case data[i] == '\n':
		return i + 1, data[:i], nil
	case i+1 < len(data) && data[i+1] == '\n':
		return i + 2, data[:i], nil
	case i+1 == len(data) && !end:
		return 0, nil, nil // LF may follow
	}
	return i + 1, data[:i], nil
}

// short is the beginning of a long sentence.
func short(s []byte) string {
	const most = 40
	if r := []rune(string(s)); len(r) > most {
		return string(r[:most]) + "…"
	}
	return string(s)
}
