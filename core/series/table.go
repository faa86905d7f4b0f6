package series

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// A Choice says what to read of a table. The zero value reads the only column of numbers that there is.
type Choice struct {
	Column string   `json:"column,omitempty"` // the one column that is predicted from its own past: a name, or a number from 1
	Inputs []string `json:"inputs,omitempty"` // the columns that are read; empty: Target
	Target string   `json:"target,omitempty"` // the column that is predicted
	Gaps   string   `json:"gaps,omitempty"`   // "refuse" ("" is that too), or "interpolate": fill them with a straight line
	Rows   int      `json:"-"`                // the fewest that will do; 0: leastTrain
}

// Check returns an error if the choice is not valid whatever the table.
func (o Choice) Check() error {
	switch {
	case o.Gaps != "" && o.Gaps != "refuse" && o.Gaps != "interpolate":
		return errGaps.Of(o.Gaps)
	case o.Column != "" && (o.Target != "" || len(o.Inputs) > 0):
		return errBoth.Of()
	case o.Target == "" && len(o.Inputs) > 1:
		return errTarget.Of()
	}
	return nil
}

// A Kind is what a column of a table holds.
type Kind int

// The kinds of columns.
const (
	Numbers Kind = iota
	Dates        // dates or times of day, 20240131 too
	Index        // numbers that only count the rows: years, or 1, 2, 3, … before other columns of numbers
	Words        // anything else
)

// A Column is one of a table's.
type Column struct {
	Label
	Kind Kind
	Read bool // it is in the series
}

// A Table is what has been read.
type Table struct {
	Series    *Series
	Columns   []Column // all there are, those included that were not read
	Separator byte     // ',', ';', '\t' or ' '
	Decimal   byte     // '.' or ','
	Header    bool     // its first row has names
	Filled    int      // values that were interpolated
}

const (
	headBytes   = 64 << 10 // what is looked at to find out how a table is written
	mostLine    = 1 << 20  // bytes of a row
	mostColumns = 10_000
	mostBlank   = 1 << 20 // empty lines behind each other that are told apart
	mostMiB     = 256     // of float32 that are kept; while they are put together it takes twice as much
	blockValues = 1 << 18
)

// Read reads a table of numbers from r, row by row: comma, semicolon, tab or spaces between columns (a decimal comma
// where the comma is not between columns), with names in its first row or without, fields in quotation marks or not. Lines
// that begin with # are comments. Columns of dates, and of numbers that only count the rows, are recognised and not read
// unless they are asked for. name is what errors call r. Memory: that of the values, as float32.
func Read(r io.Reader, name string, o Choice) (*Table, error) { return read(r, name, o, mostMiB) }

// Columns are the columns of a table, as far as its beginning tells, whatever Read would say of the rows: for a person to
// choose from. Errors: those of Read about the first row.
func Columns(r io.Reader, name string) ([]Column, error) {
	x, err := open(r, name)
	if err != nil {
		return nil, err
	}
	if _, err := x.names(); err != nil {
		return nil, err
	}
	return x.columns, nil
}

// read is Read with another limit to the memory of the values.
func read(r io.Reader, name string, o Choice, mebibytes int) (*Table, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	x, err := open(r, name)
	if err != nil {
		return nil, err
	}
	x.fill, x.mebibytes = o.Gaps == "interpolate", mebibytes
	if err := x.begin(o); err != nil {
		return nil, err
	}
	if err := x.rows(cmp.Or(o.Rows, leastTrain)); err != nil {
		return nil, err
	}
	return x.table(), nil
}

// open looks at the beginning of r.
func open(r io.Reader, name string) (*reading, error) {
	buffered := bufio.NewReaderSize(r, headBytes)
	head, err := buffered.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, errRead.Of(name, 1, err)
	}
	if bom := []byte("\xEF\xBB\xBF"); bytes.HasPrefix(head, bom) {
		head = head[len(bom):]
		_, _ = buffered.Discard(len(bom)) // they are in the buffer
	}
	if i := bytes.IndexByte(head, 0); i >= 0 || bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		return nil, errEncoding.Of(name, 1+bytes.Count(head[:max(i, 0)], []byte("\n")))
	}
	d := guess(head)
	return &reading{records: records{r: buffered, name: name, sep: d.sep}, dialect: d}, nil
}

// A reading is a table while it is read.
type reading struct {
	records
	dialect   dialect
	fill      bool
	mebibytes int // of values, at most

	columns []Column
	first   int   // the line of the first row, names or not
	read    []int // the columns that are read, ascending
	inputs  []int // of read
	target  int   // of read

	blocks [][]float32 // of blockValues each, the last one less
	n      int         // rows
	gaps   []gap       // of read
	filled int
}

// begin reads the names and chooses columns.
func (x *reading) begin(o Choice) error {
	fields, err := x.names()
	if err != nil {
		return err
	}
	if err := x.choose(o); err != nil {
		return err
	}
	x.gaps = make([]gap, len(x.read))
	for i := range x.gaps {
		x.gaps[i].from = -1
	}
	if !x.dialect.header {
		return x.row(fields)
	}
	return nil
}

// names reads the first row and finds out what the columns are.
func (x *reading) names() (fields [][]byte, err error) {
	fields, err = x.next()
	if err == io.EOF {
		return nil, errEmpty.Of(x.name)
	}
	if err != nil {
		return nil, err
	}
	x.first = x.start
	if c := x.dialect.odd; c >= 0 && c < len(fields) {
		return nil, errHeader.Of(x.name, x.first, Label{Number: c + 1}, clipped(fields[c]))
	}
	x.columns = make([]Column, len(fields))
	for c := range x.columns {
		x.columns[c].Number = c + 1
		x.columns[c].Kind = x.dialect.kind(c)
		if x.dialect.header {
			x.columns[c].Name = strings.TrimSpace(strings.ToValidUTF8(string(fields[c]), string(utf8.RuneError)))
		}
	}
	return fields, x.twice()
}

func (x *reading) twice() error {
	seen := map[string]int{}
	for _, c := range x.columns {
		if c.Name == "" {
			continue
		}
		if before := seen[c.Name]; before != 0 {
			return errDuplicate.Of(x.name, x.first, before, c.Number, clipped([]byte(c.Name)))
		}
		seen[c.Name] = c.Number
	}
	return nil
}

// rows reads all the others.
func (x *reading) rows(least int) error {
	for {
		fields, err := x.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if err := x.blanks(); err != nil {
			return err
		}
		if n, want := len(fields), len(x.columns); n != want {
			c := min(n, want) // the first that is too many, or is missing
			label := Label{Number: c + 1}
			if c < want {
				label = x.columns[c].Label
			}
			return errRagged.Of(x.name, x.start, label, n, x.first, want)
		}
		if err := x.row(fields); err != nil {
			return err
		}
	}
	for i, g := range x.gaps {
		if g.from >= 0 {
			return errEdge.Of(x.name, g.line, x.columns[x.read[i]].Label)
		}
	}
	if x.n < least {
		return errRows.Of(x.name, max(x.line, 1), x.n, least)
	}
	return nil
}

// table puts the blocks together, and lets go of each when it is copied.
func (x *reading) table() *Table {
	s := &Series{Title: x.name, Inputs: x.inputs, Target: x.target, Values: make([]float32, 0, x.n*len(x.read))}
	for i, b := range x.blocks {
		s.Values = append(s.Values, b...)
		x.blocks[i] = nil
	}
	for _, c := range x.read {
		s.Labels = append(s.Labels, x.columns[c].Label)
		x.columns[c].Read = true
	}
	return &Table{s, x.columns, x.dialect.sep, x.dialect.decimal, x.dialect.header, x.filled}
}
