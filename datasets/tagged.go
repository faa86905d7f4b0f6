package datasets

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"unroll/core/tagging"
)

// A Tagged is tagged sentences and where they came from.
type Tagged struct {
	Name         string // a short name for them
	Title        string // for people
	Source       string // name of a source of core/tagging; "": they are a person's own
	Path         string // absolute, of a file or a folder; "-" is standard input; "" of a source
	SHA256       string // of all files' bytes, or of the words and tags of a source; hex
	Bytes        int64
	Train, Valid []tagging.Sentence // Valid: of a folder's own part; else empty, and a share of Train is to be held out
	Law          *tagging.Law       // nil: not known
	Encoding     string             // that they were read in, as Opener.Encoding; "": UTF-8, or the files are in different ones
	Notes        []error            // what a person should know of how they were read (Opener.Say)
}

// Noted is Notes.
func (t Tagged) Noted() []error { return t.Notes }

// OpenTagged reads the tagged sentences that arg names, with the tags of a column (tagging.Read): a source of core/tagging, which
// takes precedence over a file of that name, a file or named pipe, a folder with a file for training and perhaps one for
// validation, or "-", standard input. Every error is a *BadData, but for a column that there never is.
func (o Opener) OpenTagged(arg, column string) (Tagged, error) {
	if s, ok := tagging.Find(arg); ok {
		t := Tagged{Name: arg, Title: s.Title, Source: arg, Train: s.Load(), Law: s.Law}
		t.SHA256, t.Bytes = sumOfSentences(t.Train)
		return t, nil
	}
	t := Tagged{Name: nameOf(arg), Title: nameOf(arg), Path: pathOf(arg)}
	o = o.noting(&t.Notes).telling()
	train, valid := arg, ""
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		var s sorted
		if train, valid, s, err = taggedParts(arg); err != nil {
			return Tagged{}, err
		}
		o.note(s.note(o.Counts))
	}
	sum := sha256.New()
	count := &counter{w: sum}
	var err error
	if t.Train, err = o.sentences(train, column, count, tagging.Read); err != nil {
		return Tagged{}, err
	}
	if valid != "" {
		if t.Valid, err = o.sentences(valid, column, count, tagging.ReadHeld); err != nil {
			return Tagged{}, err
		}
	}
	t.SHA256, t.Bytes, t.Encoding = hex.EncodeToString(sum.Sum(nil)), count.n, o.used()
	return t, nil
}

// OpenHeld reads tagged sentences to judge a network by: those that OpenTagged would hold out of a folder, or all of a source, a file
// or standard input. Errors: as OpenTagged's.
func (o Opener) OpenHeld(arg, column string) ([]tagging.Sentence, error) {
	if s, ok := tagging.Find(arg); ok {
		return s.Load(), nil
	}
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		train, valid, _, err := taggedParts(arg)
		if err != nil {
			return nil, err
		}
		arg = cmp.Or(valid, train)
	}
	return o.sentences(arg, column, &counter{w: io.Discard}, tagging.ReadHeld)
}

// OpenWords reads sentences to be tagged: lines of words with spaces between them, or what OpenHeld reads, whose tags may be missing
// (tagging.NoTag) or, of lines of words, not be there at all. Errors: as OpenTagged's.
func (o Opener) OpenWords(arg, column string) ([]tagging.Sentence, error) {
	return o.sentences(arg, column, &counter{w: io.Discard}, func(r io.Reader, name, column string) ([]tagging.Sentence, error) {
		b := bufio.NewReaderSize(r, headBytes)
		if head, _ := b.Peek(headBytes); tagging.HasTabs(head) {
			return tagging.ReadWords(b, name, column)
		}
		return tagging.ReadLines(b, name)
	})
}

// A reader reads sentences of a column from what errors call by a name.
type reader func(r io.Reader, name, column string) ([]tagging.Sentence, error)

// sentences reads a file or standard input with read, and writes its bytes to w too.
func (o Opener) sentences(arg, column string, w *counter, read reader) ([]tagging.Sentence, error) {
	f, err := o.source(arg, errTypedTags.Of(), errPipeTagged.Of())
	if err != nil {
		return nil, err
	}
	defer f.Close()
	left := max(cmp.Or(o.Limit, MaxBytes)-w.n, 0)
	in, err := o.lines(arg, io.TeeReader(io.LimitReader(f, left+1), w), errTagAWord.Of())
	if err != nil {
		return nil, err
	}
	list, err := read(in, printable(nameOrDash(arg)), column)
	var bad *BadData
	switch {
	case w.n > cmp.Or(o.Limit, MaxBytes):
		return nil, tooLarge(arg, left)
	case errors.As(err, &bad):
		return nil, bad
	case err != nil && tagging.IsData(err):
		return nil, &BadData{Name: arg, Reason: err, Err: err}
	}
	return list, err
}

// taggedParts finds the files of a folder by what their names say (sortFolder): to learn from, and to validate on ("": none).
func taggedParts(folder string) (train, valid string, s sorted, err error) {
	if s, err = sortFolder(folder, taggedTable); err != nil {
		return "", "", s, err
	}
	if len(s.train) == 0 {
		return "", "", s, &BadData{Name: folder, Reason: errNoTrain.Of(), Hint: errNameTrain.Of()}
	}
	if len(s.valid) > 0 {
		valid = s.path(s.valid[0])
	}
	return s.path(s.train[0]), valid, s, nil
}

// taggedTable are the files of a folder that may be tagged sentences: one for each part.
var taggedTable = table{
	may: func(name string) bool {
		end := filepath.Ext(name)
		return slices.Contains(taggedFiles, end) || len(partsIn(end)) > 0
	},
	places: oneFile,
}

// oneFile are the files of a part, each of which could be all of it.
func oneFile(names []string) (list [][]string, left []string) {
	for _, name := range names {
		list = append(list, []string{name})
	}
	return list, nil
}

// taggedFiles are the ends of names that files of tagged sentences may have in a folder, the first of no others.
var taggedFiles = []string{".conllu", ".tsv", ".txt", ".conll", ".iob", ".iob2", ".bio"}

// LooksTagged says whether arg names tagged sentences, and whether that is sure: columns with tabs between them may be a table or
// pairs of texts too. Of a folder it looks at its file to learn from. After looking at standard input, only the Opener that is
// returned can read it.
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
		head = o.asText(head)
		return tagging.Looks(head), tagging.Surely(head), o
	}
	info, err := os.Stat(arg)
	if err != nil {
		return false, true, o
	}
	if strings.EqualFold(filepath.Ext(arg), taggedFiles[0]) {
		return true, true, o // what is wrong with it, reading it will say
	}
	if info.IsDir() {
		return o.taggedFolder(arg), true, o
	}
	head := o.headOf(arg, info)
	return tagging.Looks(head), tagging.Surely(head), o
}

// taggedFolder says whether a folder surely has tagged sentences: in its file to learn from, or in any file whose name says so.
func (o Opener) taggedFolder(folder string) bool {
	if train, _, _, err := taggedParts(folder); err == nil {
		is, sure, _ := o.LooksTagged(train)
		return is && sure
	}
	entries, _ := os.ReadDir(folder) // reading it will say what is wrong
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return !e.IsDir() && strings.EqualFold(filepath.Ext(e.Name()), taggedFiles[0])
	})
}

// headOf is the beginning of a file; nil of what is none, or cannot be read.
func (o Opener) headOf(path string, info os.FileInfo) []byte {
	if !info.Mode().IsRegular() {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	head, _ := io.ReadAll(io.LimitReader(f, headBytes))
	return o.asText(head)
}

// TaggedNames are the names of the tagged sentences that come with the program.
func TaggedNames() (names []string) {
	for _, s := range tagging.Sources {
		names = append(names, s.Name)
	}
	return names
}

func sumOfSentences(list []tagging.Sentence) (sum string, bytes int64) {
	h := sha256.New()
	count := &counter{w: h}
	for _, s := range list {
		for t, w := range s.Words {
			io.WriteString(count, w+"\t"+s.Tags[t]+"\n")
		}
		io.WriteString(count, "\n")
	}
	return hex.EncodeToString(h.Sum(nil)), count.n
}

// Held is the sentences to learn from and those held out: the folder's own, or the last share of all.
func (t Tagged) Held(share float64) (train, valid []tagging.Sentence) {
	if len(t.Valid) > 0 {
		return t.Train, t.Valid
	}
	n := len(t.Train) - int(share*float64(len(t.Train)))
	return t.Train[:n], t.Train[n:]
}
