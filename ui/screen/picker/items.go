package picker

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"unroll/core/history"
	"unroll/core/preset"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// An item is one entry of the list.
type item struct {
	group  group
	name   string
	detail string // a short text beside the name
	about  string
	shows  string
	path   string                                // of a file, of which it may have to be asked what it is; "" for other entries
	of     *task.Task                            // whose data it is as far as is known without reading it; nil: language modelling
	past   *Past                                 // a session; nil for other entries
	begin  func(ctx context.Context, id int) any // reads it and starts a run, in the background; unused with path
	open   event.Job                             // of a session: opens it, in the background
	folded int                                   // how many entries of its group are folded into it; 0: it is an entry itself
}

// A Source is where entries come from, in addition to the built-in datasets.
type Source struct {
	Recipe   func(datasets.Text) recipe.Recipe
	Series   func(datasets.Numbers) recipe.Recipe // the same for a series; nil: the default one
	Tagged   func(datasets.Tagged) recipe.Recipe  // the same for tagged sentences
	Pairs    func(datasets.Pairs) recipe.Recipe   // the same for pairs of sentences
	Preset   string                               // the preset that one of these comes from; "": none
	Threads  int
	Folder   string        // whose texts are listed
	Sessions func() []Past // those that can be opened, newest first
	// Open opens a session: its result is an Opened. Look reads a session's history. Both report progress.
	Open func(Past, event.Tell) any
	Look func(Past, event.Tell) Past
	Keep Keeper // zero: sessions cannot be deleted and renamed here
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
	Trouble           train.Phase  // train.Ruined or train.Diverged, if the run is
	Back              int          // the step that it then continues from; 0: not known
	Ended, Over       bool         // it has reached its end; and cannot go on from there
	Err               error
}

// Opened is the result of Source.Open: a run to show, or why there is none.
type Opened struct {
	Run     *sessions.Run
	Name    string // of the text
	Session string // its name; "": a run that has just begun, to be saved from now on
	Err     error
}

// listed are all entries: texts, series, tagged sentences and pairs that come with the program, what was found, presets, and files from anywhere.
func (p *Picker) listed(found []item) []item {
	w, s := p.Look.Words, p.source
	return grouped(slices.Concat(builtIn(w), builtInSeries(w, s), builtInTagged(w, s), builtInPairs(w, s), found, builtInPresets(w, s), p.files.chosen))
}

// grouped sorts items by their groups.
func grouped(items []item) []item {
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.group, b.group) })
	return items
}

// builtIn lists the built-in texts.
func builtIn(w *i18n.Catalogue) []item {
	var list []item
	for _, s := range datasets.Sources {
		if s.Available() {
			say := func(what, english string) string { return w.Say("dataset."+s.Name+"."+what, english) }
			it := item{group: builtIns, name: s.Name, detail: say("title", s.Title), about: say("about", s.About), shows: say("shows", s.Shows)}
			if s.Options.Score != "" {
				it.group = answering
			}
			list = append(list, it)
		}
	}
	return list
}

// more lists the sessions and the files of the folder.
func more(s Source, w *i18n.Catalogue) []item {
	var list []item
	if s.Sessions != nil {
		for _, past := range s.Sessions() {
			list = append(list, item{
				group: pasts, name: past.Name, detail: past.Text + " " + past.Model, past: &past, of: past.Task,
				begin: func(ctx context.Context, id int) any { return lookBack(ctx, s, past, id) },
				open:  event.Telling(context.Background(), Opening{past.Name}, func(tell event.Tell) any { return s.Open(past, tell) }),
			})
		}
	}
	found, err := datasets.Candidates(s.Folder)
	if err != nil {
		return list // a folder that cannot be read offers nothing
	}
	for i, f := range found {
		x := surely(f, i)
		list = append(list, item{group: x.group, name: f.Name, detail: size(f.Bytes), path: f.Path, of: x.of})
	}
	return slices.Concat(
		folderOf(s.Folder, looksTagged, item{group: sentences, of: task.Tagging, detail: w.Picking.Tagged.Folder}),
		folderOf(s.Folder, looksPaired, item{group: pairFiles, of: task.Translation, detail: w.Picking.Pairs.Folder}),
		textFolder(s.Folder, w), list)
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
func begin(s Source, id int, arg string) begunMsg {
	t, err := datasets.Opener{Binary: s.Recipe(datasets.Text{}).Text.Tokens == "byte"}.Open(arg)
	if err != nil {
		return begunMsg{id: id, err: err}
	}
	m := begunMsg{id: id, name: t.Name, notes: t.Notes, shown: textPage(head(t.Train, pageSize))}
	m.run, m.err = sessions.Begin(t, s.Recipe(t), train.Options{Nice: true, Threads: s.Threads, Autosave: sessions.Autosave})
	if m.err == nil {
		m.run.Preset = s.preset(task.Language)
	}
	return m
}

// preset is Preset if it is for a task.
func (s Source) preset(t *task.Task) string {
	if p, ok := preset.Find(s.Preset); ok && cmp.Or(p.Recipe.Task, task.Language.Name) == t.Name {
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
