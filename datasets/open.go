package datasets

import (
	"cmp"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"unroll/core/text"
)

// MaxBytes is the largest text that is read, all parts together: 512 MB.
const MaxBytes int64 = 512 << 20

// An Opener reads a person's own texts. The zero value reads files and folders.
type Opener struct {
	Stdin  io.Reader // for "-"; nil: there is none
	Binary bool      // accept any bytes, as --tokens byte does
	Limit  int64     // bytes, all parts together; 0: MaxBytes
	// Encoding is the name of the encoding of files and standard input, as CheckEncoding takes it; "": UTF-8, or what is certain from
	// their bytes. With Binary and "" bytes stay as they are.
	Encoding string
	// Valid is what WithValid will be told to validate on, so that a folder's own part is not read, nor said to be; "": that part.
	Valid  string
	Counts bool // tokens are counted, not learned: only what Say is told of a folder differs
	// Say is told what a person should know of how data are read: which file of a folder is which part, how characters
	// were decoded. nil: nobody listens.
	Say func(note error)

	// At is told how far the reading of files has got, and later what is done with the text; nil: nobody asks.
	At *text.Progress
	// Free is how much memory there is, in bytes, and whether that is known; nil: FreeMemory.
	Free func() (int64, bool)

	bytes bool      // --tokens byte would read it too
	sets  *[]string // encodings of what has been read; nil: nobody asks
}

// note says something of how data are read.
func (o Opener) note(note error) {
	if o.Say != nil {
		o.Say(note)
	}
}

// noting is o that adds what it says to a list too.
func (o Opener) noting(list *[]error) Opener {
	say := o.Say
	o.Say = func(note error) {
		*list = append(*list, note)
		if say != nil {
			say(note)
		}
	}
	return o
}

// Open reads what args name, one after another:
//
//   - a dataset's name, as in Sources. It takes precedence over a file of that name, which is ./name;
//   - a folder: the files whose names have the words train, and valid, val or dev; one for testing is
//     not read. In a folder without such words all its *.txt and *.md, in the order of their names.
//     Hidden, empty and nested files are left out, and a README and the like (see sortFolder);
//   - a file, or a named pipe. A pipe without a writer is empty and does not block; devices and
//     sockets, which may never end, are refused;
//   - "-", standard input, unless that is a terminal or another device.
//
// Several texts become one: a newline is added to one that does not end in a newline (so that no
// line spans two files), and byte-order marks between them are removed unless Binary. A text with
// validation or test parts must be opened alone. Every error is a *BadData.
func (o Opener) Open(args ...string) (Text, error) {
	if len(args) == 0 {
		return Text{}, &BadData{Reason: errNothing.Of(), Hint: errNameOne.Of()}
	}
	if s, ok := Find(args[0]); ok && len(args) == 1 {
		return s.Load()
	}
	left := cmp.Or(o.Limit, MaxBytes)
	var notes []error
	o = o.noting(&notes)
	var all []piece
	for _, arg := range args {
		pieces, err := o.pieces(arg, &left)
		if err == nil && len(args) > 1 {
			err = onlyTrain(arg, pieces)
		}
		if err != nil {
			return Text{}, err
		}
		all = append(all, pieces...)
	}
	t := assemble(all, o.Binary)
	t.Name, t.Path = nameOf(args[0]), pathOf(args[0])
	if len(args) > 1 {
		t.Name += " …"
	}
	t.at = o.At
	t.Title, t.Notes, t.Encoding = t.Name, notes, cmp.Or(o.Encoding, t.Encoding)
	return t, nil
}

// WithValid is t with what arg names, as for Open, as its validation text. What is known of t's probabilities is dropped:
// it says nothing about the other text.
func (o Opener) WithValid(t Text, arg string) (Text, error) {
	left := max(cmp.Or(o.Limit, MaxBytes)-t.Bytes, 0)
	notes := slices.Clone(t.Notes)
	o.Valid = ""
	o = o.noting(&notes)
	pieces, err := o.pieces(arg, &left)
	var unclear *Unclear
	if errors.As(err, &unclear) && unclear.onlyValid {
		pieces, err = o.files(Train, unclear.held, &left)
	}
	if err == nil {
		err = onlyTrain(arg, pieces)
	}
	if err != nil {
		return Text{}, err
	}
	for i := range pieces {
		pieces[i].Role = Valid
	}
	v := assemble(pieces, o.Binary)
	t.Parts = slices.DeleteFunc(slices.Clone(t.Parts), func(p Part) bool { return p.Role == Valid })
	t.Parts = append(t.Parts, v.Parts...)
	t.Valid, t.Law, t.Certain, t.Notes = v.Valid, nil, "", notes
	t.seal()
	t.Encoding = cmp.Or(o.Encoding, t.Encoding)
	return t, nil
}

func onlyTrain(arg string, pieces []piece) error {
	for _, p := range pieces {
		if p.Role != Train {
			return &BadData{Name: arg, Reason: errHasPart.Of(p.Role), Hint: errOpenAlone.Of()}
		}
	}
	return nil
}

func nameOf(arg string) string {
	if _, ok := Find(arg); ok {
		return arg
	}
	if arg == "-" {
		return "stdin"
	}
	return filepath.Base(absolute(arg))
}

func pathOf(arg string) string {
	if _, ok := Find(arg); ok {
		return ""
	}
	if arg == "-" {
		return arg
	}
	return absolute(arg)
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// A piece is a part with its text.
type piece struct {
	Part
	text string
}

// assemble makes a text of pieces, joining those of the same role.
func assemble(pieces []piece, binary bool) Text {
	var t Text
	for _, role := range []string{Train, Valid, Test} {
		of := slices.DeleteFunc(slices.Clone(pieces), func(p piece) bool { return p.Role != role })
		if len(of) == 0 {
			continue
		}
		s := join(of, binary)
		for _, p := range of {
			t.Parts = append(t.Parts, p.Part)
		}
		switch role {
		case Train:
			t.Train = s
		case Valid:
			t.Valid = &s
		case Test:
			t.Test = &s
		}
	}
	t.seal()
	return t
}

// join concatenates the text of pieces and records in each where it begins.
func join(pieces []piece, binary bool) string {
	if len(pieces) == 1 {
		return pieces[0].text // a large file is not copied
	}
	size := len(pieces)
	for _, p := range pieces {
		size += len(p.text)
	}
	var b strings.Builder
	b.Grow(size)
	for i := range pieces {
		s := pieces[i].text
		if i > 0 && !strings.HasSuffix(pieces[i-1].text, "\n") {
			b.WriteByte('\n')
		}
		if i > 0 && !binary {
			s = strings.TrimPrefix(s, "\ufeff")
		}
		pieces[i].start, pieces[i].dropped = b.Len(), len(pieces[i].text)-len(s)
		b.WriteString(s)
	}
	return b.String()
}
