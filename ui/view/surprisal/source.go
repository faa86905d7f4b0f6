package surprisal

import (
	"cmp"
	"context"
	"strings"
	"unicode/utf8"

	"unroll/core/fault"
	"unroll/core/lm"
	"unroll/core/text"
	"unroll/datasets"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/browse"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
)

// The bounds of a text that is opened: a page of it is shown.
const (
	openBytes  = 16 << 20
	pasteBytes = 1 << 20
	lineLong   = 500 // characters that come together are taken at once
)

var (
	errPaste = fault.New("surprisal.paste", "%s: %d bytes, and at most %d can be pasted: put it into a file and open that")
	errIn    = fault.New("surprisal.in", "%s: %v")
)

// An entry is a text being typed, or the page for choosing a file.
type entry struct {
	line  field.Field
	files *browse.Browser // nil: it is a text
}

// An opening is the result of opening an entry.
type opening struct {
	page *page
	err  error
	of   *entry
	what string // what was typed, or the path
}

// paste lets a person type or paste a text.
func (v *View) paste() { v.entry = &entry{line: field.NewText(v.look)} }

// browse shows the page for choosing a file, in the folder of the last one.
func (v *View) browse() {
	v.entry = &entry{files: browse.New(cmp.Or(v.folder, "."), v.look)}
	v.jobs = append(v.jobs, v.entry.files.Start()...)
}

// chose handles the outcome of the page of files.
func (v *View) chose(jobs []event.Job, o browse.Outcome) []event.Job {
	e := v.entry
	if o.Closed || o.Path != "" {
		v.entry, v.folder = nil, e.files.Folder()
	}
	if o.Path != "" {
		return append(jobs, v.take(e, o.Path)...)
	}
	return jobs
}

// typed edits the entry. A paste of several lines is taken at once, as a line could not hold it.
func (v *View) typed(k event.Key) []event.Job {
	e := v.entry
	switch {
	case e.files != nil:
		return v.chose(e.files.Key(k))
	case k.Name == "esc":
		v.entry = nil
	case k.Name == "enter":
		v.entry = nil
		return v.take(e, e.line.Value())
	case strings.ContainsAny(k.Text, "\r\n") || utf8.RuneCountInString(k.Text) > lineLong:
		v.entry = nil
		return v.take(e, e.line.Value()+k.Text)
	default:
		e.line.Key(k)
	}
	return nil
}

// take opens what was typed, instead of what is being opened; an empty entry changes nothing. Every try is a question of its own: an entry
// comes back to be corrected, and even the same path may hold something else by then.
func (v *View) take(e *entry, what string) []event.Job {
	if strings.TrimSpace(what) == "" {
		return nil
	}
	m, w := v.corpus, v.look.Words.Surprisal
	v.opener.Cancel()
	v.tries++
	return v.opener.Ask(ask.Question[int, opening]{Key: v.tries, Work: func(context.Context) opening {
		p, err := read(m, e.files == nil, what, w.Pasted)
		return opening{p, err, e, what}
	}})
}

// read tokenizes a pasted text, or a file's. Errors say what was wrong and where.
func read(m *text.Corpus, pasted bool, what, title string) (*page, error) {
	s := what
	if !pasted {
		o := datasets.Opener{Limit: openBytes, Binary: m.Vocab.Tokenizer().Raw}
		t, err := o.Open(what)
		if err != nil {
			return nil, err
		}
		s, title = t.Train, t.Name
	} else if len(s) > pasteBytes {
		return nil, errPaste.Of(title, len(s), pasteBytes)
	}
	p, err := lm.PassageOf(m, s, pageTokens)
	if err != nil {
		return nil, errIn.Of(title, err)
	}
	return newPage(m, p, title), nil
}

func (v *View) opened(m opening) {
	if m.err != nil { // what was typed is there again, to be corrected
		switch {
		case v.entry != nil:
		case m.of.files != nil:
			m.of.files.Fail(m.err)
			v.entry = m.of
		default:
			m.of.line.Set(m.what)
			v.entry = m.of
		}
		v.notice = v.look.Words.Error(m.err)
		return
	}
	v.open(m.page)
}
