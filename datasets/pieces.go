package datasets

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// pieces reads what arg names, of at most left bytes.
func (o Opener) pieces(arg string, left *int64) ([]piece, error) {
	if s, ok := Find(arg); ok {
		t, err := s.Load()
		if err != nil {
			return nil, err
		}
		list := []piece{{t.Parts[0], t.Train}}
		if t.Valid != nil {
			list = append(list, piece{t.Parts[1], *t.Valid})
		}
		return list, nil
	}
	if arg == "-" {
		return one(o.standardInput(left))
	}
	info, err := os.Stat(arg)
	if errors.Is(err, fs.ErrNotExist) {
		if strings.ContainsAny(arg, `/`+string(filepath.Separator)) { // a path, so no dataset was meant
			return nil, unreadable(arg, err)
		}
		return nil, &BadData{Name: arg, Err: err, Reason: errNotFound.Of(), Hint: theSources()}
	}
	if err != nil {
		return nil, unreadable(arg, err)
	}
	if info.IsDir() {
		return o.folder(arg, left)
	}
	return one(o.file(Train, arg, left))
}

func one(p piece, err error) ([]piece, error) {
	if err != nil {
		return nil, err
	}
	return []piece{p}, nil
}

// textEnds are the ends of names of texts in a folder; partEnds those besides of files whose names say which part they are.
var textEnds, partEnds = []string{".txt", ".md"}, []string{"", ".text", ".tokens", ".raw", ".tok"}

// texts are the files of a folder that may be texts.
var texts = table{
	may: func(name string) bool {
		end := filepath.Ext(name)
		return slices.Contains(textEnds, end) || slices.Contains(partEnds, end) || len(partsIn(end)) > 0
	},
	plain: func(name string) bool { return slices.Contains(textEnds, filepath.Ext(name)) },
}

// folder reads a folder: its parts by name, but for that for testing, or all its texts.
func (o Opener) folder(path string, left *int64) ([]piece, error) {
	s, err := sortFolder(path, texts)
	switch {
	case err != nil:
		return nil, err
	case len(s.train) == 0 && slices.ContainsFunc(s.left, isBeside):
		i := slices.IndexFunc(s.left, isBeside)
		return nil, &BadData{Name: path, Reason: errOnlyBeside.Of(printable(s.left[i])), Hint: errNameBeside.Of(printable(s.path(s.left[i])))}
	case len(s.train) == 0:
		return nil, &BadData{Name: path, Reason: errNoTexts.Of(), Hint: errNameFiles.Of()}
	}
	note, valid := s.note(o.Counts), s.valid
	if o.Valid != "" {
		note, valid = s.validatedOn(o.Valid).note(o.Counts), nil
	}
	var list []piece
	for _, part := range []struct {
		role  string
		names []string
	}{{Train, s.train}, {Valid, valid}} {
		var paths []string
		for _, name := range part.names {
			paths = append(paths, s.path(name))
		}
		pieces, err := o.files(part.role, paths, left)
		if err != nil {
			return nil, err
		}
		list = append(list, pieces...)
	}
	o.note(note)
	return list, nil
}

// files reads files that are one part together.
func (o Opener) files(role string, paths []string, left *int64) (list []piece, err error) {
	for _, path := range paths {
		p, err := o.file(role, path, left)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// OpenParts reads train.txt of a folder, with valid.txt and test.txt if they exist, as a folder was read when the session was begun that
// refers to it. Every error is a *BadData.
func (o Opener) OpenParts(folder string) (Text, error) {
	left := cmp.Or(o.Limit, MaxBytes)
	var list []piece
	for _, role := range []string{Train, Valid, Test} {
		path := filepath.Join(folder, role+".txt")
		if info, err := os.Stat(path); role != Train && (err != nil || !info.Mode().IsRegular() || info.Size() == 0) {
			continue
		}
		p, err := o.file(role, path, &left)
		if err != nil {
			return Text{}, err
		}
		list = append(list, p)
	}
	t := assemble(list, o.Binary)
	t.Name, t.Path, t.Title = nameOf(folder), pathOf(folder), nameOf(folder)
	return t, nil
}
