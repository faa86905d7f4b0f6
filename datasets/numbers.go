package datasets

import (
	"bufio"
	"crypto/sha256"
	encoding "encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"unroll/core/fault"
	"unroll/core/forecast"
	"unroll/core/series"
)

// A Numbers is a series and where it came from.
type Numbers struct {
	Name   string // a short name for it
	Title  string // for people
	Source string // name of a source of core/series; "": it is a person's own
	Path   string // absolute; "-" is standard input; "" of a source
	SHA256 string // of the file's bytes, or of the values of a source; hex
	Bytes  int64  // of the file, or of the values
	Series *series.Series
	Table  *series.Table // how it was written; nil of a source
	// Answered is what Series has the rows of, if it is sequences with one answer each; else nil.
	Answered *series.Sequences
	Encoding string  // that the table was read in, as Opener.Encoding; "": UTF-8, or that of Windows for names
	Notes    []error // what a person should know of how it was read (Opener.Say)
}

// Noted is Notes.
func (n Numbers) Noted() []error { return n.Notes }

// OpenSeries reads the series that arg names, with r's choice of columns: a source of core/series, which takes precedence over
// a file of that name, a file or named pipe, or "-", standard input. Every error is a *BadData, but for options that are not
// valid whatever the data.
func (o Opener) OpenSeries(arg string, r forecast.Options) (Numbers, error) {
	if s, ok := series.Find(arg); ok {
		made, err := series.Make(arg, r.Seed(), r.Rows)
		if err != nil {
			return Numbers{}, err
		}
		n := Numbers{Name: arg, Title: s.Title, Source: arg, Series: made, Bytes: int64(made.Bytes())}
		n.SHA256 = sumOf(made.Values)
		return n, nil
	}
	if s, ok := series.FindAnswered(arg); ok {
		return answered(s, r)
	}
	f, err := o.numbers(arg)
	if err != nil {
		return Numbers{}, err
	}
	defer f.Close()
	sum := sha256.New()
	count := &counter{w: sum}
	var notes []error
	o = o.noting(&notes).telling()
	in, err := o.rows(arg, io.TeeReader(f, count))
	if err != nil {
		return Numbers{}, err
	}
	table, err := series.Read(in, printable(nameOrDash(arg)), r.Choice())
	if err != nil {
		return Numbers{}, badSeries(arg, err)
	}
	if _, err := io.Copy(io.Discard, in); err != nil { // Read may leave what is behind the last row
		return Numbers{}, unreadable(arg, err)
	}
	name := nameOf(arg)
	table.Series.Title = name
	return Numbers{Name: name, Title: name, Path: pathOf(arg), SHA256: hex.EncodeToString(sum.Sum(nil)), Bytes: count.n,
		Series: table.Series, Table: table, Encoding: o.used(), Notes: notes}, nil
}

// answered makes the sequences of a source.
func answered(s series.Answered, r forecast.Options) (Numbers, error) {
	made, err := series.MakeAnswered(s.Name, r.Seed(), r.SequencesFor(s), r.Rows)
	if err != nil {
		return Numbers{}, err
	}
	n := Numbers{Name: s.Name, Title: s.Title, Source: s.Name, Series: made.Table(s.Title), Answered: &made}
	n.Bytes, n.SHA256 = int64(n.Series.Bytes()), sumOf(n.Series.Values)
	return n, nil
}

func nameOrDash(arg string) string {
	if arg == "-" {
		return errStdin.Of().Error()
	}
	return arg
}

// numbers opens what a series is read from.
func (o Opener) numbers(arg string) (io.ReadCloser, error) {
	return o.source(arg, errTyped.Of(), errPipeTable.Of())
}

// source opens what is not read as a text; typed and pipe say that standard input is none of it, and what to do.
func (o Opener) source(arg string, typed, pipe error) (io.ReadCloser, error) {
	if arg == "-" {
		if err := o.piped(); err != nil {
			return nil, notTyped(err, typed, pipe)
		}
		return io.NopCloser(o.Stdin), nil
	}
	f, _, err := openFile(arg)
	if errors.Is(err, os.ErrNotExist) && filepath.Base(arg) == arg && filepath.Ext(arg) == "" { // a name, misspelt
		return nil, &BadData{Name: arg, Err: err, Reason: errNotFound.Of(), Hint: theSources()}
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// theSources are the names of what comes with the program.
func theSources() error {
	return errTheSources.Of(strings.Join(Names(), ", "), strings.Join(SeriesNames(), ", "), strings.Join(TaggedNames(), ", "), strings.Join(PairNames(), ", "))
}

// notTyped rewords an error about standard input for what is not a text.
func notTyped(err, typed, pipe error) error {
	var bad *BadData
	var told *fault.Error
	if errors.As(err, &bad) && errors.As(bad.Reason, &told) && told.ID == errTerminal.ID {
		return &BadData{Name: bad.Name, Reason: typed, Hint: pipe, Err: bad.Err}
	}
	return err
}

// Columns are the columns of the table in a file, for a person to choose from. Its error is a *BadData.
func (o Opener) Columns(path string) ([]series.Column, error) {
	f, err := o.numbers(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in, err := o.rows(path, f)
	if err != nil {
		return nil, err
	}
	list, err := series.Columns(in, printable(path))
	if err != nil {
		return nil, badSeries(path, err)
	}
	return list, nil
}

// badSeries makes an error about a series a *BadData; one about how it was asked for stays what it is.
func badSeries(name string, err error) error {
	var bad *BadData
	if errors.As(err, &bad) {
		return bad
	}
	if !series.IsData(err) && !forecast.IsData(err) {
		return err
	}
	return &BadData{Name: name, Reason: err, Err: err}
}

// SeriesFault adds n's name to an error about its numbers, as a *BadData; other errors are returned unchanged.
func (n Numbers) SeriesFault(err error) error {
	if err == nil || (!series.IsData(err) && !forecast.IsData(err)) {
		return err
	}
	name := n.Path
	if name == "" {
		name = n.Name
	}
	return &BadData{Name: name, Reason: errSeries.Of(printable(n.Name), err), Err: err}
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return c.w.Write(p)
}

func sumOf(values []float32) string {
	b := make([]byte, 0, 4*len(values))
	for _, v := range values {
		b = encoding.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// LooksLikeSeries says whether arg names a series, and whether that is sure: a table of whole numbers may be meant as a text.
// After looking at standard input, only the Opener that is returned can read it. What cannot be read looks like a text:
// opening it will say what is wrong.
func (o Opener) LooksLikeSeries(arg string) (is, sure bool, next Opener) {
	if _, ok := series.Find(arg); ok {
		return true, true, o
	}
	if _, ok := series.FindAnswered(arg); ok {
		return true, true, o
	}
	if _, ok := Find(arg); ok {
		return false, true, o
	}
	if arg == "-" {
		if o.piped() != nil {
			return false, true, o
		}
		b := bufio.NewReaderSize(o.Stdin, headBytes)
		o.Stdin = b
		head, _ := b.Peek(headBytes)
		is, sure = series.Looks(o.asText(head))
		return is, sure, o
	}
	info, err := os.Stat(arg)
	if err != nil || !info.Mode().IsRegular() {
		return false, true, o
	}
	f, _, err := openFile(arg)
	if err != nil {
		return false, true, o
	}
	defer f.Close()
	head := make([]byte, headBytes)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return false, true, o
	}
	is, sure = series.Looks(o.asText(head[:n]))
	lower := strings.ToLower(arg)
	if strings.HasSuffix(lower, ".csv") || strings.HasSuffix(lower, ".tsv") {
		return true, true, o // what is wrong with it, reading it will say
	}
	return is, sure, o
}

// BuiltIn is the source that n is from.
func (n Numbers) BuiltIn() (series.Source, bool) {
	if n.Source == "" {
		return series.Source{}, false
	}
	return series.Find(n.Source)
}

// SeriesNames are the names of the series that come with the program, those of sequences with one answer each last.
func SeriesNames() []string {
	var list []string
	for _, s := range series.Sources {
		list = append(list, s.Name)
	}
	for _, s := range series.AnsweredSources {
		list = append(list, s.Name)
	}
	return list
}
