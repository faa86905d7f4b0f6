package datasets

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Candidate is a file that may be a text.
type Candidate struct {
	Name  string // in its folder
	Path  string // to open it with: never mistaken for a dataset's name
	Bytes int64
}

// maxEntries limits how many entries of a folder are examined, for a list that a person chooses from.
const maxEntries = 2000

// Candidates lists the files of a folder that may be texts, by name: not hidden, not empty, not
// over MaxBytes, and without an extension that suggests otherwise. It opens none of them. If a
// folder has more than 2,000 entries, it examines the first 2,000 in the system's order.
func Candidates(folder string) ([]Candidate, error) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, unreadable(folder, err)
	}
	defer f.Close()
	entries, err := f.ReadDir(maxEntries)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, unreadable(folder, err)
	}
	list := []Candidate{}
	for _, e := range entries {
		if c, ok := candidate(folder, e.Name()); ok {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b Candidate) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

func candidate(folder, name string) (Candidate, bool) {
	if strings.HasPrefix(name, ".") || slices.Contains(notText, strings.ToLower(filepath.Ext(name))) {
		return Candidate{}, false
	}
	path := filepath.Join(absolute(folder), name)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 || info.Size() > MaxBytes || info.Mode()&0o111 != 0 {
		return Candidate{}, false
	}
	return Candidate{Name: name, Path: path, Bytes: info.Size()}, true
}

// notText are extensions of common files that are not texts.
var notText = strings.Fields(`
	.png .jpg .jpeg .gif .bmp .webp .ico .tif .tiff .heic .psd .svgz
	.mp3 .wav .flac .ogg .m4a .mp4 .mkv .mov .avi .webm
	.gz .tgz .xz .zst .bz2 .zip .7z .rar .tar .jar .whl .deb .rpm .iso .dmg
	.pdf .epub .mobi .djvu .doc .docx .xls .xlsx .ppt .pptx .odt .ods .odp
	.exe .dll .so .dylib .a .o .obj .lib .class .pyc .wasm .bin .test .prof
	.db .sqlite .sqlite3 .npy .npz .pt .pth .onnx .safetensors .gguf .parquet .h5
	.ttf .otf .woff .woff2 .swp .lock
`)
