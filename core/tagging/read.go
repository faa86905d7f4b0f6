package tagging

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// columns are the names of CoNLL-U's columns that may hold tags, with their numbers from 1.
var columns = []struct {
	name   string
	number int
}{{"upos", 4}, {"xpos", 5}, {"feats", 6}, {"lemma", 3}, {"deprel", 8}}

// Columns are the names of columns that --tags takes.
func Columns() (names []string) {
	for _, c := range columns {
		names = append(names, c.name)
	}
	return names
}

// Number is the number from 1 of a column that Columns has, of CoNLL-U; 0 for another.
func Number(column string) int {
	for _, c := range columns {
		if strings.EqualFold(c.name, column) {
			return c.number
		}
	}
	return 0
}

const (
	mostLine  = 1 << 16 // bytes
	mostWords = 10_000  // of a sentence
	conllu    = 10      // columns of CoNLL-U
)

// Read reads sentences to learn from: CoNLL-U (ten columns; words of several tokens and empty nodes are left out, as its
// definition has it), or a word, a tab and its tag a line. Empty lines are between sentences. column says which column has the
// tags, a name in Columns or a number; "": upos, or the second. name is what errors call r. There must be two different tags.
func Read(r io.Reader, name, column string) ([]Sentence, error) {
	x, err := read(r, name, column)
	if err == nil && !x.differ {
		err = x.noTags()
	}
	if err != nil {
		return nil, err
	}
	return x.list, nil
}

// ReadHeld reads sentences to be judged by, which may all have the same tag, as Read does. There must be a tag, other than _.
func ReadHeld(r io.Reader, name, column string) ([]Sentence, error) {
	x, err := read(r, name, column)
	if err == nil && !x.differ && x.other == NoTag {
		err = x.noTags()
	}
	if err != nil {
		return nil, err
	}
	return x.list, nil
}

// ReadWords reads sentences to be tagged, as Read does, whose tags may all be missing: NoTag.
func ReadWords(r io.Reader, name, column string) ([]Sentence, error) {
	x, err := read(r, name, column)
	if err != nil {
		return nil, err
	}
	return x.list, nil
}

// NoTag is how a file says that a word has no tag.
const NoTag = "_"

// read reads sentences, of which there must be one.
func read(r io.Reader, name, column string) (*reading, error) {
	x := &reading{name: name, column: column, in: bufio.NewReaderSize(r, mostLine)}
	if err := x.choose(); err != nil {
		return nil, err
	}
	for {
		line, err := x.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if err := x.add(line); err != nil {
			return nil, err
		}
	}
	if x.end(); len(x.list) == 0 {
		return nil, errNone.Of(name)
	}
	if n := x.columns; n > 2 && n < conllu && countsUp(x.list[0].Words) {
		return nil, errNumbers.Of(name, x.first, n)
	}
	return x, nil
}

// A reading is sentences while they are read.
type reading struct {
	name, column string
	number       int // of the column, from 1; 0: 4 in CoNLL-U, else 2
	in           *bufio.Reader
	line         int
	now          Sentence
	columns      int // of the first row
	first        int // its line
	list         []Sentence
	other        string // the first tag
	differ       bool   // there is another
}

// choose finds the column.
func (x *reading) choose() error {
	if x.column == "" {
		return nil
	}
	if x.number = Number(x.column); x.number > 0 {
		return nil
	}
	n, err := strconv.Atoi(x.column)
	if err != nil || n < 2 || n > 1000 {
		return errColumn.Of(x.column, strings.Join(Columns(), ", "))
	}
	x.number = n
	return nil
}

// next is a line without its end.
func (x *reading) next() (string, error) {
	b, err := x.in.ReadSlice('\n')
	x.line++
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", errLong.Of(x.name, x.line, mostLine)
	case err == io.EOF && len(b) == 0:
		return "", io.EOF
	case err != nil && err != io.EOF:
		return "", errRead.Of(x.name, x.line, err)
	}
	if x.line == 1 {
		b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	}
	if !utf8.Valid(b) {
		return "", errUTF8.Of(x.name, x.line)
	}
	return string(bytes.TrimRight(b, "\r\n")), nil
}

// add reads a line.
func (x *reading) add(line string) error {
	if strings.TrimSpace(line) == "" {
		x.end()
		return nil
	}
	fields := strings.Split(line, "\t")
	if comment(line, len(fields)) {
		return nil
	}
	if len(fields) == 1 {
		if strings.Contains(strings.TrimSpace(line), " ") {
			return errSpaces.Of(x.name, x.line, short(line))
		}
		return errColumns.Of(x.name, x.line, 1, max(x.number, 2))
	}
	if x.columns == 0 {
		x.columns, x.first = len(fields), x.line
	}
	word, number := fields[0], max(x.number, 2)
	switch ten := x.columns >= conllu; {
	case ten != (len(fields) >= conllu):
		return errUneven.Of(x.name, x.line, len(fields), x.columns)
	case ten:
		if strings.ContainsAny(fields[0], "-.") {
			return nil // several words written as one, or an empty node
		}
		word = fields[1]
		if x.number == 0 {
			number = 4
		}
	}
	if len(fields) < number {
		return errColumns.Of(x.name, x.line, len(fields), number)
	}
	return x.token(strings.TrimSpace(word), strings.TrimSpace(fields[number-1]))
}

// countsUp says whether the words of a sentence are 1, 2, 3 and so on.
func countsUp(words []string) bool {
	for i, w := range words {
		if w != strconv.Itoa(i+1) {
			return false
		}
	}
	return len(words) > 2
}

// comment says whether a line of so many columns is one: a word may begin with # too, but not with # and a space.
func comment(line string, columns int) bool {
	return strings.HasPrefix(line, "# ") || line[0] == '#' && (columns == 1 || columns >= conllu)
}

// token adds a word.
func (x *reading) token(word, tag string) error {
	switch {
	case word == "":
		return errWord.Of(x.name, x.line)
	case tag == "":
		return errTag.Of(x.name, x.line, short(word))
	case len(x.now.Words) == mostWords:
		return errEndless.Of(x.name, x.line, mostWords)
	}
	if x.other == "" {
		x.other = tag
	}
	x.differ = x.differ || tag != x.other
	x.now.Words, x.now.Tags = append(x.now.Words, word), append(x.now.Tags, tag)
	return nil
}

// end ends a sentence; empty ones are none.
func (x *reading) end() {
	if len(x.now.Words) > 0 {
		x.list = append(x.list, x.now)
	}
	x.now = Sentence{}
}

// noTags is the error that all tags are the same, or missing.
func (x *reading) noTags() error {
	column := x.column
	if column == "" {
		column = columns[0].name
	}
	return errNoTags.Of(x.name, column, x.other)
}

// short is the beginning of a long text.
func short(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
