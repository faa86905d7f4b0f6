package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"unroll/core/text"
)

// The roles of a part.
const (
	Train = "train"
	Valid = "valid"
	Test  = "test"
)

// A Text is something to learn from and where it came from.
type Text struct {
	Name  string  // a dataset's name, a file's or folder's without its path, "stdin"
	Title string  // for people; Name if there is nothing better
	Train string  // to learn from
	Valid *string // to validate on; nil: a share of Train is held out
	Test  *string // nil: none
	// Certain is a score (text.Options.Score) that counts only characters that follow from those before them, so that the
	// exact minimum is 0; "": none is known (see FloorFor).
	Certain string
	Law     Law // nil unless the probabilities that generated Train are known (see LawFor)

	// Path is absolute: the file's or folder's (of several files the first's; see Parts); "-" for
	// standard input; empty for what is in the binary.
	Path string
	// SHA256, in hex, is that of the bytes read. For several parts it is that of the lines "<role>
	// <sha256 of the part>\n" in order, so that moving a boundary between parts changes it.
	SHA256 string
	Bytes  int64 // bytes read, all parts together
	Parts  []Part
	// Encoding is the name of the encoding that it was read in, as Opener.Encoding; "": UTF-8, or its parts are in different ones.
	Encoding string
	at       *text.Progress // told what is done with it; nil: nobody
	Notes    []error        // what a person should know of how it was read (Opener.Say)
}

// Noted is Notes.
func (t Text) Noted() []error { return t.Notes }

// A Part is one file of a text.
type Part struct {
	Role   string // Train, Valid or Test
	Name   string // as given or found
	Path   string // as in Text.Path
	SHA256 string // hex, of its bytes
	Bytes  int64

	encoding string // as Opener.Encoding
	start    int    // where it begins in the text of its role
	dropped  int    // bytes removed at its beginning: a byte-order mark in the middle of a text
}

// asked is the part's name for a *BadData.
func (p Part) asked() string {
	if p.Path == "-" {
		return p.Path
	}
	return p.Name
}

// wholeText is a text of one part.
func wholeText(name, path, s string) Text {
	sum := sha256.Sum256([]byte(s))
	p := Part{Role: Train, Name: name, Path: path, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(s))}
	t := Text{Name: name, Title: name, Train: s, Path: path, Parts: []Part{p}}
	t.seal()
	return t
}

// seal computes what follows from the parts.
func (t *Text) seal() {
	t.Bytes, t.Encoding = 0, ""
	if len(t.Parts) > 0 && !slices.ContainsFunc(t.Parts, func(p Part) bool { return p.encoding != t.Parts[0].encoding }) {
		t.Encoding = t.Parts[0].encoding
	}
	var lines strings.Builder
	for _, p := range t.Parts {
		t.Bytes += p.Bytes
		fmt.Fprintf(&lines, "%s %s\n", p.Role, p.SHA256)
	}
	if len(t.Parts) == 1 {
		t.SHA256 = t.Parts[0].SHA256
		return
	}
	sum := sha256.Sum256([]byte(lines.String()))
	t.SHA256 = hex.EncodeToString(sum[:])
}

// Corpus tokenizes t, with its own validation text if it has one. A fault of the text is a *BadData
// that names the file and wraps core/text's error; for a wrong option it is core/text's error itself.
func Corpus(t Text, o text.Options) (*text.Corpus, error) {
	c, err := text.NewCorpusTelling(t.Train, t.Valid, o, t.at)
	if err != nil {
		return nil, t.Fault(err)
	}
	return c, nil
}

// Fault adds to core/text's errors about a text (*text.BadUTF8, *text.TooShort, *text.TooLong) the name of the
// file, as a *BadData that wraps them. Other errors are returned unchanged.
func (t Text) Fault(err error) error {
	var short *text.TooShort
	if errors.As(err, &short) {
		return &BadData{Name: t.Name, Err: err, Reason: errShort.Of(short.Tokens, short.Need), Hint: errUseLonger.Of()}
	}
	var long *text.TooLong
	if errors.As(err, &long) {
		return &BadData{Name: t.Name, Err: err, Reason: errLong.Of(long.Line, long.Steps, long.Has), Hint: errUseUnroll.Of(long.Steps)}
	}
	var bad *text.BadUTF8
	if errors.As(err, &bad) {
		p := t.partOf(bad)
		return &BadData{Name: p.asked(), Err: err, Reason: errEncoding.Of(bad.Byte, bad.Offset-p.start+p.dropped), Hint: errConvert.Of()}
	}
	return err
}

// partOf is the part that has the fault: the last that begins before it, in the first role whose text is not UTF-8.
func (t Text) partOf(bad *text.BadUTF8) Part {
	role := Train
	switch {
	case !utf8.ValidString(t.Train):
	case t.Valid != nil && !utf8.ValidString(*t.Valid):
		role = Valid
	case t.Test != nil:
		role = Test
	}
	at := Part{Name: t.Name}
	for _, p := range t.Parts {
		if p.Role == role && p.start <= bad.Offset {
			at = p
		}
	}
	return at
}
