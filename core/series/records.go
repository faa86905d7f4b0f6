package series

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
)

// records reads a table's rows field by field. Rows without quotation marks are cut in place; the others are
// encoding/csv's.
type records struct {
	r     *bufio.Reader
	name  string // for errors
	sep   byte
	line  int   // lines read so far
	start int   // the line that the last record begins in
	blank []int // the empty lines before it, behind the record before

	buf    []byte
	fields [][]byte
	began  bool
	inner  *bufio.Reader // of encoding/csv
}

// next is the next row that is neither empty nor a comment; its fields are good until the next call. The error is
// io.EOF at the end.
func (r *records) next() ([][]byte, error) {
	r.blank = r.blank[:0]
	for {
		r.buf = r.buf[:0]
		if err := r.readLine(); err != nil {
			return nil, err
		}
		r.start = r.line
		switch line := bytes.TrimSpace(r.buf); {
		case len(line) == 0:
			if r.began && len(r.blank) < mostBlank {
				r.blank = append(r.blank, r.line)
			}
			continue
		case line[0] == '#':
			continue
		}
		r.began = true
		if bytes.IndexByte(r.buf, '"') >= 0 && r.sep != ' ' {
			return r.quoted()
		}
		r.fields = cut(r.fields[:0], r.buf, r.sep)
		if len(r.fields) > mostColumns {
			return nil, errColumns.Of(r.name, r.line, mostColumns)
		}
		return r.fields, nil
	}
}

// readLine puts the next line, without its end, behind what is in buf.
func (r *records) readLine() error {
	r.line++
	from := len(r.buf)
	for {
		part, err := r.r.ReadSlice('\n')
		r.buf = append(r.buf, part...)
		if len(r.buf) > mostLine {
			if bytes.Count(r.buf, []byte{r.sep}) >= mostColumns {
				return errColumns.Of(r.name, r.line, mostColumns)
			}
			return errLong.Of(r.name, r.line, mostLine)
		}
		switch {
		case err == nil || (err == io.EOF && len(r.buf) > from):
			r.buf = bytes.TrimSuffix(bytes.TrimSuffix(r.buf, []byte("\n")), []byte("\r"))
			return nil
		case err == bufio.ErrBufferFull:
		case err == io.EOF:
			r.line--
			return err
		default:
			return errRead.Of(r.name, r.line, err)
		}
	}
}

// cut puts the fields of a line without quotation marks behind fields. Spaces separate in runs.
func cut(fields [][]byte, line []byte, sep byte) [][]byte {
	if sep == ' ' {
		for _, f := range bytes.Fields(line) {
			fields = append(fields, bytes.Trim(f, `"`))
		}
		return fields
	}
	for {
		i := bytes.IndexByte(line, sep)
		if i < 0 {
			return append(fields, bytes.TrimSpace(line))
		}
		fields = append(fields, bytes.TrimSpace(line[:i]))
		line = line[i+1:]
	}
}

// quoted cuts a row with quotation marks, which may go on for more lines.
func (r *records) quoted() ([][]byte, error) {
	marks := bytes.Count(r.buf, []byte{'"'})
	for marks%2 != 0 {
		r.buf = append(r.buf, '\n')
		from := len(r.buf)
		if err := r.readLine(); err == io.EOF {
			return nil, errQuote.Of(r.name, r.start, Label{Number: 1 + bytes.Count(r.buf, []byte{r.sep})})
		} else if err != nil {
			return nil, err
		}
		marks += bytes.Count(r.buf[from:], []byte{'"'})
	}
	if r.inner == nil {
		r.inner = bufio.NewReaderSize(nil, 4096) // as large as encoding/csv's own, so that it makes none
	}
	r.inner.Reset(bytes.NewReader(r.buf))
	c := csv.NewReader(r.inner)
	c.Comma, c.FieldsPerRecord, c.TrimLeadingSpace = rune(r.sep), -1, r.sep != '\t'
	record, err := c.Read()
	if err != nil {
		var at *csv.ParseError
		line, column := r.start, 1
		if errors.As(err, &at) {
			lines := bytes.SplitAfter(r.buf, []byte("\n"))
			before := lines[min(at.Line, len(lines))-1]
			line += at.Line - 1
			column += bytes.Count(before[:min(at.Column, len(before))], []byte{r.sep})
		}
		return nil, errQuote.Of(r.name, line, Label{Number: column})
	}
	if len(record) > mostColumns {
		return nil, errColumns.Of(r.name, r.start, mostColumns)
	}
	r.fields = r.fields[:0]
	for _, f := range record {
		r.fields = append(r.fields, bytes.TrimSpace([]byte(f)))
	}
	return r.fields, nil
}
