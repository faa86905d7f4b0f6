package datasets

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"unroll/core/translation"
)

// pairFiles are the ends of names that files of pairs have in a folder. Other ends are languages.
var pairFiles = []string{".tsv", ".txt"}

// pairParts finds the files of a folder by what their names say (sortFolder): to learn from, and to validate on. Two files whose names
// differ only in their ends are sentences and their translations.
func pairParts(folder string) (train, valid place, s sorted, err error) {
	if s, err = sortFolder(folder, pairTable); err != nil {
		var unclear *Unclear
		if names := s.languages(); errors.As(err, &unclear) && names != "" {
			err = &BadData{Name: folder, Reason: errLanguages.Of(names), Hint: errNameTwo.Of()}
		}
		return place{}, place{}, s, err
	}
	if len(s.train) == 0 {
		return place{}, place{}, s, &BadData{Name: folder, Reason: errNoPairs.Of(), Hint: errNamePairs.Of()}
	}
	return s.place(s.train), s.place(s.valid), s, nil
}

// pairTable are the files of a folder that may be pairs: one with both languages, or two.
var pairTable = table{may: mayPair, places: pairPlacesOf}

// notPairs are ends of names of files with a part's word that are neither pairs nor a language.
var notPairs = strings.Fields(".md .py .sh .ipynb .go .c .h .rs .js .html .json .jsonl .yaml .yml .toml .xml .sgm .log .cfg .ini .csv .conllu")

func mayPair(name string) bool {
	end := filepath.Ext(name)
	return !slices.Contains(notText, end) && !slices.Contains(notPairs, end)
}

// place is where the pairs of a part are; the zero place if it has no files.
func (s sorted) place(names []string) place {
	switch len(names) {
	case 0:
		return place{}
	case 1:
		return place{s.path(names[0]), ""}
	}
	return place{s.path(names[0]), s.path(names[1])}
}

// pairPlacesOf are the places of pairs among the files of a part: one file each, or all whose names differ only in their ends.
func pairPlacesOf(names []string) (list [][]string, left []string) {
	languages := map[string][]string{} // by the name before its end
	var stems []string
	for _, name := range names {
		end := filepath.Ext(strings.ToLower(name))
		if slices.Contains(pairFiles, end) {
			list = append(list, []string{name})
			continue
		}
		stem := strings.ToLower(name[:len(name)-len(end)])
		if languages[stem] == nil {
			stems = append(stems, stem)
		}
		languages[stem] = append(languages[stem], name)
	}
	for _, stem := range stems {
		switch of := languages[stem]; len(of) {
		case 1:
			left = append(left, of...)
		case 2:
			list = append(list, of)
		default: // which two is not clear
			for _, name := range of {
				list = append(list, []string{name})
			}
		}
	}
	return list, left
}

// languages are the files of a part to learn from that are in more than two languages and otherwise named alike; "": there are none.
func (s sorted) languages() string {
	stem := func(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }
	var list []string
	for _, name := range s.learnable {
		if !slices.Contains(pairFiles, strings.ToLower(filepath.Ext(name))) && stem(name) == stem(s.learnable[0]) {
			list = append(list, printable(name))
		}
	}
	if len(list) < 3 {
		return ""
	}
	return strings.Join(list, ", ")
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
		is, sure = translation.Looks(o.asText(head))
		return is, sure, o
	}
	info, err := os.Stat(arg)
	if err != nil {
		return false, true, o
	}
	if info.IsDir() {
		train, _, _, err := pairParts(arg)
		switch {
		case err != nil:
			return false, true, o
		case train.two != "":
			return true, true, o
		}
		is, sure, _ = o.LooksPaired(train.one)
		return is && sure, true, o
	}
	is, sure = translation.Looks(o.headOf(arg, info))
	return is, sure, o
}
