package picker

import (
	"cmp"
	"path/filepath"
	"slices"

	"unroll/ui/screen/browse"
	"unroll/ui/screen/event"
)

// anywhere is the part of the list that holds files from anywhere on disk.
type anywhere struct {
	page   *browse.Browser // for choosing one, while it is shown
	folder string          // of the last chosen file
	chosen []item
}

// browse shows the page for choosing a file. Meanwhile the model beside the list continues to learn.
func (p *Picker) browse() {
	p.files.page = browse.New(cmp.Or(p.files.folder, p.source.Folder), p.Look)
	p.jobs = append(p.jobs, p.files.page.Start()...)
}

// browsed passes the page the result of one of its jobs; it reports whether it was one of those.
func (p *Picker) browsed(msg any) bool {
	if p.files.page == nil {
		return false
	}
	jobs, o, own := p.files.page.Message(msg)
	p.chose(jobs, o)
	return own
}

// chose handles the page's outcome: a chosen file is added to the list, highlighted, and opened.
func (p *Picker) chose(jobs []event.Job, o browse.Outcome) {
	p.jobs = append(p.jobs, jobs...)
	if o.Closed || o.Path != "" {
		p.files.folder, p.files.page = p.files.page.Folder(), nil
	}
	if o.Path == "" {
		return
	}
	p.filter.Set("")
	it := item{group: opened, name: filepath.Base(o.Path), detail: filepath.Dir(o.Path), path: o.Path}
	same := func(c item) bool { return c.group == it.group && c.name == it.name && c.detail == it.detail }
	p.files.chosen = append(slices.DeleteFunc(p.files.chosen, same), it)
	p.items = append(slices.DeleteFunc(p.items, same), it)
	p.highlight(len(p.items) - 1)
	p.open()
}
