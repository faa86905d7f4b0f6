package datasets

import (
	"crypto/sha256"
	"encoding/hex"
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
}

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
	train, valid := arg, ""
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		if train, valid, err = taggedParts(arg); err != nil {
			return Tagged{}, err
		}
	}
	sum := sha256.New()
	count := &counter{w: sum}
	var err error
	if t.Train, err = o.sentences(train, column, count); err != nil {
		return Tagged{}, err
	}
	if valid != "" {
		if t.Valid, err = o.sentences(valid, column, count); err != nil {
			return Tagged{}, err
		}
	}
	t.SHA256, t.Bytes = hex.EncodeToString(sum.Sum(nil)), count.n
	return t, nil
}

// sentences reads a file or standard input, and writes its bytes to w too.
func (o Opener) sentences(arg, column string, w io.Writer) ([]tagging.Sentence, error) {
	f, err := o.numbers(arg)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := tagging.Read(io.TeeReader(f, w), printable(nameOrDash(arg)), column)
	if err != nil && tagging.IsData(err) {
		return nil, &BadData{Name: arg, Reason: err, Err: err}
	}
	return list, err
}

// taggedParts finds the files of a folder, by what their names say: train, and dev or valid.
func taggedParts(folder string) (train, valid string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", "", unreadable(folder, err)
	}
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		if e.IsDir() || !slices.Contains([]string{".conllu", ".tsv", ".txt"}, filepath.Ext(name)) {
			continue
		}
		path := filepath.Join(folder, e.Name())
		switch {
		case strings.Contains(name, "train") && train == "":
			train = path
		case (strings.Contains(name, "dev") || strings.Contains(name, "valid")) && valid == "":
			valid = path
		}
	}
	if train == "" {
		return "", "", &BadData{Name: folder, Reason: errNoTrain.Of(), Hint: errNameTrain.Of()}
	}
	return train, valid, nil
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
