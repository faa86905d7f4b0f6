// Package browse is the page on which a file is chosen: a folder's entries, and a line above them that is a part of a
// name or a path. Folders are read in the background, so a slow disk stops nothing.
package browse

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"unroll/datasets"
	"unroll/ui/draw/look"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
)

// lineLimit is the longest path that can be typed, in characters.
const lineLimit = 1000

// A Browser is the page. All keys are its own while it is shown.
type Browser struct {
	Look *look.Look

	folder  string // an absolute path
	entries []datasets.Entry
	err     error // why the folder cannot be read, or what was typed not be found
	reading bool
	id      int    // of the last job: answers of older ones are dropped
	mark    string // the name to highlight when the folder has been read

	line   field.Field
	hidden bool // hidden files are shown
	at     int  // index into shown()
	place  place
}

// place is where the list was last drawn, for the mouse and for paging.
type place struct{ x, y, w, rows, first int }

// An Outcome is what a key, a click or a job has led to; the zero value: nothing yet.
type Outcome struct {
	Path   string // of what was chosen: the absolute path of a file or a folder, or a dataset's name
	Closed bool   // the page is left without a file
}

// New is a page on a folder; where that has no absolute path it is the root.
func New(folder string, l *look.Look) *Browser {
	abs, err := filepath.Abs(folder)
	if err != nil {
		abs = string(filepath.Separator)
	}
	return &Browser{Look: l, folder: abs, line: field.New(lineLimit)}
}

// Folder is the folder that is shown.
func (b *Browser) Folder() string { return b.folder }

// Start reads the folder.
func (b *Browser) Start() []event.Job { return b.enter(b.folder, "") }

// Type puts a text into the line, as if it had been typed.
func (b *Browser) Type(s string) {
	b.line.Set(s)
	b.at = 0
}

// shown are the entries that the line lets through; while nothing is typed, the parent folder and the folder itself,
// which is a text too, before them.
func (b *Browser) shown() []datasets.Entry {
	name := strings.ToLower(b.line.Value())
	if isPath(name) {
		name = ""
	}
	hidden := b.hidden || strings.HasPrefix(name, ".")
	var list []datasets.Entry
	if name == "" && filepath.Dir(b.folder) != b.folder {
		list = append(list, datasets.Entry{Name: "..", Dir: true})
	}
	if name == "" && len(b.entries) > 0 {
		list = append(list, datasets.Entry{Name: "."})
	}
	for _, e := range b.entries {
		if (hidden || !e.Hidden) && strings.Contains(strings.ToLower(e.Name), name) {
			list = append(list, e)
		}
	}
	return list
}

// leftOut is how many hidden entries are not shown.
func (b *Browser) leftOut() (n int) {
	if b.hidden || strings.HasPrefix(b.line.Value(), ".") {
		return 0
	}
	for _, e := range b.entries {
		if e.Hidden {
			n++
		}
	}
	return n
}

// isPath tells a path from a part of a name.
func isPath(s string) bool {
	return strings.ContainsRune(s, '/') || strings.ContainsRune(s, filepath.Separator) || s == "~" || s == ".."
}

// highlighted is the entry with the bar on it.
func (b *Browser) highlighted() (datasets.Entry, bool) {
	list := b.shown()
	if b.at < 0 || b.at >= len(list) {
		return datasets.Entry{}, false
	}
	return list[b.at], true
}

// Key answers a key.
func (b *Browser) Key(k event.Key) ([]event.Job, Outcome) {
	switch k.Name {
	case "up", "ctrl+p":
		b.move(-1)
	case "down", "ctrl+n":
		b.move(+1)
	case "pgup":
		b.move(-max(1, b.place.rows-1))
	case "pgdown":
		b.move(max(1, b.place.rows-1))
	case "enter":
		return b.choose()
	case "tab":
		return b.into(), Outcome{}
	case "alt+.":
		b.toggleHidden()
	case "esc":
		if b.line.Value() == "" {
			b.id++ // what is being read is not waited for
			return nil, Outcome{Closed: true}
		}
		b.Type("")
	case "backspace", "left":
		if b.line.Value() == "" {
			return b.up(), Outcome{}
		}
		b.edit(k)
	default:
		b.edit(k)
	}
	return nil, Outcome{}
}

func (b *Browser) edit(k event.Key) {
	old := b.line.Value()
	b.line.Key(k)
	if s := b.line.Value(); s != old {
		b.at = 0
		if b.entries != nil { // an error of the line is over; one of the folder is not
			b.err = nil
		}
	}
}

func (b *Browser) move(by int) { b.at = max(0, min(b.at+by, len(b.shown())-1)) }

// toggleHidden keeps the bar on its entry.
func (b *Browser) toggleHidden() {
	e, _ := b.highlighted()
	b.hidden = !b.hidden
	b.highlight(e.Name)
}

// highlight puts the bar on a name; where it is not shown, on the first entry of the folder.
func (b *Browser) highlight(name string) {
	list := b.shown()
	at := slices.IndexFunc(list, func(e datasets.Entry) bool { return e.Name == name })
	if at < 0 {
		at = slices.IndexFunc(list, func(e datasets.Entry) bool { return e.Name != "." && e.Name != ".." })
	}
	b.at = max(0, at)
}

// choose takes the path that was typed, or the highlighted entry.
func (b *Browser) choose() ([]event.Job, Outcome) {
	typed := b.line.Value()
	e, ok := b.highlighted()
	switch {
	case isPath(typed):
		return b.look(b.absolute(typed)), Outcome{}
	case !ok && named(typed):
		b.id++
		return nil, Outcome{Path: typed}
	case !ok && strings.TrimSpace(typed) != "":
		return b.look(filepath.Join(b.folder, typed)), Outcome{}
	case !ok:
		return nil, Outcome{}
	case e.Name == "..":
		return b.up(), Outcome{}
	case e.Dir:
		return b.enter(filepath.Join(b.folder, e.Name), ""), Outcome{}
	}
	b.id++
	return nil, Outcome{Path: filepath.Join(b.folder, e.Name)} // the folder itself is "."
}

// named says whether a dataset has this name.
func named(s string) bool {
	_, ok := datasets.Find(s)
	return ok
}

// into enters the highlighted folder, or the one that was typed.
func (b *Browser) into() []event.Job {
	if typed := b.line.Value(); isPath(typed) {
		return b.look(b.absolute(typed))
	}
	switch e, ok := b.highlighted(); {
	case !ok || !e.Dir:
		return nil
	case e.Name == "..":
		return b.up()
	default:
		return b.enter(filepath.Join(b.folder, e.Name), "")
	}
}

// up goes to the parent folder, the bar on the one that was left.
func (b *Browser) up() []event.Job {
	parent := filepath.Dir(b.folder)
	if parent == b.folder {
		return nil
	}
	return b.enter(parent, filepath.Base(b.folder))
}

// absolute is a typed path: ~ is the home folder, and what is relative begins in the folder that is shown.
func (b *Browser) absolute(typed string) string {
	path := typed
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || rest[0] == '/' || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			path = home + rest
		}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(b.folder, path)
	}
	return filepath.Clean(path)
}

// Mouse: a click highlights, a click on what is highlighted opens, the wheel moves. Places are in cells from the page's own corner.
func (b *Browser) Mouse(m event.Mouse) ([]event.Job, Outcome) {
	switch m.Kind {
	case event.WheelUp:
		b.move(-1)
	case event.WheelDown:
		b.move(+1)
	case event.Press:
		p := b.place
		row := p.first + m.Y - p.y
		if m.X < p.x || m.X >= p.x+p.w || m.Y < p.y || m.Y >= p.y+p.rows || row >= len(b.shown()) {
			return nil, Outcome{}
		}
		if row == b.at && !isPath(b.line.Value()) {
			return b.choose()
		}
		b.at = row
	}
	return nil, Outcome{}
}
