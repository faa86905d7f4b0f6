package browse

import (
	"os"
	"path/filepath"

	"unroll/core/fault"
	"unroll/datasets"
	"unroll/ui/screen/event"
)

// read is the result of reading a folder.
type read struct {
	of      *Browser
	id      int
	folder  string
	entries []datasets.Entry
	err     error
}

// looked is what a typed path turned out to be.
type looked struct {
	of   *Browser
	id   int
	path string
	dir  bool
	err  error // why it cannot be chosen
}

// errNoFile: opening a pipe waits until somebody writes into it, perhaps for ever, and there is nobody to say so.
var errNoFile = fault.New("browse.no_file", "%s is a pipe, a device or a socket, not a file: unroll - < FILE reads a pipe")

// enter goes to a folder; the bar will be on mark.
func (b *Browser) enter(folder, mark string) []event.Job {
	b.id++
	id := b.id
	b.folder, b.mark, b.entries, b.err, b.reading = folder, mark, nil, nil, true
	b.Type("")
	return []event.Job{func() any {
		list, err := datasets.Folder(folder)
		return read{b, id, folder, list, err}
	}}
}

// look checks a path: a folder is entered, what is neither that nor a file stays where it is, and anything else is chosen;
// opening it will report what is wrong with it.
func (b *Browser) look(path string) []event.Job {
	b.id++
	id := b.id
	return []event.Job{func() any {
		info, err := os.Stat(path)
		m := looked{of: b, id: id, path: path, dir: err == nil && info.IsDir()}
		if err == nil && !m.dir && !info.Mode().IsRegular() {
			m.err = errNoFile.Of(filepath.Base(path))
		}
		return m
	}}
}

// Message takes the result of a job. own is false for a message that does not belong to this page.
func (b *Browser) Message(msg any) (jobs []event.Job, o Outcome, own bool) {
	switch m := msg.(type) {
	case read:
		if m.of != b {
			return nil, Outcome{}, false
		}
		if m.id == b.id {
			b.entries, b.err, b.reading = m.entries, m.err, false
			b.highlight(b.mark)
		}
		return nil, Outcome{}, true
	case looked:
		switch {
		case m.of != b:
			return nil, Outcome{}, false
		case m.id != b.id:
		case m.err != nil:
			b.err = m.err
		case m.dir:
			return b.enter(m.path, ""), Outcome{}, true
		default:
			return nil, Outcome{Path: m.path}, true
		}
		return nil, Outcome{}, true
	}
	return nil, Outcome{}, false
}
