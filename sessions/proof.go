package sessions

import (
	"io"
	"io/fs"
	"strconv"

	"unroll/core/train"
	"unroll/sessions/safetensors"
)

// Before a save says that it has succeeded, everything that opening the session will need is looked for. What was removed or
// cut by others since it was written is written again by the next save, if the run still has it.

// constant are the files that a save writes only if their content changes.
var constant = []string{metaFile, vocabFile, bestFile, goodFile}

// there returns an error if the session's folder is not the one whose lock is held: it was renamed or removed.
func (s *Session) there() error {
	if !holds(s.lock, s.dir) {
		return errGone.Of(s.name, fs.ErrNotExist)
	}
	return nil
}

// measure notes the sizes of the files that later saves rely on.
func (s *Session) measure() {
	s.sizes = map[string]int64{}
	for _, name := range constant {
		s.sizes[name] = -1
		if _, info, err := s.find(name); err == nil {
			s.sizes[name] = info.Size()
		}
	}
}

// lost reports whether a file is missing, or no longer as long as it was written.
func (s *Session) lost(name string) bool {
	_, info, err := s.find(name)
	size, measured := s.sizes[name] // not after a first save that only its end failed
	if err != nil {
		return name != goodFile && name != bestFile || measured && size >= 0 // not every session has these
	}
	return info.Size() != size
}

// proof returns an error unless the folder holds the session at c: what each file has is checked as far as its header and size show it.
func (s *Session) proof(c *train.Checkpoint) error {
	if err := s.there(); err != nil {
		return err
	}
	for _, name := range constant {
		if s.lost(name) && (name != vocabFile || c.Vocab != nil) {
			return s.damaged(name, errChanged.Of())
		}
	}
	for name, size := range map[string]int64{metricsFile: s.last.rowAt, eventsFile: s.last.eventsAt, weightsFile: 4 * int64(c.Recipe.Model.Size())} {
		_, info, err := s.find(name)
		if err != nil {
			return err
		}
		if info.Size() < size {
			return s.damaged(name, errCut.Of(name, info.Size(), size))
		}
	}
	for _, name := range []string{weightsFile, optimizerFile} {
		err := s.read(name, func(r io.Reader, size int64) error {
			meta, err := safetensors.ReadMetadata(r, size)
			if err == nil && meta["step"] != strconv.Itoa(c.Step) {
				err = errOtherStep.Of(meta["step"], metaFile, c.Step)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
