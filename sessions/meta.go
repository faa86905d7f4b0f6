package sessions

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"unroll/core/train"
)

// Format is the version of the folder's formats that this program writes, and the last it reads. Since 2 a
// recipe has no shards; a session of format 1 goes on, but its first updates made anew have sums in
// another order.
const Format = 2

// Meta is session.json: what a run is, as opposed to how far it has come. Whoever creates a
// session says Program, Kernel, Data and Preset; the first save fills in the rest.
type Meta struct {
	Format     int          `json:"format"`
	Name       string       `json:"name"` // the folder's name is what counts
	Created    time.Time    `json:"created"`
	Program    string       `json:"program"` // version
	Arch       string       `json:"arch"`    // GOOS/GOARCH
	Kernel     string       `json:"kernel"`  // with Arch, what runs must share to agree bit by bit
	Data       Data         `json:"data"`
	Preset     string       `json:"preset,omitempty"` // the published configuration it was begun from, by name
	Recipe     train.Recipe `json:"recipe"`
	Vocab      int          `json:"vocab_size"`
	Parameters int          `json:"parameters"`
}

// Data says where the text of a run is to be found again, and how to tell that it is the same.
type Data struct {
	Name   string   `json:"name"`
	Source string   `json:"source,omitempty"` // of a dataset that comes with the program: its name
	Paths  []string `json:"paths,omitempty"`  // of a person's own text, absolute; "-" is standard input
	Valid  string   `json:"valid,omitempty"`  // path of a validation text given apart
	SHA256 string   `json:"sha256"`           // hex
}

func (m Meta) encode() ([]byte, error) {
	b, err := json.MarshalIndent(m, "", "  ")
	return append(b, '\n'), err
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
		return Meta{}, fmt.Errorf("format is %d", m.Format)
	}
	m.Name = name
	if err := m.Recipe.Check(); err != nil {
		return Meta{}, err
	}
	if m.Recipe.Model.Vocab != m.Vocab {
		return Meta{}, fmt.Errorf("vocab_size is %d, but the model's is %d", m.Vocab, m.Recipe.Model.Vocab)
	}
	return m, nil
}

// plain puts a parser's words into a person's.
func plain(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("not JSON at byte %d: %w", syntax.Offset, err)
	}
	return err
}
