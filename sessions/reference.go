package sessions

import (
	"cmp"
	"errors"
	"path/filepath"

	"unroll/core/task"
	"unroll/datasets"
)

// Reference says where to find t again, for a session.
func Reference(t datasets.Text) Data {
	d := Data{Name: t.Name, SHA256: t.SHA256}
	if s, ok := datasets.Find(t.Name); ok && s.Title == t.Title {
		d.Source = t.Name
	}
	whole, tested := false, false
	for _, p := range t.Parts {
		inside := p.Path == filepath.Join(t.Path, p.Role+".txt") // as datasets.Opener finds it in a folder
		switch {
		case p.Role == datasets.Train && d.Source == "":
			d.Paths = append(d.Paths, cmp.Or(p.Path, p.Name))
		case p.Role == datasets.Valid && d.Source != "" && ownPart(p): // it comes with the source
		case p.Role == datasets.Test:
			whole, tested = whole || inside, true
		case p.Role == datasets.Valid && inside && !tested: // after a test part, it was given separately
			whole = true
		case p.Role == datasets.Valid && d.Valid == "":
			d.Valid = cmp.Or(p.Path, p.Name)
		case p.Role == datasets.Valid: // several files: a folder was given
			d.Valid = filepath.Dir(p.Path)
		}
	}
	if whole {
		d.Paths = []string{t.Path}
	}
	d.Checksums = checksums(t)
	return d
}

// ownPart reports whether a validation part was made together with its source: every other has a path, or is a source.
func ownPart(p datasets.Part) bool {
	_, source := datasets.Find(p.Name)
	return p.Path == "" && !source
}

// checksums returns those of a text's files, unless there are too many.
func checksums(t datasets.Text) []Checksum {
	if len(t.Parts) > maxChecksums {
		return nil
	}
	var list []Checksum
	for _, p := range t.Parts {
		list = append(list, Checksum{Role: p.Role, File: p.Name, SHA256: p.SHA256, Bytes: p.Bytes})
	}
	return list
}

func open(d Data, o datasets.Opener, args []string) (t datasets.Text, err error) {
	switch {
	case len(args) > 0:
		t, err = o.Open(args...)
	case d.Source != "":
		t, err = o.Open(d.Source)
	default:
		t, err = o.Open(d.Paths...)
	}
	if err != nil || d.Valid == "" {
		return t, err
	}
	return o.WithValid(t, d.Valid)
}

// lost adds to an error about data that they are needed for a session.
func lost(m Meta, err error, named bool) error {
	var bad *datasets.BadData
	if !errors.As(err, &bad) || named {
		return err
	}
	e := *bad
	e.Reason = errNeeded.Of(bad.Reason, m.Name)
	e.Hint = errBringBack.Of(m.Name)
	if len(m.Data.Paths) == 1 && m.Data.Paths[0] == "-" {
		e.Name, e.Reason, e.Hint = "-", errWasPipe.Of(m.Name), errPipeAgain.Of(m.Name)
		if m.TaskName() != task.Language.Name {
			e.Reason, e.Hint = errDataPipe.Of(m.Name), errDataAgain.Of(m.Name)
		}
	}
	return &e
}
