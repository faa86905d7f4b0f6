package sessions

import (
	"bytes"
	"embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// scripts are the Python files of an exported model. They are the same for every model: what
// differs is in model.safetensors.
//
//go:embed pytorch/*.py
var scripts embed.FS

// An exporter writes the files of a task's models that are not the same for all.
type exporter struct {
	task *task.Task
	// files are those of c, a run over d.
	files func(c *train.Checkpoint, d task.Data) ([]exportFile, error)
	data  bool // it needs d
}

// exporters is the table: a line for each task that can be exported.
var exporters = []exporter{{task.Language, languageFiles, false}, {task.Series, seriesFiles, true}, {task.Tagging, taggingFiles, true}, {task.Translation, pairFiles, true}}

func findExporter(name string) (exporter, error) {
	t, err := task.Find(name)
	for _, e := range exporters {
		if err == nil && e.task.Name == t.Name {
			return e, nil
		}
	}
	return exporter{}, errNoExport.Of(name)
}

// ExportData finds the data again that Export needs of a session; nil if it needs none, as that of a language model. If they
// have moved, args say where they are. Errors: those of FindOrigin, a task that cannot be exported.
func ExportData(m Meta, o datasets.Opener, args ...string) (task.Data, error) {
	e, err := findExporter(m.Recipe.Task)
	if err != nil || !e.data {
		return nil, err
	}
	x, err := find(m, o, toExport, args...)
	if err != nil {
		return nil, err
	}
	s, err := x.Subject(m.Recipe)
	return s.Data, err
}

// Export writes what a run has learned into a new folder, for PyTorch: weights, what a model has besides (a vocabulary, or
// the scales of a series), a module that loads them, and a check that it computes what unroll does. The folder appears when
// it is complete, or not at all. d are the run's data, from ExportData. The error is an fs.ErrExist if something already has
// the name. A run of a task that is not in the table is refused.
func Export(dir string, c *train.Checkpoint, d task.Data) error {
	e, err := findExporter(c.Recipe.Task)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(dir); err == nil {
		return errIn.Of(dir, fs.ErrExist)
	}
	files, err := e.exported(c, d)
	if err != nil {
		return err
	}
	dir = filepath.Clean(dir)
	aside := filepath.Join(filepath.Dir(dir), fmt.Sprintf(".%s-%08x", filepath.Base(dir), rand.Uint32()))
	if err := os.Mkdir(aside, 0o777); err != nil {
		return err
	}
	for _, f := range files {
		if err == nil {
			err = osDisk{}.Create(filepath.Join(aside, f.name), f.write)
		}
	}
	if err == nil {
		err = os.Rename(aside, dir)
	}
	if err != nil {
		os.RemoveAll(aside)
	}
	return err
}

// An exportFile is a file of the folder.
type exportFile struct {
	name  string
	write func(io.Writer) error
}

func (e exporter) exported(c *train.Checkpoint, d task.Data) ([]exportFile, error) {
	files, err := e.files(c, d)
	if err != nil {
		return nil, err
	}
	entries, err := scripts.ReadDir("pytorch")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		text, err := scripts.ReadFile(path.Join("pytorch", e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, exportFile{e.Name(), func(w io.Writer) error {
			_, err := w.Write(text)
			return err
		}})
	}
	return files, nil
}

func asJSON(v any) func(io.Writer) error {
	return func(w io.Writer) error { return json.NewEncoder(w).Encode(v) }
}

// writeWeights writes a safetensors file: 8 bytes with the header's length, the header, the
// numbers. Any reader accepts it; the values of the metadata must be strings.
//
// model are the arguments of the class in model.py.
func writeWeights(w io.Writer, c *train.Checkpoint, model any) error {
	sizes, err := json.Marshal(model)
	if err != nil {
		return err
	}
	header := map[string]any{"__metadata__": map[string]string{"format": "pt", "program": "unroll " + Version(), "step": fmt.Sprint(c.Step), "model": string(sizes)}}
	at := 0
	for _, t := range c.Weights {
		end := at + 4*len(t.Data)
		header[t.Name] = map[string]any{"dtype": "F32", "shape": t.Shape, "data_offsets": []int{at, end}}
		at = end
	}
	head, err := json.Marshal(header)
	if err != nil {
		return err
	}
	head = append(head, bytes.Repeat([]byte(" "), (8-len(head)%8)%8)...) // numbers begin at a multiple of 8
	if err := binary.Write(w, binary.LittleEndian, uint64(len(head))); err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	for _, t := range c.Weights {
		if err := binary.Write(w, binary.LittleEndian, t.Data); err != nil {
			return err
		}
	}
	return nil
}
