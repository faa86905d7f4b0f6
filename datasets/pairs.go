package datasets

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash/fnv"
	"io"
	"os"

	"unroll/core/translation"
)

// Pairs are sentences with their translations and where they came from.
type Pairs struct {
	Name         string // a short name for them
	Title        string // for people
	Source       string // name of a source of core/translation; "": they are a person's own
	Path         string // absolute, of a file or a folder; "-" is standard input; "" of a source
	Second       string // absolute, of the file of translations; "": Path has both
	SHA256       string // of all files' bytes, one after another, or of the lines of a source; hex
	Bytes        int64
	Train, Valid []translation.Line // Valid: of a folder's own part; else empty, and a share of Train is to be held out
	Encoding     string             // that they were read in, as Opener.Encoding; "": UTF-8, or the files are in different ones
	Notes        []error            // what a person should know of how they were read (Opener.Say)
}

// Noted is Notes.
func (p Pairs) Noted() []error { return p.Notes }

// OpenPairs reads the pairs that arg names, with a tab between a sentence and its translation: a source of core/translation, which takes
// precedence over a file of that name, a file or named pipe, a folder with a file for training and perhaps one for validation (as
// train.tsv and valid.tsv, or train.en, train.zh, valid.en and valid.zh, of which the first by name has the sentences), or "-", standard
// input. If second is not empty, arg has the sentences and second their translations, line by line. Every error is a *BadData.
func (o Opener) OpenPairs(arg, second string) (Pairs, error) {
	if s, ok := translation.Find(arg); ok && second == "" {
		p := Pairs{Name: arg, Title: s.Title, Source: arg, Train: s.Load()}
		p.SHA256, p.Bytes = sumOfLines(p.Train)
		return p, nil
	}
	p := Pairs{Name: nameOf(arg), Title: nameOf(arg), Path: pathOf(arg)}
	if second != "" {
		p.Second = pathOf(second)
	}
	o = o.noting(&p.Notes).telling()
	train, valid, err := o.pairPlaces(arg, second)
	if err != nil {
		return Pairs{}, err
	}
	sum := sha256.New()
	in := o.pairs(sum)
	if p.Train, err = in.open(train); err != nil {
		return Pairs{}, err
	}
	if valid != (place{}) {
		if p.Valid, err = in.open(valid); err != nil {
			return Pairs{}, err
		}
	}
	p.SHA256, p.Bytes, p.Encoding = hex.EncodeToString(sum.Sum(nil)), in.bytes.n, o.used()
	return p, nil
}

// OpenHeldPairs reads pairs to judge a network by: those that OpenPairs would hold out of a folder, or all of a source, of files or of
// standard input. Errors: as OpenPairs's.
func (o Opener) OpenHeldPairs(arg, second string) ([]translation.Line, error) {
	if s, ok := translation.Find(arg); ok && second == "" {
		return s.Load(), nil
	}
	train, valid, err := o.pairPlaces(arg, second)
	if err != nil {
		return nil, err
	}
	if valid == (place{}) {
		valid = train
	}
	return o.pairs(io.Discard).open(valid)
}

// OpenSentences reads sentences to be translated, one a line, from a file or standard input; a translation behind a tab is kept. Errors: as
// OpenPairs's.
func (o Opener) OpenSentences(arg string) ([]translation.Line, error) {
	return o.pairs(io.Discard).read(arg, translation.ReadSentences)
}

// A place is where pairs are: in one file, or in two.
type place struct{ one, two string }

// pairPlaces finds what is to be learned from, and what is to be held out if that is said.
func (o Opener) pairPlaces(arg, second string) (train, valid place, err error) {
	if arg == "-" && second == "-" {
		return place{}, place{}, &BadData{Name: arg, Reason: errStdinTwice.Of(), Hint: errOneFile.Of()}
	}
	if info, err := os.Stat(arg); err == nil && info.IsDir() && second == "" {
		train, valid, s, err := pairParts(arg)
		if err == nil {
			o.note(s.note(o.Counts))
		}
		return train, valid, err
	}
	return place{arg, second}, place{}, nil
}

// A pairReader reads files one after another and counts their bytes.
type pairReader struct {
	Opener
	bytes *counter
}

// pairs reads files whose bytes are written to w too.
func (o Opener) pairs(w io.Writer) pairReader { return pairReader{o, &counter{w: w}} }

// open reads the pairs of a place.
func (r pairReader) open(p place) ([]translation.Line, error) {
	if p.two == "" {
		return r.read(p.one, translation.Read)
	}
	return r.read(p.one, func(a io.Reader, nameA string) (list []translation.Line, err error) {
		_, err = r.read(p.two, func(b io.Reader, nameB string) ([]translation.Line, error) {
			list, err = translation.ReadTwo(a, b, nameA, nameB)
			return nil, err
		})
		return list, err
	})
}

// read reads a file or standard input with a function, which gets what errors call it.
func (r pairReader) read(arg string, read func(r io.Reader, name string) ([]translation.Line, error)) ([]translation.Line, error) {
	f, err := r.source(arg, errTypedPairs.Of(), errPipePairs.Of())
	if err != nil {
		return nil, err
	}
	defer f.Close()
	limit := cmp.Or(r.Limit, MaxBytes)
	left := max(limit-r.bytes.n, 0)
	in, err := r.lines(arg, io.TeeReader(io.LimitReader(f, left+1), r.bytes), errPairALine.Of())
	if err != nil {
		return nil, err
	}
	list, err := read(in, printable(nameOrDash(arg)))
	var bad *BadData
	switch {
	case r.bytes.n > limit:
		return nil, tooLarge(arg, left)
	case errors.As(err, &bad): // of its encoding, or of the second file
		return nil, bad
	case err != nil && translation.IsData(err):
		return nil, &BadData{Name: arg, Reason: err, Err: err}
	}
	return list, err
}

// PairNames are the names of the pairs that come with the program.
func PairNames() (names []string) {
	for _, s := range translation.Sources {
		names = append(names, s.Name)
	}
	return names
}

func sumOfLines(list []translation.Line) (sum string, bytes int64) {
	h := sha256.New()
	count := &counter{w: h}
	for _, x := range list {
		io.WriteString(count, x.Source+"\t"+x.Target+"\n")
	}
	return hex.EncodeToString(h.Sum(nil)), count.n
}

// Held is the pairs to learn from and those held out. Of a folder they are its own; of a source, or with o.InOrder, the last share of
// all. Of a file, which may be sorted, they are chosen by a hash of the sentence, so that all translations of one are on the same side;
// then the share is approximate.
func (p Pairs) Held(share float64, o translation.Options) (train, valid []translation.Line) {
	if len(p.Valid) > 0 {
		return o.Take(p.Train), p.Valid
	}
	all := o.Take(p.Train)
	if p.Source != "" || o.InOrder {
		n := len(all) - int(share*float64(len(all)))
		return all[:n], all[n:]
	}
	for _, x := range all {
		if h := fnv.New32a(); share > 0 {
			io.WriteString(h, x.Source)
			if float64(mixed(h.Sum32())) < share*(1<<32) {
				valid = append(valid, x)
				continue
			}
		}
		train = append(train, x)
	}
	return train, valid
}

// mixed spreads what is in the low bits of a hash over all of them.
func mixed(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
