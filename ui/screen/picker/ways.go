package picker

import (
	"path/filepath"
	"slices"
	"strings"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/i18n"
)

// A way is how data of a task are read from a file. To add a task: a line in ways, and a content.
type way struct {
	of    *task.Task
	group group    // of the files that surely are such data
	ends  []string // of their names
	// looks says whether a file may be such data, and whether it surely is.
	looks func(path string) (is, sure bool)
	// begin starts a small model on them, as a person has answered so far, or asks what it must know.
	begin func(s Source, id int, path string, so answer) begunMsg
	// answer is the answer that the file is to be read so.
	answer func(w i18n.PickingAsk) string
}

// ways are in the order in which they are tried. Texts, which most files may be, are last.
func ways() []way {
	return []way{
		{task.Tagging, sentences, []string{".conllu"}, looksTagged, beginSentences, func(w i18n.PickingAsk) string { return w.Tagged.Read }},
		{task.Translation, pairFiles, nil, looksPaired, beginPairs, func(w i18n.PickingAsk) string { return w.Pairs.Read }},
		{task.Series, tables, []string{".csv", ".tsv"}, looksLikeTable, beginFile, func(w i18n.PickingAsk) string { return w.Series }},
		{task.Language, files, nil, func(string) (is, sure bool) { return true, false }, beginText, func(w i18n.PickingAsk) string { return w.Text }},
	}
}

// wayOf is the way of a task that has one.
func wayOf(t *task.Task) way {
	all := ways()
	return all[slices.IndexFunc(all, func(x way) bool { return x.of == t })]
}

// lookInto is how many files of a folder are looked into.
const lookInto = 200

// surely is how a file, the i-th of its folder, is surely to be read as far as it can be said without asking: as a text if not.
func surely(f datasets.Candidate, i int) way {
	all := ways()
	for _, x := range all {
		if i < lookInto {
			if _, sure := x.looks(f.Path); sure {
				return x
			}
		} else if slices.Contains(x.ends, strings.ToLower(filepath.Ext(f.Name))) {
			return x
		}
	}
	return all[len(all)-1]
}

// start reads a file and starts a small model on it. If it is not clear what the file is, or which column of it is to be learned, it
// asks instead.
func start(s Source, id int, path string, said answer) begunMsg {
	if said.as != nil {
		return wayOf(said.as).begin(s, id, path, said)
	}
	var could []*task.Task
	for _, x := range ways() {
		is, sure := x.looks(path)
		if sure {
			return x.begin(s, id, path, answer{})
		}
		if is {
			could = append(could, x.of)
		}
	}
	switch {
	case slices.Contains(could, task.Series): // its columns are asked about too
		return beginFile(s, id, path, answer{})
	case len(could) == 1:
		return wayOf(could[0]).begin(s, id, path, answer{})
	}
	return begunMsg{id: id, asks: &question{also: could}}
}

func beginText(s Source, id int, path string, _ answer) begunMsg { return begin(s, id, path) }

func looksLikeTable(path string) (is, sure bool) {
	is, sure, _ = datasets.Opener{}.LooksLikeSeries(path)
	return is, is && sure
}

func looksTagged(path string) (is, sure bool) {
	is, sure, _ = datasets.Opener{}.LooksTagged(path)
	return is, is && sure
}

func looksPaired(path string) (is, sure bool) {
	is, sure, _ = datasets.Opener{}.LooksPaired(path)
	return is, is && sure
}

// folderOf is the entry x for a folder whose files surely are the parts of such data; none if they are not.
func folderOf(folder string, looks func(path string) (is, sure bool), x item) []item {
	abs, err := filepath.Abs(folder)
	if is, sure := looks(abs); err != nil || !is || !sure {
		return nil
	}
	x.name, x.path = filepath.Base(abs)+string(filepath.Separator), abs
	return []item{x}
}

// textFolder is the entry for a folder of texts whose names say which one is to be learned, or do not say it clearly; none for others.
func textFolder(folder string, w *i18n.Catalogue) []item {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil
	}
	is, clear := datasets.LooksSplit(abs)
	for _, looks := range []func(string) (is, sure bool){looksTagged, looksPaired} {
		other, sure := looks(abs)
		is = is && !(other && sure)
	}
	switch x := (item{group: files, name: filepath.Base(abs) + string(filepath.Separator), path: abs, of: task.Language}); {
	case !is:
		return nil
	case clear:
		x.detail = w.Readings.Folder
		return []item{x}
	default:
		x.detail = w.Readings.Unclear
		return []item{x}
	}
}

// learnOn starts a small model on data that have been read; page is what is shown of them.
func learnOn(s Source, id int, name string, x sessions.Origin, r recipe.Recipe, page func(d task.Data) content) begunMsg {
	m := begunMsg{id: id, name: name}
	if told, ok := x.(interface{ Noted() []error }); ok {
		m.notes = told.Noted()
	}
	m.run, m.err = sessions.BeginOn(x, r, train.Options{Nice: true, Threads: s.Threads, Autosave: sessions.Autosave})
	if m.err != nil {
		return m
	}
	m.run.Preset = s.preset(m.run.Data.Task())
	m.shown = page(m.run.Data)
	return m
}
