package sessions

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// The strings of JSON are characters, and a file's name may be any bytes: what is no character is written as U+FFFD. So that the file is
// found again, such names are also written as bytes, in "exact": all those of Data, in its order, in which U+FFFD stands for more than one
// name. A name belongs to the first place that looks like it, as an earlier version keeps "exact" when it writes other names.

// plainData is Data, encoded as its fields say.
type plainData Data

// exactData is what session.json has of Data.
type exactData struct {
	*plainData
	Exact [][]byte `json:"exact,omitempty"` // in base64
}

// MarshalJSON adds the names that are not UTF-8 as bytes.
func (d Data) MarshalJSON() ([]byte, error) {
	out := exactData{plainData: (*plainData)(&d)}
	lossy := func(name *string) bool { return !utf8.ValidString(*name) }
	if names := d.fileNames(); slices.ContainsFunc(names, lossy) {
		for _, name := range names {
			if strings.ContainsRune(*name, utf8.RuneError) {
				out.Exact = append(out.Exact, []byte(*name))
			}
		}
	}
	return json.Marshal(out)
}

// UnmarshalJSON puts the names that are not UTF-8 back where they were.
func (d *Data) UnmarshalJSON(b []byte) error {
	in := exactData{plainData: (*plainData)(d)}
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	for _, name := range d.fileNames() {
		at := slices.IndexFunc(in.Exact, func(exact []byte) bool { return readable(string(exact)) == *name })
		if at >= 0 {
			*name = string(in.Exact[at])
			in.Exact = slices.Delete(in.Exact, at, at+1)
		}
	}
	return nil
}

// fileNames are the places in d that names and paths of files are in.
func (d *Data) fileNames() []*string {
	list := []*string{&d.Name, &d.Valid}
	for i := range d.Paths {
		list = append(list, &d.Paths[i])
	}
	for i := range d.Checksums {
		list = append(list, &d.Checksums[i].File)
	}
	return list
}

// readable is s as JSON has it: every byte that is no part of a character is U+FFFD.
func readable(s string) string { return string([]rune(s)) }
