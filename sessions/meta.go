package sessions

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/train"
)

// Format is the version of the folder's formats that this program writes, and the last it reads.
//
//	1  recipes with shards: it goes on, but its first updates made anew have sums in another order
//	2  recipes without them
//	3  task, parent, branches, the run as a line, checksums of parts, an id; best.safetensors
//
// A session of an earlier format becomes one of this when it is next saved, and only then.
const Format = 3

// Meta is session.json: what a run is, as opposed to how far it has come. Whoever creates a
// session says Program, Kernel, Data, Preset and Parent; saves fill in the rest.
type Meta struct {
	Format     int          `json:"format"`
	Name       string       `json:"name"`         // the folder's name is what counts
	ID         string       `json:"id,omitempty"` // hex, drawn once: a session keeps it when it is renamed
	Created    time.Time    `json:"created"`
	Program    string       `json:"program"`        // version
	Arch       string       `json:"arch"`           // GOOS/GOARCH
	Kernel     string       `json:"kernel"`         // with Arch, what runs must share to agree bit by bit
	Task       string       `json:"task,omitempty"` // the recipe's, by name; "": that of a language
	Data       Data         `json:"data"`
	Preset     string       `json:"preset,omitempty"` // the published configuration it was begun from, by name
	Parent     *Parent      `json:"parent,omitempty"` // nil: it is no fork
	Branches   []Branch     `json:"branches,omitempty"`
	Recipe     train.Recipe `json:"recipe"`
	RecipeLine string       `json:"recipe_line,omitempty"` // train.Line of recipe and events.jsonl, for people; "" where it is longer than maxRecipeLine
	Vocab      int          `json:"vocab_size"`
	Parameters int          `json:"parameters"`

	unknown json.RawMessage // fields of later programs, which a save keeps; see unknown
}

// A Parent is the place in another run where a fork began: what it did up to Step, this run did too.
type Parent struct {
	Session string `json:"session"`          // its name at the time
	ID      string `json:"id,omitempty"`     // its Meta.ID, by which it is found when renamed; "": it had none
	Branch  string `json:"branch,omitempty"` // of that session; "": the main one
	Step    int    `json:"step"`
}

// A Branch is a way that a session's run has gone beside the main one. Its files lie in branches/NAME, named as
// those of the main branch and saved in the same way (next, commit); session.json, vocab.json and lock are the
// session's. The main branch lies in the session's folder itself and is not listed. A branch has all its history
// from the run's beginning: From says from where on it is its own.
type Branch struct {
	Name   string `json:"name"`             // as a session's (CheckName)
	From   int    `json:"from_step"`        // the last update that it shares with Parent
	Parent string `json:"parent,omitempty"` // the branch that it left; "": the main one
	Head   int    `json:"head_step"`        // its last update
}

// Data says where the text of a run is to be found again, and how to tell that it is the same.
type Data struct {
	Name      string     `json:"name"`
	Source    string     `json:"source,omitempty"` // of a dataset that comes with the program: its name
	Paths     []string   `json:"paths,omitempty"`  // of a person's own text, absolute; "-" is standard input
	Valid     string     `json:"valid,omitempty"`  // path of a validation text given apart
	SHA256    string     `json:"sha256"`           // hex
	Checksums []Checksum `json:"checksums,omitempty"`
}

// A Checksum is that of one file of a text. What SHA256 is of, if there are several, datasets.Text says.
type Checksum struct {
	Role   string `json:"role"` // datasets.Train, Valid or Test
	File   string `json:"file"` // as it was named or found
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// What session.json holds at most.
const (
	maxMeta       = 1 << 24 // bytes
	maxRecipeLine = 1 << 16 // bytes
	maxChecksums  = 1000    // of a text of more files the sum over all of them has to do
)

// at is what session.json says of a run that is at c, in this program's format.
func (m Meta) at(c *train.Checkpoint) Meta {
	m.Format, m.Recipe, m.Vocab, m.Parameters = Format, c.Recipe, c.Vocab.Len(), c.Recipe.Model.Size()
	m.Task = m.TaskName()
	if m.ID == "" {
		m.ID = fmt.Sprintf("%016x", rand.Uint64())
	}
	if m.RecipeLine = m.Line(c.History.Events()).String(); len(m.RecipeLine) > maxRecipeLine {
		m.RecipeLine = ""
	}
	return m
}

// TaskName is the name of the session's task, whether session.json says it or not.
func (m Meta) TaskName() string {
	t, err := task.Find(m.Recipe.Task)
	if err != nil {
		return m.Recipe.Task
	}
	return t.Name
}

// Line is the run as one printable line, given its changes of settings.
func (m Meta) Line(events []history.Event) train.Line {
	const digits = 16 // of the checksum: 64 bits
	sum := m.Data.SHA256
	return train.Line{Data: m.Data.Name, SHA256: sum[:min(len(sum), digits)], Recipe: m.Recipe, Events: events}
}

// encode writes session.json. It fails rather than write what could not be read.
func (m Meta) encode() ([]byte, error) {
	b, err := json.Marshal(m)
	if err != nil {
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
	if b = append(merge(b, m.unknown), '\n'); len(b) <= maxMeta { // what others have put there, without a line for each
		return b, nil
	}
	return nil, errMetaSize.Of(metaFile, len(b), maxMeta)
}

// decodeMeta reads session.json. Of a later format only the number is looked at.
func decodeMeta(name string, b []byte) (Meta, error) {
	var m Meta
	err := json.Unmarshal(b, &m)
	if err != nil {
		var version struct{ Format int }
		json.Unmarshal(b, &version)
		m.Format = version.Format
	}
	switch {
	case m.Format > Format:
		return Meta{}, &Newer{Name: name, Format: m.Format}
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
	return m, m.check()
}

// check says what session.json cannot say.
func (m Meta) check() error {
	if err := m.Recipe.Check(); err != nil {
		return err
	}
	if m.Recipe.Model.Vocab != m.Vocab {
		return errMetaVocab.Of(m.Vocab, m.Recipe.Model.Vocab)
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
		names[b.Name] = true // a branch stands behind the one that it left
	}
	return nil
}

// plain puts a parser's words into a person's.
func plain(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return errJSON.Of(syntax.Offset, err)
	}
	return err
}
