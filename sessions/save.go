package sessions

import (
	"bytes"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions/safetensors"
)

// A file is one that a save writes completely.
type file struct {
	name  string
	write func(w io.Writer) error
}

// stateOf are the files that every save writes; meta are the metadata of optimizer.safetensors, which may be added to before it is written.
func stateOf(c *train.Checkpoint) (files []file, meta map[string]string, err error) {
	meta, list, err := encodeState(c)
	if err != nil {
		return nil, nil, err
	}
	return []file{
		{weightsFile, func(w io.Writer) error {
			meta, list := encodeWeights(c)
			return safetensors.Write(w, meta, list)
		}},
		{optimizerFile, func(w io.Writer) error { return safetensors.Write(w, meta, list) }},
	}, meta, nil
}

// historyOf are the files that a save only appends to if possible, and what belongs to them. The mark is complete
// once they are written.
func (s *Session) historyOf(c *train.Checkpoint) (files []file, k *mark, err error) {
	k = markOf(c)
	k.sums = &sums{}
	k.bucketed = max(0, c.History.WholeFrom()-1)
	rows := file{metricsFile, func(w io.Writer) error {
		header, all := k.form.header(), &summing{Writer: w}
		_, err := io.WriteString(all, header)
		if err == nil {
			k.rowAt, k.sums.Rows, err = writeRows(all, c, 0)
			k.rowAt += int64(len(header))
		}
		return err
	}}
	events, err := appendEvents(nil, c.History.Events())
	if err != nil {
		return nil, nil, err
	}
	k.eventsAt, k.sums.Events = int64(len(events)), sumOf(events)
	buckets, err := s.bucketsAnew(c)
	return append(buckets, rows, bytesFile(eventsFile, events)), k, err
}

// identity are the files written when a session is created: session.json and, if there is a vocabulary, vocab.json.
func identity(m Meta, c *train.Checkpoint) ([]file, error) {
	j, err := m.encode()
	if err != nil {
		return nil, err
	}
	if c.Vocab == nil {
		return []file{bytesFile(metaFile, j)}, nil
	}
	v, err := vocabOn(c)
	return []file{bytesFile(metaFile, j), bytesFile(vocabFile, v)}, err
}

// vocabSum is the checksum of vocab.json, which never changes.
func (s *Session) vocabSum(c *train.Checkpoint) (uint32, error) {
	if s.last != nil && s.last.sums != nil {
		return s.last.sums.Vocab, nil
	}
	if c.Vocab == nil {
		return 0, nil
	}
	v, err := vocabOn(c)
	return sumOf(v), err
}

// vocabOn is vocab.json.
func vocabOn(c *train.Checkpoint) ([]byte, error) {
	v, err := json.Marshal(c.Vocab)
	return append(v, '\n'), err
}

func bytesFile(name string, b []byte) file {
	return file{name, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}}
}

// markOf is the mark of c without offsets.
func markOf(c *train.Checkpoint) *mark {
	return &mark{recipe: c.Recipe, history: c.History, form: formOf(c.Recipe)}
}

// writeAll makes a folder of files that survives a power failure, except for its own name.
func writeAll(d disk, dir string, files []file) error {
	if err := d.Mkdir(dir); err != nil {
		return err
	}
	for _, f := range files {
		if err := d.Create(filepath.Join(dir, f.name), f.write); err != nil {
			return err
		}
	}
	return d.SyncDir(dir)
}

// update saves into an existing folder.
func (s *Session) update(c *train.Checkpoint) error {
	if !s.lock.Locked() {
		return &Locked{Name: s.name} // see relock: taken by another process on Windows
	}
	if err := s.there(); err != nil {
		return err
	}
	if err := s.settle(); err != nil {
		return err
	}
	m, k, files, err := s.prepare(c)
	if err != nil {
		return err
	}
	d, next := s.store.writes(), filepath.Join(s.dir, nextDir)
	err = writeAll(d, next, files)
	if err == nil {
		err = d.Rename(next, filepath.Join(s.dir, commitDir))
	}
	if err != nil {
		d.Remove(next) // frees its space
		return err
	}
	s.stands(m, c)
	s.last, s.unsure = k, true
	if err := d.SyncDir(s.dir); err != nil {
		return err
	}
	s.unsure = false
	s.settle() // the save is made: if this fails, the next save does it first
	s.measure()
	return s.proof(c)
}

// stands records what session.json and best.safetensors now contain.
func (s *Session) stands(m Meta, c *train.Checkpoint) {
	s.meta, s.best, s.good = m, markOfBest(c.Best), markOfGood(c.Good)
	s.written, _ = m.encode() // it has just succeeded
}

// prepare appends what can be appended and returns what next/ must contain.
func (s *Session) prepare(c *train.Checkpoint) (m Meta, k *mark, files []file, err error) {
	files, meta, err := stateOf(c)
	if err != nil {
		return m, k, nil, err
	}
	if err = sameRun(s.meta.Recipe, c.Recipe); err != nil {
		return m, k, nil, err
	}
	m = s.meta.at(c)
	j, err := m.encode()
	if err != nil {
		return m, k, nil, err
	}
	if !bytes.Equal(j, s.written) || s.lost(metaFile) {
		files = append(files, bytesFile(metaFile, j))
	}
	if s.lost(vocabFile) && c.Vocab != nil {
		v, err := vocabOn(c)
		if err != nil {
			return m, k, nil, err
		}
		files = append(files, bytesFile(vocabFile, v))
		if s.last.sums != nil {
			s.last.sums.Vocab = sumOf(v)
		}
	}
	onward := s.last.leadsTo(c)
	if !onward || s.best != markOfBest(c.Best) || s.lost(bestFile) {
		files = append(files, bestOf(c))
	}
	if s.good != markOfGood(c.Good) || !onward && c.Good != nil || s.lost(goodFile) {
		f, err := goodOf(c.Good)
		if err != nil {
			return m, k, nil, err
		}
		files = append(files, f)
	}
	if onward && s.last.form == formOf(c.Recipe) && s.intact() {
		if k, err = s.append(c); err != nil {
			return m, k, files, err
		}
		return m, k, withSums(append(files, s.bucketsNow(c, k)...), meta, k), nil
	}
	more, k, err := s.historyOf(c)
	if err != nil {
		return m, k, nil, err
	}
	k.sums.Vocab, err = s.vocabSum(c)
	return m, k, withSums(append(files, more...), meta, k), err
}

// sameRun refuses a recipe that differs in more than its end: that is another run, which
// session.json and events.jsonl would not describe.
func sameRun(old, now recipe.Recipe) error {
	old.Steps, old.Epochs = now.Steps, now.Epochs
	if old != now {
		return errOtherRecipe.Of()
	}
	return nil
}

// intact reports whether the files to append to are at least as long as they were written.
func (s *Session) intact() bool {
	for name, size := range map[string]int64{metricsFile: s.last.rowAt, eventsFile: s.last.eventsAt} {
		info, err := os.Stat(filepath.Join(s.dir, name))
		if err != nil || !info.Mode().IsRegular() || info.Size() < size {
			return false
		}
	}
	return true
}

// append writes the rows and events since the last save. It rewrites that save's own row, whose
// step may have been validated since.
func (s *Session) append(c *train.Checkpoint) (k *mark, err error) {
	old := s.last
	k = markOf(c)
	k.bucketed = old.bucketed
	var rows bytes.Buffer
	lastAt, _, err := writeRows(&summing{Writer: &rows}, c, old.step())
	if err != nil {
		return k, err
	}
	events, err := appendEvents(nil, c.History.Events()[len(old.history.Events()):])
	if err != nil {
		return k, err
	}
	k.rowAt, k.eventsAt = old.rowAt+lastAt, old.eventsAt+int64(len(events))
	if was := old.sums; was != nil {
		k.sums = &sums{Vocab: was.Vocab, Rows: crc32.Update(was.Rows, castagnoli, rows.Bytes()[:lastAt]), Events: crc32.Update(was.Events, castagnoli, events)}
	}
	d := s.store.writes()
	if err := d.Overwrite(filepath.Join(s.dir, metricsFile), old.rowAt, rows.Bytes()); err != nil {
		return k, err
	}
	return k, d.Overwrite(filepath.Join(s.dir, eventsFile), old.eventsAt, events)
}

// settle moves what a save has left in commit/ to its place, and removes an uncommitted save.
func (s *Session) settle() error {
	d, commit := s.store.writes(), filepath.Join(s.dir, commitDir)
	if err := d.Remove(filepath.Join(s.dir, nextDir)); err != nil {
		return err
	}
	info, err := os.Lstat(commit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return s.damaged(commitDir, errNoFolder.Of())
	}
	for _, name := range slices.Concat(stateFiles, strangers(commit)) {
		from := filepath.Join(commit, name)
		if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := d.Rename(from, filepath.Join(s.dir, name)); err != nil {
			return err
		}
	}
	if err := d.Remove(commit); err != nil {
		return err
	}
	return d.SyncDir(s.dir)
}

// strangers are the files of a commit/ that this version does not know: those of a later version that was killed
// before it had moved them to their place. (Names that are not files of a session have no extension.)
func strangers(commit string) (list []string) {
	entries, _ := os.ReadDir(commit)
	for _, e := range entries {
		if e.Type().IsRegular() && filepath.Ext(e.Name()) != "" && !slices.Contains(stateFiles, e.Name()) {
			list = append(list, e.Name())
		}
	}
	return list
}
