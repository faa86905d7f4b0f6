package datasets

import (
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

// folder reads a folder: its parts by name, or all its texts.
func (o Opener) folder(path string, left *int64) ([]piece, error) {
	files, err := textFiles(path)
	if err != nil {
		return nil, err
	}
	roles := map[string]string{}
	if slices.Contains(files, "train.txt") {
		files = slices.DeleteFunc([]string{"train.txt", "valid.txt", "test.txt"}, func(f string) bool { return !slices.Contains(files, f) })
		roles = map[string]string{"valid.txt": Valid, "test.txt": Test}
	}
	var list []piece
	for _, f := range files {
		role := Train
		if r, ok := roles[f]; ok {
			role = r
		}
		p, err := o.file(role, filepath.Join(path, f), left)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// textFiles lists the texts of a folder, in order.
func textFiles(path string) ([]string, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	var files []string
	for _, e := range entries {
		ext := strings.ToLower(filepath.Ext(e.Name()))
		if strings.HasPrefix(e.Name(), ".") || (ext != ".txt" && ext != ".md") {
			continue
		}
		info, err := os.Stat(filepath.Join(path, e.Name())) // a link counts as its target
		if err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			files = append(files, e.Name())
		}
	}
	if len(files) == 0 {
		return nil, &BadData{Name: path, Reason: errNoTexts.Of(), Hint: errNameFiles.Of()}
	}
	return files, nil
}
