package sessions

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"unroll/core/history"
	"unroll/core/line"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
)

// Format is the last version of the folder's formats, and the last that this program reads. It writes what it must: 3 for what a
// program of that version reads as it was meant, and 4 for the rest.
//
//	1  recipes with shards: it can be resumed, but repeating its first updates adds sums in another order
//	2  recipes without them
//	3  task, parent, branches, the run as a line, checksums of parts, an id; best.safetensors
//	4  what a program that does not know it would take for something else: windows, variants of cells, tokens made or left out in
//	   other ways, encodings
//
// A session of format 1 or 2 is converted to format 3 when it is next saved, and only then.
const Format = 4

// plainFormat is that of a session that has nothing of a later one.
const plainFormat = 3

// needs is the lowest format, from plainFormat on, in which the session is understood by every program that reads it. What a run begins
// with (Recipe.InitFrom) is done by the time it is saved.
func (m Meta) needs() int {
	r := m.Recipe
	switch {
	case r.Reading() != text.Windows{},
		r.Model.Reset != "" && r.Model.Reset != nn.Resets[0],
		r.Model.Biases == 1,
		r.Text.Tokens == "punct", r.Text.MinFreq > 0, r.Text.MaxVocab > 0,
		m.Data.Encoding != "":
		return Format
	}
	return plainFormat
}

// Meta is session.json: what a run is, as opposed to how far it has progressed. The creator of a
// session sets Program, Kernel, Data, Preset and Parent; saves fill in the rest.
type Meta struct {
	Format     int           `json:"format"`
	Name       string        `json:"name"`         // informative only: the folder's name is the session's
	ID         string        `json:"id,omitempty"` // hex, random: a session keeps it when it is renamed
	Created    time.Time     `json:"created"`
	Program    string        `json:"program"`        // version
	Arch       string        `json:"arch"`           // GOOS/GOARCH
	Kernel     string        `json:"kernel"`         // with Arch, what runs must share to agree bit for bit
	Task       string        `json:"task,omitempty"` // name of the recipe's task; "": language modelling
	Data       Data          `json:"data"`
	Preset     string        `json:"preset,omitempty"` // name of the published configuration that it was started from
	Parent     *Parent       `json:"parent,omitempty"` // nil: it is not a fork
	Branches   []Branch      `json:"branches,omitempty"`
	Recipe     recipe.Recipe `json:"recipe"`
	RecipeLine string        `json:"recipe_line,omitempty"` // line.Line of recipe and events.jsonl, for people; "" if it is longer than maxRecipeLine
	Vocab      int           `json:"vocab_size,omitempty"`  // 0: the data have no vocabulary, and the session no vocab.json
	Parameters int           `json:"parameters"`
	Checksum   string        `json:"checksum,omitempty"` // of the file, see metaSum; set by encode

	dir     string          // of the session, to find what it keeps; "": not known
	unknown json.RawMessage // fields of later versions, which a save keeps; see unknown
}

// A Parent is the place in another run where a fork began: up to Step, the two runs are the same.
type Parent struct {
	Session string `json:"session"`          // its name at the time
	ID      string `json:"id,omitempty"`     // its Meta.ID, to find it after a rename; "": it had none
	Branch  string `json:"branch,omitempty"` // of that session; "": the main one
	Step    int    `json:"step"`
}

// A Branch is an alternative course of a session's run. Its files are in branches/NAME, with the same names as
// those of the main branch and saved in the same way (next, commit); session.json, vocab.json and lock belong to
// the session. The main branch is in the session's folder itself and is not listed. A branch has its whole
// history from the run's beginning: From is where it separates from its parent.
type Branch struct {
	Name   string `json:"name"`             // follows the rules for a session's name (CheckName)
	From   int    `json:"from_step"`        // the last update that it shares with Parent
	Parent string `json:"parent,omitempty"` // the branch that it left; "": the main one
	Head   int    `json:"head_step"`        // its last update
}

// Data says where to find the data of a run again, and how to check that they are the same: an Origin's Reference.
type Data struct {
	Kind      string     `json:"kind,omitempty"` // what they are, in the words of the task; "": a text
	Name      string     `json:"name"`
	Source    string     `json:"source,omitempty"`   // name of a built-in dataset
	Paths     []string   `json:"paths,omitempty"`    // of a person's own files, absolute; "-" is standard input
	Valid     string     `json:"valid,omitempty"`    // path of a separate validation text
	SHA256    string     `json:"sha256"`             // hex
	Encoding  string     `json:"encoding,omitempty"` // of their characters, as datasets.Opener.Encoding; "": UTF-8, or what their bytes say
	Split     Split      `json:"split,omitzero"`     // zero for a text, which its recipe splits
	Checksums []Checksum `json:"checksums,omitempty"`
}

// A Split is how many steps of the data are trained on, and how many are held out; of pairs, how many come in either part.
type Split struct {
	Train int `json:"train"`
	Valid int `json:"valid"`
}

// A Checksum is that of one file of a text. datasets.Text documents the SHA256 of several files.
type Checksum struct {
	Role   string `json:"role"` // datasets.Train, Valid or Test
	File   string `json:"file"` // as it was named or found
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// The limits of session.json.
const (
	maxMeta       = 1 << 24 // bytes
	maxRecipeLine = 1 << 16 // bytes
	maxChecksums  = 1000    // a text with more files only has the overall checksum
)

// at is session.json for a run at c, in the format that it needs.
func (m Meta) at(c *train.Checkpoint) Meta {
	m.Recipe, m.Vocab, m.Parameters = c.Recipe, vocabSize(c), c.Recipe.Model.Size()
	m.Task, m.Format = m.TaskName(), m.needs()
	if m.ID == "" {
		m.ID = fmt.Sprintf("%016x", rand.Uint64())
	}
	if m.RecipeLine = m.Line(c.History.Events()).String(); len(m.RecipeLine) > maxRecipeLine {
		m.RecipeLine = ""
	}
	return m
}

// TaskName is the name of the session's task, whether or not session.json gives it.
func (m Meta) TaskName() string {
	if t := m.OfTask(); t != nil {
		return t.Name
	}
	return m.Recipe.Task
}

// OfTask is the session's task, with the loss and score of its head; nil: this program does not have it, so no session that can be opened is of it.
func (m Meta) OfTask() *task.Task {
	t, err := task.Find(m.Recipe.Task)
	if err != nil {
		return nil
	}
	if _, answered := series.FindAnswered(m.Data.Source); answered && t.Name == task.Series.Name {
		return task.OfAnswers(m.Recipe.Model.Head)
	}
	return t.For(m.Recipe.Model)
}

// Line is the run as one printable line, given its changes of settings.
func (m Meta) Line(events []history.Event) line.Line {
	const digits = 16 // of the checksum: 64 bits
	sum := m.Data.SHA256
	return line.Line{Data: m.Data.Name, SHA256: sum[:min(len(sum), digits)], Recipe: m.Recipe, Events: events}
}

// encode writes session.json. It fails rather than write what could not be read.
func (m Meta) encode() ([]byte, error) {
	m.Checksum = ""
	b, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	m.Checksum = metaSum(merge(b, m.unknown))
	if b, err = json.Marshal(m); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, merge(b, m.unknown), "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	if out.Len() <= maxMeta {
		return out.Bytes(), nil
	}
	if b = append(merge(b, m.unknown), '\n'); len(b) <= maxMeta { // too long because of the indentation of unknown fields: leave it out
		return b, nil
	}
	return nil, errMetaSize.Of(metaFile, len(b), maxMeta)
}

// decodeMeta reads session.json. Of a later format, or of a task that this program does not have, it only reads that.
func decodeMeta(name string, b []byte) (Meta, error) {
	var m Meta
	err := json.Unmarshal(b, &m)
	if err != nil { // a later version may write these fields among others that mean something else
		var later struct {
			Format int
			Recipe struct{ Task string }
		}
		json.Unmarshal(b, &later)
		m.Format, m.Recipe.Task = later.Format, later.Recipe.Task
	}
	_, unknownTask := task.Find(m.Recipe.Task)
	switch {
	case m.Format > Format:
		return Meta{}, &Newer{Name: name, Format: m.Format}
	case m.Format > 0 && unknownTask != nil:
		return Meta{}, &Newer{Name: name, Format: m.Format, Task: m.Recipe.Task}
	case err != nil:
		return Meta{}, plain(err)
	case m.Format < 1:
		return Meta{}, errFormat.Of(m.Format)
	}
	known, err := json.Marshal(m)
	if err != nil {
		return Meta{}, err
	}
	m.Name, m.unknown = name, unknown(b, known)
	if err := m.check(); err != nil {
		return m, err
	}
	return m, intactMeta(b, m.Checksum)
}

// check returns an error if session.json is not valid.
func (m Meta) check() error {
	if err := m.Recipe.Check(); err != nil {
		return err
	}
	if V := vocabOf(m.Recipe); V != m.Vocab {
		return errMetaVocab.Of(m.Vocab, V)
	}
	if m.Task != "" && m.Task != m.TaskName() {
		return errMetaTask.Of(m.Task, m.TaskName())
	}
	if p := m.Parent; p != nil && (p.Session == "" || p.Step < 0) {
		return errMetaParent.Of(p.Step, p.Session)
	}
	names := map[string]bool{"": true}
	for _, b := range m.Branches {
		if err := CheckName(b.Name); err != nil {
			return errBranchName.Of(err)
		}
		if names[b.Name] {
			return errBranchTwice.Of(b.Name)
		}
		if !names[b.Parent] || b.From < 0 || b.Head < b.From {
			return errBranchSteps.Of(b.Name, b.From, b.Parent, b.Head)
		}
		names[b.Name] = true // a branch is listed after its parent
	}
	return nil
}

// plain makes a parser's error readable.
func plain(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return errJSON.Of(syntax.Offset, err)
	}
	return err
}
