package datasets

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"unroll/core/translation"
)

// pairFiles are the ends of names that files of pairs have in a folder. Other ends are languages.
var pairFiles = []string{".tsv", ".txt"}

// pairParts finds the files of a folder by what their names say: train, and dev or valid. Two files whose names differ only in their
// ends are sentences and their translations.
func pairParts(folder string) (train, valid place, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return place{}, place{}, unreadable(folder, err)
	}
	if train, err = pairPart(folder, entries, "train"); err == nil {
		valid, err = pairPart(folder, entries, "dev", "valid")
	}
	if err == nil && train == (place{}) {
		err = &BadData{Name: folder, Reason: errNoPairs.Of(), Hint: errNamePairs.Of()}
	}
	return train, valid, err
}

// pairPart is a part whose names have one of some words; no place if there is none. A file with both languages comes before two files.
func pairPart(folder string, entries []os.DirEntry, words ...string) (place, error) {
	languages := map[string][]string{} // by the name before its end: files, in the order of their names
	var first string
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		if e.IsDir() || strings.HasPrefix(name, ".") || !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) }) {
			continue
		}
		end, path := filepath.Ext(name), filepath.Join(folder, e.Name())
		if slices.Contains(pairFiles, end) {
			return place{path, ""}, nil
		}
		stem := strings.TrimSuffix(name, end)
		if languages[stem] = append(languages[stem], path); len(languages[stem]) == 2 && first == "" {
			first = stem
		}
	}
	switch list := languages[first]; len(list) {
	case 0:
		return place{}, nil
	case 2:
		return place{list[0], list[1]}, nil
	default:
		for i := range list {
			list[i] = printable(filepath.Base(list[i]))
		}
		return place{}, &BadData{Name: folder, Reason: errLanguages.Of(strings.Join(list, ", ")), Hint: errNameTwo.Of()}
	}
}

// LooksPaired says whether arg names pairs of sentences, and whether that is sure: columns with tabs between them may be tagged words or
// a table too. Of a folder it looks at what there is to learn from. After looking at standard input, only the Opener that is returned
// can read it.
func (o Opener) LooksPaired(arg string) (is, sure bool, next Opener) {
	if _, ok := translation.Find(arg); ok {
		return true, true, o
	}
	if arg == "-" {
		if o.piped() != nil {
			return false, true, o
		}
		b := bufio.NewReaderSize(o.Stdin, headBytes)
		o.Stdin = b
		head, _ := b.Peek(headBytes)
		is, sure = translation.Looks(head)
		return is, sure, o
	}
	info, err := os.Stat(arg)
	if err != nil {
		return false, true, o
	}
	if info.IsDir() {
		train, _, err := pairParts(arg)
		switch {
		case err != nil:
			return false, true, o
		case train.two != "":
			return true, true, o
		}
		is, sure, _ = Opener{}.LooksPaired(train.one)
		return is && sure, true, o
	}
	is, sure = translation.Looks(headOf(arg, info))
	return is, sure, o
}
