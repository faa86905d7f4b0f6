// Package browse is the page for choosing a file: a folder's entries, and above them a line for a part of a name
// or a path. Folders are read in the background, so a slow disk blocks nothing.
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

// A Browser is the page. While it is shown it takes all keys.
type Browser struct {
	Look *look.Look

	folder  string // an absolute path
	entries []datasets.Entry
	err     error // why the folder cannot be read, or what was typed cannot be found
	reading bool
	id      int    // of the last job: answers of older ones are dropped
	mark    string // the name to highlight once the folder has been read

	line   field.Field
	hidden bool // hidden files are shown
	at     int  // index into shown()
	place  place
}

// place is where the list was last drawn, for the mouse and for paging.
type place struct{ x, y, w, rows, first int }

// An Outcome is the result of a key, a click or a job; the zero value: nothing yet.
type Outcome struct {
	Path   string // the absolute path of the chosen file or folder, or a dataset's name
	Closed bool   // the page was closed without choosing
}

// New is a page on a folder; if no absolute path can be found for it, on the root.
func New(folder string, l *look.Look) *Browser {
	abs, err := filepath.Abs(folder)
	if err != nil {
		abs = string(filepath.Separator)
	}
	return &Browser{Look: l, folder: abs, line: field.New(lineLimit, l)}
}

// Folder is the folder that is shown.
func (b *Browser) Folder() string { return b.folder }

// Start reads the folder.
func (b *Browser) Start() []event.Job { return b.enter(b.folder, "") }

// Type replaces the text of the line, as if it had been typed.
func (b *Browser) Type(s string) {
	b.line.Set(s)
	b.at = 0
}

// shown are the entries that match the line; while it is empty, the parent folder and the folder itself, which is
// also a text, come first.
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

// isPath reports whether s is a path rather than a part of a name.
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

// Key handles a key.
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
			b.id++ // an answer still to come is dropped
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
		if b.entries != nil { // an error about the line is out of date; one about the folder is not
			b.err = nil
		}
	}
}

func (b *Browser) move(by int) { b.at = max(0, min(b.at+by, len(b.shown())-1)) }

// toggleHidden shows or hides hidden files and keeps the bar on its entry.
func (b *Browser) toggleHidden() {
	e, _ := b.highlighted()
	b.hidden = !b.hidden
	b.highlight(e.Name)
}

// highlight puts the bar on a name; if that is not shown, on the first entry of the folder.
func (b *Browser) highlight(name string) {
	list := b.shown()
	at := slices.IndexFunc(list, func(e datasets.Entry) bool { return e.Name == name })
	if at < 0 {
		at = slices.IndexFunc(list, func(e datasets.Entry) bool { return e.Name != "." && e.Name != ".." })
	}
	b.at = max(0, at)
}

// choose chooses the typed path, or the highlighted entry.
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

// named reports whether a dataset has this name.
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

// up goes to the parent folder, with the bar on the one that was left.
func (b *Browser) up() []event.Job {
	parent := filepath.Dir(b.folder)
	if parent == b.folder {
		return nil
	}
	return b.enter(parent, filepath.Base(b.folder))
}

// absolute is the absolute form of a typed path: ~ is the home folder, and a relative path begins in the folder
// that is shown.
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

// Mouse handles the mouse: a click highlights, a click on the highlighted entry opens it, the wheel moves.
// Positions are in cells from the page's own corner.
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
