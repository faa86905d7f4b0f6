package datasets

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// partWords are the words of a name that say which part a file is, in lower case. "set" at the end of one is ignored.
var partWords = map[string]string{
	"train": Train, "training": Train, "trn": Train, "训练": Train, "训练集": Train,
	"valid": Valid, "validation": Valid, "val": Valid, "dev": Valid, "devel": Valid, "development": Valid, "验证": Valid, "验证集": Valid, "开发集": Valid,
	"test": Test, "testing": Test, "tst": Test, "testa": Test, "testb": Test, "测试": Test, "测试集": Test,
}

// beside are names of files about data, in lower case, that are never data themselves.
var beside = strings.Fields("readme license licence copying notice authors contributors contributing changelog changes citation install requirements manifest code_of_conduct")

// A table says which files of a folder may be a task's data, for the rule that all tasks share (sortFolder).
type table struct {
	may    func(name string) bool // by the end of its name, in lower case; a name with a part's word
	plain  func(name string) bool // the same for a name without one; nil: every file must say which part it is
	places func(names []string) (list [][]string, left []string)
}

// A sorted is the files of a folder by part: names with slashes, in their order.
type sorted struct {
	folder             string
	train, valid, test []string
	left               []string // beside them, and not read
	learnable          []string // train, before one place was chosen
}

// words are the words of a name: runs of letters, also where a capital begins a new one.
func words(name string) (list []string) {
	var word []rune
	end := func() {
		if len(word) > 0 {
			list = append(list, strings.ToLower(string(word)))
		}
		word = nil
	}
	for _, r := range name {
		if n := len(word); !unicode.IsLetter(r) || n > 0 && unicode.IsUpper(r) && unicode.IsLower(word[n-1]) {
			end()
		}
		if unicode.IsLetter(r) {
			word = append(word, r)
		}
	}
	end()
	return list
}

// partsIn are the parts that a name speaks of, each once.
func partsIn(name string) (list []string) {
	for _, w := range words(name) {
		part, ok := partWords[w]
		if !ok {
			part, ok = partWords[strings.TrimSuffix(w, "set")]
		}
		if ok && !slices.Contains(list, part) {
			list = append(list, part)
		}
	}
	return list
}

// isBeside says whether a file is about data: README.md, LICENSE-MIT, readme_zh.txt.
func isBeside(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(beside, func(b string) bool {
		rest, ok := strings.CutPrefix(name, b)
		return ok && (rest == "" || strings.ContainsAny(rest[:1], ".-_"))
	})
}

// sortFolder sorts the files of a folder by what their names say: words for training, validation and testing, in the name of a file or
// of a folder in it. Hidden and empty files are left out, files in other folders are not looked at. Errors: a *BadData; an *Unclear if
// names do not tell which file is to be learned from.
func sortFolder(folder string, t table) (sorted, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return sorted{}, unreadable(folder, err)
	}
	s := sorted{folder: folder}
	var plain []string
	for _, e := range entries {
		parts := partsIn(e.Name())
		switch info, err := os.Stat(filepath.Join(folder, e.Name())); { // a link counts as its target
		case err != nil || strings.HasPrefix(e.Name(), "."):
		case info.IsDir() && len(parts) == 1:
			s.sub(e.Name(), parts[0], t)
		case !info.Mode().IsRegular():
		case isBeside(e.Name()) || info.Size() == 0:
			s.left = append(s.left, e.Name())
		case len(parts) > 1 && t.may(strings.ToLower(e.Name())):
			return s, s.unclear(errTwoParts.Of(printable(folder), printable(e.Name())))
		case len(parts) == 1 && t.may(strings.ToLower(e.Name())):
			s.add(parts[0], e.Name())
		case t.plain != nil && t.plain(strings.ToLower(e.Name())):
			plain = append(plain, e.Name())
		default:
			s.aside(e.Name())
		}
	}
	if len(s.train)+len(s.valid)+len(s.test) == 0 {
		s.train = plain
		return s, nil
	}
	s.left = append(s.left, plain...)
	slices.Sort(s.left)
	return s, s.check(t)
}

// sub adds the files of a folder within, which are all of one part.
func (s *sorted) sub(name, part string, t table) {
	entries, _ := os.ReadDir(filepath.Join(s.folder, name)) // a folder that cannot be read has none
	for _, e := range entries {
		info, err := os.Stat(filepath.Join(s.folder, name, e.Name()))
		lower := strings.ToLower(e.Name())
		if err == nil && info.Mode().IsRegular() && info.Size() > 0 && !strings.HasPrefix(lower, ".") && !isBeside(lower) && (t.may(lower) || t.plain != nil && t.plain(lower)) {
			s.add(part, path.Join(name, e.Name()))
		}
	}
}

func (s *sorted) add(part, name string) {
	switch part {
	case Train:
		s.train = append(s.train, name)
	case Valid:
		s.valid = append(s.valid, name)
	case Test:
		s.test = append(s.test, name)
	}
}

// aside remembers a file that is not read, if somebody could think that it is.
func (s *sorted) aside(name string) {
	if !slices.Contains(notText, strings.ToLower(filepath.Ext(name))) {
		s.left = append(s.left, name)
	}
}

// check finds out whether there is one file, or one folder of files, for each part.
func (s *sorted) check(t table) error {
	s.learnable = s.train
	for _, part := range []struct {
		names *[]string
		said  error
	}{{&s.train, errSeveralTrain.Of()}, {&s.valid, errSeveralValid.Of()}} {
		list, left := [][]string(nil), []string(nil)
		if list, left = onePlace(*part.names); t.places != nil {
			list, left = t.places(*part.names)
		}
		s.left = append(s.left, left...)
		*part.names = nil
		if len(list) > 1 {
			return s.unclear(errSeveral.Of(printable(s.folder), part.said, shown(slices.Concat(list...))))
		}
		if len(list) == 1 {
			*part.names = list[0]
		}
	}
	if len(s.train) == 0 {
		err := s.unclear(errOnlyHeld.Of(printable(s.folder), shown(slices.Concat(s.valid, s.test, s.left))))
		err.onlyValid = len(s.valid) > 0
		for _, name := range s.valid {
			err.held = append(err.held, s.path(name))
		}
		return err
	}
	return nil
}

// onePlace are the files of a part as its only place: the files of one folder within, or one file.
func onePlace(names []string) (list [][]string, left []string) {
	for _, name := range names {
		n := len(list)
		if dir := path.Dir(name); dir != "." && n > 0 && path.Dir(list[n-1][0]) == dir {
			list[n-1] = append(list[n-1], name)
			continue
		}
		list = append(list, []string{name})
	}
	return list, nil
}

// path is where a file is.
func (s sorted) path(name string) string { return filepath.Join(s.folder, filepath.FromSlash(name)) }

// mostShown is how many names a sentence lists.
const mostShown = 6

// shown lists names for a sentence.
func shown(names []string) error {
	list := make([]string, 0, mostShown)
	for _, name := range names[:min(len(names), mostShown)] {
		list = append(list, printable(name))
	}
	said := strings.Join(list, ", ")
	if more := len(names) - mostShown; more > 0 {
		return errAndMore.Of(said, more)
	}
	return errNames.Of(said)
}

// validatedOn is s where what arg names is validated on in place of the folder's own part, for the note.
func (s sorted) validatedOn(arg string) sorted {
	of, _ := os.Stat(arg)
	itself := func(name string) bool {
		info, err := os.Stat(s.path(name))
		return err == nil && of != nil && os.SameFile(info, of)
	}
	s.left = slices.DeleteFunc(slices.Concat(s.valid, s.left), itself)
	s.test = slices.DeleteFunc(slices.Clone(s.test), itself)
	s.valid = []string{filepath.Base(arg)}
	return s
}

// note says which file was taken as what.
func (s sorted) note(counts bool) error {
	first := errTakenTrain
	if counts {
		first = errTakenCount
	}
	said := first.Of(printable(filepath.Base(absolute(s.folder))), shown(s.train))
	for _, x := range []struct {
		names []string
		say   func(args ...any) error
	}{{s.valid, errTakenValid.Of}, {s.test, errTakenTest.Of}, {s.left, errTakenLeft.Of}} {
		if len(x.names) > 0 {
			said = x.say(said, shown(x.names))
		}
	}
	return said
}

// An Unclear is a *BadData about a folder whose names do not tell which file is to be learned from.
type Unclear struct {
	*BadData
	Folder       string
	Train, Valid string // files to name instead, as far as can be guessed: paths; never ""

	onlyValid bool     // all that is wrong is that there is nothing to learn from beside files to validate on
	held      []string // those: paths
}

// Unwrap is the *BadData.
func (e *Unclear) Unwrap() error { return e.BadData }

// unclear asks which file is meant.
func (s *sorted) unclear(reason error) *Unclear {
	first := func(names []string, otherwise string) string {
		if len(names) > 0 {
			return s.path(names[0])
		}
		return s.path(otherwise)
	}
	return &Unclear{BadData: &BadData{Reason: reason, Hint: errOpenFile.Of()}, Folder: s.folder,
		Train: first(slices.Concat(s.learnable, s.train), "FILE"), Valid: first(s.valid, "FILE")}
}

// LooksSplit says whether the names of a folder's files say which of its texts are to be learned, or try to; clear is false if what they
// say can only be guessed, and opening it will say why.
func LooksSplit(folder string) (is, clear bool) {
	s, err := sortFolder(folder, texts)
	var unclear *Unclear
	if errors.As(err, &unclear) {
		return true, false
	}
	return err == nil && len(s.train) > 0 && len(partsIn(s.train[0])) > 0, true
}
