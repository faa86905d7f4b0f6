package sessions

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"unroll/core/fault"
	"unroll/core/task"
	"unroll/datasets"
)

// Reference says where to find t again, for a session.
func Reference(t datasets.Text) Data {
	d := Data{Name: t.Name, SHA256: t.SHA256, Encoding: t.Encoding}
	if s, ok := datasets.Find(t.Name); ok && s.Title == t.Title {
		d.Source = t.Name
	}
	// With a part for testing it was read as a whole, by datasets.Opener.OpenParts, as all folders once were.
	old := slices.ContainsFunc(t.Parts, func(p datasets.Part) bool { return p.Role == datasets.Test })
	whole, tested := false, false
	for _, p := range t.Parts {
		inside := old && p.Path == filepath.Join(t.Path, p.Role+".txt")
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

// referTo says where to find data again that are a source's, or in one file, folder or pipe.
func referTo(t *task.Task, name, source, path, sha256 string) Data {
	d := Data{Kind: t.Name, Name: name, Source: source, SHA256: sha256}
	if path != "" {
		d.Paths = []string{path}
	}
	return d
}

// whereNow is what to open for data that referTo refers to: the first of args, if they have moved.
func (d Data) whereNow(args []string) string {
	switch {
	case len(args) > 0:
		return args[0]
	case len(d.Paths) > 0:
		return d.Paths[0]
	}
	return d.Source
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
	o.Valid = d.Valid
	switch {
	case len(args) == 1 && isFolder(args[0]):
		if t, err = o.Open(args[0]); t.SHA256 != d.SHA256 {
			if all, e := o.OpenParts(args[0]); e == nil && (err != nil || all.SHA256 == d.SHA256) { // as folders once were read
				t, err = all, nil
			}
		}
	case len(args) > 0:
		t, err = o.Open(args...)
	case d.Source != "":
		t, err = o.Open(d.Source)
	case len(d.Paths) == 1 && isFolder(d.Paths[0]):
		t, err = o.OpenParts(d.Paths[0])
	default:
		t, err = o.Open(d.Paths...)
	}
	if err != nil || d.Valid == "" || t.SHA256 == d.SHA256 {
		return t, err
	}
	return o.WithValid(t, d.Valid)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// A purpose is what a session's data are needed for: it decides where a person can say where they are now.
type purpose struct {
	needs       *fault.Kind // the reason: what is wrong, the session
	moved, pipe *fault.Kind // what to do: the session
	both        *fault.Kind // what to do if the data are in two files; nil: they never are
}

var (
	toResume    = purpose{errNeeded, errBringBack, errDataAgain, errBringBoth}
	toEvaluate  = purpose{errNeedsHeld, errEvalAnother, errEvalPipe, nil}
	toForecast  = purpose{errNeedsThem, errSayWhere, errPipeHere, nil}
	toScale     = purpose{errNeedsScale, errSayWhere, errPipeHere, nil}
	toTag       = purpose{errNeedsWords, errSayWhere, errPipeHere, nil}
	toTranslate = purpose{errNeedsIDs, errSayWhere, errPipeHere, errSayBoth}
	toExport    = purpose{errNeedsThem, errExportFrom, errExportPipe, errExportBoth}
)

// lost adds to an error about data that they are needed for a session.
func lost(m Meta, err error, to purpose, named bool) error {
	var bad *datasets.BadData
	if !errors.As(err, &bad) || named {
		return err
	}
	e := *bad
	e.Reason = to.needs.Of(bad.Reason, m.Name)
	e.Hint = to.moved.Of(m.Name)
	if bad.Hint == nil { // the reason names the file, and the place in it
		e.Name = ""
	}
	if m.inTwoFiles() && to.both != nil {
		if e.Hint = to.both.Of(m.Name); slices.Contains(m.Data.Paths, "-") {
			e.Name, e.Reason = "-", to.needs.Of(errDataPipe.Of(m.Name), m.Name)
		}
	}
	if len(m.Data.Paths) == 1 && m.Data.Paths[0] == "-" {
		e.Name, e.Reason, e.Hint = "-", errWasPipe.Of(m.Name), errPipeAgain.Of(m.Name)
		if m.TaskName() != task.Language.Name || to == toEvaluate || to == toReplay || to == toFork {
			e.Reason, e.Hint = errDataPipe.Of(m.Name), to.pipe.Of(m.Name)
			if to == toScale || to == toTag || to == toTranslate {
				e.Reason = to.needs.Of(e.Reason, m.Name)
			}
		}
	}
	return &e
}
