package picker

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"unroll/core/history"
	"unroll/core/preset"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// A group is a part of the list.
type group int

const (
	builtIns group = iota
	sources        // series that come with the program
	pasts
	files
	tables
	published // presets of series that come with the program
	opened    // from anywhere on disk
)

// heading is the title of a group.
func (g group) heading(w *i18n.Catalogue) string {
	return [...]string{w.Datasets, w.Picking.Sources, w.Sessions, w.Files, w.Picking.Tables, w.Picking.Published, w.Browse.Opened}[g]
}

// An item is one entry of the list.
type item struct {
	group  group
	name   string
	detail string // a short text beside the name
	about  string
	shows  string
	path   string                                // of a file, of which it may have to be asked what it is; "" for other entries
	series bool                                  // it is a series as far as is known without reading it
	past   *Past                                 // a session; nil for other entries
	begin  func(ctx context.Context, id int) any // reads it and starts a run, in the background; unused with path
	open   event.Job                             // of a session: opens it, in the background
}

// A Source is where entries come from, in addition to the built-in datasets.
type Source struct {
	Recipe   func(datasets.Text) train.Recipe
	Series   func(datasets.Numbers) train.Recipe // the same for a series; nil: the default one
	Preset   string                              // the preset that Recipe or Series comes from; "": none
	Threads  int
	Folder   string        // whose texts are listed
	Sessions func() []Past // those that can be opened, newest first
	// Open opens a session: its result is an Opened. Look reads a session's history. Both report progress.
	Open func(Past, event.Tell) any
	Look func(Past, event.Tell) Past
}

// Past is a session as the list shows it.
type Past struct {
	Name, Text, Model string
	Step              int
	When              time.Time  // saved; zero: not known
	Task              *task.Task // nil: language modelling
	Loss, Valid       float64    // of the last update and validation, in the task's unit; NaN: none
	History           history.View
	Levels            []task.Level // to compare its loss with
	Err               error
}

// Opened is the result of Source.Open: a run to show, or why there is none.
type Opened struct {
	Run     *sessions.Run
	Name    string // of the text
	Session string // its name; "": a run that has just begun, to be saved from now on
	Err     error
}

// listed are all entries: texts and series that come with the program, what was found, presets, and files from anywhere.
func (p *Picker) listed(found []item) []item {
	w, s := p.Look.Words, p.source
	return slices.Concat(builtIn(w), builtInSeries(w, s), found, builtInPresets(w, s), p.files.chosen)
}

// builtIn lists the built-in texts.
func builtIn(w *i18n.Catalogue) []item {
	var list []item
	for _, s := range datasets.Sources {
		if s.Available() {
			say := func(what, english string) string { return w.Say("dataset."+s.Name+"."+what, english) }
			list = append(list, item{group: builtIns, name: s.Name, detail: say("title", s.Title), about: say("about", s.About), shows: say("shows", s.Shows)})
		}
	}
	return list
}

// more lists the sessions, the texts and the tables of the folder.
func more(s Source, w *i18n.Catalogue) []item {
	var list []item
	if s.Sessions != nil {
		for _, past := range s.Sessions() {
			list = append(list, item{
				group: pasts, name: past.Name, detail: past.Text + " " + past.Model, past: &past,
				begin: func(ctx context.Context, id int) any { return lookBack(ctx, s, past, id) },
				open:  event.Telling(context.Background(), Opening{past.Name}, func(tell event.Tell) any { return s.Open(past, tell) }),
			})
		}
	}
	found, err := datasets.Candidates(s.Folder)
	if err != nil {
		return list // a folder that cannot be read offers nothing
	}
	var numbers []item
	for i, f := range found {
		it := item{group: files, name: f.Name, detail: size(f.Bytes), path: f.Path}
		if isTable(f, i) {
			it.group, it.series = tables, true
			numbers = append(numbers, it)
			continue
		}
		list = append(list, it)
	}
	return append(list, numbers...)
}

// Opening identifies the event.Progress of opening a session of the list; "": the one that the program was
// started with.
type Opening struct{ Session string }

func lookBack(ctx context.Context, s Source, past Past, id int) any {
	return event.Telling(ctx, id, func(tell event.Tell) any {
		past := s.Look(past, tell)
		return begunMsg{id: id, past: &past, err: past.Err}
	})()
}

// begin reads a text and starts a small model on it.
func begin(s Source, id int, arg string) any {
	t, err := datasets.Opener{}.Open(arg)
	if err != nil {
		return begunMsg{id: id, err: err}
	}
	m := begunMsg{id: id, name: t.Name, page: head(t.Train, pageSize)}
	m.run, m.err = sessions.Begin(t, s.Recipe(t), train.Options{Nice: true, Threads: s.Threads, Autosave: sessions.Autosave})
	if m.err == nil {
		m.run.Preset = s.preset(task.Language)
	}
	return m
}

// preset is Preset if it is for a task.
func (s Source) preset(t *task.Task) string {
	if p, ok := preset.Find(s.Preset); ok && p.OfSeries() == (t.Name == task.Series.Name) {
		return s.Preset
	}
	return ""
}

// head is the first n bytes of s or a little less.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

func size(bytes int64) string {
	switch {
	case bytes >= 1e6:
		return grid.Safe(trim(float64(bytes)/1e6) + " MB")
	case bytes >= 1e3:
		return trim(float64(bytes)/1e3) + " kB"
	}
	return trim(float64(bytes)) + " B"
}

// below says how many entries are below the list's last row; "" if there are none.
func (p *Picker) below(rows []listRow) string {
	n := 0
	for _, r := range rows {
		if r.index >= 0 {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return p.Look.Pick("↓ ", "v ") + fmt.Sprintf(p.Look.Words.Picking.More, n)
}
